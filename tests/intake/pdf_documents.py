"""PDFs with everything that a newspaper's have: columns, margins, notes, hyphens, tables."""

from __future__ import annotations

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.intake.document_cases import FERRY, SCHOOL, TITLE, Case, whole
from tests.intake.pdf_setting import BODY, BOLD, Type, at, column, pdf, wrapped

BOOK = Type(justified=True, indent=10, gap=0)
OPEN = Type(gap=8)
LEFT, RIGHT, NARROW = 50, 306, 240
ALL = FERRY + SCHOOL


def head(sheet: Canvas, byline: bool = True) -> None:
    at(sheet, LEFT, 780, TITLE, BOLD, 22)
    if byline:
        at(sheet, LEFT, 755, "By Mira Okonjo")
        at(sheet, 450, 755, "3 March 2025")


def simple() -> bytes:
    def page(sheet: Canvas) -> None:
        head(sheet)
        column(sheet, LEFT, 720, 490, FERRY, OPEN)

    return pdf(page, title="Microsoft Word - ferry_final2.doc", author="admin")


def two_columns() -> bytes:
    def page(sheet: Canvas) -> None:
        head(sheet)
        done = column(sheet, LEFT, 730, NARROW, FERRY, BOOK, bottom=600)
        column(sheet, RIGHT, 730, NARROW, FERRY, BOOK, skip=done)

    return pdf(page, title="Layout 1", author="newsdesk")


def initial() -> bytes:
    """Begin with a letter three lines high, beside the first of which the rest of its word stands."""

    def page(sheet: Canvas) -> None:
        head(sheet)
        text = FERRY[0].replace("|", "")
        at(sheet, LEFT, 696, text[0], BOLD, 36)
        beside = wrapped(text[1:], 210, OPEN)
        for number, line in enumerate(beside[:3]):
            at(sheet, LEFT + 30, 720 - 12 * number, line)
        column(sheet, LEFT, 684, 240, (" ".join(beside[3:]), *FERRY[1:]), OPEN)

    return pdf(page)


def three_columns_by_rows() -> bytes:
    """Draw line by line over all columns, as some programs do: the order in the file is no help."""

    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, TITLE, BOLD, 22)
        for bottom in range(740, 590, -12):
            done = 0
            for number in range(3):
                part = Type(size=9, gap=0, indent=9)
                skip = done + (740 - bottom) // 12
                column(sheet, LEFT + 170 * number, bottom, 150, FERRY, part, bottom=bottom, skip=skip)
                done += 13

    return pdf(page)


def headers_and_footers() -> bytes:
    def page(number: int, skip: int, top: float) -> object:
        def draw(sheet: Canvas) -> None:
            at(sheet, LEFT, 812, "The Harbour Herald", size=8)
            at(sheet, 480, 812, "Monday, 3 March 2025", size=8)
            at(sheet, LEFT, 30, "© 2025 Herald Publishing, Port Ellery", size=7)
            at(sheet, 520, 30, f"Page {number} of 3", size=7)
            if number == 1:
                at(sheet, LEFT, 770, TITLE, BOLD, 20)
            column(sheet, LEFT, top, 300, ALL, OPEN, bottom=640, skip=skip)

        return draw

    counter = Canvas("unused")
    one = column(counter, LEFT, 740, 300, ALL, OPEN, bottom=640)
    two = column(counter, LEFT, 780, 300, ALL, OPEN, bottom=640, skip=one)
    return pdf(page(1, 0, 740), page(2, one, 780), page(3, two, 780))  # type: ignore[arg-type]


def paragraph_over_pages() -> bytes:
    """Break a word at the end of a page whose number stands alone at its foot."""

    def page(number: int, skip: int) -> object:
        def draw(sheet: Canvas) -> None:
            at(sheet, 290, 40, f"– {number} –", size=8)
            column(sheet, LEFT, 780, 230, FERRY[1:], Type(gap=0, indent=10), bottom=745, skip=skip)

        return draw

    return pdf(*(page(number + 1, 3 * number) for number in range(5)))  # type: ignore[arg-type]


