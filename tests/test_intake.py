"""Bytes to articles: formats, encodings, names, and everything that gives no article."""

from __future__ import annotations

import codecs
import hashlib
import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from whosaid.errors import UnreadableFile
from whosaid.intake import read, read_text
from whosaid.settings import Settings, load_settings

NEWS = (
    "The harbour board voted on Monday to reopen the ferry link between Port Ellery and the outer islands.\n\n"
    "“We have waited long enough,” said Mira Sandoval, who chairs the board. “The pier – finally – is sound.”"
)
ACCENTS = "Señora Núñez told the café’s owner that the pâté was “très bon”, and he agreed with her about it – twice."
ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seeds" / "000_a4bd56eb19e744eb.txt"


def small(**limits: str) -> Settings:
    return load_settings({f"WHOSAID_{name.upper()}": value for name, value in limits.items()})


# --- encodings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        NEWS.encode(),
        codecs.BOM_UTF8 + NEWS.encode(),
        NEWS.encode("utf-16"),
        NEWS.encode("utf-16-le"),
        NEWS.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        NEWS.encode("utf-32"),
        NEWS.encode("utf-32-le"),
        NEWS.encode("utf-32-be"),
    ],
    ids=["utf-8", "bom", "utf-16", "le without bom", "be without bom", "be", "utf-32", "32 le", "32 be"],
)
def test_unicode_in_every_coat_is_read_without_a_notice(data: bytes) -> None:
    article = read(data, name="a.txt")
    assert (article.text, article.notices) == (NEWS, ())


SCRIPTS = {
    "Greek": "Το λιμάνι άνοιξε ξανά τη Δευτέρα, είπε η πρόεδρος του συμβουλίου. Περιμέναμε αρκετά, είπε.",
    "Russian": "Порт снова открыли в понедельник, сказала глава совета. Мы ждали достаточно долго, сказала она.",
    "Hindi": "बंदरगाह सोमवार को फिर खुल गया, परिषद की अध्यक्ष ने कहा। हमने काफी इंतजार किया है, उन्होंने कहा।",
    "Arabic": "أعيد فتح الميناء يوم الاثنين، كما قالت رئيسة المجلس. لقد انتظرنا بما فيه الكفاية، قالت هي.",
}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_another_script_without_a_mark_is_read(text: str, encoding: str) -> None:
    assert read(text.encode(encoding), name="a.txt").text == text


@pytest.mark.parametrize(
    "text", [NEWS, ACCENTS, "“We do,” Ms Pérez said. “It’s O’Brien’s, and D’you know Mr Müller?”"]
)
def test_windows_text_is_read_with_a_notice(text: str) -> None:
    article = read(text.encode("cp1252"), name="a.txt")
    assert article.text == text
    assert article.notices == ("Bytes that are not UTF-8 were read as windows-1252.",)


_BARE = str.maketrans("éüúñãë", "euunae")
CAPITALS = (
    "Ms Pérez met Mr Müller and Mr Núñez in São Paulo on Monday, and Zoë Brontë said that it went well."
)


@pytest.mark.parametrize("text", [NEWS, ACCENTS, CAPITALS])
def test_text_of_an_old_mac_is_read_with_a_notice(text: str) -> None:
    article = read(text.encode("mac_roman"), name="a.txt")
    assert article.text == text
    assert article.notices == ("Bytes that are not UTF-8 were read as MacRoman.",)


@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman"])
def test_garbled_text_is_repaired_but_not_where_it_is_taken_as_it_is(encoding: str) -> None:
    garbled = ACCENTS.encode().decode(encoding)
    article = read_text(garbled)
    assert article.text == ACCENTS
    assert article.notices[0].endswith("were repaired in 1 line.")
    assert "Ã" in read_text(garbled, plain=True).text or "√" in read_text(garbled, plain=True).text


@pytest.mark.parametrize("text", [NEWS, "The Ângela café – São Tomé’s – is â vendre."])
def test_sound_text_is_not_repaired(text: str) -> None:
    assert (read_text(text).text, read_text(text).notices) == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        ("Совет порта решил в понедельник снова открыть паромную переправу. " * 5, "cp1251", "ru"),
        ("Το συμβούλιο του λιμανιού αποφάσισε τη Δευτέρα να ανοίξει ξανά τη γραμμή. " * 5, "iso8859-7", "el"),
        ("Rada portu postanowiła w poniedziałek, że prom będzie pływać na wyspy już od maja. " * 5, "cp1250", "pl"),
    ],
    ids=["Russian", "Greek", "Polish"],
)  # fmt: skip
def test_other_encodings_are_detected(text: str, encoding: str, language: str) -> None:
    article = read(text.encode(encoding), name="a.txt")
    assert article.text == text.strip()
    assert article.language == language
    assert article.notices[0].startswith("Bytes that are not UTF-8 were read as ")


