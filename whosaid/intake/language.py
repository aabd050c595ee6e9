"""Which language a text is in, offline: English by its small words, everything else by py3langid.

``language_of`` says what a text is most likely in, and is silent about a few words; ``foreign_language`` only
what is beyond doubt, because such a text is not read unless somebody insists. The library takes a second and
100 MB when it is first asked, so that it is not asked about a text that is plainly English.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_NAMES = (
    "af Afrikaans|am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|bs Bosnian|ca Catalan"
    "|cs Czech|cy Welsh|da Danish|de German|el Greek|en English|es Spanish|et Estonian|eu Basque|fa Persian"
    "|fi Finnish|fr French|fy Frisian|ga Irish|gd Scottish Gaelic|gl Galician|gu Gujarati|ha Hausa|he Hebrew|hi Hindi"
    "|hr Croatian|hu Hungarian|hy Armenian|id Indonesian|is Icelandic|it Italian|ja Japanese|ka Georgian|kk Kazakh"
    "|km Khmer|kn Kannada|ko Korean|ku Kurdish|lo Lao|lt Lithuanian|lv Latvian|mk Macedonian|ml Malayalam|mn Mongolian"
    "|mr Marathi|ms Malay|mt Maltese|my Burmese|ne Nepali|nl Dutch|no Norwegian|pa Punjabi|pl Polish|ps Pashto"
    "|pt Portuguese|ro Romanian|ru Russian|si Sinhala|sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian"
    "|sv Swedish|sw Swahili|ta Tamil|te Telugu|tg Tajik|th Thai|tl Tagalog|tr Turkish|uk Ukrainian|ur Urdu|uz Uzbek"
    "|vi Vietnamese|xh Xhosa|yo Yoruba|zh Chinese|zu Zulu"
)
NAMES = dict(pair.split(" ", 1) for pair in _NAMES.split("|"))

_SMALL_WORDS = frozenset(
    "the of and to in a that is was for it on with as he his by at be are this have from or had not but they said "
    "who will has an were which their".split()
)
_ENGLISH_ALONE = frozenset(
    "the of and that with they said their which who from not but his would about this were been".split()
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters
_ASKED_ABOUT = 5_000  # characters
_FEWEST_WORDS = 30
_FEWEST_LETTERS = 16
_PLAINLY = 0.25  # of all words; of other languages with "in", "a" and "was" less than a tenth
_BEYOND_DOUBT = 0.95
_ENOUGH = 240  # bytes of letters in UTF-8: forty words, or eighty Chinese characters
_SOME_ENGLISH = 0.03  # of all words; in English they are a fifth, so that it is a seventh of the text
_SURE = 0.7  # its probability; on 86 pieces of 5 to 20 words in 15 languages never wrong above it


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None where it cannot be told."""
    sample = text[:_SAMPLE]
    if len(_LETTER.findall(sample)) < _FEWEST_LETTERS:
        return None
    if _is_plainly_english(sample):
        return ENGLISH
    language, probability = _identifier().classify(text[:_ASKED_ABOUT])
    return language if probability > _SURE else None


def foreign_language(text: str) -> str | None:
    """Return the name of the language of a text that is in another than English beyond doubt, else None.

    A short text, and one of which a seventh is English, leave room for doubt.
    """
    sample = _spread(text, _SAMPLE)
    if sum(len(letter.encode()) for letter in _LETTER.findall(sample)) < _ENOUGH or _has_english(sample):
        return None
    for cased in (_spread(text, _ASKED_ABOUT), _spread(text, _ASKED_ABOUT).lower()):
        language, probability = _identifier().classify(cased)
        if language == ENGLISH or probability < _BEYOND_DOUBT:
            return None
    return NAMES[language]


def _spread(text: str, size: int) -> str:
    """The text, or its beginning, middle and end."""
    if len(text) <= size:
        return text
    third = size // 3
    middle = (len(text) - third) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _has_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    return sum(word in _ENGLISH_ALONE for word in words) > _SOME_ENGLISH * len(words)


def language_notice(language: str | None) -> str | None:
    """Return a sentence for the person where the text is not in English."""
    if language in (None, ENGLISH):
        return None
    return (
        f"The text looks like {NAMES.get(language, 'another language')}; Whosaid reads English, "
        "so quotes and speakers may be missing or wrong."
    )


def _is_plainly_english(sample: str) -> bool:
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    return total >= _FEWEST_WORDS and sum(words[word] for word in _SMALL_WORDS) >= _PLAINLY * total


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(NAMES))
    return identifier
