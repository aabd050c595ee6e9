"""Documents that hold several articles, as press offices and databases make them, and reports that are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from reportlab.pdfgen.canvas import Canvas

from tests.intake.make_containers import BRIDGE, FERRY, SCHOOL, Case, Wanted, nexis
from tests.intake.office_documents import epub, odt, page, saved
from tests.intake.pdf_setting import BOLD, Type, at, column, pdf

Told = tuple[str, str, str, str, str]  # title, byline, date as written, the same in ISO, text

ARTICLES: tuple[Told, ...] = (
    ("Ferry link will reopen in May", "Jon Harlow", "3 March 2025", "2025-03-03", FERRY),
    ("Cracks found in the Calder bridge", "Mira Okonjo", "4 March 2025", "2025-03-04", BRIDGE),
    ("Village school keeps both its teachers", "Ruth Penhale", "5 March 2025", "2025-03-05", SCHOOL),
)
CHAPTERS = ("The state of the pier", "What the repairs will cost", "How the work will go on")
LEFT = 50
PAPERS = ("The Quay Post", "Harbour Herald", "The Calder Gazette")


def wanted(name: str, outlet: str | None = None) -> list[Wanted]:
    return [
        Wanted(f"{name}, article {number}", text, title, iso, outlet, (byline,))
        for number, (title, byline, _, iso, text) in enumerate(ARTICLES, 1)
    ]


# --- Word ------------------------------------------------------------------------------------------


def _article(document: Document, told: Told, heading: int | None) -> None:
    title, byline, date, _, text = told
    if heading is None:
        document.add_paragraph().add_run(title).bold = True
    else:
        document.add_heading(title, heading)
    document.add_paragraph(f"By {byline}")
    document.add_paragraph(date)
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)


def separated(line: str) -> bytes:
    document = docx.Document()
    for number, told in enumerate(ARTICLES):
        if number:
            document.add_paragraph(line)
        _article(document, told, None)
    return saved(document)


def from_database(heading: int | None) -> bytes:
    """One article as Nexis saves it for Word."""
    document = docx.Document()
    title, *below = filter(None, nexis(ARTICLES[0][0], "March 3, 2025 Monday", FERRY).split("\n"))
    if heading is None:
        document.add_paragraph().add_run(title).bold = True
    else:
        document.add_heading(title, heading)
    for line in below:
        document.add_paragraph().add_run(line).bold = line == "Body"
    return saved(document)


def on_pages(heading: int | None) -> bytes:
    """Put each article on a page of its own, the second onto two."""
    document = docx.Document()
    for number, told in enumerate(ARTICLES):
        if number:
            document.add_page_break()
        _article(document, told, heading)
    return saved(document)


def on_pages_by_setting() -> bytes:
    """Let the title's paragraph say that it stands on a new page, under the name of the paper."""
    document = docx.Document()
    for number, told in enumerate(ARTICLES):
        outlet = document.add_paragraph("The Quay Observer")
        outlet.paragraph_format.page_break_before = number > 0
        _article(document, told, None)
    return saved(document)


def in_sections() -> bytes:
    document = docx.Document()
    for number, told in enumerate(ARTICLES):
        if number:
            document.add_section()
        _article(document, told, None)
    return saved(document)


def under_headings(title: str = "") -> bytes:
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
        for number, told in enumerate(ARTICLES, 1):
            document.add_paragraph(f"{number}. {told[0]}")
    for told in ARTICLES:
        _article(document, told, 1)
    return saved(document)


def under_small_headings() -> bytes:
    document = docx.Document()
    for told in ARTICLES:
        _article(document, told, 2)
    return saved(document)


def below(*sections: str | None) -> bytes:
    """Put the articles under Heading 2, and larger headings above some of them."""
    document = docx.Document()
    for told, section in zip(ARTICLES, sections, strict=True):
        if section:
            document.add_heading(section, 1)
        _article(document, told, 2)
    return saved(document)


def under_sections() -> bytes:
    return below("Islands", "Roads", None)


