"""The dashboard in a real browser: nothing is imported from it, nothing in it is replaced."""
