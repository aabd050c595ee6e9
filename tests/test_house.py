"""The house rules that a machine can hold: who may import whom, sorted names, complete documentation.

The arrows are read from the source by ``ast``, so that an import inside a function counts as well.
"""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from whosaid.cli import make_parser
from whosaid.settings import SETTINGS, Setting

ROOT = Path(__file__).resolve().parent.parent
OURS = ("app", "components", "evaluation", "tests", "training", "whosaid")
MODEL = ("onnxruntime", "spacy", "tokenizers")
TRAINING = ("evaluation", "tests", "torch", "training", "transformers")

# importer -> what it must never import; each covers everything below it
NEVER: dict[str, tuple[str, ...]] = {
    "app": ("plotly", "sqlalchemy", "whosaid.intake", "whosaid.reading", *MODEL, *TRAINING),
    "components": ("app", "sqlalchemy", "whosaid.intake", "whosaid.reading", *MODEL, *TRAINING),
    "whosaid": ("app", "components", "streamlit", *TRAINING),
    "whosaid.charts": ("sqlalchemy", "whosaid.intake", "whosaid.reading", "whosaid.store", *MODEL),
    "whosaid.intake": ("spacy", "sqlalchemy", "whosaid.charts", "whosaid.reading", "whosaid.store"),
    "whosaid.reading": ("sqlalchemy", "whosaid.charts", "whosaid.store"),
    "whosaid.report": ("sqlalchemy", "whosaid.intake", "whosaid.reading", "whosaid.store", *MODEL),
    "whosaid.store": ("whosaid.charts", "whosaid.intake", "whosaid.reading", *MODEL),
    "whosaid.view": ("sqlalchemy", "whosaid.intake", "whosaid.reading", "whosaid.store", *MODEL),
}
# importer -> the only modules of ours it may import
ONLY: dict[str, tuple[str, ...]] = {
    "whosaid.articles": (),
    "whosaid.errors": (),
    "whosaid.settings": ("whosaid.errors",),
}
READS_THE_ENVIRONMENT = ("whosaid/settings.py", "whosaid/cli.py")  # the latter: is there a desktop?


def sources() -> list[Path]:
    folders = [path for name in OURS if (path := ROOT / name).is_dir()]
    return sorted([ROOT / "app.py", *(file for folder in folders for file in folder.rglob("*.py"))])


def runtime() -> list[Path]:
    parts = ("app.py", "components", "whosaid")
    return [path for path in sources() if path.relative_to(ROOT).parts[0] in parts]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """The absolute names of the modules that a file imports, and of the names it takes from them."""
    package = module_of(path) if path.name == "__init__.py" else module_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def test_the_arrows_see_every_way_to_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    file = tmp_path / "whosaid" / "store" / "writing.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "import a.b\nfrom c import d\ndef f():\n    from . import rows\n    from ..reading import x\n"
    )
    assert set(imports(file)) == {"a.b", "c.d", "whosaid.store.rows", "whosaid.reading.x"}


@pytest.mark.parametrize("importer", NEVER)
def test_nobody_imports_what_is_not_theirs(importer: str) -> None:
    files = [path for path in sources() if within(module_of(path), importer)]
    assert files, f"{importer} is not there: the rule guards nothing"
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imports(path)
        if any(within(name, banned) for banned in NEVER[importer])
    ]
    assert not wrong


@pytest.mark.parametrize("importer", ONLY)
def test_the_ground_floor_stands_on_nothing(importer: str) -> None:
    path = ROOT / f"{importer.replace('.', '/')}.py"
    ours = [name for name in imports(path) if name.partition(".")[0] in OURS]
    assert [name for name in ours if not any(within(name, may) for may in ONLY[importer])] == []


def test_the_environment_is_read_in_one_place() -> None:
    reading = {
        str(path.relative_to(ROOT).as_posix())
        for path in runtime()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _reads_environment(node)
    }
    assert reading - set(READS_THE_ENVIRONMENT) == set()


def _reads_environment(node: ast.AST) -> bool:
    """``os.environ.get(...)``, ``os.environ[...]``, ``os.getenv(...)``; to set one is not to read it."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.ctx, ast.Load) and ast.unparse(node.value) == "os.environ"
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in {"os.getenv", "os.environ.get"}
    return False


def exporting() -> list[str]:
    return [module_of(path) for path in runtime() if re.search(r"^__all__\b", path.read_text("utf-8"), re.M)]


@pytest.mark.parametrize("module", exporting())
def test_public_names_exist_and_are_sorted(module: str) -> None:
    """In ruff's order (RUF022): CONSTANTS, Classes, functions."""
    loaded = importlib.import_module(module)
    names: list[str] = list(loaded.__all__)
    assert [name for name in names if not hasattr(loaded, name)] == []
    assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def test_the_library_exports_what_the_contract_promises() -> None:
    import whosaid

    promised = {"UnreadableFile", "analyse", "analyse_many", "read", "sentiment", "sentiment_toward"}
    assert promised <= set(whosaid.__all__)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: Setting) -> None:
    rows = [line for line in _docs("settings.md").splitlines() if line.startswith(f"| `{setting.name}` |")]
    assert len(rows) == 1
    assert f"| {f'`{setting.default}`' if setting.default else 'empty'} |" in rows[0]


def test_no_setting_is_documented_that_is_not_there() -> None:
    documented = {
        name
        for file in (ROOT / "docs").glob("*.md")
        for name in re.findall(r"WHOSAID_[A-Z_]+", file.read_text("utf-8"))
    }
    settings = {
        name for name in documented if not name.startswith("WHOSAID_TEST_")
    }  # those are the tests' own
    assert settings == {setting.name for setting in SETTINGS}


def test_every_command_and_option_is_documented() -> None:
    text = _docs("command-line.md")
    help_texts = make_parser().format_help() + "".join(_verbs_help())
    options = set(re.findall(r"--[a-z]+", help_texts)) - {"--help"}
    assert [option for option in sorted(options) if f"`{option}" not in text] == []
    assert all(f"whosaid {verb}" in text for verb in ("analyse", "batch", "serve"))


def _verbs_help() -> Iterator[str]:
    for action in make_parser()._actions:
        if isinstance(action.choices, dict):
            yield from (verb.format_help() for verb in action.choices.values())


def test_every_pipe_is_documented() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = _docs("how-it-reads.md")
    assert [pipe for pipe in project["entry-points"]["spacy_factories"] if f"`{pipe}`" not in text] == []


def documents() -> list[Path]:
    folders = ("docs", "evaluation", "seeds", "training")
    return sorted([*ROOT.glob("*.md"), *(path for name in folders for path in (ROOT / name).glob("*.md"))])


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    here = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in here if not (document.parent / link).exists()] == []


def _docs(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")
