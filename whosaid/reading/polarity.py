"""Whether a source denies its words or did not say them: "denied", "did not say", "declined to".

Closed lists and counting, over a cue and the clause around it. A negation inside the words ("said he did
not") is none of the cue's. Each sign turns the meaning round, so that two cancel out: "did not deny", "did
not hesitate to say".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NEAR = 100  # characters on each side of a cue: room for a short subject and its auxiliaries


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOT = _set("not never neither nor without no")
_MORE = _set("only just merely simply")  # "did not just say" is to say, and more
_STILL_SAID = _set(  # "no doubt", "made no secret of"
    """doubt doubts question hesitation secret bones qualms matter wonder mistake trouble problem choice
    alternative need surprise illusion illusions"""
)
_TURNING = _set(  # each denies what follows it
    """decline declines declined declining refuse refuses refused refusing refusal refusals refrain refrains
    refrained refraining avoid avoids avoided avoiding omit omits omitted omitting hesitate hesitates hesitated
    hesitating neglect neglects neglected neglecting deny denies denied denying denial denials dispute disputes
    disputed disputing refute refutes refuted refuting rebut rebuts rebutted rebutting disavow disavows
    disavowed disavowing disclaim disclaims disclaimed disclaiming repudiate repudiates repudiated repudiating
    debunk debunks debunked debunking contradict contradicts contradicted contradicting disprove disproves
    disproved disbelieve disbelieves disbelieved unclear unknown unsure unaware unmentioned undisclosed
    unconvinced silent"""
)
_TURNING_TO = _set(  # before an infinitive: "failed to say", "has yet to say"
    "fail fails failed failing failure forget forgets forgot forgotten unable unwilling yet"
)
_TURNING_OF = _set("stop stops stopped stopping shy shies shied")  # "stopped short of saying"
_PARTICLES = _set("of from about short away")
_BETWEEN = _set(  # what may stand between a sign and the verb that it turns round
    """to of from in about short away am is are was were be been being do does did done has have had having
    will would shall should can could may might must want wants wanted wanting wish wishes wished choose
    chooses chose chosen choosing decide decides decided agree agrees agreed seem seems seemed appear appears
    appeared going intend intends intended plan plans planned able willing ready prepared allowed permitted
    authorized authorised expected likely try tries tried bother bothered care cared himself herself itself
    themselves ever yet even also still so far either once again long now later too first before"""
)
_INSIDE = _NOT | _MORE | _TURNING | _TURNING_TO | _TURNING_OF | _BETWEEN
_GIVING = _set(  # "made no mention of", "gave no reason"
    """make makes made making give gives gave given giving show shows showed shown showing offer offers offered
    offering provide provides provided see sees saw find finds found get gets got take takes took express
    expresses expressed voiced"""
)
_PRONOUNS = _set("he she it they we i you who that this what which there")

# Subjects that turn it round: "no one there", "neither side", "neither A nor B", "no other senator", "nor did he".
_NOBODY = re.compile(
    r"(?:no one|no-one|nobody|nothing|none|neither)"
    r"( else| of(?: [\w'-]+){1,4}| (?:in|at|on|from)(?: [\w'-]+){1,3})?$"
    r"|neither((?: [\w'-]+){1,2}|(?: [\w'-]+){1,4} nor(?: [\w'-]+){1,4})$"
)
_NO_SUBJECT = re.compile(
    r"(?:^|\b(?:that|but|and|while|because|as|though|where|when) )no((?: [\w'-]+){1,4})$"
)
_INVERTED = re.compile(
    r"(?:^|\b(?:and|but) )(?:nor|neither|never|not once|at no (?:point|time)|in no way|nowhere)"
    r" (?:did|do|does|has|have|had|will|would|could|can|is|was|were)(?: [\w'-]+){1,4}$"
)
_CLAIM = (
    r"(?:claims?|allegations?|accusations?|suggestions?|suggesting|idea|notion|charges?|assertions?|reports?"
    r"|rumou?rs?|criticisms?|speculation|arguments?|theory|theories|contentions?|characteri[sz]ations?)"
)
_REJECTED = re.compile(  # "rejected claims that", "brushed aside the idea of"
    r"(?:reject(?:s|ed|ing)?|rejection|dismiss(?:es|ed|ing)?|dismissal|contest(?:s|ed|ing)?|challeng(?:es?|ed|ing)"
    r"|discount(?:s|ed|ing)?|(?:brush|push|laugh)(?:es|s|ed|ing)?|(?:shrug|bat|swat)(?:s|ged|ted|ging|ting)?"
    r"|scoff(?:s|ed|ing)?|shoots?|shot|shooting)"
    rf"(?: [\w'-]+){{0,4}}? {_CLAIM}\b"
)
_PHRASE = re.compile(
    r"rul(?:es?|ed|ing) out\b|disagree(?:s|d|ing)? that\b"
    r"|(?:says?|said|saying|reveal\w*) nothing(?: (?:about|of|on)\b|$)"
)
_SAID = re.compile(  # turns of phrase that only look like a negation
    r"\b(?:can|could) not (?:\| )?(?:help|but|resist)\b|\bnot afraid to\b"
    r"|\b(?:go|goes|went|gone) without (?:\| )?saying\b"
)
# "Would not confirm or deny" says neither.
_EITHER_WAY = re.compile(r"\bconfirm(?:ed|s|ing)? (\| )?(?:or|nor) (\| )?den(?:y|ies|ied|ying)\b")
_PARENTHESIS = re.compile(
    r",\s*(?:however|though|for example|for instance|in fact|of course|at first|so far)\s*,"
)
# Without any of these nothing is turned round; most clauses have none, and looking closer takes long.
# A word that is added to a pattern above must be found by one of the two.
_SIGNS = _NOT | _TURNING | _TURNING_TO | _TURNING_OF | _set("cannot nobody nothing none nowhere")
_SIGN_PARTS = (
    *(
        "n't",
        "n’t",
        "reject",
        "dismiss",
        "contest",
        "challeng",
        "discount",
        "brush",
        "push",
        "laugh",
        "shrug",
        "bat",
    ),
    *("swat", "scoff", "shoot", "shot", "rul", "disagree"),
)
_LETTERS = re.compile(r"[a-z]+")
_BORDER = re.compile(r"[,.;:!?…()\[\]\"“”—–\n]|\B['‘]|--")
_WORD = re.compile(r"[\w'-]+")


def negated(cue: str, before: str = "", after: str = "") -> bool:
    """Whether the cue says that its content is denied, or was not said or believed.

    ``before`` and ``after`` are the text around the cue; nothing beyond its clause is looked at.
    """
    if not _may_turn(f"{before[-NEAR:]} {cue} {after[:NEAR]}".lower()):
        return False
    near = _BORDER.split(_PARENTHESIS.sub(" ", before[-NEAR:]))[-1]
    clause = _SAID.sub(" ", f" {_spelled_out(near)} | {_spelled_out(cue)} ")
    lead, _, verb = (part.split() for part in _EITHER_WAY.sub(r"\1\2confirm", clause).partition("|"))
    follow = _spelled_out(_BORDER.split(after[:NEAR], maxsplit=1)[0]).split()
    first = next((i for i in range(len(lead), 0, -1) if not _between(lead[i - 1])), 0)
    verb = verb[next((i for i, word in enumerate(verb) if word not in _PRONOUNS), 0) :]
    head = next((i for i, word in enumerate(verb) if not _between(word)), len(verb))
    signs = _signs(lead[first:], verb + follow) + _signs(verb[:head], verb[head:] + follow, cue=True)
    return (signs + _of_subject(" ".join(lead[:first])) + _of_phrase(verb[head:], follow)) % 2 == 1


def _may_turn(text: str) -> bool:
    """Whether lower-case text has any word by which something could be turned round."""
    return any(part in text for part in _SIGN_PARTS) or not _SIGNS.isdisjoint(_LETTERS.findall(text))


def _spelled_out(text: str) -> str:
    """Lower-case words with single spaces; "doesn't" is "does not"."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"\bcan(?:'t|not)\b", "can not", text).replace("won't", "will not")
    text = re.sub(r"\b(he|she|it|that|there|who)'s\b", r"\1 is", text)
    return " ".join(_WORD.findall(text.replace("n't", " not")))


def _between(word: str) -> bool:
    return word in _INSIDE or word.endswith("ly")


def _signs(words: Sequence[str], follow: Sequence[str], *, cue: bool = False) -> int:
    """How often these words turn round what follows them; those of a cue may stand alone ("he denied it")."""
    following = [*words[1:], *follow[:1], ""]
    return sum(_turns(word, after, alone=cue) for word, after in zip(words, following, strict=False))


def _turns(word: str, after: str, *, alone: bool) -> bool:
    if word in _NOT:
        return after not in _MORE and not (word == "no" and after in _STILL_SAID)
    if word in _TURNING:
        return alone or after in _PARTICLES or after == "to" or after.endswith("ing")
    if word in _TURNING_OF:
        return after in _PARTICLES or after.endswith("ing")
    return word in _TURNING_TO and after == "to"


def _of_subject(subject: str) -> int:
    """1 where the subject (what stands before the verb in its clause) is nobody, else 0."""
    if _INVERTED.search(subject):
        return 1
    found = _NOBODY.search(subject) or _NO_SUBJECT.search(subject)
    named = " ".join(part or "" for part in found.groups()).split() if found else []
    return int(found is not None and not (_PRONOUNS | _STILL_SAID).intersection(named))


def _of_phrase(verb: Sequence[str], follow: Sequence[str]) -> int:
    """1 where the verb denies together with what follows it ("rejected claims that"), else 0."""
    if len(verb) > 2 and verb[0] in _GIVING and verb[1] == "no":
        return int(verb[2] not in _STILL_SAID)
    words = " ".join(verb)
    return int(bool(_PHRASE.match(words) or _REJECTED.match(" ".join([*verb, *follow]))))
