"""Tables within documents: a table of figures keeps its rows, one that only places text is undone.

Used by every format whose files say where tables, rows and cells begin and end.
"""

from __future__ import annotations

from whosaid.intake.documents.contents import Paragraph, Role

_LONGEST_CELL = 120  # characters; a cell with more holds text, and the table is there for the layout
_MOST_IN_CELL = 1


class Tables:
    """Collects the paragraphs of a document; those in tables by rows, ``paragraphs`` has them all."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._open: list[list[list[list[Paragraph]]]] = []  # tables, their rows, their cells

    def opened(self, part: str) -> None:
        """Begin a "table", a "row" or a "cell"."""
        if part == "table":
            self._open.append([])
        elif part == "row" and self._open:
            self._open[-1].append([])
        elif part == "cell" and self._open and self._open[-1]:
            self._open[-1][-1].append([])

    def closed(self, part: str) -> None:
        """End it; a table that ends goes to where it stands."""
        if part == "table" and self._open:
            for paragraph in undone(self._open.pop()):
                self.add(paragraph)

    def add(self, paragraph: Paragraph) -> None:
        """Put a paragraph into the cell that is open, or after the others."""
        if self._open and self._open[-1] and self._open[-1][-1]:
            self._open[-1][-1][-1].append(paragraph)
        else:
            self.paragraphs.append(paragraph)

    def finish(self) -> list[Paragraph]:
        """Return all paragraphs, those of tables that never ended as well."""
        while self._open:
            self.closed("table")
        return self.paragraphs


def undone(table: list[list[list[Paragraph]]]) -> list[Paragraph]:
    """Return the paragraphs of a table: its rows, one a line, or what is in the cells of a layout."""
    cells = [[part for part in cell if part.text.strip()] for row in table for cell in row]
    wide = any(len(row) > 1 for row in table)
    small = all(len(cell) <= _MOST_IN_CELL and all(_is_short(part.text) for part in cell) for cell in cells)
    if not (wide and small):
        return [part for cell in cells for part in cell]
    role: Role = next((part.role for cell in cells for part in cell), "body")
    rows = ("\t".join(" ".join(part.text for part in cell).strip() for cell in row).strip() for row in table)
    text = "\n".join(row for row in rows if row)
    return [Paragraph(text, role)] if text else []


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_CELL and "\n" not in text.strip()
