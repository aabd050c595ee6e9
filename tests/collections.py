"""A small collection made by hand, for tests of the dashboard that need no model."""

from __future__ import annotations

from dataclasses import dataclass

from tests.readings import Said, article, make_reading, raw
from whosaid.articles import Removed
from whosaid.store import Store

BRIDGE = (
    "“The bridge is closed, and it will stay closed,” Mira Sandoval said on Monday.\n\n"
    "Ion Vale, who runs the ferry, said the town had been generous. “We are grateful to everybody in Quay,” "
    "he said.\n\nMira Sandoval hopes for an end by May. She called the delay “a disgrace”.\n\n"
    "“Nobody asked us,” it was said in the market."
)
FERRY = "Ion Vale said the ferry was late again. “I am sorry,” Ion Vale said.\n\nQuay was quiet."
MIRA = "mira-sandoval"
ION = "ion-vale"


@dataclass(frozen=True)
class Made:
    """The ids of what was made."""

    collection: str
    bridge: str
    ferry: str

    def quote(self, number: int) -> str:
        """The ref of the bridge's quote ``number``, counted from 1."""
        return f"{self.bridge[:12]}.q{number}"


def fill(store: Store, name: str = "Bridge and ferry") -> Made:
    """Two articles: five quotes and one without a source, by two speakers."""
    named = [("Mira Sandoval", "PERSON"), ("Ion Vale", "PERSON"), ("Quay", "GPE"), ("Monday", "DATE")]
    bridge = make_reading(
        article(
            BRIDGE,
            file="bridge.txt",
            title="The bridge stays closed",
            date="2025-03-01",
            outlet="The Quay Post",
            removed=(Removed("Support us today.", "appeal"),),
            notices=("Something was odd about this file.",),
        ),
        [
            Said("The bridge is closed, and it will stay closed,", "Mira Sandoval", -0.4),
            Said("We are grateful to everybody in Quay,", "Ion Vale", 0.8),
            Said("for an end by May", "Mira Sandoval", 0.1, "indirect", "belief"),
            Said("a disgrace", "Mira Sandoval", -0.9, "mixed"),
            Said("Nobody asked us,", None, -0.5),
        ],
        named,
    )
    ferry = make_reading(
        article(FERRY, file="ferry.txt", title="Late again", outlet="The Vale Mail"),
        [Said("I am sorry,", "Ion Vale", -0.3)],
        [("Ion Vale", "PERSON"), ("Quay", "GPE")],
    )
    collection = store.create_collection(name)
    store.save(collection, bridge, raw(BRIDGE), file="bridge.txt")
    store.save(collection, ferry, raw(FERRY), file="ferry.txt")
    return Made(collection, bridge.article.id, ferry.article.id)
