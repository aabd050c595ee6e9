"""Every ``Doc._`` attribute of the pipeline, in one place.

| attribute | set by | what |
|---|---|---|
| ``doc._.encoded`` | whosaid_encoder | the network's scores; dropped by the last pipe |
| ``doc._.entities`` | whosaid_entities | tuple of ``Entity``: mentions of the same thing together |
| ``doc._.attributions`` | whosaid_quotes | tuple of ``Found``: source, cue and content spans |
| ``doc._.resolved`` | whosaid_speakers | tuple of ``Resolved``, one for each attribution |
| ``doc._.speakers`` | whosaid_sentiment | tuple of ``Speaker`` |
| ``doc._.quotes`` | whosaid_sentiment | tuple of ``Quote`` |
"""

from __future__ import annotations

from spacy.tokens import Doc

NAMES = ("encoded", "entities", "clusters", "attributions", "resolved", "speakers", "quotes")


def register() -> None:
    """Declare the attributes; harmless when they are declared already."""
    for name in NAMES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
