"""Word, OpenDocument, RTF and EPUB files with what writers leave in them: changes, comments, notes, tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.document import Document
from docx.oxml import parse_xml

from tests.intake.document_cases import FERRY, SCHOOL, TITLE, Case, whole

F, S = whole(FERRY), whole(SCHOOL)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CYRILLIC = (
    "Олена Коваль, who leads the union of Nová Ves, told 陈伟 and Ιωάννα Παπαδοπούλου that she "
    "would not sign, and that nobody from Łódź would either."
)


def zipped(members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive; a member called ``mimetype`` is stored first and as it is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else packing)
    return stream.getvalue()


# --- Word ------------------------------------------------------------------------------------------


def word(*paragraphs: str, title: str = "", author: str = "admin", file_title: str = "") -> Document:
    """Return a Word document with a title in its style."""
    document = docx.Document()
    document.core_properties.title = file_title
    document.core_properties.author = author
    if title:
        document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def saved(document: Document, extra: Mapping[str, str] | None = None) -> bytes:
    """Return its bytes, with more parts, or others in the place of its own."""
    stream = io.BytesIO()
    document.save(stream)
    if not extra:
        return stream.getvalue()
    with zipfile.ZipFile(stream) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, **extra})


def word_simple() -> bytes:
    document = word(
        "By Mira Okonjo", "3 March 2025", title=TITLE, file_title="Microsoft Word - ferry_final2.doc"
    )
    for paragraph in F:
        added = document.add_paragraph()
        for number, part in enumerate(paragraph.split(", ")):
            added.add_run((", " if number else "") + part).bold = number % 2 == 1
    return saved(document)


def word_changed() -> bytes:
    """Leave tracked changes, a comment and hidden text in it."""
    document = word(F[0], title=TITLE)
    body = document.element.body
    body.insert(
        2,
        parse_xml(
            f"<w:p {W}><w:r><w:t xml:space='preserve'>The fare will be </w:t></w:r>"
            "<w:del w:id='1' w:author='x'><w:r><w:delText>three</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='x'><w:r><w:t>four</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> crowns</w:t></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t> (check this!)</w:t></w:r>"
            "<w:r><w:t>, said Ana Lind</w:t></w:r><w:r><w:softHyphen/></w:r>"
            "<w:r><w:t>, and half</w:t></w:r><w:r><w:noBreakHyphen/></w:r>"
            "<w:r><w:t>price for children.</w:t></w:r></w:p>"
        ),
    )
    body.insert(
        3, parse_xml(f"<w:p {W}><w:ins w:id='3' w:author='x'><w:r><w:t>{S[0]}</w:t></w:r></w:ins></w:p>")
    )
    document.add_comment(document.paragraphs[0].runs, "Can we say that?", "Jon Harlow")
    return saved(document)


def word_joined() -> bytes:
    """Leave deleted paragraph marks in it: of a line that goes on, of an empty one, of one in a table, of the last."""
    document = word(F[0], title=TITLE)
    gone = "<w:pPr><w:rPr><w:del w:id='9' w:author='x'/></w:rPr></w:pPr>"
    old = "<w:pPr><w:pPrChange w:id='8' w:author='x'><w:pPr><w:pStyle w:val='Heading1'/></w:pPr></w:pPrChange></w:pPr>"
    last = document.element.body.index(document.paragraphs[-1]._p) + 1
    for number, words in enumerate(
        (
            f"{gone}<w:r><w:t xml:space='preserve'>The mayor said the pier </w:t></w:r>",
            f"{gone}<w:del w:id='7' w:author='x'><w:r><w:delText>and the bridge</w:delText></w:r></w:del>",
            f"{old}<w:r><w:t>would stay closed until the work was done.</w:t></w:r>",
            f"<w:r><w:t>{S[0]}</w:t></w:r>",
        )
    ):
        document.element.body.insert(last + number, parse_xml(f"<w:p {W}>{words}</w:p>"))
    cell = document.add_table(1, 2).rows[0].cells[0]
    cell._tc.insert(1, parse_xml(f"<w:p {W}>{gone}<w:r><w:t>Year</w:t></w:r></w:p>"))
    cell._tc.remove(cell._tc.p_lst[-1])
    document.tables[0].cell(0, 1).text = "2021"
    document.element.body.insert(-1, parse_xml(f"<w:p {W}>{gone}<w:r><w:t>{S[1]}</w:t></w:r></w:p>"))
    return saved(document)


_NOTES = (
    f"<?xml version='1.0'?><w:footnotes {W}>"
    "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> The state paid nine."
    "</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def word_notes() -> bytes:
    document = word(F[0], title=TITLE)
    document.element.body.insert(
        2,
        parse_xml(
            f"<w:p {W}><w:r><w:t>The pier cost 14 million crowns</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
            "<w:r><w:t>, the board said.</w:t></w:r><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>"
            "<v:textbox><w:txbxContent><w:p><w:r><w:t>A box beside the text.</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r></w:p>"
        ),
    )
    plain = saved(document)
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    link = f'<Relationship Id="rId99" Type="{_RELATION}" Target="footnotes.xml"/></Relationships>'
    return saved(
        document,
        {
            "word/_rels/document.xml.rels": relations.replace("</Relationships>", link),
            "word/footnotes.xml": _NOTES,
        },
    )


def word_tables() -> bytes:
    """Have one table of figures, and one that only places the text."""
    document = word(F[0], title=TITLE)
    figures = document.add_table(2, 3)
    for number, cell in enumerate(("Year", "Ships", "Guests", "2021", "412", "9,020")):
        figures.cell(number // 3, number % 3).text = cell
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = F[1]
    layout.cell(0, 1).text = F[2]
    return saved(document)


def word_margins() -> bytes:
    document = word("By Олена Коваль", CYRILLIC, f"{S[0]}\n{S[1]}", title="A union says no")
    document.add_paragraph("One point", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "The Harbour Herald – newsroom draft"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    return saved(document)


def word_stale() -> bytes:
    return saved(word(*S, file_title="Annual Report of the Skerry Fishing Company", author="Jon Harlow"))


def word_heading() -> bytes:
    document = word(author="Mira Okonjo", file_title="ferry_link_v3")
    document.add_heading(TITLE, 1)
    document.add_paragraph("MIRA OKONJO")
    for paragraph in F[:2]:
        document.add_paragraph(paragraph)
    document.add_heading("What it costs", 1)
    document.add_paragraph(F[3])
    return saved(document)


# --- OpenDocument ----------------------------------------------------------------------------------

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("meta", "meta")),
        *(("draw", "drawing"),),
    )
)
_SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt(body: str, *, title: str = "", margins: str = "", manifest: str = "", head: str = "") -> bytes:
    """Return an OpenDocument text with this body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<?xml version='1.0'?>{head}<office:document-content {_SPACES}><office:automatic-styles>"
            "<style:style style:name='P1' style:parent-style-name='Title'/></office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_SPACES}><style:master-page>{margins}</style:master-page>"
            "</office:document-styles>",
            "meta.xml": f"<office:document-meta {_SPACES}><office:meta><dc:title>{title}</dc:title>"
            "<meta:initial-creator>admin</meta:initial-creator><dc:date>2019-01-02T03:04:05</dc:date></office:meta>"
            "</office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def paragraphs_of_odt(*paragraphs: str) -> str:
    return "".join(f"<text:p text:style-name='Standard'>{paragraph}</text:p>" for paragraph in paragraphs)