def footnotes() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, TITLE, BOLD, 20)
        text = sheet.beginText(LEFT, 740)
        text.setFont(BODY, 10)
        text.textOut("The pier cost 14 million crowns")
        text.setRise(4)
        text.setFont(BODY, 6)
        text.textOut("1")
        text.setRise(0)
        text.setFont(BODY, 10)
        text.textOut(" and will last for forty years, the board said, if nobody")
        sheet.drawText(text)
        at(sheet, LEFT, 90, "1", size=5)
        at(sheet, 55, 88, "Of which the state paid nine, by a decision of the year before.", size=7)
        at(sheet, LEFT, 728, "forgets to paint it every spring and every autumn.")

    def second(sheet: Canvas) -> None:
        column(sheet, LEFT, 780, 490, FERRY[1:2], OPEN)

    return pdf(page, second)


def table() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, TITLE, BOLD, 20)
        column(sheet, LEFT, 740, 490, FERRY[:1], OPEN)
        for number, row in enumerate(
            (("Year", "Ships", "Guests"), ("2021", "412", "9,020"), ("2022", "87", "1,311"))
        ):
            for place, cell in enumerate(row):
                at(sheet, LEFT + 120 * place, 670 - 14 * number, cell)
        column(sheet, LEFT, 600, 490, FERRY[2:3], OPEN)

    return pdf(page)


def bullets() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, TITLE, BOLD, 20)
        column(sheet, LEFT, 740, 490, FERRY[:1], OPEN)
        column(
            sheet, LEFT, 690, 490, ("• Fares go up to four crowns.", "• Fishermen pay nothing."), Type(gap=0)
        )
        column(sheet, LEFT, 640, 490, FERRY[2:3], OPEN)

    return pdf(page)


def names() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, "Señora Núñez wins in Besançon", BOLD, 20)
        column(sheet, LEFT, 740, 300, ACCENTED, OPEN)

    return pdf(page, title="Señora Núñez wins in Besançon")


ACCENTED = (
    "Señora Núñez told the café’s owner that the pâté was “très bon”, and he agreed with her about it – twice – "
    "before Jürgen Größe, who had come from Århus, said: ‘Enough!’",
    "Nobody else in the Hôtel de l’Ångström said anything about it until the night was over.",
)


def pull_quote() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, TITLE, BOLD, 22)
        type_ = Type(gap=0, indent=10)
        done = column(sheet, LEFT, 740, NARROW, ALL, type_, bottom=680)
        done = column(sheet, LEFT, 620, NARROW, ALL, type_, bottom=512, skip=done)
        done = column(sheet, RIGHT, 740, NARROW, ALL, type_, bottom=680, skip=done)
        column(sheet, RIGHT, 620, NARROW, ALL, type_, bottom=500, skip=done)
        at(sheet, 120, 650, "The pier – finally – is sound, says its keeper", BOLD, 16)

    return pdf(page)


def printed_by_browser() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, 24, 822, "3/20/25, 10:15 AM", size=7)
        at(sheet, 250, 822, "Ferry link to reopen in May - The Harbour Herald", size=7)
        at(sheet, 24, 16, "https://harbour-herald.example/2025/03/03/ferry-link", size=7)
        at(sheet, 560, 16, "1/1", size=7)
        head(sheet)
        column(sheet, LEFT, 720, 490, FERRY, OPEN)

    return pdf(page, title="Ferry link to reopen in May - The Harbour Herald")


def turned() -> bytes:
    """Set the page sideways, as scanners and some printers' drivers do, with a line up its edge."""

    def page(sheet: Canvas) -> None:
        sheet.setPageRotation(90)  # the page is now 842 points wide, and shown turned
        sheet.translate(842, 0)
        sheet.rotate(90)
        at(sheet, LEFT, 780, TITLE, BOLD, 20)
        column(sheet, LEFT, 740, 490, FERRY, OPEN)
        sheet.rotate(-90)
        at(sheet, -300, 20, "harbour_p3.indd", size=6)

    return pdf(page)


def may_not_be_printed() -> bytes:
    def page(sheet: Canvas) -> None:
        head(sheet)
        column(sheet, LEFT, 720, 490, FERRY, OPEN)

    return pdf(page, encrypt=StandardEncryption("", ownerPassword="Skerry", canPrint=0))


