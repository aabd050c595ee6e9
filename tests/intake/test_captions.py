"""Captions: who speaks, where one caption has several speakers and names stand with a post."""

from __future__ import annotations

import pytest

from tests.intake.make_containers import srt
from whosaid.intake import read
from whosaid.intake.labels import label_of


def vtt(*cues: str) -> bytes:
    times = (f"00:{2 * n:02d}.000 --> 00:{2 * n + 2:02d}.000\n{cue}\n" for n, cue in enumerate(cues))
    return ("WEBVTT\n\n" + "\n".join(times)).encode()


SPOKEN = [
    (
        (
            "<v.loud Helen Ortiz>We cannot.</v> <v Tom Barton>Why not?</v>",
            "<v Helen Ortiz>It is\ncracked.</v>",
        ),
        ["Helen Ortiz: We cannot.", "Tom Barton: Why not?", "Helen Ortiz: It is cracked."],
    ),
    ((">> We cannot. >> Why not? >>> Cracks.",), ["We cannot.", "Why not?", "Cracks."]),
    (("&gt;&gt; WE CANNOT -- &gt;&gt; JO MARSH: WHY?",), ["WE CANNOT --", "JO MARSH: WHY?"]),
    (("We cannot. >> TOM BARTON: Why not?",), ["We cannot.", "TOM BARTON: Why not?"]),
    (("Go to Settings >> Privacy now.",), ["Go to Settings >> Privacy now."]),
    (("<v Jo>One.</v> Two.", "Three."), ["Jo: One. Two. Three."]),
]


@pytest.mark.parametrize(("cues", "paragraphs"), SPOKEN)
def test_each_speaker_has_a_paragraph(cues: tuple[str, ...], paragraphs: list[str]) -> None:
    assert read(vtt(*cues), name="talk.vtt").text.split("\n\n") == paragraphs


def test_a_turn_ends_where_another_is_named() -> None:
    talk = (
        ("MAYOR HELEN ORTIZ (D): It is.", 1),
        ("HELEN ORTIZ, Mayor of Port Ellery: Yes, it is.", 4),
        ("The mayor: No.", 7),
        ("interviewer: Why?", 10),
    )
    assert read(srt(talk).encode(), name="talk.srt").text.split("\n\n") == [
        "MAYOR HELEN ORTIZ (D): It is.",
        "HELEN ORTIZ (Mayor of Port Ellery): Yes, it is.",
        "The mayor: No.",
        "interviewer: Why?",
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dr. Anne-Marie O'Neil, Harbour Authority: It is bad.", "Dr. Anne-Marie O'Neil (Harbour Authority)"),
        ("Jo Marsh (D), mayor: Hm.", "Jo Marsh (D, mayor)"),
        ("Jo Marsh, Deputy Mayor:", "Jo Marsh (Deputy Mayor)"),
        ("SEN. ORTIZ (D-Calif.): We do.", "SEN. ORTIZ (D-Calif.)"),
        ("The Prime Minister: We do.", "The Prime Minister"),
        ("The prosecutor: We do.", "The prosecutor"),
        ("narrator: It was dark.", "narrator"),
    ],
)
def test_who_is_called(line: str, name: str) -> None:
    label = label_of(line)
    assert label is not None
    assert label.name == name


@pytest.mark.parametrize(
    "line",
    [
        "Paris, France: The pier is closed.",
        "New York, Wednesday: Rain.",
        "On Monday, Ortiz said: We go.",
        "Thanks, Mayor Ortiz: We go.",
        "Remember, Helen Ortiz: We go.",
        "THE TRUTH, MR. BARTON: IT IS GONE.",
        "Helen Ortiz, who chairs it: We go.",
        "The truth, Mr. Barton: It is gone.",
        "the mayor: We cannot.",
        "The mayor: a man who knew.",
        "The problem: We have none.",
        "interviewer: why not",
    ],
)
def test_who_is_not_called(line: str) -> None:
    assert label_of(line) is None
