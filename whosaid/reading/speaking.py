"""The pipe that says who speaks: attributions and entities in, one speaker for each attribution out.

The rules and the scorer live in ``speakers``; here are only pipe and weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from whosaid.errors import ModelError
from whosaid.reading import attributes
from whosaid.reading.aliases import merged
from whosaid.reading.clusters import cluster
from whosaid.reading.entities import entity
from whosaid.reading.names import Cluster, NamedMention
from whosaid.reading.recover import recover
from whosaid.reading.speakers import Attribution, Scorer, resolve


@Language.factory(
    "whosaid_speakers",
    requires=["doc._.encoded", "doc._.attributions", "doc._.clusters"],
    assigns=["doc._.resolved", "doc._.clusters", "doc._.entities"],
)
def make_speakers(nlp: Language, name: str) -> SpeakerResolver:
    """The pipe; its scorer is read from ``speakers.json``."""
    return SpeakerResolver()


class SpeakerResolver:
    """Doc -> ``doc._.resolved``, one ``Resolved`` for each attribution.

    Sources may name somebody whom the entity head missed; such names join ``doc._.entities``.
    """

    def __init__(self) -> None:
        attributes.register()
        self.aliases: Mapping[str, str] = {}
        self._json = ""
        self._scorer: Scorer | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the speakers of a doc's attributions."""
        if self._scorer is None:
            raise ModelError("The speaker scorer has no weights; load it with whosaid.reading.load().")
        text = doc._.encoded.text  # ``doc.text`` is put together anew at each access
        found = [Attribution(item.source, item.cue, item.content) for item in doc._.attributions]
        doc._.clusters = clusters = _with_missed(text, doc._.clusters, found, self.aliases)
        doc._.entities = tuple(sorted((entity(text, c) for c in clusters), key=lambda e: -len(e.mentions)))
        doc._.resolved = tuple(resolve(text, found, clusters, self._scorer, doc._.encoded))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write speakers.json."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "speakers.json").write_text(self._json, "utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> SpeakerResolver:
        """Read what ``to_disk`` wrote."""
        self._json = (Path(path) / "speakers.json").read_text("utf-8")
        self._scorer = Scorer.from_json(self._json)
        return self


def _with_missed(
    text: str, clusters: tuple[Cluster, ...], found: list[Attribution], aliases: Mapping[str, str]
) -> tuple[Cluster, ...]:
    mentions = [
        NamedMention(mention.start, mention.end, mention.label)
        for members in clusters
        for mention in members.mentions
    ]
    sources = [item.source for item in found if item.source]
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    known = recover(text, mentions, sources)
    return clusters if known == mentions else tuple(merged(text, cluster(text, known), aliases))
