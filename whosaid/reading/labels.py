"""The names of what the network's heads say, in the order of their outputs."""

from __future__ import annotations

from whosaid.articles import ENTITY_LABELS

TAGS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
ENTITY_TAGS = ("O", *(f"{prefix}-{label}" for label in ENTITY_LABELS for prefix in "BI"))
SENSES = ("speech", "belief", "perception", "other")
DEGREES = (-2, -1, 0, 1, 2)  # of sentiment, from strongly negative to strongly positive
SENTIMENT_HEADS = ("quote", "sentence", "target")
