"""Article -> Reading: a spaCy pipeline, one factory a file. Never touches the store."""
