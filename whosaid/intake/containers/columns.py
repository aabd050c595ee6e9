"""Which column of a table holds what: found by name, in whatever way people and programs call it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

FIELDS = ("text", "title", "date", "outlet", "authors", "url", "language")

# The names of each, small letters and digits only; what stands first is taken where there are several.
_NAMES: dict[str, str] = {
    "text": "text fulltext articletext bodytext body articlebody content maintext mainbody articlecontent "
    "article story storytext storybody storycontent newstext newscontent plaintext rawtext rawcontent cleanedtext "
    "cleantext contenttext textcontent documenttext document doc transcript contents hlead volltext inhalt artikel "
    "artikeltext texte contenu corps texto contenido cuerpo testo contenuto corpo tekst brodtext innehall "
    "contenthtml bodyhtml articlehtml htmlcontent html tailparagraph td paragraphs paras sentences "
    "leadparagraph lp abstract",
    "title": "title headline articletitle maintitle webtitle heading head hl hd titel uberschrift schlagzeile "
    "titre titulo titolo rubrik otsikko tytul newstitle articleheadline storytitle posttitle documenttitle doctitle "
    "name subject",
    "date": "date publishedat published datepublished datepublish publicationdate publisheddate publishdate pubdate "
    "pubdt webpublicationdate articledate firstpublished firstpublicationdate dateofpublication issuedate dateposted "
    "posteddate publishedtime publicationtime displaydate newsdate timestamp datetime time created createdat datum "
    "datumvan veroffentlicht erscheinungsdatum fecha data pd day",
    "outlet": "outlet outletname outletnm publication publicationname publicationtitle titleofpublication pubtitle "
    "newspaper newspapername newspapertitle newsoutlet publisher publishername sourcename source sourcetitle "
    "sourcehostname medium media medianame mediaoutlet newssource sitename site website journal paper magazine "
    "masthead channel agency hostname domain sourcedomain quelle zeitung medio periodico giornale testata tidning sn",
    "authors": "authors author authorname byline bylines bylinetxt authorbyline by writer writers writtenby "
    "journalist journalists journalistname reporter reporters creator dccreator contributor contributors autor "
    "autoren verfasser auteur auteurs autores autore autori forfattare",
    "url": "url link articleurl weburl permalink canonicalurl canonical uri href sourceurl pageurl documenturl docurl "
    "storyurl posturl articlelink address webaddress",
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


def candidates(field: str, columns: Iterable[str]) -> list[str]:
    """Return all columns that are named for it, the best first.

    >>> candidates("text", ["Title", "Body", "content.rendered", "Text"])
    ['Text', 'Body', 'content.rendered']
    """
    ranked = sorted((_rank(field, column), number, column) for number, column in enumerate(columns))
    return [column for rank, _, column in ranked if rank < _UNKNOWN]


def is_beginning(column: str) -> bool:
    """Whether a column of texts holds no more than their first paragraphs, or what they are about."""
    return _key(column.rpartition(".")[2]) in _BEGINNINGS


def is_rest(column: str) -> bool:
    """Whether a column holds what comes after the first paragraphs, which a short article has not."""
    return _key(column) in _RESTS


def is_sentences(column: str) -> bool:
    """Whether a list in a column holds sentences, which are no paragraphs."""
    return _key(column.rpartition(".")[2]) == "sentences"


_UNKNOWN = 1000.0
_NAMED = ("outlet", "authors")  # what has a name of its own: {"publisher": {"name": ...}}
_WITHIN = frozenset(
    "rendered main original".split()
)  # what it is of, the field above says: {"title": {"rendered": ...}}
_BEGINNINGS = frozenset("leadparagraph lp abstract".split())
_RESTS = frozenset("tailparagraph td".split())
_LEADS = frozenset("lead leadparagraph lp leadtext lede ingress standfirst vorspann chapeau hlead".split())
_NUMBERS = frozenset("id index nr no number row unnamed0".split())


@lru_cache(maxsize=4096)
def _rank(field: str, column: str) -> float:
    """How well a column's name fits; that of a field in a field ("source.name") counts whole first."""
    names = _RANKED[field]
    whole, last = _key(column), _key(column.rpartition(".")[2])
    if whole in names:
        return names[whole]
    if last in _WITHIN or (last == "name" and field in _NAMED):
        last = _key(column.rpartition(".")[0].rpartition(".")[2])
    return names[last] + 0.5 if last in names and last != "name" else _UNKNOWN


def _key(column: str) -> str:
    return _NOT_NAMED.sub("", column.casefold().translate(_PLAIN))


_PLAIN = str.maketrans("äöüéèêíóúåøñçàò", "aoueeeiouaoncao")
