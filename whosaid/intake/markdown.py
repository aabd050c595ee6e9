"""Markdown -> plain text: the marks go, the words and their order stay.

Front matter tells title, date, outlet and authors (``front_matter``). No library: they all give HTML or
a tree, and lose the line breaks that a reader of the text wants kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from whosaid.intake import front_matter
from whosaid.intake.documents.contents import may_be_title
from whosaid.intake.draft import Block, Cut, Draft, without

# What closes a heading; a run of spaces is looked at once, at its beginning, or it would take quadratic time.
_CLOSE = r"(?:(?<![ \t])[ \t]++#++)?(?:(?<![ \t])[ \t]++)?"
_HEADING = re.compile(rf"^ {{0,3}}#{{1,6}}[ \t]++(.*?){_CLOSE}$", re.MULTILINE)
_TITLE = re.compile(
    rf" {{0,3}}#[ \t]++(?P<atx>[^\n]+?){_CLOSE}(?:\n|$)|(?P<setext>[^\n]+)\n={{3,}}[ \t]*(?:\n|$)"
)
_HEADING_LINE = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<words>\S.*)")
_UNDERLINED = re.compile(  # one line without a full stop: else it is a paragraph above a separator
    r"(?:(?<=\n\n)|\A)([^\s#>*+=|~`-][^\n]{0,200}[^\s.!?:…\"”’])[ \t]*\n={3,}[ \t]*$", re.MULTILINE
)
_LEVELS = 7.0  # less one for each mark of a heading
_IMAGE = re.compile(
    r"!\[([^\[\]\n]{0,500})\]\([^()\s]{0,1000}(?: [^()\n]{0,300})?\)"
    r"|(?<![\w.!?])!\[[^\[\]\n]{0,500}\]\[[^\[\]\n]{0,100}\]"
)
_WORDS_OF_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\](?:\([^()\s]{0,1000}(?: [^()\n]{0,300})?\)|\[[^\[\]\n]{0,100}\])"
)
# An address must follow, and a title at most: "[Mira Sandoval]: We do" is what somebody says, "[^1]: " a footnote.
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)[^\[\]\n]{1,100}\]:[ \t]++(?:<[^<>\n]*+>|(?:https?:|mailto:|data:|/|#)\S*+)[ \t]*+"
    r"(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))?[ \t]*(?:\n|$)",
    re.MULTILINE,
)
_NOTE = re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,40}\]:[ \t]*+", re.MULTILINE)
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*(?:\n|$)", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:=+|-{3,}|\*{3,}|_{3,}|(?:[-*_] ){2,}[-*_])[ \t]*$", re.MULTILINE), ""),
    (_HEADING, r"\1"),
    (re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,8}[-*+][ \t]+(?=\S)", re.MULTILINE), ""),
    (_DEFINITION, ""),
    (_NOTE, ""),
    (re.compile(r"\[\^[^\[\]\s]{1,40}\]"), ""),
    (_WORDS_OF_LINK, r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"<br ?/?>", re.IGNORECASE), "\n"),
    (re.compile(r"(?<![\\*])\*\*\*([^\s*][^*\n]{0,2000}?)\*\*\*"), r"\1"),
    (re.compile(r"(?<![\\*])\*\*([^\s*][^*\n]{0,2000}?)\*\*"), r"\1"),
    (re.compile(r"(?<![\\*\w])\*([^\s*][^*\n]{0,2000}?)\*(?!\w)"), r"\1"),
    (re.compile(r"(?<![\\\w])__([^\s_][^_\n]{0,2000}?)__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\\\w])_([^\s_][^_\n]{0,2000}?)_(?!\w)"), r"\1"),
    (re.compile(r"~~([^~\n]{1,2000})~~"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]{1,2000})`"), r"\1"),
    (re.compile(r"(?:\\|(?<! ) {2,})$", re.MULTILINE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
    (re.compile(r"\n{3,}"), "\n\n"),
)


def draft_of(text: str) -> Draft:
    """Return the words of a markdown text, with what its front matter and first heading tell."""
    draft = _without_title(front_matter.take(Draft(text)))
    draft = _without_images(draft)
    body = _words(draft.text)
    if not body:
        return Draft(text)
    places = (_place(draft.text, one.at, body) for one in draft.removed)
    removed = (replace(one, at=at) for one, at in zip(draft.removed, places, strict=True))
    return replace(draft, text=body, removed=tuple(removed))


def words_of(text: str) -> str:
    """Return the words of a piece of a markdown text, its headings as lines."""
    return _words(_IMAGE.sub("", text))


def marked(text: str) -> str:
    """Return the text with headings that are underlined marked instead: a line of "=" may part articles as well."""
    return _UNDERLINED.sub(r"# \1", text.replace("\r\n", "\n").replace("\r", "\n"))


def blocks_of(text: str) -> list[Block]:
    """Return the text by headings, with their marks, and what stands between them; one that is a date is none."""
    blocks: list[Block] = []
    between: list[str] = []
    for line, heading in _by_line(text):
        if not heading or not may_be_title(_plain_words(heading["words"])):
            between.append(line)
            continue
        blocks += _block(between)
        between.clear()
        blocks.append(Block(line.strip(), _LEVELS - len(heading["marks"]), 0))
    return [*blocks, *_block(between)]


def _by_line(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield the lines, those that are headings with their marks; within code there are none."""
    in_code = False
    for line in text.split("\n"):
        in_code ^= line.lstrip().startswith(("```", "~~~"))
        yield line, None if in_code else _HEADING_LINE.fullmatch(line)


def _block(lines: list[str]) -> list[Block]:
    text = "\n".join(lines).strip("\n")
    return [Block(text, 0.0, 0)] if text.strip() else []


def _words(text: str) -> str:
    """Return the text without its marks."""
    text = _without_comments(text)
    for pattern, words in _STEPS:
        text = pattern.sub(words, text)
    return text.strip()


def _place(marked: str, at: int | None, body: str) -> int | None:
    """Return where a place in the marked text is in that without marks."""
    if at is None:
        return None
    before = _words(marked[:at])
    pairs = enumerate(zip(before, body, strict=False))
    place = next((number for number, (one, other) in pairs if one != other), min(len(before), len(body)))
    if at == 0 or marked[at - 1] == "\n":
        place += len(body) - place - len(body[place:].lstrip("\n"))
    return place


def _without_title(draft: Draft) -> Draft:
    """Take the first heading, if the text begins with one, for the title."""
    match = _TITLE.match(draft.text)
    if not match:
        return draft
    title = _plain_words((match["atx"] or match["setext"]).strip())
    rest = without(draft, [Cut(match.start(), match.end(), "title")])
    return replace(rest, title=draft.title or title) if rest.text else draft


def _without_images(draft: Draft) -> Draft:
    return without(
        draft, [Cut(match.start(), match.end(), "picture") for match in _IMAGE.finditer(draft.text)]
    )


def _without_comments(text: str) -> str:
    """Drop ``<!-- ... -->``; by hand, since no expression finds a comment that never ends in linear time."""
    kept = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + len("-->")
    return "".join([*kept, text[position:]])


def _plain_words(line: str) -> str:
    for pattern, words in _STEPS:
        line = pattern.sub(words, line)
    return line.strip()
