"""What the store answers with: frozen rows for the panels, no SQL and no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from whosaid.articles import MeanSentiment, Polarity, Quote, SpeakerKind
from whosaid.differences import Difference, Estimate
from whosaid.sentences import day


def ref(article: str, quote: str) -> str:
    """What ``View.quote`` holds: the ids of an article, shortened, and of a quote in it."""
    return f"{article[:12]}.{quote}"


@dataclass(frozen=True, slots=True)
class Collection:
    """A set of articles behind one unguessable id; ``created`` is in UTC."""

    id: str
    name: str
    created: datetime
    articles: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is shown out of how much there is.

    ``quotes`` passes every filter, ``speakers`` and ``articles`` are those of these quotes
    (without a filter on quotes ``articles`` counts those without a quote as well).
    ``unattributed`` counts quotes without a source over all filters but that of speakers.
    """

    quotes: int
    all_quotes: int
    speakers: int
    all_speakers: int
    articles: int
    all_articles: int
    unattributed: int


@dataclass(frozen=True, slots=True)
class EntityCount:
    """How often an entity is named; ``speaks``: a speaker of this collection has the same id."""

    id: str
    name: str
    label: str
    mentions: int
    articles: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker's quotes: how many, how long, in what tone.

    ``negative``, ``neutral`` and ``positive`` are the shares of quotes with that label (0..1, sum 1).
    ``named``: an entity of the collection has the same id; who is only described ("they") has none.
    """

    id: str
    name: str
    kind: SpeakerKind
    quotes: int
    words: int
    negative: float
    neutral: float
    positive: float
    sentiment: MeanSentiment
    named: bool = True


@dataclass(frozen=True, slots=True)
class Tones:
    """Speakers in an order; of all how many are ``named`` or only described, and how many quotes the latter have."""

    rows: tuple[SpeakerRow, ...]
    named: int
    unnamed: int
    unnamed_quotes: int


@dataclass(frozen=True, slots=True)
class Dot:
    """One quote as a dot: its ``QuoteRow.ref``, whose it is, its tone, and the beginning of its words."""

    ref: str
    speaker: str
    score: float
    label: Polarity
    words: str


@dataclass(frozen=True, slots=True)
class Feeling:
    """What a speaker's quotes that name an entity feel about it; the labels are counts."""

    speaker: str
    entity: str
    quotes: int
    mean: float
    negative: int
    neutral: int
    positive: int


@dataclass(frozen=True, slots=True)
class Feelings:
    """Speakers (rows) by those they speak about (columns): id -> name, most quotes first.

    ``all_entities`` counts all who are spoken about, ``all_speakers`` all who speak about these columns.
    """

    speakers: Mapping[str, str]
    entities: Mapping[str, str]
    cells: tuple[Feeling, ...]
    all_speakers: int
    all_entities: int


@dataclass(frozen=True, slots=True)
class Voice:
    """How much a speaker, or a kind of speaker, is heard: quotes, their words, and in which fifth of the text.

    ``id`` is empty for the quotes without a source.
    """

    id: str
    name: str
    quotes: int
    words: int
    fifths: tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices that are heard most, and how much is heard in all."""

    rows: tuple[Voice, ...]
    quotes: int
    words: int


@dataclass(frozen=True, slots=True)
class Period:
    """The quotes of a day, month or year (``start``: "2025-03-01", "2025-03" or "2025"); labels are counts."""

    start: str
    quotes: int
    negative: int
    neutral: int
    positive: int
    sentiment: MeanSentiment


@dataclass(frozen=True, slots=True)
class SpeakerName:
    """A speaker of a collection, for a list to choose from."""

    id: str
    name: str
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote, its article (the id; its title, or else its file) and its speaker."""

    article: str
    article_title: str
    outlet: str | None
    date: str | None
    quote: Quote
    speaker_name: str | None
    speaker_kind: SpeakerKind | None

    @property
    def ref(self) -> str:
        """What ``View.quote`` holds: unique in a collection, where a quote's id is so in its article only."""
        return ref(self.article, self.quote.id)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of a story that stands in several: its id, its title or else its file, outlet and date."""

    article: str
    title: str
    outlet: str | None
    date: str | None

    @property
    def called(self) -> str:
        """``“The bridge stays closed” (The Quay Post, 1 March 2025)``, as far as it is known."""
        known = ", ".join(part for part in (self.outlet, self.date and day(self.date)) if part)
        return f"“{self.title}” ({known})" if known else f"“{self.title}”"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of a collection; ``quotes`` counts those that pass the other filters.

    ``copy_of`` is the article of which it is a copy.
    """

    id: str
    title: str | None
    file: str
    date: str | None
    outlet: str | None
    quotes: int
    words: int
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class SideTotals:
    """How much one side of a comparison has."""

    quotes: int
    words: int
    speakers: int
    articles: int


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a row: ``count`` out of ``of``, its ``words``, and the share or mean (None: nothing there).

    What is counted are quotes; of the rows of names, the articles that name it, and ``words`` are mentions.
    """

    count: int
    of: int
    words: int
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """Somebody or something on each side, the clearest difference, and whether chance explains it.

    ``id`` is empty for the row of all, and ``view.UNATTRIBUTED`` for what has no source; ``trait`` is the
    kind of a speaker or the label of an entity. ``chance`` is corrected for the number of rows, None
    where too few articles tell.
    """

    id: str
    name: str
    trait: str
    parts: tuple[Part, ...]
    difference: Difference | None
    chance: float | None


@dataclass(frozen=True, slots=True)
class Contrasts:
    """The rows of a comparison: those that are most frequent on all sides together.

    ``every`` counts the rarer ones as well that could be rows, but neither the row of all nor that of nobody.
    """

    rows: tuple[Contrast, ...]
    every: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may stand in other articles as well; ``text`` is folded."""

    pk: int
    article: int
    outlet: str | None
    text: str
