"""Scores and speed of the reader beside its peers; figures and limits stand in README.md of this folder."""
