"""Mail: its own words, the mails forwarded inside it, and the files attached to it.

Also pages that a browser saved as one file (MHTML), which are laid out as mail, and mailboxes.
Parsed with the standard library, whose older policy never refuses a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from whosaid.errors import UnreadableFile
from whosaid.intake.addresses import saying_where
from whosaid.intake.canonical import Stated, packed
from whosaid.intake.containers.covering import is_cover_note
from whosaid.intake.containers.forwards import Forward, forward_in, forward_in_page, words_in_page
from whosaid.intake.containers.parts import Part, Parts
from whosaid.intake.containers.senders import header, header_words, senders
from whosaid.intake.containers.stated_dates import iso_date
from whosaid.intake.encoding import Decoded, by_name, decode
from whosaid.names import member_name

_HEAD = 64_000
_HEADERS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:From [^\n]{1,300}\n)?"
    rb"(?:[A-Za-z][\w-]{0,60}:[^\n]{0,20000}\n(?:[ \t][^\n]{0,20000}\n)*+)++\r?\n"
)
_OF_MAIL = re.compile(
    rb"^(?:message-id|received|mime-version|return-path|dkim-signature|delivered-to|x-mailer|thread-topic):"
    rb"|^content-type:\s*(?:multipart|text|message)/",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(rb"^(?:from|sender|snapshot-content-location|subject):", re.IGNORECASE | re.MULTILINE)
_PASTED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (rb"^from:[^\n]*@", rb"^subject:", rb"^(?:date|sent|to):")
)
_BOX = re.compile(rb"(?:\A|(?<=\n))From \S+[^\n]{0,200}\d{4}[^\n]{0,20}\n(?=[A-Za-z][\w-]{0,60}:)")
_SAVED = re.compile(r"saved by", re.IGNORECASE)
_REPLY = re.compile(r"^(?:\s*(?:fwd?|fw|re|wg|aw|tr|rv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_SILENT = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "text/directory",
)
_FLOWED = re.compile(r"(?<!^--) \n(?![>\s])", re.MULTILINE)
_FEWEST_WORDS = 20  # of a text beside a page; with fewer it only says where the page is
_FULLER = 3  # times the words of the text beside it: such a page is what was sent, and the text a stub
_CARDS = (".vcf", ".ics", ".p7s")
_MOST_PARTS = 2000


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a mail, a mailbox or a saved page."""
    match = _HEADERS.match(data[:_HEAD])
    if not match:
        return False
    headers = match[0]
    if _FROM.search(headers) and _OF_MAIL.search(headers):
        return True
    return all(pattern.search(headers) for pattern in _PASTED)


def is_saved_page(data: bytes) -> bool:
    """Whether it is a page that a browser saved, and no mail."""
    message = message_from_bytes(data[:_HEAD])
    if message["Snapshot-Content-Location"] or _SAVED.search(header(message, "From")):
        return True
    return message.get_content_type() == "multipart/related" and not (
        message["To"] or message["Received"] or message["Message-ID"]
    )


def page_of(data: bytes, file: str) -> Decoded:
    """Return the page of a saved page; raises ``UnreadableFile`` where there is none."""
    message = message_from_bytes(data)
    for leaf in _leaves(message):
        if leaf.get_content_type() in ("text/html", "application/xhtml+xml"):
            page, place = _decoded(leaf), message["Snapshot-Content-Location"] or leaf["Content-Location"]
            return Decoded(saying_where(page.text, str(place or "")), page.notice)
    raise UnreadableFile(file, "there is no page in this saved page", "save it again in the browser")


def own_words(data: bytes, file: str) -> Stated:
    """Return what a mail itself says; raises ``UnreadableFile`` where it says nothing."""
    stated = _stated(message_from_bytes(data))
    if stated is None:
        raise UnreadableFile(
            file, "there is no text in this mail", "open it, copy the article's text and paste it"
        )
    return stated


def mail_parts(data: bytes, name: str) -> Parts:
    """Yield a mail's own words, the mails in it and its attachments; the mail itself if there is nothing else."""
    starts = [match.start() for match in _BOX.finditer(data)]
    if len(starts) > 1:
        yield from _mailbox(data, starts, name)
        return
    message = message_from_bytes(data)
    if is_saved_page(data):
        yield Part(name, data)
        return
    if message.get_content_type() in (
        "multipart/encrypted",
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
    ):
        raise UnreadableFile(
            name, "this mail is encrypted", "open it in your mail program, and save its text"
        )
    inside = list(_attachments(message, name))
    stated = _stated(message)
    if not inside:
        yield Part(name, data)
    elif stated and stated.text.strip() and not is_cover_note(stated.text):
        yield Part(name, packed(stated))
    yield from inside


