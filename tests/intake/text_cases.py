"""Text, markdown and pages: files of one article, which nothing takes apart."""

from __future__ import annotations

from typing import Any

from tests.intake.make_containers import FERRY, Case, Wanted, page, stating

TITLE = "Ferry link will reopen in May"
SPEECH = (
    "JO MARSH: Do you sail in May?\n"
    "MIRA SANDOVAL: We do, and we have waited for it since the storm took the pier away."
)
ASKED = "Q: Do you sail in May?\n\nA: We do, and so does the board, which has waited for it since the storm."
DATED: dict[str, Any] = {"title": TITLE, "date": "2025-03-03"}
BY: dict[str, Any] = {**DATED, "authors": ("Ana Lind",)}
ALL: dict[str, Any] = {**BY, "outlet": "The Harbour Herald"}

HEAD = f"{TITLE}\n\nBy Ana Lind\nThe Harbour Herald, 3 March 2025\n\n{FERRY}\n"
PLACE = f"PORT ELLERY, March 3, 2025 (Reuters) — {FERRY}"
FRONT = f'---\ntitle: "{TITLE}"\ndate: 2025-03-03\noutlet: The Harbour Herald\nauthors:\n  - Ana Lind\n---\n\n{FERRY}\n'
MARKED = FERRY.replace("the ferry link", "the **ferry link**").replace("\n\n“", "\n\n> “")
GRAPH = (
    '<meta property="og:site_name" content="The Harbour Herald">'
    '<meta name="author" content="Ana Lind">'
    '<meta property="article:published_time" content="2025-03-03T08:00:00+01:00">'
)
SEEN = f"<h1>{TITLE}</h1><p>By Ana Lind</p><p>3 March 2025</p>"
AROUND = "<nav><a href='/'>Front page</a> <a href='/sport'>Sport</a></nav>"
FOOTER = "<footer>© 2019 Harbour Media. Last updated 1 January 2019</footer>"
BARE = page(TITLE, FERRY)
NO_TITLE = BARE.replace(f"<title>{TITLE}</title>", "")

NOTE = "“No,” he said."
LATIN = '<meta charset="iso-8859-1">'
STYLE = f"<style>{'p {color: red} ' * 100_000}</style>"
DATA = f"data:image/png;base64,{'iVBORw0KGgo+/AAA' * 50_000}"
PICTURE = f'<img src="{DATA}">'


def case(name: str, data: bytes | str, text: str = FERRY, **told: Any) -> Case:
    return Case(name, data.encode() if isinstance(data, str) else data, [Wanted(name, text, **told)])


CASES = (
    case("bare.txt", FERRY),
    case("headed.txt", HEAD, **ALL),
    case("headed on windows.txt", HEAD.replace("\n", "\r\n").encode("cp1252"), **ALL),
    case("headed and wide.txt", HEAD.encode("utf-16"), **ALL),
    case("under labels.txt", f"Headline: {TITLE}\nPublished: 3 March 2025\nAuthor: Ana Lind\n\n{FERRY}", **BY),
    case("dated by its first word.txt", f"date 2025-03-03 {FERRY}", date="2025-03-03"),
    case("place line.txt", PLACE, PLACE, date="2025-03-03", outlet="Reuters"),
    case("title alone.txt", f"{TITLE}\n\n{FERRY}", title=TITLE),
    case("day and month.txt", f"{TITLE}\n\n03/04/2025\n\n{FERRY}", f"03/04/2025\n\n{FERRY}", title=TITLE),
    case("reading time.txt", f"The Harbour Herald\n{TITLE}\nBy Ana Lind | 3 Mar 2025 | 5 min read\n\n{FERRY}", **ALL),
    case("page.txt", f"{TITLE}\nBy Ana Lind\nThe Harbour Herald, March 3, 2025, p. A4\n\n{FERRY}", **ALL),
    case("hours ago.txt", f"{TITLE}\nPublished 3 hours ago\n3 March 2025\n\n{FERRY}", **DATED),
    case(
        "standfirst.txt",
        f"{TITLE}\nThe board says the pier is ready.\nBy Ana Lind\n3 March 2025\n\n{FERRY}",
        f"The board says the pier is ready.\n{FERRY}",
        **BY,
    ),
    case("transcript.txt", SPEECH, SPEECH),
    case("questions.txt", ASKED, ASKED),
    case("front matter.md", FRONT, **ALL),
    case("heading.md", f"# {TITLE}\n\n*By Ana Lind*\n\n3 March 2025\n\n{FERRY}", **BY),
    case("marks.md", f"{TITLE}\n=====\n\n{MARKED}", title=TITLE),
    case("no heading.md", FERRY),
    case("states.html", stating(BARE), **ALL),
    case("open graph.html", BARE.replace("</head>", f"{GRAPH}</head>"), **ALL),
    case("seen only.html", BARE.replace("<article>", f"<article>{SEEN}"), **BY),
    case("around.html", BARE.replace("<body>", f"<body>{AROUND}").replace("</body>", f"{FOOTER}</body>"), title=TITLE),
    case("no title.html", NO_TITLE),
    case("old.htm", stating(BARE).replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252"), **ALL),
    case("latin by name.html", BARE.replace("<head>", f"<head>{LATIN}").encode("cp1252"), title=TITLE),
    case("pasted into.txt", FERRY.encode() + b"\n\n\x93No,\x94 he said.", f"{FERRY}\n\n“No,” he said."),
    case("saved whole.html", BARE.replace("</head>", f"{STYLE}</head>").replace("</p>", f"{PICTURE}</p>"), title=TITLE),
    case("tagged quotes.html", BARE.replace("“", "<q>").replace("”", "</q>"), title=TITLE),
    case("another heading.html", stating(BARE).replace("<article>", "<article><h1>Boats are back</h1>"), **ALL),
    case("struck and broken.html", BARE.replace("will sail", "<del>may</del> will<br>sail"), title=TITLE),
    case("picture within.md", f"# {TITLE}\n\n![The pier]({DATA})\n\n{FERRY}", title=TITLE),
    case("footnote.md", f"# {TITLE}\n\n{FERRY}[^1]\n\n[^1]: {NOTE}\n\n[b]: /board", f"{FERRY}\n\n{NOTE}", title=TITLE),
    case("piece.htm", "".join(f"<p>{each}</p>\n" for each in FERRY.split("\n\n"))),
)  # fmt: skip
