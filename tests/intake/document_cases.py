"""What a test document is: how it is made, and what must come out of it. The articles are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

FERRY = (
    "The harbour board voted on Monday to reopen the ferry link between Port Ellery and the outer islands, which has "
    "been closed since a storm tore away the pier two winters ago, and to raise the fare for every|one but the "
    "islanders.",
    "“We have waited long enough,” said Mira Sandoval, who chairs the board. “The pier – finally – is sound, and the "
    "govern|ment has paid its share of the long-|term cost.”",
    "Tomas Reyl, who runs the only shop on Skerry, said he had lost half his customers. “People moved to the "
    "main|land. Some of them will come back, some will not, and nobody can say how many.”",
    "The fare will be four crowns, the board said, and twice as much in sum|mer. Fisher|men will pay nothing for their "
    "catch until the end of the year, when the council will look at the figures again.",
)
SCHOOL = (
    "A school in Lower Brask will close its doors in June because only eleven children are left in it, the district "
    "council decided after three hours of debate on Thursday night.",
    "“It is the heart of the valley,” said Ana Lind, who has taught there for twenty-two years. “Take it away, and the "
    "young families will go as well.”",
    "Councillor Piet Vandermolen said that no other way had been found. The children will be taken to Upper Brask by "
    "bus, he said, and the building will become a library.",
)
TITLE = "Ferry link to reopen in May"


def whole(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs as they must be read: without the marks of where words may be parted."""
    return tuple(paragraph.replace("|", "") for paragraph in paragraphs)


def file_of(name: str) -> str:
    """Return "two-columns.pdf" for "pdf two columns"."""
    kind, *words = name.replace(",", "").split()
    return f"{'-'.join(words)}.{kind}"


@dataclass(frozen=True)
class Case:
    """A document, and what must be read out of it once its head has been looked at."""

    name: str
    make: Callable[[], bytes]
    paragraphs: tuple[str, ...]
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    removed: tuple[tuple[str, str], ...] = ()  # why, and words of it: they must be among what was taken out
    notices: tuple[str, ...] = ()  # how each begins that must be told

    @property
    def kind(self) -> str:
        """The format, which begins its name."""
        return self.name.split()[0]

    @property
    def file(self) -> str:
        """What it is called where it is a file."""
        return file_of(self.name)


@dataclass(frozen=True)
class Hostile:
    """A document that gives no article, and what its receipt must say."""

    name: str
    make: Callable[[], bytes]
    why: str
    remedy: str
    settings: Mapping[str, str] = field(default_factory=dict)  # without the WHOSAID_ before each

    @property
    def kind(self) -> str:
        """The format, which begins its name."""
        return self.name.split()[0]

    @property
    def file(self) -> str:
        """What it is called where it is a file."""
        return file_of(self.name)