def test_broken_utf8_is_read_and_told() -> None:
    data = NEWS.encode().replace("–".encode(), "–".encode()[:2], 1)
    article = read(data, name="a.txt")
    assert article.text == NEWS.replace("–", "\ufffd", 1)
    assert "damaged in 1 place" in article.notices[0]


PASTED = b"\n\nHe said \x93no\x94 at the caf\xe9."
UNPASTED = "\n\nHe said “no” at the café."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (NEWS.encode() + PASTED, NEWS + UNPASTED),
        (NEWS.encode() + PASTED * 9, NEWS + UNPASTED * 9),
        (b"\xe2\x80\x9cYes.\xe2\x80\x9d" + PASTED, "“Yes.”" + UNPASTED),
    ],
    ids=["a little", "more than of the rest", "as much"],
)
def test_windows_text_in_a_file_of_utf8_is_read_and_told(data: bytes, text: str) -> None:
    article = read(data, name="a.txt")
    assert article.text == text
    assert "that are not were read as windows-1252" in article.notices[0]


@pytest.mark.parametrize("text", ["At the CAFÉ’S door “he” stood.", "“It’s CAFÉ’S,” they said."])
def test_windows_text_that_could_be_utf8_in_one_place_is_windows_text(text: str) -> None:
    assert read(text.encode("cp1252"), name="a.txt").text == text


@pytest.mark.parametrize("damage", [b"\x81", b"\x90\x9d", b"\x9d\x81\x8f\x98"])
def test_damage_in_english_is_never_cyrillic(damage: bytes) -> None:
    text = read(f"{ACCENTS} ".encode("cp1252") * 2 + damage, name="a.txt").text
    assert not any("\u0400" <= character <= "\u04ff" for character in text)


@pytest.mark.parametrize(
    ("name", "words", "encoding"),
    [
        *[(name, NEWS, "cp1252") for name in ("iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "x-cp1252")],
        ("iso-8859-1", NEWS, "utf-8"),
        ("iso-8859-9", NEWS, "cp1254"),
        ("gb2312", "朱镕基说：“东方明珠”" * 3, "gb18030"),
        ("shift_jis", "「①市長」は髙橋と述べた。" * 3, "cp932"),
        ("x-sjis", "「①市長」は髙橋と述べた。" * 3, "cp932"),
        ("utf-8", NEWS, "cp1252"),
    ],
)
def test_pages_and_mails_mean_what_browsers_read_by_a_name(name: str, words: str, encoding: str) -> None:
    headers = f"Subject: Ferry\nFrom: jo@quay.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset={name}\n\n"
    assert read(headers.encode() + words.encode(encoding), name="a.eml").text == words
    page = f'<html><head><meta charset="{name}"></head><body><article><p>{words}</p><p>{CAPITALS.translate(_BARE)}'
    text = read(
        f"{page}</p></article></body></html>".replace("\n\n", "</p><p>").encode(encoding), name="a.html"
    ).text
    assert text.startswith(words)


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252"])
def test_a_page_names_its_own_encoding(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><article><p>{ACCENTS.replace("’", "")}</p><p>'
    page = (
        page.replace("“", "").replace("”", "").replace("–", "-")
        + "He added that it was not cheap.</p></article>"
    )
    assert "Señora Núñez" in read(page.encode(charset), name="a.html").text


# --- text as it is ---------------------------------------------------------------------------------


def test_line_ends_become_one_kind_and_the_rest_stays() -> None:
    assert (
        read_text("\r\n One  line,\ttabbed.\r\n\r\nTwo\rThree  \n\n").text
        == "One  line,\ttabbed.\n\nTwo\nThree"
    )


def test_plain_keeps_every_character() -> None:
    text = "\ufeff date 2025-03-20 Read more\r\n\r\n# One\rtwo \n"
    assert read_text(text, plain=True).text == text
    assert read(text[1:].encode(), name="a.md", plain=True).text == text[1:]


@pytest.mark.parametrize("plain", [True, False])
def test_control_characters_become_spaces(plain: bool) -> None:
    assert read_text("She\x00 said\x1b yes\x9f to\ud800 it.", plain=plain).text == "She  said  yes  to  it."


def test_id_is_the_digest_of_the_bytes() -> None:
    digest = hashlib.sha256(NEWS.encode()).hexdigest()
    assert read(NEWS.encode(), name="a.txt").id == read_text(NEWS).id == digest


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("ferry.txt", "ferry.txt"),
        ("a\x00b\nc.txt", "a b c.txt"),
        ("cod\u202etxt.exe", "codtxt.exe"),
        ("\u200fa\u200eb\u061c.txt", "ab.txt"),
        ("a\u2028b\u2029c.txt", "a b c.txt"),
        ("مرفأ.txt", "مرفأ.txt"),  # letters that are written from the right stay
        ("Fähre 漢字.txt", "Fähre 漢字.txt"),
        ("\x07", "unnamed file"),
        ("x" * 500 + ".txt", "x" * 140 + "…" + "x" * 55 + ".txt"),
    ],
)
def test_names_are_fit_to_be_shown(given: str, shown: str) -> None:
    assert read(NEWS.encode(), name=given).file == shown


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(NEWS, encoding="utf-8")
    assert read(path).text == read(str(path)).text == NEWS
    assert read(path).file == str(path)
    assert read(path, name="as uploaded.txt").file == "as uploaded.txt"


# --- chosen by content -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a", "a.pdf"])
@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE html><html><body><article><p>{NEWS.replace(chr(10) * 2, '</p><p>')}</p></article></body></html>",
        f"# Ferry to reopen\n\n{NEWS}",
        NEWS,
    ],
    ids=["html", "markdown", "plain"],
)
def test_the_content_decides_and_not_the_name(text: str, name: str) -> None:
    assert read(text.encode(), name=name).text == NEWS


