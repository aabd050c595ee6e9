"""The parts that a Word file is packed from: which belongs to which, and what the file says of itself.

What stands in them is for ``docx``.
"""

from __future__ import annotations

from collections.abc import Mapping

from whosaid.intake.documents.contents import Properties
from whosaid.intake.documents.markup import Walker, walk_xml
from whosaid.intake.documents.zipped import Package, damaged, joined


class _Relations(Walker):
    """The parts that a part refers to, by kind ("footnotes")."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.targets: dict[str, list[str]] = {}

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if tag == "Relationship" and target and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets.setdefault(kind, []).append(joined(self.base, target))


def related_parts(package: Package, part: str) -> dict[str, list[str]]:
    """Return the parts that ``part`` refers to and that are there."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    relations = _Relations(part)
    if listing in package:
        walk_xml(package, listing, relations)
    return {kind: [part for part in parts if part in package] for kind, parts in relations.targets.items()}


def main_part(package: Package, what: str) -> str:
    """Return the part with the document's text; raises ``UnreadableFile`` where there is none."""
    found: list[str] = [*related_parts(package, "").get("officeDocument", ()), "word/document.xml"]
    if found[0] not in package:
        raise damaged(package.file, what)
    return found[0]


class _Core(Walker):
    """Title and author as the file's properties have them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._tag = ""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._tag = tag

    def said(self, text: str) -> None:
        self.values[self._tag] = self.values.get(self._tag, "") + text


def properties_of(package: Package) -> Properties:
    """Return what the file says of itself."""
    core = _Core()
    for part in related_parts(package, "").get("core-properties", ())[:1]:
        walk_xml(package, part, core)
    creator = core.values.get("creator", "")
    return Properties(
        title=core.values.get("title"), authors=tuple(name.strip() for name in creator.split(";"))
    )
