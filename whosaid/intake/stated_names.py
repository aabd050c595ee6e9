"""Who a table's cell, a database's or a front matter's field names as the authors -> their names, as a byline would.

What programs put beside the names (roles, outlets, places, addresses) is no author. How a byline in a
text is read is ``bylines``' business; here is what cells have and bylines have not: "Sandoval, Mira".
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from whosaid.intake.bylines import name_and_role, names_and_outlet
from whosaid.intake.outlets import is_known, is_outlet

_MOST_AUTHORS = 20
_MOST_LISTED = 100
_LONGEST_LIST = 5000  # characters
_BY = re.compile(
    r"^(?:(?:written|words|story|report|reported) )?by(?:line)?:?\s+|^authors?:\s+", re.IGNORECASE
)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_REACH = re.compile(  # an address of a page or of a mail, a handle after a name
    r"[<(\[]?(?:https?://|www\.)[^\s;,|<>]{1,1000}|[<(\[]?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[>)\]]?"
    r"|(?<=\w)[ ,]{1,3}\(?@\w{2,30}\)?",
)
_BETWEEN_NAMES = re.compile(r"\s{0,9}[;|/]\s{0,9}|\s{1,9}(?:and|und|et|y|&)\s{1,9}", re.IGNORECASE)
_BETWEEN_FIELDS = re.compile(r"\s{0,9}[;|/]\s{0,9}|\s[–—-]\s")
_PARTICLES = "van|von|der|den|de|del|della|di|da|du|la|le|el|ter|ten|zu|bin|al|dos|dal"
_TURNED = re.compile(
    rf"(?P<last>(?:(?:{_PARTICLES})\s+)*[^\s,]+),\s*(?P<first>[^\s,]+(?:\s+[^\s,]+)?)", re.IGNORECASE
)
_TWO_SURNAMES = re.compile(
    rf"(?P<last>[^\W\d_a-z][\w'’-]+ (?:(?:{_PARTICLES}|y) )*[^\W\d_a-z][\w'’-]+), ?"
    r"(?P<first>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z]\.)?)"
)
# Whose two surnames stand without a hyphen: "García Márquez, Gabriel". "Ana Lind, London" is a name and a place.
_GIVEN = frozenset(
    "alberto alejandro alejandra alfonso alfredo alicia ana andres angel antonio beatriz carlos carmen "
    "carolina catalina cesar claudia cristina daniel daniela david diana diego eduardo elena emilio enrique ernesto "
    "esteban eva felipe fernanda fernando francisca francisco gabriel gabriela gerardo gloria gonzalo guillermo "
    "gustavo hector hugo ignacio ines irene isabel ivan jaime javier jesus joao joaquin jorge jose juan juana julia "
    "julio laura leticia lucia luis luisa manuel manuela marcela marcos margarita maria mariana mario marta martin "
    "mercedes miguel monica natalia nuria oscar pablo paola patricia paula paulo pedro pilar rafael ramon raquel "
    "raul ricardo roberto rodrigo rosa ruben salvador sara sergio silvia sonia susana teresa tomas vicente xavier "
    "ximena yolanda".split()
)
_AFTER_NAMES = frozenset("jr sr ii iii iv phd md esq mp obe cbe mbe dphil".split())
_ROLE = re.compile(
    r"(?:(?:our|the|an?) )?(?:[\w&'’-]{1,30} ){0,4}(?:correspondent|editor|editor-in-chief|reporter|writer|columnist"
    r"|critic|journalist|contributor|producer|staff|newsroom|agencies|desk|photographer|freelancer?)s?",
    re.IGNORECASE,
)
_JOBS = frozenset(
    "correspondent editor reporter writer columnist critic journalist analyst photographer producer".split()
)
_BEATS = frozenset(
    "political politics transport health education business economics economy science environment sports sport crime "
    "court legal technology tech city local national foreign diplomatic defence defense security social affairs home "
    "world news features arts culture media industrial religious energy climate consumer money property travel food "
    "entertainment chief deputy senior staff assistant associate special contributing freelance executive managing "
    "night data investigations investigative royal rural our the".split()
)
_WITH_BEAT = frozenset(("correspondent", "editor"))
_FEWEST = 2  # words of a name that a role follows
_SHORTEST_SURNAME = 5  # in capitals: "STANTON, TOM" is turned, "PTI, ANI" are two agencies


class Byline(NamedTuple):
    """The people that a cell names, and the outlet or agency that it names beside them."""

    names: tuple[str, ...]
    outlet: str | None = None


def byline_of(value: str | Sequence[str]) -> Byline:
    """Return whom a cell names; of a list each is a name, in a text there may be several.

    >>> byline_of("By HELEN STANTON; hstanton@q.example").names
    ('Helen Stanton',)
    >>> byline_of("Lind, Ana; Reyl, Tomas").names, byline_of("Ana Lind, The Quay Post")
    (('Ana Lind', 'Tomas Reyl'), Byline(names=('Ana Lind',), outlet='The Quay Post'))
    """
    if isinstance(value, str):
        found = [_of_text(value)]
    else:
        found = [_of_item(each) for each in value[:_MOST_LISTED]]
    names = list(dict.fromkeys(name for each in found for name in each.names))
    people = _people(names)
    beside = (name for name in names if name not in people and _is_paper(name))
    outlets = (*(each.outlet for each in found), *beside)
    outlet = next((each for each in outlets if each and not _ROLE.fullmatch(each)), None)
    return Byline(tuple(people)[:_MOST_AUTHORS], outlet)


def listed(cell: str) -> Any:
    """Read "['Mira Sandoval', 'Ana Lind']", which programs write for a list; any other text stays."""
    cell = cell.strip()
    is_list = cell.startswith("[") and cell.endswith("]") and not cell.startswith("[[")
    if not is_list or len(cell) >= _LONGEST_LIST:
        return cell
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return cell.strip("[]").split(",")


def _people(names: list[str]) -> list[str]:
    """Leave roles out, and outlets that stand beside people; an agency alone is whom the cell names."""
    names = [name for name in names if not _ROLE.fullmatch(name)]
    return [name for name in names if not _is_paper(name)] or names


def _is_paper(name: str) -> bool:
    return is_outlet(name) or is_known(name)


def _of_text(value: str) -> Byline:
    value = _bare(value)
    is_turned = any(turned(part) != part for part in _BETWEEN_NAMES.split(value))
    fields = ", ".join(_BETWEEN_FIELDS.split(value)).split(", ")
    read = None if is_turned else names_and_outlet(", ".join(map(_without_role, fields)))
    return Byline(*read) if read else Byline(tuple(filter(None, map(_name, _separate(value)))))


def _of_item(value: str) -> Byline:
    """Read one of a list, which may be several all the same if each of them is a name."""
    value = _bare(value)
    read = None if turned(value) != value else names_and_outlet(_without_role(value))
    return Byline(*read) if read else Byline(tuple(filter(None, [_name(value)])))


def _bare(value: str) -> str:
    """Take off what is no part of names: "By", addresses, the brackets of links; nothing is left of numbers."""
    value = _WIKI_LINK.sub(r"\1", " ".join(value.split()))
    value = _BY.sub("", _REACH.sub("", value)).strip(" ,;|/")
    value = value[1:-1] if value.startswith("(") and value.endswith(")") else value
    return value if any(letter.isalpha() for letter in value) else ""


def _separate(value: str) -> Iterator[str]:
    """Split names; "Sandoval, Mira" is one of them, "Mira Sandoval, Ana Lind" are two."""
    for part in _BETWEEN_NAMES.split(value):
        names = [name.strip() for name in part.split(",")]
        people = [name for name in names if not _ROLE.fullmatch(name)]
        if len(people) == 1 or all(len(name.split()) > 1 or _is_paper(name) for name in people):
            yield from names
        else:
            yield part.strip(" ,")


def _name(value: str) -> str:
    """Return a name in its usual order and letters, without the role after it."""
    known = name_and_role(value)
    if known:
        return known[0]
    name = turned(value.strip(" ,"))
    in_capitals = name.isupper() and " " in name and "," not in name
    return name.title() if in_capitals and not _is_paper(name) else name


def turned(name: str) -> str:
    """Return "Mira Sandoval" for "SANDOVAL, Mira"; "Ana Lind, The Quay Post" and "Reuters, AP" stay."""
    match = _TURNED.fullmatch(name)
    if match is None:
        match = _TWO_SURNAMES.fullmatch(name)
        if match is None or _plain(match["first"].split()[0]) not in _GIVEN:
            return name
    last, first = match["last"], match["first"]
    if _stays(last, first):
        return name
    in_capitals = last.isupper() and not first.isupper() and len(last) >= _SHORTEST_SURNAME
    return f"{first} {last.title() if in_capitals else last}"


def _stays(last: str, first: str) -> bool:
    """Whether what stands after the comma is no first name: "King, Jr.", "Reuters, AP"."""
    if _plain(first) in _AFTER_NAMES or _is_paper(first) or _is_paper(last) or _ROLE.fullmatch(first):
        return True
    return first.isupper() and not (last.isupper() and len(last) >= _SHORTEST_SURNAME and len(first) > 2)


def _without_role(name: str) -> str:
    """Return "Helen Stanton" for "Helen Stanton Political Editor"; a role alone stays."""
    words = name.split()
    if len(words) <= _FEWEST or words[-1].lower() not in _JOBS or words[0].lower() in _BEATS:
        return name
    job = words.pop().lower()
    beats = [word.lower() in _BEATS for word in words[_FEWEST:]]
    if beats and not any(beats) and job in _WITH_BEAT:
        words.pop()  # a beat that is not known
    while len(words) > _FEWEST and words[-1].lower() in _BEATS:
        words.pop()
    return " ".join(words)


def _plain(word: str) -> str:
    """Return the letters of a word, small and without accents."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in apart if letter.isalpha())
