"""How large the package is: what its wheel holds, weights included."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def files() -> list[Path]:
    """What goes into the wheel, as pyproject.toml says: modules, all of the reader's model, the intake's classifier."""
    package = ROOT / "whosaid"
    model = package / "reading" / "model"
    classifier = package / "intake" / "boilerplate"
    return sorted(
        path
        for path in package.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and (path.suffix == ".py" or path.with_suffix("") == classifier or model in path.parents)
    )


def sizes() -> tuple[float, float]:
    """MB (10^6 bytes): packed, as a wheel packs, and unpacked."""
    chosen = files()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path in chosen:
            wheel.write(path, path.relative_to(ROOT))
    return len(packed.getvalue()) / 1e6, sum(path.stat().st_size for path in chosen) / 1e6
