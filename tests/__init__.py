"""Tests: one file a module, tables in ``cases``, a real browser in ``e2e``."""