def under_outline() -> bytes:
    """Put them under the second level of an OpenDocument text, one of the first above."""
    lines = ['<text:h text:outline-level="1">Islands</text:h>']
    for title, byline, date, _, text in ARTICLES:
        lines.append(f'<text:h text:outline-level="2">{title}</text:h>')
        lines += [f"<text:p>{line}</text:p>" for line in (f"By {byline}", date, *text.split("\n\n"))]
    return odt("".join(lines))


def break_within_text() -> bytes:
    """Put the page break at the end of the last paragraph, and the next title right after it."""
    document = docx.Document()
    for number, told in enumerate(ARTICLES):
        _article(document, told, 1)
        if number < len(ARTICLES) - 1:
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    return saved(document)


def report() -> bytes:
    """Write one report by one author, of three chapters, each on a page of its own."""
    document = docx.Document()
    document.add_heading("The piers of Port Ellery", 0)
    document.add_paragraph("By Ruth Penhale")
    document.add_paragraph("5 March 2025")
    for number, (title, told) in enumerate(zip(CHAPTERS, ARTICLES, strict=True)):
        if number:
            document.add_page_break()
        document.add_heading(title, 1)
        for paragraph in told[4].split("\n\n"):
            document.add_paragraph(paragraph)
    return saved(document)


def with_crossheads() -> bytes:
    """Write one article with a heading above each part, one of which is a date."""
    document = docx.Document()
    _article(document, ARTICLES[0], 0)
    for title, told in zip(("3 March 2024", "4 March 2024", "5 March 2024"), ARTICLES, strict=True):
        document.add_heading(title, 1)
        for paragraph in told[4].split("\n\n"):
            document.add_paragraph(paragraph)
    return saved(document)


def under_papers(*, breaks: bool, dated: bool = False) -> bytes:
    """Put the paper's name, or the day, above each heading, as a plain paragraph."""
    document = docx.Document()
    for number, (paper, told) in enumerate(zip(PAPERS, ARTICLES, strict=True)):
        if number and breaks:
            document.add_page_break()
        above, below = (told[2], paper) if dated else (paper, told[2])
        document.add_paragraph(above)
        _article(document, (*told[:2], below, *told[3:]), 1)
    return saved(document)


def in_papers() -> bytes:
    """Put the first two articles below the name of one paper, and the last below another."""
    return below("The Quay Post", None, "Harbour Herald")


def in_sections_of_papers() -> bytes:
    """Put a section that is no paper's between those of papers."""
    return below("The Quay Post", "Regional weeklies", None)


def with_credits() -> bytes:
    """End the first article with the name of the paper that it comes from."""
    document = docx.Document()
    for number, told in enumerate(ARTICLES):
        _article(document, told, 1)
        if not number:
            document.add_paragraph("Harbour Herald")
    return saved(document)


def dated_at_the_top() -> bytes:
    """Put the day of the review above its first heading; the articles have none."""
    document = docx.Document()
    document.add_heading("Press review", 0)
    document.add_paragraph("6 March 2025")
    for title, byline, _, _, text in ARTICLES:
        document.add_heading(title, 1)
        for paragraph in (f"By {byline}", *text.split("\n\n")):
            document.add_paragraph(paragraph)
    return saved(document)


def about_papers() -> bytes:
    """Write a report whose chapters are about papers, each with one part."""
    document = docx.Document()
    for paper, told in zip(PAPERS, ARTICLES, strict=True):
        document.add_heading(paper, 1)
        document.add_heading(told[0], 2)
        for paragraph in told[4].split("\n\n"):
            document.add_paragraph(paragraph)
    return saved(document)


# --- EPUB ------------------------------------------------------------------------------------------


def book(title: str, creator: str, publisher: str) -> bytes:
    """Return an issue with a chapter for each article; the first two tell no day of their own."""
    chapters = {
        f"c{number}": page(
            f"By {byline}", *([date] if number > 1 else []), *text.split("\n\n"), head=f"<h1>{headline}</h1>"
        )
        for number, (headline, byline, date, _, text) in enumerate(ARTICLES)
    }
    return epub(
        chapters,
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dc:publisher>{publisher}</dc:publisher>"
        "<dc:date>2025-03-07T00:00:00+00:00</dc:date>",
    )


