"""Who reads: what every reader of files can do, and the one that does it in the calling thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from whosaid.articles import Article, ModelInfo, Reading
from whosaid.errors import UnreadableFile
from whosaid.ingest.parts import Part, parts_of
from whosaid.store.tasks import Upload

Analyse = Callable[[Article], Reading]
OnProgress = Callable[[int, int], None]  # characters read so far, of how many
_LONG: Final = 100_000


class WorkerLostError(Exception):
    """The process that was reading has ended."""


class TooSlowError(Exception):
    """The process that was reading took more than ``seconds``, and was ended; ``setting`` is what the limit is by."""

    def __init__(self, seconds: float, setting: float) -> None:
        super().__init__(f"more than {seconds:g} seconds")
        self.seconds = seconds
        self.setting = setting

    def about(self, file: str) -> UnreadableFile:
        """The same about a file, fit to be shown."""
        why = f"it was not read within {self.seconds:.3g} seconds, which is the limit for one of its length"
        remedy = f"split it, or raise the limit: start Whosaid with WHOSAID_MAX_SECONDS={2 * self.setting:g}"
        return UnreadableFile(file, why, remedy)


def allowed(seconds: float, characters: int) -> float:
    """How long a text may be read where one of up to 100,000 characters may take so many seconds."""
    return seconds * max(1.0, characters / _LONG)


def article_of(upload: Upload, *, plain: bool = False) -> Article:
    """Intake of one article; raises ``UnreadableFile``, and ``NotEnglish`` where nobody insists on reading it.

    ``plain``: the text as it is.
    """
    from whosaid import intake  # here, because its libraries take time to import

    article = intake.read(upload.data, name=upload.name, plain=plain)
    error = None if upload.insists else intake.foreign(article)
    if error:
        raise error
    return article


def unheard(done: int, total: int) -> None:
    """Nobody listens."""


class Worker(Protocol):
    """Reads one file after the other; ``on_progress`` is told how far it is within one."""

    on_progress: OnProgress

    def model(self) -> ModelInfo | None:
        """By what model it reads at present; None: by none that has a name."""

    def parts(self, upload: Upload) -> Iterator[list[Part]]:
        """See ``parts.parts_of``."""

    def read(self, upload: Upload) -> Reading:
        """Read one article; raises ``WhosaidError`` with what is wrong with it."""

    def stop(self) -> None:
        """Break off what is being read, where that can be done; may be called from another thread."""

    def close(self) -> None:
        """Let go of what it holds; may be called from another thread, and breaks off what is being read."""


class Here:
    """Reads in the calling thread, with ``analyse`` (None: the reader that ships)."""

    def __init__(self, analyse: Analyse | None = None, model: ModelInfo | None = None) -> None:
        """``model`` says with what ``analyse`` reads."""
        self.on_progress: OnProgress = unheard
        self._analyse = analyse
        self._model = model

    def model(self) -> ModelInfo | None:
        """What was given, or the model that ships."""
        if self._model is None and self._analyse is None:
            from whosaid import model_info

            return model_info()
        return self._model

    def parts(self, upload: Upload) -> Iterator[list[Part]]:
        """See ``parts.parts_of``."""
        return parts_of(upload)

    def read(self, upload: Upload) -> Reading:
        """Intake and analysis."""
        from whosaid import analyse  # here, because it loads the model and other libraries

        article = article_of(upload)
        return self._analyse(article) if self._analyse else analyse(article, on_progress=self.on_progress)

    def stop(self) -> None:
        """What is being read here is read to its end."""

    def close(self) -> None:
        """Nothing is held."""
