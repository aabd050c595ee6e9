"""The recipe of training/README.md, command by command, on generated sentences."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from training import corpora
from training.corpora import ANY_ENTITY, IGNORE, mark_entity
from training.export import load_network
from training.exported import exported
from training.network import link_scores
from training.tests.generated import write_corpora
from training.train import base_folder, collate
from whosaid.reading import pipeline
from whosaid.reading.encoder import Encoder
from whosaid.reading.features import load_tokenizer, pieces
from whosaid.reading.labels import ENTITY_TAGS, TAGS
from whosaid.reading.marks import quoted

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "Irene Hobbs said that the new bridge is a dangerous disgrace. It rained in Geneva that day. "
    "“People love the great results,” said Felix Reed."
)


def command(*words: str | Path) -> str:
    """Run a module of the recipe as its README does; its output."""
    done = subprocess.run([sys.executable, "-m", *map(str, words)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    write_corpora(folder)
    return folder


@pytest.fixture(scope="session")
def made(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the network, and the pipeline as ``model`` (8 bits) and as ``float``."""
    out = tmp_path_factory.mktemp("made")
    train = ["training.train", "--data", data]
    log = command(*train, "--out", out / "first.pt", "--scale", "2")
    command(
        *train, "--start", out / "first.pt", "--out", out / "network.pt", "--scale", "0.2", "--rate", "5e-5",
        "--epochs", "tweets=0,gum=1",
    )  # fmt: skip
    (out / "log.txt").write_text(log, encoding="utf-8")
    export = ["training.export", "--weights", out / "network.pt", "--chosen", out / "chosen.json"]
    model = out / "model"
    command(*export, "--out", model)
    speakers = model / "whosaid_speakers/speakers.json"
    command("training.speakers", "--data", data, "--model", model, "--out", speakers)
    command("training.calibrate", "--data", data, "--model", model, "--out", out / "chosen.json")
    command(*export, "--out", model, "--old", model)
    command(*export, "--out", out / "float", "--old", model, "--float")
    return out


@pytest.fixture(scope="session")
def figures(data: Path, made: Path) -> dict[str, Any]:
    written = made / "figures.json"
    command("evaluation", "--data", data, "--model", made / "model", "--json", written)
    found: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return found


def test_every_loss_falls(made: Path) -> None:
    lines = [line.split() for line in (made / "log.txt").read_text("utf-8").splitlines() if " s " in line]
    losses: dict[str, list[float]] = {}
    for words in lines:
        for name, value in zip(words[3::2], words[4::2], strict=True):
            losses.setdefault(name, []).append(float(value))
    for name in ("tags", "entities", "cues", "sources", "links", "nyt", "quotes", "targets"):
        assert losses[name][-1] < 0.6 * losses[name][0], (name, losses[name])


def test_what_was_generated_is_read(figures: dict[str, Any]) -> None:
    assert figures["soft"]["F1"] > 85
    assert figures["entities, CoNLL-2003 dev"]["F1"] > 85
    assert figures["speaker identity, named, gold attributions"] > 75
    assert figures["toward a target (NewsMTSC dev), macro F1"]["Whosaid"] > 80
    sentiments = {name: value["Whosaid"] for name, value in figures.items() if name.endswith(", r")}
    assert len(sentiments) == 2
    assert min(sentiments.values()) > 0.8


def test_the_pipeline_reads_an_article(made: Path) -> None:
    read = pipeline.analyse(TEXT, plain=True, model=str(made / "model"))
    assert [(quote.kind, quote.source and quote.source.text) for quote in read.quotes] == [
        ("indirect", "Irene Hobbs"),
        ("direct", "Felix Reed"),
    ]
    assert [quote.sentiment.label for quote in read.quotes] == ["negative", "positive"]
    assert "Geneva" in {entity.name for entity in read.entities}


