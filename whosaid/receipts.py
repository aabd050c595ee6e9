"""What a person reads about each file they brought: every receipt's words, in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from whosaid.articles import Columns, Reading, Receipt, Unread
from whosaid.names import file_name

_COPY_OF_PART: Final = "A copy of another article; a story counts once."
_APART: Final = (
    "Each is asked about, since none of its columns is named for the text, and has a line of its own."
)
_TOLD: Final = 5  # of the articles of a file that could not be read, so many are named
_WANTED: Final = ("title", "date", "outlet")  # what is missed where a table has no column for it

Status = Literal["read", "known", "failed", "cancelled", "foreign"]


def read(name: str, reading: Reading) -> Receipt:
    """A file that was read."""
    found = len(reading.quotes)
    if found:
        by = f" by {counted(len(reading.speakers), 'speaker')}" if reading.speakers else ""
        message = f"Read: {counted(found, 'quote')}{by}."
    else:
        message = "Read, but no quotes were found in it."
    return Receipt(name, "read", message, reading.article.id, found, reading.article.notices)


def copied(receipt: Receipt, story: Sequence[str], place: int) -> Receipt:
    """A file of whose article there are copies: what they are called, the first first, and its place among them."""
    others = [called for at, called in enumerate(story) if at != place]
    if not others:
        return receipt
    more = f" and {counted(len(others) - 1, 'more article')}" if len(others) > 1 else ""
    of_it = "is a copy" if not more else "are copies"
    words = f"A copy of {story[0]}" if place else f"{others[0]}{more} {of_it} of it"
    return replace(receipt, notices=(*receipt.notices, f"{words}; the story counts once."))


def copied_part(receipt: Receipt, place: int) -> Receipt:
    """An article of a file that holds many, which is a copy if it is not the first of its story."""
    return replace(receipt, notices=(*receipt.notices, _COPY_OF_PART)) if place else receipt


def known(name: str, article_id: str, quotes: int) -> Receipt:
    """A file that the collection has already."""
    message = f"Already in this collection, with {counted(quotes, 'quote')}; not read again."
    return Receipt(name, "known", message, article_id, quotes)


def failed(name: str, why: str) -> Receipt:
    """A file that could not be read; ``why`` says what to do about it as well."""
    return Receipt(name, "failed", f"{name}: {why}")


def foreign(name: str, article_id: str, language: str) -> Receipt:
    """A file in another language, which is kept and read if somebody insists."""
    left = Unread(article_id, name, language)
    return Receipt(name, "foreign", f"Not English ({language}, it seems): not read.", unread=(left,))


def cancelled(name: str) -> Receipt:
    """A file that waited when the person stopped the reading."""
    return Receipt(name, "cancelled", "Not read: it was cancelled before its turn.")


def stopped(name: str) -> Receipt:
    """A file that was being read when the person stopped the reading."""
    return Receipt(
        name, "cancelled", "Not read: it was stopped while it was being read, and nothing of it is kept."
    )


def broken(name: str) -> Receipt:
    """An error of ours."""
    return failed(
        name,
        "it could not be read because of an error in Whosaid; the other files are not affected. "
        "Please report it with this file if you can.",
    )


def given_up(name: str) -> Receipt:
    """A file with which the process that reads has ended, more than once."""
    return failed(
        name,
        "it was given up, because the process that reads ended twice while reading it, as it does for want of "
        "memory; split the file, or try it once more alone. The other files are not affected.",
    )


def too_many(name: str, allowed: int) -> Receipt:
    """A file too many."""
    return failed(
        name,
        f"it was left out because one upload takes {allowed} files at most; upload the rest in another go "
        "(the setting WHOSAID_MAX_FILES changes this).",
    )


def too_much(name: str, allowed_mb: float) -> Receipt:
    """A file with which an upload would be too large."""
    return failed(
        name,
        f"it was left out because one upload takes {allowed_mb:g} MB at most; upload the rest in another go "
        "(the setting WHOSAID_MAX_UPLOAD_MB changes this).",
    )


def too_much_of_one(name: str, allowed_mb: float) -> Receipt:
    """A file with which somebody would have sent more than one browser tab may."""
    return failed(
        name,
        f"it was left out because one browser tab may send {allowed_mb:g} MB at most; reload the page to send "
        "more (the setting WHOSAID_MAX_SESSION_MB changes this).",
    )


def too_large(name: str, size: int, allowed_mb: float) -> Receipt:
    """A file that is too large by itself."""
    needed = -(-size // 1_000_000)
    return failed(
        name,
        f"it has {size / 1_000_000:,.1f} MB, and the limit is {allowed_mb:g} MB; split it, or raise the limit: "
        f"start Whosaid with WHOSAID_MAX_FILE_MB={needed}.",
    )


def of_parts(
    name: str, parts: Sequence[Receipt], columns: Columns | None = None, *, apart: int = 0
) -> Receipt:
    """What became of a file that holds many articles, from the receipts of these.

    ``columns``: those of a table of which some were not found (``lacks``). ``apart``: how many tables in it have a
    receipt of their own, since a person was asked about their columns.
    """
    if not parts and apart:
        return Receipt(name, "read", f"Only {counted(apart, 'table')} of it could hold articles. {_APART}")
    if not parts:
        return failed(name, "there is no article in it; choose a file with articles in it.")
    statuses = Counter(part.status for part in parts)
    done = statuses["read"] + statuses["known"]
    unread = tuple(one for part in parts for one in part.unread)
    quotes = sum(part.quotes for part in parts)
    untold = not (statuses["failed"] or statuses["foreign"])
    tallies = [f"{done} read" if done < len(parts) else "all read"] if done or untold else []
    tallies += [f"{statuses['failed']} could not be read"] if statuses["failed"] else []
    tallies += [f"{statuses['foreign']} not in English ({_languages(unread)}) and not read"] if unread else []
    tallies += [f"{statuses['cancelled']} stopped before reading"] if statuses["cancelled"] else []
    message = f"{counted(len(parts), 'article')}, {', '.join(tallies)}: {counted(quotes, 'quote')}."
    message += _failures([part for part in parts if part.status == "failed"])
    notices = (*_notices(parts), *([_not_found(columns)] if columns else ()))
    notices += (f"Besides, it holds {counted(apart, 'table')}. {_APART}",) if apart else ()
    status = _status(statuses, done)
    return Receipt(name, status, message, None, quotes, notices, len(parts), unread, columns)


def lacks(columns: Columns) -> list[str]:
    """What a table has no column for, as far as the names tell, though it may well be in one that is not known."""
    return [field for field in _WANTED if field not in columns.found] if columns.unknown else []


def _not_found(columns: Columns) -> str:
    named = [f"“{file_name(column)}”" for column in columns.unknown[:_TOLD]]
    more = len(columns.unknown) - _TOLD
    unknown = _listed([*named, f"{more} more"] if more > 0 else named)
    return f"No column found for {_listed(lacks(columns))}; not recognised: {unknown}."


def _listed(things: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(things[:-1]), things[-1])))


def _status(statuses: Counter[Status], done: int) -> Status:
    if done:
        return "read" if statuses["read"] else "known"
    if statuses["foreign"]:
        return "foreign"
    return "failed" if statuses["failed"] else "cancelled"


def _languages(unread: Sequence[Unread]) -> str:
    """The languages, that of most articles first."""
    return ", ".join(language for language, _ in Counter(one.language for one in unread).most_common())


def _failures(failures: Sequence[Receipt]) -> str:
    """The first articles that could not be read, each with why, and how many more."""
    told = "".join(f" {part.message}" for part in failures[:_TOLD])
    more = len(failures) - _TOLD
    return f"{told} And {more} more could not be read." if more > 0 else told


def _notices(parts: Sequence[Receipt]) -> tuple[str, ...]:
    """The most frequent notices, and of how many articles each was."""
    found = Counter(notice for part in parts for notice in part.notices)
    return tuple(
        notice if count == len(parts) else f"{counted(count, 'article')}: {notice}"
        for notice, count in found.most_common(_TOLD)
    )


def counted(number: int, thing: str) -> str:
    """``1 quote``, ``2 quotes``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
