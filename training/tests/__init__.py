"""The recipe, run end to end on generated sentences: ``make test-training``."""
