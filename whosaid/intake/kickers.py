"""What stands above a headline and is none: the section ("UK news"), what it is ("Press release"), a wire's slug.

Which line is the title is decided in ``titles``.
"""

from __future__ import annotations

import re

_LONGEST = 80  # characters
_NAMES = """
    africa|americas|analysis|arts|arts and culture|asia|blog|book review|books|breaking|breaking news|business
    |business news|city|city news|column|columnist|columnists|columns|comment|commentary|community|cover story|crime
    |culture|economy|editorial|editorials|education|entertainment|environment|europe|exclusive|explainer|fact check
    |feature|features|film review|finance|for immediate release|for release|front page|guest column|guest essay
    |health|in brief|international|international news|interview|interviews|investigation|latest|latest news|law
    |letter|letter to the editor|letters|letters to the editor|lifestyle|live|live updates|local|local news
    |long read|markets|media|media release|menu|metro|middle east|money|nation|national|national news|news
    |news analysis|news in brief|news release|newsletter|obituaries|obituary|op-ed|opinion|opinions|page one
    |perspective|podcast|politics|press release|profile|q&a|regional|regional news|review|reviews|science
    |science and technology|sign in|skip to content|skip to main content|special report|sport|sports|sports news
    |tech|technology|the interview|the long read|top news|top stories|top story|travel|u.s.|u.s. news|uk|uk news
    |uk politics|us|us news|us politics|video|viewpoint|weather|world|world news
"""
_SECTIONS = frozenset(name.strip() for name in _NAMES.split("|"))
_SLUG = re.compile(
    r"BC-[A-Z]{2}\S{0,20}.*|.*\b(?:\d(?:st|nd|rd|th) )?Ld-Writethru\b.*|\d{1,2} [A-Z]{3,20}(?: [A-Z]{3,20})?"
    r"|(?i:clip|item|document|article|story|text) (?i:no\.? ?)?\d{1,4}"
)
_LETTER = re.compile(r"[^\W\d_]")


def is_section(text: str) -> bool:
    """Tell the name of a part of a paper, or of a kind of article, which says nothing of this one."""
    return text.strip(" :[]()").casefold() in _SECTIONS


def is_kicker(line: str) -> bool:
    """Tell a line that stands above headlines and is none."""
    return len(line) <= _LONGEST and (is_section(line) or bool(_SLUG.fullmatch(line)))


def is_rule(line: str) -> bool:
    """Tell a line of marks or numbers, which has no word."""
    return not _LETTER.search(line)