def masthead() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 790, "The Harbour Herald", BOLD, 34)
        at(sheet, LEFT, 765, "Monday, 3 March 2025")
        at(sheet, LEFT, 735, "Ferry link to reopen in May,", BOLD, 20)
        at(sheet, LEFT, 713, "says “relieved” harbour board", BOLD, 20)
        column(sheet, LEFT, 680, 490, FERRY, OPEN)

    return pdf(page)


def caption() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, TITLE, BOLD, 22)
        type_ = Type(gap=0, indent=10)
        done = column(sheet, LEFT, 740, NARROW, FERRY, type_, bottom=653)
        at(sheet, LEFT, 560, "The pier of Port Ellery in winter.", size=7)
        column(sheet, RIGHT, 740, NARROW, FERRY, type_, skip=done)

    return pdf(page)


def wrapped_in_junk() -> bytes:
    return b"From: nobody\r\n\r\n" + simple() + b"\x00" * 300 + b"<html>sent by a mail gateway</html>"


def stale_title() -> bytes:
    def page(sheet: Canvas) -> None:
        column(sheet, LEFT, 780, 490, SCHOOL, OPEN)

    return pdf(page, title="Annual Report of the Skerry Fishing Company", author="Jon Harlow")


def block_quote() -> bytes:
    def page(sheet: Canvas) -> None:
        at(sheet, LEFT, 780, "School to close", BOLD, 20)
        column(sheet, LEFT, 740, 490, SCHOOL[:1], Type(gap=0))
        column(sheet, LEFT + 40, 700, 400, SCHOOL[1:2], Type(gap=0))
        column(sheet, LEFT, 660, 490, SCHOOL[2:], Type(gap=0))

    return pdf(page)


TALK = (
    "“Why now?” asked Reyl.",
    "“Because of the cracks,” said Lind.",
    "“We knew of them two years ago.”",
    "“Nobody told me.”",
    "“You were not on the board then,” she said.",
    "“I was.”",
)


def talk() -> bytes:
    """Set paragraphs of one line among longer ones, which only their indents tell apart."""

    def page(sheet: Canvas) -> None:
        column(sheet, LEFT, 780, 490, (FERRY[0], *TALK, *FERRY[1:]), BOOK)

    return pdf(page)


def indented_block() -> bytes:
    """Set a block as far in as first lines are, in which a line ends with a sentence."""

    def page(sheet: Canvas) -> None:
        column(sheet, LEFT, 780, 490, FERRY[:1], BOOK)
        for number, line in enumerate(BLOCK):
            at(sheet, LEFT + BOOK.indent, 740 - 12 * number, line)
        column(sheet, LEFT, 740 - 12 * len(BLOCK), 490, FERRY[1:], BOOK)

    return pdf(page)


BLOCK = (
    "We have waited for two winters, and the boats have not come",
    "back to us. There is one shop on the island, and it has lost",
    "half of what it sold, since nobody comes over in the summer.",
    "The pier is as the storm left it, and so we ask the board to",
    "do what it has promised, and to tell us how long it will be.",
)


def no_gaps() -> bytes:
    """Set paragraphs that only their short last lines tell apart."""

    def page(sheet: Canvas) -> None:
        column(sheet, LEFT, 780, 330, ALL, Type(gap=0))

    return pdf(page)


def picture(share: float) -> ImageReader:
    """A grey picture."""
    return ImageReader(Image.new("L", (60, 80), int(255 * share)))


def partly_scanned() -> bytes:
    """Have four scans among three pages of text, one in two strips, one with the paper's name over it."""

    def text(number: int) -> object:
        def draw(sheet: Canvas) -> None:
            at(sheet, LEFT, 812, "The Harbour Herald, Monday, 3 March 2025", size=8)
            column(sheet, LEFT, 760, 490, ALL[2 * number : 2 * number + 2], OPEN)

        return draw

    def scanned(sheet: Canvas) -> None:
        sheet.drawImage(picture(0.8), 0, 0, 595, 842)

    def in_strips(sheet: Canvas) -> None:
        at(sheet, LEFT, 812, "The Harbour Herald, Monday, 3 March 2025", size=8)
        sheet.drawImage(picture(0.8), 0, 0, 595, 200)
        sheet.drawImage(picture(0.8), 0, 200, 595, 200)

    return pdf(text(0), scanned, text(1), in_strips, scanned, scanned, text(2))  # type: ignore[arg-type]


