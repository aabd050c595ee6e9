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
from whosaid.intake.labels import label_of

_POINT = re.compile(r"(\d{2})\.(\d{1,3})(?=\s*-->|\s*$)", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+(?P<name>[^<>]{1,100})>|</v>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]{3,20}>|\{\\[^{}]{1,60}\}")
_SOUND = re.compile(r"\s*(?:[\[(][^\[\]()]{1,80}[\])]|[♪♫#][^\n]*[♪♫#]|[♪♫]+)\s*")
_TURN = re.compile(r"\s*(?:>>+|[-–—](?=\s?[“\"\[(]?[^\W\d_a-zß-ÿ]))\s*")
_ANY_TURN = re.compile(r" ?(?<!>)(?=>>)")
_TURN_AFTER_WORDS = re.compile(r"(?<=[.!?…,:\-–—\"”’'\])♪]) ?(?=>>)")
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_PAUSE = 2.5  # seconds
_LONG = 600  # characters
_TOUCH = 0.1  # seconds between captions of which the second repeats what the first still shows


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
    count = 0
    named: str | None = None  # on a line of its own, above its words
    for start, end, lines in _shown(captions):
        speaker: str | None = None
        for voice, words in lines:
            if _SOUND.fullmatch(words) and not (label_of(words) and len(lines) > 1):
                sounds.setdefault(words, count)
                continue
            mark = _TURN.match(words)
            rest = words[mark.end() :] if mark else words
            label = label_of(rest)
            if label and label.end == len(rest) and not voice:
                named = label.name
                continue
            fresh = bool(voice or label or mark or named)
            speaker = voice or (label.name if label else named) or (None if fresh else speaker)
            named = None
            count += 1
            yield Said(start, end, speaker, fresh, rest[label.end :] if label else rest)


def _shown(captions: list[webvtt.Caption]) -> Iterator[tuple[float, float, list[tuple[str, str]]]]:
    """Yield from when to when a caption stands, and what each speaker says in its lines: the voice, and the words.

    Captions that roll repeat their last line; what is said twice stands apart.
    """
    before, ended = "", 0.0
    for caption in captions:
        start, end = _seconds(caption.start), _seconds(caption.end)
        shown: list[tuple[str, str]] = []
        last = before
        for line in caption.raw_text.split("\n"):
            voiced = list(_voiced(line))
            words = " ".join(words for _, words in voiced)
            if words and not (words == before and not shown and start - ended <= _TOUCH):
                shown.extend(voiced)
                last = words
        before, ended = last, end
        yield start, end, shown


def _voiced(line: str) -> Iterator[tuple[str, str]]:
    """Yield the voice that is marked and its words, each time that another begins to speak in a line."""
    voice, start = "", 0
    for mark in _VOICE.finditer(line):
        yield from ((voice, words) for words in _turns(line[start : mark.start()]))
        voice, start = unescape(mark["name"] or "").strip(), mark.end()
    yield from ((voice, words) for words in _turns(line[start:]))


def _turns(line: str) -> Iterator[str]:
    """Yield the words of a line, parted at ">>"; "Settings >> Privacy" is no turn."""
    words = " ".join(unescape(_TAG.sub("", line)).split())
    marks = _ANY_TURN if words.startswith(">>") else _TURN_AFTER_WORDS
    yield from filter(None, marks.split(words))


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
