"""Rows -> Plotly figures, and a click in a figure -> the value that was clicked.

Pure functions: nothing here reads the database or knows Streamlit. One chart a module;
what they share, colours first, is in ``base``.
"""

from __future__ import annotations

from whosaid.charts.base import (
    FEW,
    INK,
    NOBODY,
    SENTIMENT,
    SPEAKER_PALETTE,
    TRACE,
    TYPE_COLOURS,
    TYPES,
    clicked,
    plural,
    shorten,
    side,
    signed,
    speaker_colours,
)
from whosaid.charts.dots import QUOTE, dots_by_speaker
from whosaid.charts.entities import describe_entities
from whosaid.charts.time import days_of, describe_periods, period_name, tone_over_time
from whosaid.charts.tone import describe_speakers

__all__ = [
    "FEW",
    "INK",
    "NOBODY",
    "QUOTE",
    "SENTIMENT",
    "SPEAKER_PALETTE",
    "TRACE",
    "TYPES",
    "TYPE_COLOURS",
    "clicked",
    "days_of",
    "describe_entities",
    "describe_periods",
    "describe_speakers",
    "dots_by_speaker",
    "period_name",
    "plural",
    "shorten",
    "side",
    "signed",
    "speaker_colours",
    "tone_over_time",
]
