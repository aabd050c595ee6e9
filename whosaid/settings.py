"""Every setting, in one table; the environment is read here and nowhere else."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from os.path import expanduser
from pathlib import Path
from typing import Any

from whosaid.errors import SettingError

_LEAST_BROWSER_MB = 64  # what .streamlit/config.toml says


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table: ``name`` is the environment variable."""

    name: str
    default: str
    help: str
    parse: Callable[[str], Any] = str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "WHOSAID_DATABASE_URL",
        "",
        "Where collections are kept, as an SQLAlchemy URL; empty: SQLite in the data folder.",
    ),
    Setting("WHOSAID_DATA", "~/.whosaid", "The data folder.", lambda value: Path(value).expanduser()),
    Setting("WHOSAID_MODEL", "", "A folder or package with another reader; empty: the one that ships."),
    Setting(
        "WHOSAID_PIPELINE",
        "",
        "A spaCy pipeline (package or folder) whose entities replace the reader's own; empty: none.",
        expanduser,
    ),
    Setting(
        "WHOSAID_ALIASES",
        "",
        "A text file of other names for the same, one a line (Zelenskyy = Volodymyr Zelensky); empty: none.",
        lambda value: Path(value).expanduser() if value else None,
    ),
    Setting("WHOSAID_MAX_FILE_MB", "10", "The largest file that is read, in megabytes.", float),
    Setting("WHOSAID_MAX_CHARACTERS", "2000000", "The longest article that is read, in characters.", int),
    Setting("WHOSAID_MAX_PAGES", "500", "The most pages of a PDF that is read.", int),
    Setting("WHOSAID_MAX_FILES", "2000", "The most files taken in one upload.", int),
    Setting("WHOSAID_MAX_UPLOAD_MB", "200", "The most that is taken in one upload, in megabytes.", float),
    Setting(
        "WHOSAID_MAX_SESSION_MB", "1000", "The most that is taken from one browser tab, in megabytes.", float
    ),
    Setting("WHOSAID_MAX_SECONDS", "300", "The longest that 100,000 characters are read, in seconds.", float),
    Setting("WHOSAID_MAX_MEMORY_MB", "4000", "The most memory that a process which reads may have.", int),
    Setting(
        "WHOSAID_WORKERS", "0", "Processes that read uploads; 0: by the number of cores, at most 8.", int
    ),
    Setting(
        "WHOSAID_MAX_UNPACKED_MB",
        "100",
        "The most that one file may hold when it is unpacked, in megabytes.",
        float,
    ),
    Setting("WHOSAID_MAX_DEPTH", "4", "How deep archives and mail may stand in one another.", int),
    Setting("WHOSAID_MAX_PARTS", "2000", "The most articles taken out of one file.", int),
    # A news page has a few thousand tags, and far above extraction takes minutes. A long book with a picture on each
    # page has a few thousand files in it; one of 2,000,000 characters has some 170,000 elements.
    Setting("WHOSAID_MAX_TAGS", "50000", "The most tags of a web page that is read.", int),
    Setting("WHOSAID_MAX_MEMBERS", "10000", "The most files that a document may be packed from.", int),
    Setting("WHOSAID_MAX_ELEMENTS", "500000", "The most XML elements in one of them.", int),
    Setting("WHOSAID_THREADS", "2", "Threads the encoder may use.", int),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force."""

    database_url: str
    data: Path
    model: str
    pipeline: str
    aliases: Path | None
    max_file_mb: float
    max_characters: int
    max_pages: int
    max_files: int
    max_upload_mb: float
    max_session_mb: float
    max_seconds: float
    max_memory_mb: int
    workers: int
    max_unpacked_mb: float
    max_depth: int
    max_parts: int
    max_tags: int
    max_members: int
    max_elements: int
    threads: int


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ``SettingError`` naming the variable, its value and its default."""
    environment = os.environ if environment is None else environment
    values = {
        setting.name.removeprefix("WHOSAID_").lower(): _value(setting, environment) for setting in SETTINGS
    }
    if not values["database_url"]:
        values["database_url"] = f"sqlite:///{values['data'] / 'whosaid.sqlite3'}"
    return Settings(**values)


def browser_mb(settings: Settings) -> int:
    """How much the browser should be let send at once, in megabytes: Streamlit's ``server.maxUploadSize``.

    More than the largest file that is read, because a larger one gets our receipt only if it arrives.
    """
    return max(_LEAST_BROWSER_MB, math.ceil(2 * settings.max_file_mb))


def _value(setting: Setting, environment: Mapping[str, str]) -> Any:
    raw = environment.get(setting.name) or setting.default
    try:
        return setting.parse(raw)
    except ValueError as error:
        raise SettingError(
            f"{setting.name} is {raw!r}, which cannot be understood ({error}); "
            f"unset it to use {setting.default!r}. {setting.help}"
        ) from error