@pytest.mark.parametrize(
    "text", ["Prices are < 5 crowns, she said. Or > 3.", "3 * 4 * 5 is 60, he_said_so.", "#1 in town"]
)
def test_signs_in_plain_text_are_left_alone(text: str) -> None:
    assert read_text(text).text == text


# --- no article ------------------------------------------------------------------------------------


def zipped(inner: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo(inner), "text")
    return stream.getvalue()


OUTLOOK = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "__nameid_version1.0".encode("utf-16-le") + bytes(30)
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("data", "why", "remedy"),
    [
        (b"", "the file is empty", "choose a file"),
        (b" \r\n\t \n", "only white space", "choose a file"),
        ("\u00a0\u2003\n".encode(), "only white space", "choose a file"),
        (codecs.BOM_UTF8, "only white space", "choose a file"),
        (b"\x00\x00\x00\x00", "no text in any encoding", "web pages (.html, .mhtml)"),
        (PNG, "a picture (PNG)", "text recognition (OCR)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a picture (JPEG)", "text recognition (OCR)"),
        (b"GIF89a\x01\x00\x01\x00", "a picture (GIF)", "paste it"),
        (b"ID3\x04\x00\x00", "sound (MP3)", "upload a transcript (.srt, .vtt or .txt)"),
        (b"\x00\x00\x00\x18ftypmp42", "video", "upload a transcript"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "pack the files as .zip"),
        (b"Rar!\x1a\x07\x01\x00", "a RAR archive", "pack the files as .zip"),
        (zipped("xl/workbook.xml"), "an Excel workbook", "save the sheet as CSV"),
        (zipped("ppt/presentation.xml"), "a PowerPoint presentation", "save it as PDF"),
        (OUTLOOK, "an Outlook message", "save it as .eml"),
        (b"%PDF-1.7\n1 0 obj", "this PDF is damaged", "get the file again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as .docx"),
        (zipped("word/document.xml"), "this Word document is damaged", "get the file again"),
        (bytes(range(256)) * 20, "no text in any encoding", "web pages (.html, .mhtml)"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article was found", "paste it"),
        (b"<html><script>alert('The board said that the ferry will sail.')</script></html>", "no article", "paste"),
        (b"<!DOCTYPE html>" + b"<div>" * 60_000, "60,001 tags", "paste it"),
    ],
    ids=lambda value: repr(value[:24]),
)  # fmt: skip
def test_what_gives_no_article_says_why_and_what_to_do(data: bytes, why: str, remedy: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, name="news.txt")
    assert caught.value.file == "news.txt"
    assert why in caught.value.why
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("start", [b"BM", b"ID3", b"GIF8", b"MZ", b"RIFF"])
def test_text_that_begins_like_a_signature_is_text(start: bytes) -> None:
    text = start + b" is the name of a club in Port Ellery, the clerk said."
    assert read(text, name="a.txt").text == text.decode()


