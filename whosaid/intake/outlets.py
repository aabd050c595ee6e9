"""Names of outlets, and where they stand: alone in a line, in an appeal or copyright line, in a place line."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from whosaid.articles import Removed
from whosaid.intake.dates import exact_date

_LONGEST = 60  # characters
_OUTLET_WORD = (
    r"(?:Advertiser|Advocate|Argus|Broadcaster|Broadcasting|Bugle|Bulletin|Chronicle|Citizen|Courier|Daily|Dispatch"
    r"|Echo|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail|Mercury|Messenger"
    r"|Mirror|Monitor|(?:News|Press)(?: Agency)?|Observer|Post|Recorder|Record|Register|Reporter|Review"
    r"|Sentinel|Standard|Star|Sun|Telegraph|Times|Tribune|Voice|Weekly|Wire)"
)
_OUTLET = re.compile(
    rf"(?:The )?(?:[^\W\d_a-z][\w&'’.-]{{1,25}} (?:of |and |& )?){{0,4}}{_OUTLET_WORD}"
    r"(?: (?:Online|Digital|Today|Weekly|Agency|International|Network|on Sunday))?"
)
_MASTHEAD = re.compile(rf"THE (?:[^\W\d_a-z][\w&'’.-]{{1,25}} ){{0,2}}{_OUTLET_WORD.upper()}")
_AGENCIES = (
    "aap afp ani ansa ap app bernama bss dpa efe ians interfax itar-tass kyodo pa pti "
    "reuters tass tnn upi wafa wam xinhua yonhap"
).split()
_NAMES = """
    bbc|bbc news|associated press|the associated press|ap news|agence france-presse|press association|pa media
    |press trust of india|asian news international|canadian press|the canadian press|australian associated press
    |anadolu|anadolu agency|anadolu ajansı|kyodo news|tass news agency|ria novosti|business wire|pr newswire|prnewswire
    |thomson reuters foundation|bloomberg|bloomberg news|cnn|cnbc|msnbc|npr|pbs|pbs newshour|politico|axios|al jazeera
    |sky news|nbc news|abc news|cbs news|cbc news|ctv news|global news|itv news|channel 4 news|fox news|rté|rté news
    |the economist|financial times|huffpost|vox|the hill|usa today|deutsche welle|dw|euronews|france 24|le monde
    |der spiegel|the conversation|the atlantic|the new yorker|newsweek|propublica|buzzfeed news|mailonline|voa
    |voice of america|radio free europe|the hindu|times of india|the times of india|the times of israel
    |times of malta|ndtv|india today|the quint|theprint|daily nation|daily maverick|daily trust|daily beast
    |the daily beast|daily sabah|daily monitor|the punch|premium times|thecable|businessday|news24|the east african
    |the eastafrican|channels television|arise news|the age|the australian|rappler|gma news|channel newsasia|arab news
    |gulf news|haaretz|nhk world|the times of london
"""
_KNOWN = frozenset(name.strip() for name in _NAMES.split("|")) | {*_AGENCIES}
_PROPER = r"(?:The )?(?:[A-Z][\w&'’-]{1,25} ){0,4}[A-Z][\w&’-]{1,25}"
PROPER_NAME = re.compile(rf"{_PROPER}(?: {_PROPER})?")
_OUTLET_IN_APPEAL = re.compile(
    rf"\b({_PROPER}) (?:is (?:on the ground|trusted by|free|reader|funded|independent)"
    r"|has (?:never|always|no)|needs you)"
    rf"|\b[Ss]upport (The {_PROPER})|\bAt ({_PROPER}), we\b"
)
_OUTLET_IN_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright|COPYRIGHT)[\s©]{0,3}(?:\(c\) )?(?:\d{4}(?:\s?[-–]\s?\d{4})?,? )?(?:by )?"
    rf"({_PROPER})"
)
_PLACE = r"(?P<place>[A-Z][A-Z .'’-]{2,40}|(?:[A-Z][\w'’-]{1,20} ?){1,4})(?:, [A-Z][A-Za-z.]{1,12})?"
_DATE = r"(?P<date>[\w][\w .,]{3,24}?)"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w .&/-]{1,30})\)|/(?P<slashed>[A-Z][\w .&-]{1,30})/)"
_PLACE_LINE = re.compile(rf"{_PLACE}(?:, {_DATE})? ?(?:{_AGENCY})? ?(?:--|[-–—])(?=\s)")
_AGENCY_LINES = (
    re.compile(
        rf"(?:{_PLACE}, )?(?P<day>[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}})"
        rf"(?P<year>,? \d{{4}})?[.,]? {_AGENCY}(?: ?(?:--|[-–—:.]))?(?=\s)"
    ),
    re.compile(rf"{_AGENCY} ?(?:--|[-–—:])(?=\s)(?P<day>)(?P<year>)"),
)
_WIRE = re.compile(r"[A-Z]{2,6}|\w*(?:wire|press|news)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}$")


def is_outlet(text: str) -> bool:
    """Tell whether a line is the name of an outlet and nothing else."""
    if len(text) > _LONGEST or " " not in text:
        return is_known(text)
    return is_known(text) or bool(_OUTLET.fullmatch(text) or _MASTHEAD.fullmatch(text))


def is_known(text: str) -> bool:
    """Tell whether it is an outlet known by its name alone."""
    return text.lower() in _KNOWN


def outlet_name(text: str) -> str:
    """Return the name as a reader would write it: a masthead in capitals is "The Quay Post"."""
    return string.capwords(text) if _MASTHEAD.fullmatch(text) else text


def outlet_in(removed: Sequence[Removed]) -> str | None:
    """Look for the outlet's name in the appeal and copyright lines taken out."""
    for why, pattern in (("appeal", _OUTLET_IN_APPEAL), ("copyright", _OUTLET_IN_COPYRIGHT)):
        for taken in removed:
            match = pattern.search(taken.text) if taken.why == why else None
            name = next((group for group in match.groups() if group), "") if match else ""
            name = name.split(". ")[0].strip(" .,")
            if name and (why == "appeal" or is_outlet(name)):
                return name
    return None


def of_place_line(text: str) -> tuple[str | None, str | None]:
    """Return the outlet and the date of "PORT ELLERY, March 3, 2025 (Reuters) -", where they are told.

    A date without a year tells nothing; brackets after a place in capitals hold an agency, known or not, where a
    dash follows. Without one the agency must be known: "Mumbai, Mar 4 (PTI) The ...".
    """
    match = _PLACE_LINE.match(text)
    if not match:
        return _of_agency_line(text)
    agency, date = match["agency"] or match["slashed"], match["date"] or ""
    capitals = match["place"].isupper()
    known = bool(agency) and (is_outlet(agency) or (capitals and bool(_WIRE.fullmatch(agency))))
    told = exact_date(date) if _YEAR.search(date) and (capitals or known) else None
    return (agency if known else None), told


def _of_agency_line(text: str) -> tuple[str | None, str | None]:
    match = next(filter(None, (pattern.match(text) for pattern in _AGENCY_LINES)), None)
    agency = (match["agency"] or match["slashed"]) if match else None
    if not match or not agency or not is_known(agency):
        return None, None
    return agency, exact_date(f"{match['day']}{match['year']}") if match["year"] else None
