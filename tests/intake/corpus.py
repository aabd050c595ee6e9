"""The corpus of the intake: a file of every kind that people have, made here, and what must come out of each.

``python -m tests.intake.corpus FOLDER`` writes them down to be looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.intake import container_cases, document_cases, press_reviews, text_cases
from tests.intake.make_containers import BRIDGE, FERRY, SCHOOL, Case, Wanted, cells, mail, page, zipped
from tests.intake.make_documents import CASES as DOCUMENTS
from tests.intake.text_cases import ALL, HEAD

FORMATS = (
    *(".txt", ".md", ".html", ".htm", ".mhtml", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml"),
    *(".srt", ".vtt", ".jsonl", ".json", ".csv", ".parquet", ".zip", ".tar.gz"),
)


@dataclass(frozen=True)
class Folder:
    """Files by their paths, and what must come out of the folder they are in."""

    name: str
    files: Mapping[str, bytes | str]
    wanted: list[Wanted]

    def write(self, place: Path) -> Path:
        """Write it down; return where it is."""
        for path, data in self.files.items():
            file = place / self.name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.encode() if isinstance(data, str) else data)
        return place / self.name


def as_read(document: document_cases.Case) -> Case:
    """Return the case of a document as one of any file."""
    text = "\n\n".join(document.paragraphs)
    wanted = Wanted(document.file, text, document.title, document.date, document.outlet, document.authors)
    return Case(document.file, document.make(), [wanted])


FILES = (
    *text_cases.CASES,
    *map(as_read, DOCUMENTS),
    *container_cases.CASES,
    *press_reviews.ONE,
)
FOLDERS = (
    Folder("flat", {"b.txt": BRIDGE, "a.txt": FERRY}, [Wanted("flat/a.txt", FERRY), Wanted("flat/b.txt", BRIDGE)]),
    Folder(
        "saved",
        {
            "Ferry.html": page("Ferry link", FERRY),
            "Ferry_files/ad.html": page("Ad", SCHOOL),
            "Ferry_files/style.css": "a { color: red }",
            "in/app.js": "let a = 1;",
            "in/other_files/page.html": page("Cracks in the bridge", BRIDGE),
            "in/Thumbs.db": b"\xd0\xcf\x11\xe0",
            "in/desktop.ini": "[a]",
            "~$ferry.docx": b"\x03Jo",
        },
        [
            Wanted("saved/Ferry.html", FERRY, "Ferry link"),
            Wanted("saved/in/other_files/page.html", BRIDGE, "Cracks in the bridge"),
        ],
    ),
    Folder(
        "deep",
        {
            "headed.txt": HEAD,
            "in/mail.eml": mail(SCHOOL, subject="The school stays").as_bytes(),
            "in/more/page.html": page("Cracks in the bridge", BRIDGE),
            "in/one.zip": zipped({"school.txt": SCHOOL}),
            "table.csv": cells(("title", "text", "date"), ("Cracks", BRIDGE, "2025-03-04")),
            ".hidden.txt": FERRY,
            ".git/a.txt": FERRY,
        },
        [
            Wanted("deep/headed.txt", FERRY, **ALL),
            Wanted("deep/in/mail.eml", SCHOOL, "The school stays", "2025-03-03", authors=("Jo Marsh",)),
            Wanted("deep/in/more/page.html", BRIDGE, "Cracks in the bridge"),
            Wanted("deep/in/one.zip / school.txt", SCHOOL),
            Wanted("deep/table.csv, row 2", BRIDGE, "Cracks", "2025-03-04"),
        ],
    ),
)  # fmt: skip


def write(place: Path) -> None:
    """Write every file and folder into a folder."""
    place.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(FILES, 1):
        (place / f"{number:03d}-{case.name}").write_bytes(case.data)
    for folder in FOLDERS:
        folder.write(place)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.intake.corpus FOLDER")
    write(Path(sys.argv[1]))