def illustrated() -> bytes:
    """Have a photograph beside the text, and a last page with nothing but a small sign."""

    def page(sheet: Canvas) -> None:
        head(sheet)
        column(sheet, LEFT, 720, 490, FERRY, OPEN)
        sheet.drawImage(picture(0.5), 0, 0, 595, 400)

    def end(sheet: Canvas) -> None:
        sheet.drawImage(picture(0.5), 250, 400, 60, 60)

    return pdf(page, end)


_BYLINE = {"date": "2025-03-03", "authors": ("Mira Okonjo",)}
FOOTNOTE = (
    "The pier cost 14 million crowns and will last for forty years, the board said, if nobody forgets to paint it "
    "every spring and every autumn."
)
CASES = (
    Case("pdf simple", simple, whole(FERRY), TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case("pdf two columns", two_columns, whole(FERRY), TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case("pdf three columns by rows", three_columns_by_rows, whole(FERRY), TITLE),
    Case(
        "pdf headers and footers",
        headers_and_footers,
        whole(ALL),
        TITLE,
        removed=(("page header", "The Harbour Herald"), ("page footer", "Page 2 of 3")),
    ),
    Case(
        "pdf paragraph over pages",
        paragraph_over_pages,
        whole(FERRY[1:]),
        removed=(("page number", "– 1 –"),),
    ),
    Case(
        "pdf footnotes",
        footnotes,
        (FOOTNOTE, *whole(FERRY[1:2]), "Of which the state paid nine, by a decision of the year before."),
        TITLE,
    ),
    Case(
        "pdf table",
        table,
        (*whole(FERRY[:1]), "Year\tShips\tGuests", "2021\t412\t9,020", "2022\t87\t1,311", *whole(FERRY[2:3])),
        TITLE,
    ),
    Case(
        "pdf bullets",
        bullets,
        (*whole(FERRY[:1]), "• Fares go up to four crowns.", "• Fishermen pay nothing.", *whole(FERRY[2:3])),
        TITLE,
    ),
    Case("pdf initial", initial, whole(FERRY), TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case("pdf names", names, ACCENTED, "Señora Núñez wins in Besançon"),
    Case(
        "pdf pull quote",
        pull_quote,
        (*whole(ALL), "The pier – finally – is sound, says its keeper"),
        TITLE,
    ),
    Case(
        "pdf printed by a browser",
        printed_by_browser,
        whole(FERRY),
        TITLE,
        removed=(("page header", "10:15 AM"), ("page footer", "1/1")),
        **_BYLINE,  # type: ignore[arg-type]
    ),
    Case("pdf turned", turned, whole(FERRY), TITLE, removed=(("margin", "harbour_p3.indd"),)),
    Case("pdf that may not be printed", may_not_be_printed, whole(FERRY), TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case(
        "pdf with a masthead",
        masthead,
        whole(FERRY),
        "Ferry link to reopen in May, says “relieved” harbour board",
        "2025-03-03",
        outlet="The Harbour Herald",
    ),
    Case(
        "pdf with a caption",
        caption,
        (*whole(FERRY[:3]), "The pier of Port Ellery in winter.", *whole(FERRY[3:])),
        TITLE,
    ),
    Case("pdf wrapped in junk", wrapped_in_junk, whole(FERRY), TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case(
        "pdf of which pages are scans",
        partly_scanned,
        whole(ALL[:6]),
        removed=(("page header", "The Harbour Herald"),),
        notices=("Pages 2 and 4 to 6 are pictures: text in them could not be read.",),
    ),
    Case("pdf with a picture", illustrated, whole(FERRY), TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case("pdf with a stale title", stale_title, SCHOOL),
    Case("pdf with a block quote", block_quote, SCHOOL, "School to close"),
    Case("pdf without gaps", no_gaps, whole(ALL)),
    Case("pdf with talk", talk, whole((FERRY[0], *TALK, *FERRY[1:]))),
    Case("pdf with an indented block", indented_block, whole((FERRY[0], " ".join(BLOCK), *FERRY[1:]))),
)
