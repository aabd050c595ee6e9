"""Make the test documents: ``python -m tests.intake.make_documents FOLDER`` writes them as files to look at."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.intake import hostile_documents, office_documents, pdf_documents
from tests.intake.document_cases import Case, Hostile

CASES: tuple[Case, ...] = pdf_documents.CASES + office_documents.CASES
HOSTILE: tuple[Hostile, ...] = hostile_documents.HOSTILE


def write_all(folder: Path) -> None:
    """Write all documents into the folder, each under its name and format."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in (*CASES, *HOSTILE):
        (folder / case.file).write_bytes(case.make())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.intake.make_documents FOLDER")
    write_all(Path(sys.argv[1]))
