"""Which column of a table holds what: found by name, in whatever way people and programs call it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

FIELDS = ("text", "title", "date", "outlet", "authors", "url", "language")

# The names of each, small letters and digits only; what stands first is taken where there are several.
_NAMES: dict[str, str] = {
    "text": "text fulltext articletext bodytext body articlebody content maintext mainbody articlecontent "
    "article story storytext plaintext rawtext rawcontent cleanedtext cleantext contenttext textcontent "
    "documenttext document doc transcript contents hlead volltext inhalt artikel artikeltext texte contenu "
    "corps texto contenido cuerpo testo contenuto corpo tekst brodtext innehall",
    "title": "title headline articletitle maintitle webtitle heading head hl titel uberschrift schlagzeile "
    "titre titulo titolo rubrik otsikko tytul name subject",
    "date": "date publishedat published datepublished publicationdate publisheddate publishdate pubdate "
    "webpublicationdate articledate firstpublished firstpublicationdate dateofpublication issuedate timestamp "
    "datetime time created createdat datum datumvan veroffentlicht erscheinungsdatum fecha data pd day",
    "outlet": "outlet publication publicationname publicationtitle newspaper publisher sourcename source "
    "sourcetitle medium media medianame newssource sitename site website journal paper magazine channel agency "
    "domain sourcedomain quelle zeitung medio periodico giornale testata tidning sn",
    "authors": "authors author authorname byline bylines by writer writers writtenby journalist journalists "
    "reporter reporters creator autor autoren verfasser auteur auteurs autores autore autori forfattare",
    "url": "url link articleurl weburl permalink canonicalurl canonical uri href sourceurl address webaddress",
    "language": "language lang languagecode articlelanguage sprache langue idioma lingua",
}
_RANKED = {field: {name: rank for rank, name in enumerate(names.split())} for field, names in _NAMES.items()}
_NOT_NAMED = re.compile(r"[\W_]+")


def found_by_name(columns: Iterable[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return field -> column. ``given`` says so for some: "" for none, and one that is not there is not minded.

    >>> found_by_name(["Headline", "fields.bodyText", "Publication Date", "clicks"])
    {'text': 'fields.bodyText', 'title': 'Headline', 'date': 'Publication Date'}
    """
    columns = list(columns)
    given = given or {}
    found = {field: column for field, column in given.items() if column in columns}
    for field in FIELDS:
        if given.get(field) == "":
            continue
        free = [column for column in columns if column not in found.values()]
        best = min(free, key=lambda column: _rank(field, column), default=None)
        if field not in found and best is not None and _rank(field, best) < _UNKNOWN:
            found[field] = best
    return {field: found[field] for field in FIELDS if field in found}


def lead_of(columns: Iterable[str], found: Mapping[str, str]) -> str | None:
    """Return the column of first paragraphs that stand apart from the texts, if a table has one beside them.

    >>> lead_of(["Headline", "Lead", "Body"], {"text": "Body", "title": "Headline"})
    'Lead'
    """
    free = (column for column in columns if column not in found.values())
    return next((column for column in free if _key(column) in _LEADS), None)


def unknown(columns: Iterable[str], found: Mapping[str, str]) -> list[str]:
    """Return the columns of which nobody knows what they hold; those that number the rows are known to.

    >>> unknown(["id", "text", "thema"], {"text": "text"})
    ['thema']
    """
    known = {*found.values(), lead_of(columns := list(columns), found)}
    return [column for column in columns if column not in known and _key(column) not in _NUMBERS]


_UNKNOWN = 1000.0
_NAMED = ("outlet", "authors")  # what has a name of its own: {"publisher": {"name": ...}}
_LEADS = frozenset("lead leadparagraph leadtext lede ingress standfirst vorspann chapeau hlead".split())
_NUMBERS = frozenset("id index nr no number row unnamed0".split())


def _rank(field: str, column: str) -> float:
    """How well a column's name fits; that of a field in a field ("source.name") counts whole first."""
    names = _RANKED[field]
    whole, last = _key(column), _key(column.rpartition(".")[2])
    if whole in names:
        return names[whole]
    if last == "name" and field in _NAMED:
        last = _key(column.rpartition(".")[0].rpartition(".")[2])
    return names[last] + 0.5 if last in names and last != "name" else _UNKNOWN


def _key(column: str) -> str:
    return _NOT_NAMED.sub("", column.casefold().translate(_PLAIN))


_PLAIN = str.maketrans("äöüéèêíóúåøñçàò", "aoueeeiouaoncao")