def test_eight_bits_say_what_the_network_says(made: Path) -> None:
    encoded = {}
    for name in ("model", "float"):
        encoder = pipeline.load(str(made / name)).get_pipe("whosaid_encoder")
        assert isinstance(encoder, Encoder)
        encoded[name] = encoder.encode(TEXT)
    cut = encoded["float"].pieces
    network = load_network(made / "network.pt")
    ids = torch.from_numpy(np.r_[101, cut.ids, 102][None])
    surface = torch.from_numpy(np.pad(cut.surface, ((1, 1), (0, 0)))[None].astype(np.int64))
    with torch.no_grad():
        tags = torch.log_softmax(network(ids, surface, torch.ones_like(ids))[0][0, 1:-1], -1).numpy()
    assert np.abs(np.exp(encoded["float"].tags) - np.exp(tags)).max() < 1e-3
    assert np.abs(np.exp(encoded["model"].tags) - np.exp(tags)).mean() < 0.02


def test_what_is_exported_computes_what_was_trained(made: Path) -> None:
    tokenizer = base_folder() / "tokenizer.json"
    cut = pieces(TEXT, load_tokenizer(str(tokenizer)), quoted(TEXT))
    ids = torch.from_numpy(np.r_[101, cut.ids, 102][None])
    surface = torch.from_numpy(np.pad(cut.surface, ((1, 1), (0, 0)))[None].astype(np.int64))
    network = load_network(made / "network.pt")
    with torch.no_grad():
        trained = network(ids, surface, torch.ones_like(ids))
        for rounded in (False, True):
            copied = exported(copy.deepcopy(network), [TEXT], str(tokenizer), rounded=rounded)
            for before, after in zip(trained, copied(ids, surface, torch.ones_like(ids)), strict=True):
                assert (before - after).abs().max() < 1e-3


def test_what_was_chosen_goes_into_the_pipeline(made: Path) -> None:
    chosen = json.loads((made / "chosen.json").read_text("utf-8"))["whosaid_quotes"]
    assert set(chosen) == {"begin", "outside", "cover", "calibration"}
    assert f"begin = {chosen['begin']}" in (made / "model/config.cfg").read_text("utf-8")


def test_windows_hold_what_an_article_teaches(data: Path) -> None:
    tokenizer = load_tokenizer(str(base_folder() / "tokenizer.json"))
    for spellings in corpora.polnear(data, tokenizer)[:8]:
        article = spellings[0]
        window = article.window(0, len(article.pieces))
        batch = collate([window], np.random.default_rng(0), hide=0.0)
        tags = batch["tags"][0, 1:-1].numpy()
        contents = tags == TAGS.index("B-CONTENT")
        assert contents.any()
        heads = batch["cues"][0, 1:-1].numpy()[contents]
        assert {TAGS[tags[head - 1]] for head in heads} == {"B-CUE"}
        assert batch["tags"][0, 0] == IGNORE


def test_nothing_goes_on_from_an_entity_that_has_ended() -> None:
    masks = np.full(4, (1 << ENTITY_TAGS.index("O")) | (1 << ENTITY_TAGS.index("I-DATE")))
    mark_entity(masks, np.arange(1, 3), ["GPE"])
    corpora.close(masks, 3)
    assert masks[3] == 1 << ENTITY_TAGS.index("O")
    assert masks[0] & (1 << ENTITY_TAGS.index("I-DATE"))
    free = np.full(2, ANY_ENTITY)
    corpora.close(free, 1)
    assert free[1] == ANY_ENTITY


def test_unknown_corpora_are_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "training.train", "--epochs", "nowhere=2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "no corpora: nowhere; known: polnear" in done.stderr


def test_link_scores_end_with_nobody() -> None:
    queries, keys = torch.randn(2, 65), torch.randn(3, 64)
    scores = link_scores(queries, keys)
    assert scores.shape == (2, 4)
    assert torch.equal(scores[:, -1], queries[:, -1])