def test_a_file_over_the_limit_is_told_the_limit_and_its_setting(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 4_000_000)
    for source in (path, path.read_bytes()):
        with pytest.raises(UnreadableFile) as caught:
            read(source, name="long.txt")
        assert caught.value.why == "it has 20.0 MB, and the limit is 10 MB"
        assert "WHOSAID_MAX_FILE_MB=20" in caught.value.remedy


def test_the_remedy_for_a_large_file_works() -> None:
    data = b"The clerk said no. " * 100_000
    with pytest.raises(UnreadableFile, match="WHOSAID_MAX_FILE_MB=2"):
        read(data, name="a.txt", settings=small(max_file_mb="1"), plain=True)
    assert read(data, name="a.txt", settings=small(max_file_mb="2"), plain=True).language == "en"


def test_a_text_over_the_limit_is_told_the_limit_and_its_setting() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_text(NEWS, settings=small(max_characters="50"))
    assert caught.value.why == f"it has {len(NEWS)} characters, and the limit is 50"
    assert f"WHOSAID_MAX_CHARACTERS={len(NEWS)}" in caught.value.remedy


@pytest.mark.parametrize("path", ["missing.txt", "", "bad\x00name.txt", "."])
def test_a_path_that_cannot_be_opened(path: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read(str(tmp_path / path) if path else str(tmp_path))


RUNS = {
    "letters.txt": (f"{NEWS}\n\n", "a", ""),
    "spaces.md": (f"# Title\n\n{NEWS}", " ", "end"),
    "spaces in a heading.md": (f"# Title\n\n{NEWS}\n\n## Costs", " ", "end"),
    "spaces in the title.md": ("# Title", " ", f"end\n\n{NEWS}"),
    "spaces.html": (f"<html><body><article><p>{NEWS}</p>", " ", "<p>end</p></article></body></html>"),
    "pictures.md": (f"# Title\n\n{NEWS}\n\n", "![a](data:a/b,", ""),
    "scripts.html": (f"<html><body><article><p>{NEWS}</p>", "<script", "</article></body></html>"),
    "quotations.html": (f"<html><body><article><p>{NEWS}</p>", "<q ", "</article></body></html>"),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_long_run_takes_no_more_than_linear_time(name: str) -> None:
    before, unit, after = RUNS[name]

    def seconds(size: int) -> float:
        text = before + unit * (size // len(unit)) + after
        began = time.process_time()
        read(text.encode(), name=name)
        return time.process_time() - began

    shorter = max(0.2, seconds(50_000))
    assert seconds(100_000) < 3 * shorter


PARTS = (
    *(
        b"\n",
        b" ",
        b"<p>",
        b"</p>",
        b"#",
        b"**",
        b"[a](http://x)",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"'",
    ),
    *(
        b"<script>",
        b"---\n",
        b"By ",
        b"Date: ",
        b"2025-03-20",
        b"Your support",
        b"Read more",
        b".",
        b"Title",
        b"\xe2",
    ),
    *(
        b"\xed\xa0\x80",
        b"\r",
        b"\x0c",
        b"\x85",
        b"word ",
        b"<html>",
        b"&#0;",
        b"&#xD800;",
        b"|",
        b"<!--",
        b"![a](b)",
    ),
    *(b"<meta charset=idna>", b"<meta charset=hex>", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b" | ", b", "),
)


@pytest.mark.parametrize("round_", range(15))
def test_no_bytes_crash_it(round_: int) -> None:
    chance = random.Random(round_)
    inputs = [
        chance.randbytes(chance.randrange(1, 500)),
        b"".join(chance.choices(PARTS, k=chance.randrange(1, 200))),
        b"<html>" + b"".join(chance.choices(PARTS, k=chance.randrange(1, 100))),
        b"# T\n" + b"".join(chance.choices(PARTS, k=chance.randrange(1, 200))),
    ]
    for data in inputs:
        try:
            article = read(data, name="a.txt")
        except UnreadableFile:
            continue
        assert article.text.strip()
        assert not any(character < " " and character not in "\n\t" for character in article.text)
        article.text.encode()


@pytest.mark.skipif(not SEED.exists(), reason="the real seed article is not here")
def test_the_seed_article() -> None:
    article = read(SEED)
    raw = SEED.read_text(encoding="utf-8")
    assert (article.date, article.outlet, article.language) == ("2025-03-20", "The Independent", "en")
    assert [removed.why for removed in article.removed] == ["date", "appeal"]
    assert article.text == raw.split("\n\n", 1)[1].strip()
