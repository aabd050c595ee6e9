"""Captions (SRT, WebVTT) -> the transcript of what was said: one paragraph for each turn of a speaker.

Who speaks is kept as "NAME: words", which is how the reader knows a transcript. Times go; sounds
("[applause]") are listed as removed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import webvtt

from whosaid.articles import Removed
from whosaid.errors import UnreadableFile
from whosaid.intake.draft import Draft

_POINT = re.compile(r"(\d{2})\.(\d{1,3})(?=\s*-->|\s*$)", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^<>]{1,100})>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]{3,20}>|\{\\[^{}]{1,60}\}")
_SOUND = re.compile(r"\s*(?:[\[(][^\[\]()]{1,80}[\])]|[♪♫#][^\n]*[♪♫#]|[♪♫]+)\s*")
_LABEL = re.compile(
    r"\s*(?:>>+|[-–—])?\s*"
    r"(?P<name>[A-Z][\w.’'\-]*(?: (?:[A-Z][\w.’'\-]*|de|van|von|al)){0,3}(?: \([^()]{1,40}\))?):\s+(?=\S)"
)
_TURN = re.compile(r"\s*(?:>>+|[-–—](?=\s?[“\"A-Z]))\s*")
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_PAUSE = 2.5  # seconds
_LONG = 600  # characters


class Said(NamedTuple):
    """What one speaker says in one caption."""

    start: float
    end: float
    speaker: str | None  # None: nobody is named
    fresh: bool  # whether another begins to speak
    words: str


def draft_of(text: str, file: str) -> Draft:
    """Return the transcript; raises ``UnreadableFile`` where nothing is said."""
    sounds: dict[str, int] = {}
    ends = [0]
    paragraphs = list(_paragraphs(_said(_captions(text, file), sounds), ends))
    if not paragraphs:
        raise UnreadableFile(
            file, "no words were found in these captions", "choose a file with captions in it"
        )
    removed = tuple(Removed(sound, "sound", ends[before]) for sound, before in sounds.items())
    return Draft("\n\n".join(paragraphs), removed=removed)


def _captions(text: str, file: str) -> list[webvtt.Caption]:
    text = text.lstrip("\ufeff \t\r\n")
    kind = "vtt" if text.startswith("WEBVTT") else "srt"
    if kind == "srt":
        text = _POINT.sub(r"\1,\2", text)
    try:
        return list(webvtt.WebVTT.from_buffer(io.StringIO(text), kind).captions)
    except webvtt.errors.MalformedFileError as error:
        raise UnreadableFile(
            file, "its captions are damaged", "open it in a caption editor and save it again"
        ) from error


def _said(captions: list[webvtt.Caption], sounds: dict[str, int]) -> Iterator[Said]:
    """Yield what is said; of each sound ``sounds`` is told how many of these come before it."""
    before, count = "", 0
    for caption in captions:
        speaker: str | None = None
        for line in caption.raw_text.split("\n"):
            voice = _VOICE.search(line)
            words = " ".join(unescape(_TAG.sub("", line)).split())
            if not words or words == before:  # captions that roll repeat their last line
                continue
            before = words
            if _SOUND.fullmatch(words):
                sounds.setdefault(words, count)
                continue
            label = _LABEL.match(words)
            fresh = bool(voice or label or _TURN.match(words))
            named = voice[1].strip() if voice else label["name"] if label else None
            speaker = named or (None if fresh else speaker)
            rest = words[label.end() :] if label else _TURN.sub("", words, count=1) if fresh else words
            count += 1
            yield Said(_seconds(caption.start), _seconds(caption.end), speaker, fresh, rest)


def _paragraphs(said: Iterator[Said], ends: list[int]) -> Iterator[str]:
    """Join what one speaker says; without names a pause after a full stop, or length, ends a paragraph.

    Where in the text each of what is said ends, goes to ``ends``.
    """
    paragraph, speaker, end, start = "", None, 0.0, 0
    for each in said:
        changed = each.fresh and (each.speaker is None or each.speaker != speaker)
        rested = bool(_ENDED.search(paragraph)) and (each.start - end > _PAUSE or len(paragraph) > _LONG)
        if paragraph and (changed or (rested and speaker is None)):
            yield paragraph
            start += len(paragraph) + len("\n\n")
            paragraph = ""
        if changed:
            speaker = each.speaker
        if not paragraph and speaker:
            paragraph = f"{speaker}:"
        paragraph = f"{paragraph} {each.words}".strip()
        ends.append(start + len(paragraph))
        end = each.end
    if paragraph:
        yield paragraph


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
