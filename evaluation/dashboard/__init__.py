"""How fast the dashboard is in a real browser: ``python -m evaluation.dashboard`` (``make benchmark-ui``)."""
