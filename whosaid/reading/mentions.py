"""What the words of a source are: a pronoun, a name, a role, a group; its head and the names inside it.

Looks at the source's own words only; who it stands for is decided in ``speakers``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whosaid.reading import lexicon
from whosaid.reading.names import bare

WORD = re.compile(r"[^\W_](?:[\w.&'’\-]*[\w])?")
_TOKEN = re.compile(r"[^\W_](?:[\w&'’\-]|\.(?=\w))*\.?|[,;:()\[\]—–]|--")
_EDGE = ' \t\n\u00a0,;:.—–-"“”()[]'
_SEPARATORS = frozenset({",", ";", ":", "(", ")", "[", "]", "—", "–", "--"})
_NOT_IN_PHRASE = (
    (lexicon.PREPOSITIONS - {"of"})
    | lexicon.SPEECH_VERBS
    | lexicon.AUXILIARIES
    | lexicon.CLAUSE_WORDS
    | {"and", "or", "be", "been"}
)
_BEFORE = re.compile(r"[\w.'’&\-]+|[^\w\s]|\n")
_POSSESSIVE = re.compile(r"['’]s?(?=\W|$)")
_COORDINATED = re.compile(r"(?:^|[\s,)])(?:[aA]nd|&)\s|^\s*,\s*$")
PRONOUNS = {
    **dict.fromkeys(lexicon.FIRST, "first"),
    **dict.fromkeys(lexicon.THEY, "they"),
    **dict.fromkeys(lexicon.IT, "it"),
    **dict.fromkeys(lexicon.SHE, "she"),
    **dict.fromkeys(lexicon.HE, "he"),
    **dict.fromkeys(lexicon.RELATIVE, "relative"),
}


@dataclass(frozen=True, slots=True)
class Inner:
    """A named mention inside a source, and how it stands there."""

    cluster: int
    label: str
    start: int
    end: int
    owns: bool  # "Trump's spokesman", not a bare "Trump's" at the end
    modifies: bool  # "Clinton campaign"
    after_preposition: bool  # "of Germany", "a spokesman for Paul Ryan"
    preposition_before: bool
    clause_before: bool
    segment: int  # how many commas, dashes or brackets stand before it

    @property
    def is_head(self) -> bool:
        """Whether nothing speaks against its being the one who is meant."""
        return not (self.owns or self.modifies or self.after_preposition or self.clause_before)


@dataclass(frozen=True, slots=True)
class Source:
    """A source taken apart."""

    start: int
    end: int
    text: str
    kind: str  # he she it they first relative name role plural body thing other
    head: str
    words: tuple[str, ...]  # of the noun phrase up to its head, lower case, determiner left out
    label: str  # the description as a name
    definite: bool
    indefinite: bool  # "a", "one", "another": somebody new
    plural: bool
    inner: tuple[Inner, ...]
    joint: tuple[int, ...]  # clusters that speak together: "Bush, Christie and Rubio"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without spaces and punctuation at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not text[start:end].endswith((".", ")")):
        end -= 1
    while end > start and text[end - 1] in " \t\n\u00a0,;:—–-":
        end -= 1
    return start, end


def noun_class(head: str) -> str:
    """What a head noun means: role (one person), plural, body, thing or other."""
    if head in lexicon.THING_HEADS:
        return "thing"
    if head in lexicon.PLURAL_HEADS:
        return "plural"
    if head in lexicon.PERSON_HEADS:
        return "role"
    if head in lexicon.BODY_HEADS:
        return "body"
    last = head.rsplit("-", 1)[-1]
    if last != head and noun_class(last) != "other":
        return noun_class(last)
    if len(head) > 3 and head.endswith("s") and not head.endswith(("ss", "us", "is", "ics")):
        return "thing" if head[:-1] in lexicon.THING_HEADS else "plural"
    if head.endswith(("man", "woman", "ist", "ician", "person")) or (
        head.endswith(("er", "or")) and len(head) > 4
    ):
        return "role"
    return "other"


def singular(word: str) -> str:
    """A lower-case noun without a possessive or plural ending, roughly."""
    word = _POSSESSIVE.sub("", word).rstrip(".'’")
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word


def analyse(text: str, start: int, end: int, inside: Sequence[tuple[int, str, int, int]]) -> Source:
    """Take the source at [start, end) apart; ``inside``: (cluster, label, start, end) of names."""
    start, end = trimmed(text, start, end)
    raw = " ".join(text[start:end].split())
    tokens = [(m[0], start + m.start(), start + m.end()) for m in _TOKEN.finditer(text[start:end])]
    phrase = _noun_phrase(tokens)
    lowered = [_POSSESSIVE.sub("", word.lower()).strip(".") for word in phrase]
    head = lowered[-1] if lowered else ""
    inner = tuple(_inner(text, tokens, item, end) for item in inside)
    kind = _kind(raw, head, tokens, inner)
    label = description(raw)
    if kind == "relative":
        raw_label = antecedent(text, start)
        label = description(raw_label) if raw_label else label
        head = raw_label.split()[-1].lower() if raw_label else ""
    elif kind == "first":
        label = "The author"
    definite = bool(tokens) and (tokens[0][0].lower() in lexicon.DEFINITE or _starts_with_owner(inner, start))
    indefinite = bool(tokens) and tokens[0][0].lower() in lexicon.INDEFINITE
    plural = noun_class(head) == "plural" or (bool(tokens) and tokens[0][0].lower() in lexicon.THEY)
    words = tuple(word for word in lowered if word not in lexicon.DETERMINERS)
    return Source(
        start, end, raw, kind, head, words, label, definite, indefinite, plural, inner, _joint(text, inner)
    )


def _starts_with_owner(inner: Sequence[Inner], start: int) -> bool:
    return any(name.owns and name.start <= start + 4 for name in inner)


def _noun_phrase(tokens: list[tuple[str, int, int]]) -> list[str]:
    """The words up to the first preposition, clause or comma: the last of them is the head."""
    words: list[str] = []
    for token, _, _ in tokens:
        lower = token.lower()
        if (
            token in _SEPARATORS
            or lower in lexicon.PREPOSITIONS
            or lower in lexicon.CLAUSE_WORDS
            or lower == "and"
        ):
            if words:
                break
            continue
        if words and lower in lexicon.POSTMODIFIERS and noun_class(words[-1].lower()) != "other":
            break  # "a poll released Wednesday", "sources close to"
        words.append(token)
    return words


def _kind(raw: str, head: str, tokens: list[tuple[str, int, int]], inner: Sequence[Inner]) -> str:
    word = _POSSESSIVE.sub("", raw.lower())
    if word in PRONOUNS and not raw.startswith("US"):
        return PRONOUNS[word]
    first = tokens[0][0].lower() if tokens and tokens[0][0] != "US" else ""
    if (
        len(tokens) > 1
        and first in PRONOUNS
        and PRONOUNS[first] != "relative"
        and first not in lexicon.DETERMINERS
    ):
        return PRONOUNS[first]
    if (
        len(tokens) == 2
        and tokens[1][0].lower() in ("himself", "herself", "itself")
        and first in lexicon.RELATIVE
    ):
        return "relative"
    if any(name.is_head for name in inner):
        return "name"
    return "proper" if _is_proper(tokens) else noun_class(head)


def _is_proper(tokens: list[tuple[str, int, int]]) -> bool:
    """A name that nobody tagged: capitals throughout, and more than a sentence's first word."""
    words = [token for token, _, _ in tokens if token not in _SEPARATORS]
    article = bool(words) and words[0].lower() == "the"
    names = words[1:] if article else words
    if not names or not all(w[0].isupper() or w.lower() in lexicon.SMALL_WORDS for w in names):
        return False
    return noun_class(names[-1].lower()) in ("other", "plural") or (article and len(names) > 1)


