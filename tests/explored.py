"""A collection made by hand for the panels of Explore: two dated articles, quotes about people, many by one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.readings import Said, article, make_reading, raw
from whosaid.articles import About, Reading
from whosaid.store import Store

HARBOUR = (
    "“Ion Vale has ruined this harbour,” Mira Sandoval said. “Ion Vale must go,” she said.\n\n"
    "“The tide was high,” Mira Sandoval said. The Harbour Union said Mira Sandoval was right.\n\n"
    "“I thank Mira Sandoval for her patience,” Ion Vale said."
)
QUAY = "Quay was quiet.\n\n“Ion Vale kept his word,” Mira Sandoval said.\n\n“Nobody asked us,” it was said."
MIRA, ION, UNION = "mira-sandoval", "ion-vale", "harbour-union"


@dataclass(frozen=True)
class Explored:
    """The ids of what was made."""

    collection: str
    harbour: str
    quay: str

    def quote(self, number: int) -> str:
        """The ref of the harbour's quote ``number``, counted from 1."""
        return f"{self.harbour[:12]}.q{number}"


def explored(store: Store) -> Explored:
    """Seven quotes on 1 and on 9 March 2025: five in one article and two in the other."""
    named = [("Mira Sandoval", "PERSON"), ("Ion Vale", "PERSON")]
    harbour = make_reading(
        article(HARBOUR, file="harbour.txt", title="The harbour", date="2025-03-01", outlet="The Quay Post"),
        [
            Said("Ion Vale has ruined this harbour,", "Mira Sandoval", -0.8),
            Said("Ion Vale must go,", "Mira Sandoval", -0.6),
            Said("The tide was high,", "Mira Sandoval", 0.0),
            Said("Mira Sandoval was right", "Harbour Union", 0.5, "indirect", speaker_kind="organization"),
            Said("I thank Mira Sandoval for her patience,", "Ion Vale", 0.9),
        ],
        named,
    )
    quay = make_reading(
        article(QUAY, file="quay.txt", title="The quay", date="2025-03-09", outlet="The Vale Mail"),
        [
            Said("Ion Vale kept his word,", "Mira Sandoval", 0.4),
            Said("Nobody asked us,", None, -0.3),
        ],
        [("Ion Vale", "PERSON"), ("Quay", "GPE")],
    )
    collection = store.create_collection("Harbour and quay")
    targets = {"q1": (ION, -0.9), "q2": (ION, -0.7), "q4": (MIRA, 0.6), "q5": (MIRA, 0.8)}
    store.save(collection, _about(harbour, targets), raw(HARBOUR), file="harbour.txt")
    store.save(collection, _about(quay, {"q1": (ION, 0.1)}), raw(QUAY), file="quay.txt")
    return Explored(collection, harbour.article.id, quay.article.id)


def _about(reading: Reading, targets: dict[str, tuple[str, float]]) -> Reading:
    """The reading with what some of its quotes feel about whom."""
    quotes = [
        replace(quote, about=(_felt(*targets[quote.id]),)) if quote.id in targets else quote
        for quote in reading.quotes
    ]
    return replace(reading, quotes=tuple(quotes))


def _felt(entity: str, score: float) -> About:
    return About(entity, "negative" if score < -0.25 else "positive" if score > 0.25 else "neutral", score)
