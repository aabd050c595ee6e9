"""The bytes of one article -> ``Article``, in whatever format they are.

What a format means is in its module (``html``, ``markdown``, ``canonical``); what is no part of
an article in ``boilerplate`` and ``metadata``. Files that hold several are for ``containers``.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from whosaid.articles import Article, Removed
from whosaid.errors import UnreadableFile
from whosaid.intake import boilerplate, canonical, checks, envelopes, exports, metadata, page_source
from whosaid.intake.containers import mail
from whosaid.intake.containers.marked import without_entities
from whosaid.intake.documents import DocumentFormat, document_format
from whosaid.intake.draft import Draft
from whosaid.intake.encoding import Decoded, decode, printable, repaired
from whosaid.intake.formats import text_format
from whosaid.intake.language import language_notice, language_of
from whosaid.intake.opened import document_draft
from whosaid.settings import Settings

_ENTITIES = "Codes of web pages (such as &quot; for a quotation mark) were read as the characters that they stand for."
# What databases write their exports in; in a PDF of theirs the lines of a head may be one.
_WRITTEN = ("docx", "odt", "rtf")
_NO_WORDS = "\ufeff\u200b \t\r\n"


def article_of_bytes(data: bytes, file: str, *, plain: bool, settings: Settings) -> Article:
    """Read a file that holds one article; raises ``UnreadableFile`` and nothing else."""
    checks.check_size(data, file, settings)
    digest = hashlib.sha256(data).hexdigest()
    if canonical.is_packed(data):
        stated = canonical.unpacked(data, file)
        return _article_of_stated(stated, digest, file, plain=plain, settings=settings)
    if mail.is_mail(data) and not plain:
        return _article_of_mail(data, digest, file, settings)
    kind = document_format(data)
    if kind:
        draft = _document_draft(kind, data, file, settings)
        if kind in _WRITTEN and not plain:
            draft = exports.draft_of_document(draft)
        return _article(draft if plain else _cleaned(draft), digest, file, ())
    checks.check_text(data, file)
    decoded = decode(data)
    if decoded is None:
        raise checks.not_text(file)
    notices = (decoded.notice,) if decoded.notice else ()
    return article_of_text(decoded.text, digest, file, plain=plain, notices=notices, settings=settings)


def article_of_text(
    text: str, digest: str, file: str, *, plain: bool, notices: tuple[str, ...], settings: Settings
) -> Article:
    """Read text that is decoded; ``digest`` is what the article is known by."""
    if plain:
        return _article(Draft(_checked(text, file, settings)), digest, file, notices)
    whole = repaired(_bare(text, file, settings))
    draft = _read(_checked(whole.text, file, settings), file, settings)
    return _article(draft, digest, file, notices + ((whole.notice,) if whole.notice else ()))


def _document_draft(kind: DocumentFormat, data: bytes, file: str, settings: Settings) -> Draft:
    draft = document_draft(kind, data, file, settings)
    return replace(draft, text=_checked(draft.text, file, settings))


def _read(text: str, file: str, settings: Settings) -> Draft:
    """Return the article in a text; a transcript is speech from its first line, and has no head to look for."""
    draft = _draft(text, file, settings)
    return draft if text_format(text, file) == "captions" else _cleaned(draft)


def _article_of_mail(data: bytes, digest: str, file: str, settings: Settings) -> Article:
    if not mail.is_saved_page(data):
        return _article_of_stated(mail.own_words(data, file), digest, file, plain=False, settings=settings)
    page = mail.page_of(data, file)
    notices = tuple(filter(None, (page.notice,)))
    draft = _cleaned(_page_draft(_checked(_bare(page.text, file, settings), file, settings), file, settings))
    return _article(draft, digest, file, notices)


def _article_of_stated(
    stated: canonical.Stated, digest: str, file: str, *, plain: bool, settings: Settings
) -> Article:
    whole = Decoded(stated.text) if plain else repaired(_bare(stated.text, file, settings))
    stated = replace(
        stated, text=whole.text, notices=stated.notices + ((whole.notice,) if whole.notice else ())
    )
    if stated.removed is not None:
        return _article_as_stated(stated, stated.removed, digest, file, settings)
    draft = _stated_draft(stated, file, plain=plain, settings=settings)
    return _article(draft, digest, file, stated.notices, stated.language)


def _article_as_stated(
    stated: canonical.Stated, removed: tuple[Removed, ...], digest: str, file: str, settings: Settings
) -> Article:
    """Return an article that was cleaned before; nothing is taken out of it again."""
    return Article(
        id=digest,
        file=file,
        text=_checked(stated.text, file, settings),
        title=stated.title,
        date=stated.date,
        outlet=stated.outlet,
        authors=stated.authors,
        language=stated.language,
        removed=removed,
        notices=stated.notices,
        url=stated.url,
    )


def _bare(text: str, file: str, settings: Settings) -> str:
    """Return a text without the pictures that are written into it, which are no characters of an article.

    A page is looked through only where it has more characters than an article may: what it embeds is never its text.
    """
    kind = text_format(text, file)
    if kind == "markdown":
        return page_source.without_files(text)
    return (
        page_source.without_embedded(text) if kind == "html" and len(text) > settings.max_characters else text
    )


def _checked(text: str, file: str, settings: Settings) -> str:
    text = printable(text)
    if not text.strip(_NO_WORDS) or text.isspace():
        raise UnreadableFile(
            file, "there is only white space in it", "choose a file with the article's text in it"
        )
    if len(text) > settings.max_characters:
        raise UnreadableFile(
            file,
            f"it has {len(text):,} characters, and the limit is {settings.max_characters:,}",
            f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_CHARACTERS={len(text)}",
        )
    return text


def _article(
    draft: Draft, digest: str, file: str, notices: tuple[str, ...], stated_language: str | None = None
) -> Article:
    language = language_of(draft.text) or stated_language or draft.language
    foreign = language_notice(language)
    return Article(
        id=digest,
        file=file,
        text=draft.text,
        title=draft.title,
        date=draft.date,
        outlet=draft.outlet,
        authors=draft.authors,
        language=language,
        removed=draft.removed,
        notices=notices + draft.notices + ((foreign,) if foreign else ()),
        url=draft.url,
    )


def _stated_draft(stated: canonical.Stated, file: str, *, plain: bool, settings: Settings) -> Draft:
    """Return the words of a row, a mail or a piece; what was stated beside them goes before what they say.

    An envelope states less plainly than the head of what was sent in it.
    """
    text = _checked(stated.text, file, settings)
    draft = Draft(text) if plain else _draft_or_lines(text, file, settings)
    if stated.envelope and not plain:
        return envelopes.opened(_without_boilerplate(draft), stated)
    draft = replace(
        draft,
        title=stated.title or draft.title,
        date=stated.date or draft.date,
        outlet=stated.outlet or draft.outlet,
        authors=stated.authors or draft.authors,
        url=stated.url or draft.url,
    )
    return draft if plain else _cleaned(draft)


def _draft_or_lines(text: str, file: str, settings: Settings) -> Draft:
    """Read words that were stated to be an article: where no article is seen in their tags, all words are it."""
    try:
        return _draft(text, file, settings)
    except UnreadableFile:
        from whosaid.intake import html

        lines = html.page_lines(text)
        if not lines:
            raise
        return Draft("\n\n".join(lines))


def _draft(text: str, file: str, settings: Settings) -> Draft:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff").strip()
    kind = text_format(text, file)
    if kind == "captions":
        from whosaid.intake import captions

        return captions.draft_of(text, file)
    if kind == "html":
        return _page_draft(text, file, settings)
    if kind == "xml":
        raise checks.unread_xml(file)
    if kind == "markdown":
        from whosaid.intake import markdown

        return markdown.draft_of(text)
    plain = without_entities(text)
    draft = exports.draft_of(plain) or Draft(plain)
    return draft if plain == text else replace(draft, notices=(*draft.notices, _ENTITIES))


def _page_draft(page: str, file: str, settings: Settings) -> Draft:
    from whosaid.intake import html  # costs 0.2 s, and most files are no pages

    return html.draft_of(page, file, settings)


def _cleaned(draft: Draft) -> Draft:
    return metadata.find(_without_boilerplate(draft))


def _without_boilerplate(draft: Draft) -> Draft:
    return boilerplate.clean(metadata.leading_date(draft))