def odt_simple() -> bytes:
    body = f"<text:p text:style-name='P1'>{TITLE}</text:p>" + paragraphs_of_odt(
        "By Mira Okonjo", "3 March 2025", *F[:2], F[2].replace(" ", "\n   ", 3)
    )
    return odt(body, title="Untitled 1")


def odt_notes() -> bytes:
    return odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted long ago.</text:p></text:deletion>"
        f"</text:changed-region></text:tracked-changes><text:h text:outline-level='1'>{TITLE}</text:h>"
        "<text:p>The pier cost<text:s text:c='2'/>14 million<text:note text:note-class='footnote'><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>The state paid nine.</text:p></text:note-body></text:note> crowns"
        "<office:annotation><dc:creator>Jon Harlow</dc:creator><text:p>Sure?</text:p></office:annotation>, the"
        f"<text:line-break/>board said.</text:p>{paragraphs_of_odt(CYRILLIC)}"
        "<text:list><text:list-item><text:p>One point</text:p></text:list-item></text:list>"
    )


def odt_table() -> bytes:
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = (("Year", "Ships"), ("2021", "412"))
    table = "".join(row.format("".join(cell.format(words) for words in line)) for line in rows)
    return odt(
        paragraphs_of_odt(TITLE, F[0]) + f"<table:table>{table}</table:table>" + paragraphs_of_odt(F[1]),
        title=TITLE,
        margins="<style:header><text:p>The Harbour Herald</text:p></style:header>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>",
    )


# --- RTF -------------------------------------------------------------------------------------------

_RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\froman\fcharset204 Times CYR;}"
    r"{\f2\fnil\fcharset128 MS Mincho;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}{\s15 Title;}{\s16 heading 1;}}{\*\generator Writer;}"
)


def rtf(body: str, info: str = r"{\title Document1}{\author admin}") -> bytes:
    """Return an RTF document; characters beyond windows-1252 must be escaped."""
    escaped = "".join(rf"\'{ord(c.encode('cp1252')):02x}" if c > "\x7f" else c for c in body)
    return f"{_RTF}{{\\info{info}}}{escaped}}}".encode("ascii")


def rtf_simple() -> bytes:
    body = "".join(
        rf"\pard\plain {paragraph}\par" + "\r\n" for paragraph in ("By Mira Okonjo", "3 March 2025", *F)
    )
    return rtf(rf"\pard\s15 {TITLE}\par{body}")


def rtf_scripts() -> bytes:
    return rtf(
        r"\pard\s16 A union says no\par\pard\plain {\f1\'ce\'eb\'e5\'ed\'e0} \u1050?\u1086?\u1074?\u1072?\u1083?"
        r"\u1100?, who is from \uc2\u321\'a3\'a3\uc1\'f3d\u378?, told {\f2\'93\'fa\'96\'7b} \u-10179?\u-8704? that "
        r"she would not\~sign, and that \ldblquote nobody else\rdblquote  would\emdash she was sure.\par"
    )


def rtf_notes() -> bytes:
    return rtf(
        r"{\header\pard The Harbour Herald\par}{\footerr\pard Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
        r"\pard The pier cost 14 million{\super\chftn{\footnote\pard\plain {\super\chftn} The state paid nine.}} crowns"
        r"{\v  (check!)}{\deleted  or so}, the {\field{\*\fldinst{HYPERLINK \"http://board.example/a\"}}{\fldrslt{\ul "
        r"board}}} said on Monday, when it met for the last time.\par"
        r"\trowd\cellx900\cellx1800\pard\intbl Year\cell Ships\cell\row\trowd\pard\intbl 2021\cell 412\cell\row"
        r"{\pict\pngblip\bin5 }}{{ }\pard It will meet again in the summer.\line Or in autumn.\par"
    )


def rtf_in_utf8() -> bytes:
    return (_RTF + rf"\pard {CYRILLIC}\par\pard {F[1]}\par}}").encode()


# --- EPUB ------------------------------------------------------------------------------------------

CONTAINER = (
    "<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
    "<rootfile full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>"
)


def epub(
    chapters: Mapping[str, str | bytes], facts: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """Return an EPUB; a chapter named ``nav`` is its table of contents."""
    items = "".join(
        f"<item id='i{number}' href='{name}.xhtml' media-type='application/xhtml+xml'"
        f"{' properties=nav'.replace('nav', chr(39) + 'nav' + chr(39)) if name == 'nav' else ''}/>"
        for number, name in enumerate(chapters)
    )
    spine = "".join(f"<itemref idref='i{number}'/>" for number in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf' xmlns:dc="
            "'http://purl.org/dc/elements/1.1/' xmlns:opf='http://www.idpf.org/2007/opf' version='2.0'><metadata>"
            f"{facts}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"OEBPS/{name}.xhtml": text for name, text in chapters.items()},
            **(more or {}),
        }
    )


def page(*paragraphs: str, head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' "
        f"xmlns:epub='http://www.idpf.org/2007/ops'><head><title>x</title></head><body>{head}{body}</body></html>"
    )


def epub_book() -> bytes:
    return epub(
        {
            "nav": page(head="<nav><ol><li>One</li></ol></nav>"),
            "one": page(*F[:2], head="<h2>The ferry</h2>"),
            "two": page(*S[:2], head="<h2>The school</h2>"),
        },
        "<dc:title>A year in Port Ellery</dc:title><dc:creator opf:role='aut'>Mira Okonjo</dc:creator>"
        "<dc:creator opf:role='trl'>Jon Harlow</dc:creator><dc:publisher>Herald Books</dc:publisher>"
        "<dc:date opf:event='modification'>2020-01-01</dc:date>"
        "<dc:date opf:event='publication'>2024-11-05</dc:date>",
    )


def epub_saved_article() -> bytes:
    return epub(
        {"article": page(*F, head=f"<h1>{TITLE}</h1>")},
        f"<dc:title>{TITLE}</dc:title><dc:creator>Mira Okonjo</dc:creator><dc:date>2025-03-03</dc:date>",
    )


