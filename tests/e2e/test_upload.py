"""Files and text in, through the browser, read by the reader that ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import PATIENCE, Window
from tests.e2e.server import Server
from tests.intake.make_containers import mail, zipped
from tests.intake.make_documents import CASES

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

ARTICLE = """Bridge stays closed

The Quay Post
3 March 2025

The bridge over the Orr will stay closed until May, the town of Quay said on Monday.

“We are ashamed of this delay and we apologise to everybody who lost work,” said Mira Sandoval, the mayor. She
added that the steel had been late.

Ion Vale, who runs the ferry, was pleased. “This has been a wonderful spring for us,” he said.
"""
SCRIPTED = """<!doctype html><html><head><title>Bridge stays closed</title></head><body><article>
<h1>Bridge stays closed</h1><script>window.hacked = 1</script>
<p>The bridge over the Orr will stay closed until May, the town said on Monday, and the ferry will run.</p>
<p>“It is &lt;img src=x onerror=window.hacked=1&gt; a disgrace,” said Mira Sandoval, the mayor of Quay, at a meeting
in the town hall that lasted for three hours and ended in a row.</p>
<p>Ion Vale, who runs the ferry, said that he was pleased with the spring, which had been the best for years.</p>
<img src="x" onerror="window.hacked = 1"></article></body></html>"""


def text_file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": text.encode()}


def drop(page: Page, server: Server, files: list[FilePayload]) -> None:
    page.goto(server.url)
    field = page.locator("[data-testid=stFileUploaderDropzoneInput]")
    field.wait_for(state="attached")
    field.set_input_files(files)


def receipts(page: Page, summary: str) -> None:
    expect(page.locator(".st-key-receipts_head strong")).to_have_text(summary, timeout=3 * PATIENCE)


def counted(page: Page, articles: str, copies: int) -> None:
    """The articles made of the same text are one story, and the others of it are told as its copies."""
    expect(page.locator(".counts")).to_contain_text(articles)
    expect(page.get_by_role("button", name=f"{copies} wire copies counted once")).to_be_visible()


def test_an_uploaded_article_is_read_and_kept(window: Window, server: Server) -> None:
    page = window()
    drop(page, server, [text_file("bridge.txt", ARTICLE)])
    receipts(page, "1 file: 1 read")
    expect(page.locator(".receipts li")).to_contain_text("bridge.txt")
    expect(page.locator(".card", has_text="ashamed of this delay").locator("button.speaker")).to_have_text(
        "Mira Sandoval"
    )
    expect(page.locator(".card", has_text="wonderful spring").locator("button.speaker")).to_have_text(
        "Ion Vale"
    )
    page.reload()
    expect(page.locator(".card", has_text="ashamed of this delay")).to_be_visible()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.get_by_role("button", name="Articles", exact=True).click()
    page.get_by_text("Files so far: 1").click()
    expect(page.locator(".st-key-receipts_all .receipts li")).to_contain_text("bridge.txt")


def test_the_same_file_twice_and_files_that_cannot_be_read(window: Window, server: Server) -> None:
    page = window()
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    drop(
        page,
        server,
        [
            text_file("one.txt", ARTICLE),
            text_file("two.txt", ARTICLE),
            text_file("empty.txt", ""),
            {"name": "picture.txt", "mimeType": "text/plain", "buffer": picture},
            {"name": "large.txt", "mimeType": "text/plain", "buffer": b"The bridge is closed. " * 1_000_000},
        ],
    )
    receipts(page, "5 files: 1 read, 1 here already, 3 could not be read")
    lines = page.locator(".receipts li")
    for name, said in (
        ("one.txt", "Read"),
        ("two.txt", "Already in this collection"),
        ("empty.txt", "empty"),
        ("picture.txt", "PNG"),
        ("large.txt", "MB"),
    ):
        expect(lines.filter(has_text=name)).to_contain_text(re.compile(said, re.IGNORECASE))
    expect(page.locator(".counts")).to_contain_text("1 article")


def test_fifty_files_with_one_broken(window: Window, server: Server) -> None:
    page = window()
    files = [text_file(f"{number:02}.txt", f"{ARTICLE}\nEdition {number}.") for number in range(49)]
    drop(page, server, [*files, text_file("broken.txt", "")])
    receipts(page, "50 files: 49 read, 1 could not be read")
    expect(page.locator(".receipts li").first).to_contain_text("broken.txt")
    counted(page, "1 article", copies=48)


def test_a_page_with_scripts_is_words(window: Window, server: Server) -> None:
    page = window()
    name = "<img src=x onerror=window.hacked=1>.html"
    drop(page, server, [text_file(name, SCRIPTED)])
    receipts(page, "1 file: 1 read")
    expect(page.locator(".receipts .file")).to_have_text(name)
    expect(page.locator(".reader")).to_contain_text("<img src=x onerror=window.hacked=1> a disgrace")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".reader img, .reader script, .card img").count() == 0


def test_pasted_text_is_read(window: Window, server: Server) -> None:
    page = window()
    page.goto(server.url)
    page.get_by_label("Or paste the text of an article").fill(ARTICLE)
    page.get_by_role("button", name="Read the pasted text").click()
    receipts(page, "1 file: 1 read")
    expect(page.locator(".card", has_text="ashamed of this delay")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "name", "articles", "speaker"),
    [
        ("Open the sample collection", "Sample collection", "10 articles", "Halloran"),
        ("Open the election", "A mayoral election", "7 articles", "Varley"),  # two of nine are copies
    ],
)
def test_a_sample_collection_opens_with_one_click_and_survives_a_reload(
    window: Window, server: Server, button: str, name: str, articles: str, speaker: str
) -> None:
    page = window()
    page.goto(server.url)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".collection")).to_have_text(name)
    page.reload()
    expect(page.locator(".counts")).to_contain_text(articles, timeout=3 * PATIENCE)
    expect(page.locator(".st-key-job")).to_have_count(0)
    page.locator("button.speaker", has_text=speaker).first.click()
    expect(page.locator(".counts")).to_contain_text("1 of ")
    expect(page).to_have_url(re.compile(f"speaker=[a-z-]*{speaker.lower()}"))


def test_reading_can_be_stopped(window: Window, server: Server) -> None:
    page = window()
    files = [text_file(f"{number:03}.txt", f"{ARTICLE * 40}\nEdition {number}.") for number in range(60)]
    drop(page, server, files)
    page.get_by_role("button", name="Stop reading").click()
    expect(page.locator(".st-key-receipts_head")).to_contain_text("stopped before reading")


def test_a_table_is_read_again_with_the_columns_that_a_person_names(window: Window, server: Server) -> None:
    page = window()
    rows = "".join(f'Thema {number},"{ARTICLE} Row {number}."\n' for number in range(3))
    drop(page, server, [text_file("export.csv", f"thema,text\n{rows}")])
    receipts(page, "1 file with 3 articles: 1 read")
    told = page.locator(".st-key-receipts_new .receipts li")
    expect(told).to_contain_text("No column found for title, date and outlet; not recognised: “thema”.")
    told.get_by_role("button", name="Say which column is what: export.csv").click()
    box = page.locator(".st-key-columns_box")
    expect(box).to_contain_text("It is a table that was read as far as the names of its columns told.")
    box.get_by_role("combobox", name=re.compile("Title")).click()
    page.get_by_role("option", name="thema").click()
    box.get_by_role("button", name="Read the table again").click()
    expect(box).to_have_count(0)
    receipts(page, "1 file with 3 articles: 1 read")
    expect(page.get_by_text("No column found")).to_have_count(0)
    expect(page.locator(".headline", has_text="Thema 0")).to_be_visible()
    counted(page, "1 article", copies=2)


def documents() -> list[FilePayload]:
    """One file of each kind that no plain text is: five files with six articles."""
    made = {case.name: case.make for case in CASES}
    pair = {f"{place}.txt": f"{ARTICLE}\nThe {place} edition." for place in ("first", "second")}
    files = {
        "ferry.pdf": made["pdf simple"](),
        "ferry.docx": made["docx simple"](),
        "ferry.epub": made["epub saved article"](),
        "bridge.eml": mail(f"{ARTICLE}\nThe mailed edition.", subject="Bridge stays closed").as_bytes(),
        "pair.zip": zipped(pair),
    }
    return [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()
    ]


def mixed() -> list[FilePayload]:
    """Fifty files of nine formats, five of them broken; they hold 50 articles, of which one is read for long."""
    good = [text_file(f"{number:02}.txt", f"{ARTICLE}\nEdition {number}.") for number in range(25)]
    good += [
        text_file(f"{number:02}.md", f"# Bridge\n\n{ARTICLE}\nEdition {number}.") for number in range(25, 33)
    ]
    good += documents()
    good += [
        text_file(f"{number:02}.html", SCRIPTED.replace("a row.", f"row {number}."))
        for number in range(38, 44)
    ]
    rows = "".join(f'Row {number},"{ARTICLE} Copy {number}."\n' for number in range(5))
    good.append(text_file("export.csv", f"title,text\n{rows}"))
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    return [
        *good[:10],
        text_file("empty.txt", ""),
        *good[10:20],
        {"name": "picture.txt", "mimeType": "text/plain", "buffer": picture},
        *good[20:-2],
        text_file("long.txt", f"{ARTICLE * 150}\nThe long edition."),
        good[-1],
        text_file("blank.md", " \n "),
        {"name": "large.txt", "mimeType": "text/plain", "buffer": b"The bridge is closed. " * 500_000},
        {"name": "broken.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + bytes(300)},
    ]


LONG = "\n\n".join(
    f"On day {day} the committee counted {day * 7} boxes in hall {day % 9}. Nobody had asked it to."
    for day in range(1500)
)
"""Takes some seconds to read, in which a page is loaded again and another one opened."""


def test_a_reload_in_the_middle_loses_nothing(window: Window, server: Server) -> None:
    page, other = window(), window()
    drop(page, server, [*mixed(), text_file("long.txt", LONG)])
    expect(page.locator(".st-key-job")).to_contain_text("Reading")
    other.goto(page.url)  # another device with the link sees the same
    expect(other.locator(".st-key-job")).to_contain_text(re.compile(r"Reading \d+ of \d+"))
    expect(page.locator(".counts")).to_contain_text("article", timeout=3 * PATIENCE)
    page.reload()
    expect(page.locator(".st-key-job")).to_contain_text(re.compile(r"Reading \d+ of \d+"))
    page.locator(".st-key-job_files summary").click()
    ahead = page.locator(".st-key-job_files .receipts li", has_text=re.compile("waiting|being read"))
    expect(ahead.first).to_be_visible()
    expect(page.locator(".card", has_text="ashamed of this delay").first).to_be_visible()
    for each in (page, other):
        receipts(each, "51 files with 56 articles: 46 read, 5 could not be read")
    for name in ("empty.txt", "picture.txt", "blank.md", "large.txt", "broken.zip"):
        expect(page.locator(".receipts li", has_text=name)).to_have_count(1)
    for name, said in (
        ("export.csv", "5 articles, all read"),
        ("pair.zip", "2 articles, all read"),
        ("bridge.eml", "Read"),
        ("ferry.pdf", "Read"),
        ("ferry.docx", "Read"),
        ("ferry.epub", "Read"),
    ):
        expect(page.locator(".receipts li", has_text=name)).to_contain_text(said)
    counted(page, "4 articles", copies=47)  # the bridge, the page with scripts, the ferry and the long one


def test_a_server_that_dies_in_the_middle_loses_nothing(window: Window, server: Server) -> None:
    page = window()
    files = [text_file(f"{number:02}.txt", f"{ARTICLE}\nLate edition {number}.") for number in range(20)]
    drop(page, server, files)
    expect(page.locator(".counts")).to_contain_text("article", timeout=3 * PATIENCE)
    link = page.url
    page.close()
    server.kill()
    server.start()
    page = window()
    page.goto(link)
    receipts(page, "20 files: 20 read")
    counted(page, "1 article", copies=19)


def test_a_folder_is_taken_with_all_that_is_in_it(window: Window, server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "clippings"
    (folder / "march").mkdir(parents=True)
    for place in ("one.txt", "march/two.txt", ".hidden.txt"):
        (folder / place).write_text(f"{ARTICLE}\n{place}", encoding="utf-8")
    page = window()
    page.goto(server.url)
    page.get_by_role("radio", name="A folder").click()
    field = page.locator("[data-testid=stFileUploaderDropzoneInput][webkitdirectory]")
    field.wait_for(state="attached")
    field.set_input_files(folder)
    receipts(page, "2 files: 2 read")
    expect(page.locator(".receipts li", has_text="two.txt")).to_have_count(1)
