"""Who reads: what every reader of files can do, and the one that does it in the calling thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from whosaid.articles import Article, ModelInfo, Reading
from whosaid.ingest.parts import Part, parts_of
from whosaid.store.tasks import Upload

Analyse = Callable[[Article], Reading]
_LONG: Final = 100_000


class WorkerLostError(Exception):
    """The process that was reading has ended."""


class TooSlowError(Exception):
    """The process that was reading took more than ``seconds``, and was ended; ``setting`` is what the limit is by."""

    def __init__(self, seconds: float, setting: float) -> None:
        super().__init__(f"more than {seconds:g} seconds")
        self.seconds = seconds
        self.setting = setting


def allowed(seconds: float, characters: int) -> float:
    """How long a text may be read where one of up to 100,000 characters may take so many seconds."""
    return seconds * max(1.0, characters / _LONG)


class Worker(Protocol):
    """Reads one file after the other."""

    def model(self) -> ModelInfo | None:
        """By what model it reads at present; None: by none that has a name."""

    def parts(self, upload: Upload) -> Iterator[list[Part]]:
        """See ``parts.parts_of``."""

    def read(self, upload: Upload) -> Reading:
        """Read one article; raises ``WhosaidError`` with what is wrong with it."""

    def close(self) -> None:
        """Let go of what it holds; may be called from another thread, and breaks off what is being read."""


class Here:
    """Reads in the calling thread, with ``analyse`` (None: the reader that ships)."""

    def __init__(self, analyse: Analyse | None = None, model: ModelInfo | None = None) -> None:
        """``model`` says with what ``analyse`` reads."""
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
        from whosaid import analyse, intake  # here, because they load the model and other libraries

        article = intake.read(upload.data, name=upload.name)
        return self._analyse(article) if self._analyse else analyse(article)

    def close(self) -> None:
        """Nothing is held."""
