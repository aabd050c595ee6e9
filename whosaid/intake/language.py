"""Which language a text is in, offline: by script, then by its most frequent small words.

Good for whole articles; a text of a few words gets None. It only decides whether a
notice is shown, so no library was worth its weight.
"""

from __future__ import annotations

import re
from collections import Counter

ENGLISH = "en"
NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}

_SMALL_WORDS = {
    "en": "the of and to in a that is was for it on with as he his by "
    "at be are this have from or had not but they said who will",
    "de": "der die das und ist in den von zu mit sich des auf für nicht ein "
    "eine im dem es auch als an hat dass werden wird sie bei",
    "fr": "le la les de des et en un une du que qui dans pour pas sur est "
    "au par il ne se ce plus avec sont l d qu son aux",
    "es": "el la los de y en que a un una se del las por con no es "
    "para su al lo como más pero ha le o sus fue este",
    "it": "il la di che e un una in per del è non con si da della "
    "le i sono al dei nel gli ha alla come anche più ma",
    "pt": "o a os de e que em um uma do da não para com se por no "
    "na as dos mais foi ao é ele das como mas à são",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan "
    "er ook als bij om was naar hij maar uit door heeft werd",
    "sv": "och i att det som en på är av för med den till inte har de "
    "ett om han var jag sig från vi men så kan hade",
    "da": "og i at det som en på er af for med den til ikke har de "
    "et om han var jeg sig fra vi men så kan havde blev",
    "no": "og i at det som en på er av for med den til ikke har de "
    "et om han var jeg seg fra vi men så kan hadde ble",
    "pl": "i w na z się do nie że jest to o jak ale po co za "
    "od przez tym był dla są jego czy tylko już oraz która",
    "cs": "a v na se je že do to s z o i jako za by ale "
    "po pro jsou byl od který jeho podle však která také jsem",
    "fi": "ja on ei että se hän oli joka mutta myös kuin niin ovat "
    "sen tai kun hänen jo vain ole mukaan olisi siitä",
    "hu": "a az és hogy nem is egy van volt meg már csak de ez "
    "azt mint szerint még lehet amely vagy ami el után ha",
    "ro": "și de în la a cu pe nu că este o un din să pentru "
    "care mai au se fost al ca sunt prin dar după ale",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en "
    "ne var kadar sonra olduğunu ama dedi ise değil o",
}
_PROFILES = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_SCRIPT_SHARE = {
    "ja": 0.1,
    "uk": 0.03,
}  # of all letters; kana beside kanji, Ukrainian's own letters beside Cyrillic
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters
_FEWEST_WORDS = 20
_FEWEST_LETTERS = 20
_LOWEST_SHARE = 0.12
_LEAD = 1.25  # how many times the second best share the best must be


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None where it cannot be told."""
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def language_notice(language: str | None) -> str | None:
    """Return a sentence for the person where the text is not in English."""
    if language in (None, ENGLISH):
        return None
    return (
        f"The text looks like {NAMES[language]}; Whosaid reads English, "
        "so quotes and speakers may be missing or wrong."
    )


def _by_script(sample: str) -> str | None:
    letters = len(_LETTER.findall(sample))
    if letters < _FEWEST_LETTERS:
        return None
    for language, characters in _SCRIPTS:
        if len(characters.findall(sample)) > _SCRIPT_SHARE.get(language, 0.5) * letters:
            return language
    return None


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if total < _FEWEST_WORDS:
        return None
    shares = {
        language: sum(words[word] for word in profile) / total for language, profile in _PROFILES.items()
    }
    best, second = sorted(shares, key=lambda language: -shares[language])[:2]
    clear = shares[best] >= _LOWEST_SHARE and shares[best] >= _LEAD * shares[second]
    if clear or (shares[best] >= _LOWEST_SHARE and {best, second} <= {"da", "no", "sv"}):
        return best
    return None