def _inner(text: str, tokens: list[tuple[str, int, int]], item: tuple[int, str, int, int], end: int) -> Inner:
    cluster, label, start, stop = item
    owner_end = _owner_end(text, start, stop)
    rest = text[owner_end or stop : end].strip(" \u00a0.")
    following = WORD.match(rest)
    stops = (
        lexicon.PREPOSITIONS | lexicon.CLAUSE_WORDS | {"and", "or", "himself", "herself", "itself", "also"}
    )
    modifies = following is not None and not owner_end and following[0].lower() not in stops
    before = [token for token, _, token_end in tokens if token_end <= start]
    segment = sum(token in _SEPARATORS for token in before)
    last = max((i for i, token in enumerate(before) if token in _SEPARATORS), default=-1)
    here = [token.lower() for token in before[last + 1 :]]
    if segment == 0 and here and here[0] in lexicon.PREPOSITIONS:
        here = here[1:]
    bare_here = [t for t in here if t not in lexicon.DETERMINERS and t.strip(".") not in lexicon.TITLES]
    direct = bool(bare_here) and bare_here[-1] in lexicon.PREPOSITIONS
    clause = any(token.lower() in lexicon.CLAUSE_WORDS for token in before)
    any_preposition = any(token in lexicon.PREPOSITIONS for token in here)
    owns = bool(owner_end) and following is not None
    return Inner(cluster, label, start, stop, owns, modifies, direct, any_preposition, clause, segment)


def _owner_end(text: str, start: int, stop: int) -> int:
    """Where the possessive after (or at the end of) a name ends, or 0."""
    found = _POSSESSIVE.match(text, stop)
    if found and (found[0][1:] == "s" or text[stop - 1] in "sS"):
        return found.end()
    return stop if text[start:stop].endswith(("'s", "’s")) else 0


def _joint(text: str, inner: Sequence[Inner]) -> tuple[int, ...]:
    heads = [name for name in inner if name.is_head]
    heads = [name for i, name in enumerate(heads) if i == 0 or not name.preposition_before]
    heads = [name for name in heads if name.label == heads[0].label != "ORG"]
    if len(heads) < 2:
        return ()
    between = text[heads[-2].end : heads[-1].start]
    if not _COORDINATED.search(between) or "“" in between or '"' in between:
        return ()
    return tuple(dict.fromkeys(name.cluster for name in heads))


def antecedent(text: str, start: int) -> str:
    """The noun phrase right before a relative pronoun: "several officials" of "several officials who"."""
    words: list[str] = []
    for token in reversed(_BEFORE.findall(text[max(0, start - 70) : start].rstrip(" ,"))[-6:]):
        lower = token.lower()
        if not token[0].isalnum() or lower in _NOT_IN_PHRASE:
            break
        words.insert(0, token)
        if lower in lexicon.DETERMINERS:
            break
    return " ".join(words[1:] if words and words[0].lower() == "of" else words)


def description(raw: str) -> str:
    """A source's words as a name: no article, nothing from the first comma or clause on."""
    cut = re.split(r"\s*[,;:(\[—–]|\s+--|\s+(?:who|whom|whose|which|that|where|when)\b", raw, maxsplit=1)[0]
    words = (cut or raw).split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an", "among", "by", "from", "to"):
        words = words[1:]
    name = " ".join(words)
    if len(name) > 80:
        name = name[:80].rsplit(" ", 1)[0]
    name = bare(name) if len(words) == 1 else re.sub(r"(?:['’]s|(?<=s)['’])$", "", name)
    return name[:1].upper() + name[1:]