# --- PDF -------------------------------------------------------------------------------------------


def _set(sheet: Canvas, told: Told, top: float, size: float = 20) -> float:
    title, byline, date, _, text = told
    at(sheet, LEFT, top, title, BOLD, size)
    at(sheet, LEFT, top - 25, f"By {byline}")
    at(sheet, LEFT, top - 45, date)
    column(sheet, LEFT, top - 70, 490, text.split("\n\n"), Type(gap=8))
    return top - 180


def _header(sheet: Canvas, page: int) -> None:
    at(sheet, LEFT, 815, "Press review of the County of Calder", size=8)
    at(sheet, 500, 30, f"Page {page}", size=8)


def pages(*, contents: bool = False, sizes: Sequence[float] = (20, 20, 20)) -> bytes:
    def page(number: int, told: Told, size: float) -> object:
        def draw(sheet: Canvas) -> None:
            _header(sheet, number)
            _set(sheet, told, 760, size)

        return draw

    def first(sheet: Canvas) -> None:
        at(sheet, LEFT, 770, "Press review", BOLD, 26)
        at(sheet, LEFT, 740, "6 March 2025")
        for number, told in enumerate(ARTICLES):
            at(sheet, LEFT, 700 - 40 * number, f"{told[0]} {'.' * 40} {number + 2}")
            at(
                sheet,
                LEFT + 20,
                685 - 40 * number,
                "The Quay Observer, on its first page, with a picture of it",
            )

    set_pages = [
        page(number, told, size) for number, (told, size) in enumerate(zip(ARTICLES, sizes, strict=True), 2)
    ]
    return pdf(*([first] if contents else []), *set_pages)  # type: ignore[arg-type]


def dated_pages() -> bytes:
    """Set each article on a page of its own, with its day where the day of the others stands, below a cover."""

    def cover(sheet: Canvas) -> None:
        at(sheet, LEFT, 770, "Press review of 6 March 2025", BOLD, 26)

    def page(told: Told) -> object:
        def draw(sheet: Canvas) -> None:
            at(sheet, LEFT, 800, told[0], BOLD, 26)
            at(sheet, LEFT, 780, f"The Quay Observer, {told[2]}")
            column(sheet, LEFT, 760, 490, told[4].split("\n\n"), Type(gap=8))

        return draw

    return pdf(cover, *map(page, ARTICLES))  # type: ignore[arg-type]


def clips(line: str, size: float = 18) -> bytes:
    """Set each clip on a page of its own: the paper, a line of facts, and a larger headline below them."""

    def page(paper: str, told: Told) -> object:
        def draw(sheet: Canvas) -> None:
            at(sheet, LEFT, 800, paper, BOLD, 12)
            at(sheet, LEFT, 785, line.format(byline=told[1], date=told[2]), size=9)
            at(sheet, LEFT, 755, told[0], BOLD, size)
            column(sheet, LEFT, 730, 490, told[4].split("\n\n"), Type(gap=8))

        return draw

    return pdf(*[page(paper, told) for paper, told in zip(PAPERS, ARTICLES, strict=True)])  # type: ignore[arg-type]


def one_below_the_other() -> bytes:
    def page(sheet: Canvas) -> None:
        top = 780.0
        for told in ARTICLES:
            top = _set(sheet, told, top)

    return pdf(page)


def chapters() -> bytes:
    def page(title: str, told: Told, *, first: bool) -> object:
        def draw(sheet: Canvas) -> None:
            if first:
                at(sheet, LEFT, 790, "The piers of Port Ellery", BOLD, 26)
                at(sheet, LEFT, 770, "By Ruth Penhale")
                at(sheet, LEFT, 755, "5 March 2025")
            at(sheet, LEFT, 730, title, BOLD, 18)
            column(sheet, LEFT, 700, 490, told[4].split("\n\n"), Type(gap=8))

        return draw

    both = enumerate(zip(CHAPTERS, ARTICLES, strict=True))
    return pdf(*[page(title, told, first=number == 0) for number, (title, told) in both])  # type: ignore[arg-type]


