"""The benchmark's own arithmetic, and that each line of it is measured in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation import package, speed, workloads
from evaluation.speed import Figure


def test_a_figure_shows_median_and_spread() -> None:
    assert Figure("x", [1000.0, 2000.0, 4000.0, 3000.0, 5000.0], "words/s").middle() == "3,000 words/s"
    assert Figure("x", [1.0, 2.0, 3.0, 4.0, 5.0], "s").spread() == "2.00 to 4.00 (5)"
    assert Figure("x", [40.0, 10.0, 20.0], "MB").spread() == "10.0 to 40.0 (3)"
    assert Figure("x", [7.0], "MB").spread() == ""
    missing = Figure("VADER", [], "words/s", note="not installed (vaderSentiment)")
    assert (missing.middle(), missing.spread()) == ("not installed (vaderSentiment)", "")


def test_the_table_has_a_line_for_each_figure() -> None:
    shown = speed.as_table("today, here", [Figure("memory", [400.0, 420.0], "MB", "under 700 MB")])
    assert shown.startswith("today, here\n\n| what |")
    assert shown.endswith("| memory | **410 MB** | 400 to 420 (2) | under 700 MB |")


def test_share_of_the_encoder_is_taken_round_by_round() -> None:
    shared = {"words": 850, "encoder": [1.0, 4.0], "seconds": [2.0, 5.0]}
    encoder, whole, share = speed._article(shared, "one core")
    assert (encoder.values, whole.values) == ([1000, 4000], [2000, 5000])
    assert (share.values, share.unit, share.goal) == ([50, 80], "%", "at least 80 %")


def test_bits_are_compared_round_by_round() -> None:
    compared = speed._bits({"eight": [1.0, 2.0], "floating": [2.0, 6.0]}, "one core")
    assert (compared.values, compared.goal) == ([2, 3], "at least 1.8")


def test_acts_take_turns_and_the_first_round_is_not_counted() -> None:
    calls: list[str] = []
    first, second = workloads.in_turn(2, lambda: calls.append("a"), lambda: calls.append("b"))
    assert calls == ["a", "b"] * 3
    assert (len(first), len(second)) == (2, 2)


def test_the_readme_has_a_place_for_the_table() -> None:
    page = speed.README.read_text(encoding="utf-8")
    body = speed.as_table("today, here", [Figure("memory", [400.0], "MB")])
    written = speed.between(page, speed.MARKS, body, speed.README)
    assert "| memory | **400 MB** |" in written
    assert speed.between(written, speed.MARKS, body, speed.README) == written
    with pytest.raises(ValueError, match="has no place for the figures"):
        speed.between("nothing", speed.MARKS, body, Path("page.md"))


def test_a_workload_runs_in_a_process_of_its_own() -> None:
    measured = speed.run("tokenizer", 1, 2)
    assert len(measured["seconds"]) == 2
    assert measured["words"] > 5000


def test_a_workload_that_fails_says_why() -> None:
    with pytest.raises(SystemExit, match="invalid choice: 'nothing'"):
        speed.run("nothing", 1, 1)


def test_what_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(rounds: int) -> dict[str, object]:
        raise ModuleNotFoundError("No module named 'textblob'", name="textblob")

    monkeypatch.setitem(workloads.WORKLOADS, "textblob", absent)
    monkeypatch.setattr(workloads, "pin", lambda cores: None)
    monkeypatch.setattr(sys, "argv", ["workloads", "textblob"])
    workloads.main()
    assert json.loads(capsys.readouterr().out) == {"missing": "textblob"}


def test_cores_and_threads_are_those_that_were_asked_for() -> None:
    code = (
        "import os; from evaluation.workloads import pin; pin(1);"
        "from whosaid.settings import load_settings;"
        "cores = len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else 1;"
        "print(load_settings().threads, cores, os.environ['OMP_NUM_THREADS'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1", "1"]


def test_the_benchmark_itself_stays_small() -> None:
    """Linux counts the parent's memory into the peak of its children."""
    code = "import sys, evaluation.speed, evaluation.workloads; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"whosaid", "spacy", "numpy", "onnxruntime"})


def test_texts_of_a_length() -> None:
    assert workloads.of_length(["one two three\nfour five", "six"], 4) == "one two three\nfour five"
    long = workloads.of_characters(["abc", "de"], 20)
    assert long == "abc\n\nde\n\nabc\n\nde\n\nab"


def test_the_package_is_small_and_whole() -> None:
    names = {path.relative_to(package.ROOT).as_posix() for path in package.files()}
    assert {"whosaid/__init__.py", "whosaid/reading/model/config.cfg"} <= names
    assert any(re.fullmatch(r"whosaid/reading/model/\w+/network\.onnx", name) for name in names)
    assert not any("__pycache__" in name for name in names)
    packed, unpacked = package.sizes()
    assert 10 < packed < unpacked < 40  # the aim of 40 MB; without its weights the package would be below 10
