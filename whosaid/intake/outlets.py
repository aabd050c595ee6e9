"""Names of outlets, and where they stand: alone in a line, in an appeal or copyright line, in a place line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosaid.articles import Removed
from whosaid.intake.dates import exact_date

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
_KNOWN = frozenset(
    "bbc|bbc news|reuters|associated press|the associated press|ap|ap news|afp|"
    "agence france-presse|cnn|npr|bloomberg|bloomberg news|politico|axios|al jazeera|"
    "sky news|nbc news|abc news|cbs news|fox news|the economist|financial times|huffpost|"
    "vox|the hill|usa today|deutsche welle|dw|euronews|the conversation|the atlantic".split("|")
)
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
_PLACE_DATE = r"(?:, (?P<date>[\w][\w .,]{3,24}?))?"
_PLACE_LINE = re.compile(
    r"(?P<place>[A-Z][A-Z .'’-]{2,40}|(?:[A-Z][\w'’-]{1,20} ?){1,4})(?:, [A-Z][A-Za-z.]{1,12})?"
    rf"{_PLACE_DATE} ?(?:\((?P<agency>[A-Z][\w .&/-]{{1,30}})\))? ?(?:--|[-–—])(?=\s)"
)
_WIRE = re.compile(r"[A-Z]{2,6}|\w*(?:wire|press|news)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}$")


def is_outlet(text: str) -> bool:
    """Tell whether a line is the name of an outlet and nothing else."""
    return len(text) <= 60 and (is_known(text) or (" " in text and bool(_OUTLET.fullmatch(text))))


def is_known(text: str) -> bool:
    """Tell whether it is an outlet known by its name alone."""
    return text.lower() in _KNOWN


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

    A date without a year tells nothing; brackets after a place in capitals hold an agency, known or not.
    """
    match = _PLACE_LINE.match(text)
    if not match:
        return None, None
    agency, date = match["agency"], match["date"] or ""
    capitals = match["place"].isupper()
    known = bool(agency) and (is_outlet(agency) or (capitals and bool(_WIRE.fullmatch(agency))))
    told = exact_date(date) if _YEAR.search(date) and (capitals or known) else None
    return (agency if known else None), told
