"""Recipes that make ``whosaid/reading/model`` from annotated corpora; never imported at run time."""