def _mailbox(data: bytes, starts: list[int], name: str) -> Parts:
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        yield Part(member_name(name, f"mail {number}"), data[start:end].strip() + b"\n")


def _leaves(message: Message) -> Iterator[Message]:
    """Yield what a mail is made of, mails in it whole."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(each for each in reversed(payload) if isinstance(each, Message))
        else:
            yield part


def _is_body(leaf: Message) -> bool:
    own = leaf.get_content_type() in ("text/plain", "text/html")
    return own and leaf.get_content_disposition() != "attachment" and not leaf.get_filename()


def _attachments(message: Message, name: str) -> Parts:
    for number, leaf in enumerate(_leaves(message), 1):
        kind = leaf.get_content_type()
        inline = leaf.get_content_maintype() == "image" and leaf.get_content_disposition() != "attachment"
        file = _file_name(leaf)
        silent = kind in _SILENT or file.lower().endswith(_CARDS)
        if leaf is message or _is_body(leaf) or silent or inline or _is_multipart(leaf):
            continue
        shown = member_name(name, file or f"attachment {number}")
        inner = leaf.get_payload()
        if kind == "message/rfc822" and isinstance(inner, list) and inner and isinstance(inner[0], Message):
            yield Part(member_name(name, _title(inner[0]) or "forwarded mail"), inner[0].as_bytes())
            continue
        data = _bytes(leaf)
        yield (
            Part(shown, data)
            if data
            else UnreadableFile(shown, "the attachment is empty", "ask for it again")
        )


def _is_multipart(leaf: Message) -> bool:
    return leaf.get_content_maintype() == "multipart"


def _stated(message: Message) -> Stated | None:
    bodies = [leaf for leaf in _leaves(message) if _is_body(leaf)]
    plain = [_decoded(leaf) for leaf in bodies if leaf.get_content_type() == "text/plain"]
    pages = [_decoded(leaf) for leaf in bodies if leaf.get_content_type() == "text/html"]
    text = "\n\n".join(each.text.strip() for each in plain)
    page = max(pages, key=lambda page: len(page.text), default=None)
    if page and _is_stub(text, page.text):
        forward = forward_in_page(page.text)
        forward = forward and forward._replace(rest=_of_page(forward.rest))
        return _told(message, _of_page(page.text), forward, [page])
    return _told(message, text, forward_in(text), plain) if text.strip() else None


def _is_stub(text: str, page: str) -> bool:
    """Tell a text that only says where the page is, or that there is one, from one that says the same."""
    words = len(text.split())
    return words < _FEWEST_WORDS or words_in_page(page) >= _FULLER * words


def _of_page(page: str) -> str:
    return f"<!DOCTYPE html><html><body><article>{page}</article></body></html>"


def _told(message: Message, text: str, forward: Forward | None, bodies: Sequence[Decoded]) -> Stated:
    """Return what a mail says, or what it forwards in its own words where little is said before that."""
    title, date, sender = _title(message), _date(header(message, "Date")), header(message, "From")
    if forward and forward.before <= _FEWEST_WORDS:
        text, fields = forward.rest, forward.fields
        title = _REPLY.sub("", fields.get("subject", "")).strip() or title
        date = _date(fields.get("date", "")) or date
        sender = fields.get("from") or sender
    outlet, authors = senders(sender)
    notices = tuple(dict.fromkeys(each.notice for each in bodies if each.notice))
    return Stated(
        text, title=title, date=date, outlet=outlet, authors=authors, notices=notices, envelope=True
    )


def _decoded(leaf: Message) -> Decoded:
    data = _bytes(leaf)
    charset = leaf.get_content_charset()
    decoded = (by_name(data, charset) if charset else None) or decode(data) or Decoded("")
    text = decoded.text.replace("\r\n", "\n")
    if str(leaf.get_param("format", "")).lower() == "flowed":
        text = _FLOWED.sub(" ", text)
    return Decoded(text, decoded.notice)


def _bytes(leaf: Message) -> bytes:
    payload = leaf.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _title(message: Message) -> str | None:
    return _REPLY.sub("", header(message, "Subject")).strip()[:300] or None


def _file_name(leaf: Message) -> str:
    return header_words(leaf.get_filename() or "")


def _date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_date(value)