FILES = {
    "lines.docx": separated("=" * 20),
    "dashes.docx": separated("-----"),
    "stars.docx": separated("* * *"),
    "pages.docx": on_pages(None),
    "pages with headings.docx": on_pages(1),
    "pages with small headings.docx": on_pages(3),
    "pages by setting.docx": on_pages_by_setting(),
    "sections.docx": in_sections(),
    "headings.docx": under_headings(),
    "small headings.docx": under_small_headings(),
    "headings under sections.docx": under_sections(),
    "outline.odt": under_outline(),
    "titles.docx": break_within_text(),
    "contents.docx": under_headings("Press review, 6 March 2025"),
    "pages.pdf": pages(),
    "contents.pdf": pages(contents=True),
    "other sizes.pdf": pages(sizes=(20, 28, 16)),
    "one page.pdf": one_below_the_other(),
}
OUTLETS = {"pages by setting.docx": "The Quay Observer"}
DATED = dated_pages()
BY_PAPER = {
    "papers above.docx": under_papers(breaks=False),
    "papers above on pages.docx": under_papers(breaks=True),
    "days above.docx": under_papers(breaks=False, dated=True),
    "clips.pdf": clips("{date} | Page 4 | Circulation: 12,000 | By {byline}"),
    "small clips.pdf": clips("By {byline}, {date}, page 4", 14),
}
IN_PAPERS = ("The Quay Post", "The Quay Post", "Harbour Herald")
IN_SECTIONS = ("The Quay Post", None, None)
ISSUES = {
    "issue.epub": book("The Quay Post, 7 March 2025", "The Quay Post", "The Quay Post"),
    "calibre.epub": book("The Quay Post [Fri, 07 Mar 2025]", "calibre", "calibre"),
}
ISSUED = ("2025-03-07", "2025-03-07", "2025-03-05")


def from_papers(name: str, papers: Sequence[str | None]) -> list[Wanted]:
    return [replace(each, outlet=paper) for each, paper in zip(wanted(name), papers, strict=True)]


def in_issue(name: str) -> list[Wanted]:
    return [replace(each, date=day) for each, day in zip(wanted(name, "The Quay Post"), ISSUED, strict=True)]


CASES = (
    *(Case(name, data, wanted(name, OUTLETS.get(name))) for name, data in FILES.items()),
    *(Case(name, data, from_papers(name, PAPERS)) for name, data in BY_PAPER.items()),
    Case("in papers.docx", in_papers(), from_papers("in papers.docx", IN_PAPERS)),
    Case("in sections.docx", in_sections_of_papers(), from_papers("in sections.docx", IN_SECTIONS)),
    *(Case(name, data, in_issue(name)) for name, data in ISSUES.items()),
    Case(
        "dated.pdf", DATED, [replace(each, authors=()) for each in wanted("dated.pdf", "The Quay Observer")]
    ),
)
REPORT = Wanted(
    "",
    "\n\n".join(f"{title}\n\n{told[4]}" for title, told in zip(CHAPTERS, ARTICLES, strict=True)),
    "The piers of Port Ellery",
    "2025-03-05",
    None,
    ("Ruth Penhale",),
)
CROSSHEADS = with_crossheads()
CREDITS, REVIEW_DATED, ABOUT_PAPERS = with_credits(), dated_at_the_top(), about_papers()
ONE = (
    Case("report.docx", report(), [replace(REPORT, file="report.docx")]),
    Case("report.pdf", chapters(), [replace(REPORT, file="report.pdf")]),
    *(
        Case(
            name,
            from_database(heading),
            [Wanted(name, FERRY, ARTICLES[0][0], "2025-03-03", "The Harbour Herald", ("Ana Lind",))],
        )
        for name, heading in (("nexis.docx", 1), ("plain nexis.docx", None))
    ),
)
