"""How a figure stands where it is named: what is the same for all sources that may mean it.

``weighing`` asks for the same mentions again and again; each is looked at once.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from whosaid.reading.discourse import Discourse
from whosaid.reading.lexicon import AUXILIARIES, PREPOSITIONS, SPEECH_VERBS
from whosaid.reading.mentions import WORD


@dataclass(frozen=True, slots=True)
class Standing:
    """One mention of a figure."""

    start: int
    end: int
    sentence: int
    paragraph: int
    opens: bool  # its sentence
    first: bool  # of its label that its sentence names
    around: list[float]  # possessive, before a verb of speech, before another, after a preposition, in marks


class Standings:
    """The mentions of one article's figures."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._known: dict[tuple[int, int], Standing] = {}

    def of(self, figure: int, index: int) -> Standing:
        """How the figure stands in its mention of this number."""
        if (figure, index) not in self._known:
            self._known[figure, index] = self._look(figure, index)
        return self._known[figure, index]

    def _look(self, number: int, index: int) -> Standing:
        text, layout, figure = self._discourse.text, self._discourse.layout, self._discourse.figures[number]
        start, end = figure.starts[index], figure.ends[index]
        sentence = layout.sentence(start)
        opening = layout.sentences[sentence]
        following = WORD.search(text, end, min(len(text), end + 24))
        word = following[0].lower() if following else ""
        leading = text[max(opening, start - 14) : start].split()
        around = [
            float(text[end : end + 1] in ("'", "’")),
            float(word in SPEECH_VERBS),
            float(word in AUXILIARIES or word.endswith("ed")),
            float(bool(leading) and leading[-1].lower() in PREPOSITIONS),
            float(layout.quoted(start)),
        ]
        first = self._first_of_sentence(opening, number)
        return Standing(start, end, sentence, layout.paragraph(start), start - opening < 6, first, around)

    def _first_of_sentence(self, opening: int, figure: int) -> bool:
        label = self._discourse.figures[figure].label
        index = bisect_left(self._discourse.event_starts, opening)
        for event in self._discourse.events[index : index + 12]:
            if self._discourse.figures[event.figure].label == label:
                return event.figure == figure
        return False