def epub_details() -> bytes:
    text = (
        "<html xmlns:epub='http://www.idpf.org/2007/ops'><head><style>p {}</style></head><body>"
        "<p>The pier cost 14&#160;million<a epub:type='noteref' href='#n'>1</a> crowns,<br/>the bo\u00adard &mdash; at "
        "last &mdash; said in Bras\u00e9.</p><script>alert(1)</script><div>Loose words<p>A paragraph.</p>and a tail"
        "</div><table><tr><th>Year</th><th>Ships</th></tr><tr><td>2021</td><td>412</td></tr></table>"
        "<aside epub:type='footnote'><p>The state paid nine.</p></aside><p hidden='hidden'>unseen</p></body></html>"
    )
    encryption = (
        "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:CipherData><enc:CipherReference "
        "URI='OEBPS/fonts/a.otf'/></enc:CipherData></encryption>"
    )
    return epub(
        {"one": b"<?xml version='1.0' encoding='iso-8859-1'?>" + text.encode("latin-1")},
        more={"META-INF/encryption.xml": encryption},
    )


_BYLINE = {"date": "2025-03-03", "authors": ("Mira Okonjo",)}
CASES = (
    Case("docx simple", word_simple, F, TITLE, removed=(("title", TITLE),), **_BYLINE),  # type: ignore[arg-type]
    Case(
        "docx with changes",
        word_changed,
        (F[0], "The fare will be four crowns, said Ana Lind, and half-price for children.", S[0]),
        TITLE,
    ),
    Case(
        "docx with joined paragraphs",
        word_joined,
        (
            F[0],
            "The mayor said the pier would stay closed until the work was done.",
            S[0],
            "Year\t2021",
            S[1],
        ),
        TITLE,
    ),
    Case(
        "docx with notes",
        word_notes,
        (
            F[0],
            "The pier cost 14 million crowns, the board said.",
            "A box beside the text.",
            "The state paid nine.",
        ),
        TITLE,
    ),
    Case("docx with tables", word_tables, (F[0], "Year\tShips\tGuests\n2021\t412\t9,020", F[1], F[2]), TITLE),
    Case(
        "docx with margins",
        word_margins,
        (CYRILLIC, f"{S[0]}\n{S[1]}", "One point"),
        "A union says no",
        authors=("Олена Коваль",),
        removed=(("page header", "newsroom draft"), ("page footer", "Page 1")),
    ),
    Case("docx with a stale title", word_stale, S),
    Case(
        "docx with headings", word_heading, (*F[:2], "What it costs", F[3]), TITLE, authors=("Mira Okonjo",)
    ),
    Case("odt simple", odt_simple, F[:3], TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case(
        "odt with notes",
        odt_notes,
        ("The pier cost 14 million crowns, the\nboard said.", CYRILLIC, "One point", "The state paid nine."),
        TITLE,
    ),
    Case(
        "odt with a table",
        odt_table,
        (F[0], "Year\tShips\n2021\t412", F[1]),
        TITLE,
        removed=(("page header", "The Harbour Herald"), ("page footer", "Page 1")),
    ),
    Case("rtf simple", rtf_simple, F, TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case(
        "rtf in many scripts",
        rtf_scripts,
        (
            "Олена Коваль, who is from Łódź, told 日本 😀 that she would not\u00a0sign, and that “nobody else” "
            "would—she was sure.",
        ),
        "A union says no",
    ),
    Case(
        "rtf with notes",
        rtf_notes,
        (
            "The pier cost 14 million crowns, the board said on Monday, when it met for the last time.",
            "Year\tShips\n2021\t412",
            "It will meet again in the summer.\nOr in autumn.",
            "The state paid nine.",
        ),
        removed=(("page header", "The Harbour Herald"), ("page footer", "Page 1")),
    ),
    Case("rtf in utf-8", rtf_in_utf8, (CYRILLIC, F[1])),
    Case(
        "epub book",
        epub_book,
        ("The ferry", *F[:2], "The school", *S[:2]),
        "A year in Port Ellery",
        "2024-11-05",
        ("Mira Okonjo",),
        "Herald Books",
    ),
    Case("epub saved article", epub_saved_article, F, TITLE, **_BYLINE),  # type: ignore[arg-type]
    Case(
        "epub with details",
        epub_details,
        (
            "The pier cost 14\u00a0million crowns,\nthe board — at last — said in Brasé.",
            "Loose words",
            "A paragraph.",
            "and a tail",
            "Year\tShips\n2021\t412",
            "The state paid nine.",
        ),
    ),
)
