"""A collection made by hand in which names and mere descriptions speak, some of them once only."""

from __future__ import annotations

from tests.readings import Said, article, make_reading, raw
from whosaid.store import Store

MIRA, ION, TESS = "mira-sandoval", "ion-vale", "tess-kord"
THEY, OFFICIAL, KEEPER = "they", "one-official", "keeper"
_SAID = (
    ("Mira Sandoval", -0.6, 3),
    ("Tess Kord", 0.5, 3),
    ("Ion Vale", -0.9, 1),
    ("They", -0.8, 5),
    ("One official", 0.9, 1),
)


def voiced(store: Store) -> str:
    """Fourteen quotes: eight of four with names, six of two who are only described.

    The keeper of the second article is described there and bears a name in the first.
    """
    said = [
        Said(f"{name} has words number {number},", name, score)
        for name, score, count in _SAID
        for number in range(count)
    ]
    text = "\n\n".join(f"“{one.words}” {one.speaker} said. Keeper." for one in said)
    named = [
        ("Mira Sandoval", "PERSON"),
        ("Tess Kord", "PERSON"),
        ("Ion Vale", "PERSON"),
        ("Keeper", "PERSON"),
    ]
    first = make_reading(article(text, file="many.txt", title="Many voices"), said, named)
    night = "“The lamp is lit,” the keeper said."
    second = make_reading(article(night, file="lamp.txt"), [Said("The lamp is lit,", "Keeper", 0.1)])
    collection = store.create_collection("Voices")
    store.save(collection, first, raw(text), file="many.txt")
    store.save(collection, second, raw(night), file="lamp.txt")
    return collection
