"""The recipe of the paragraph classifier, a few steps of it on texts of our own: what it writes can be run."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from tokenizers import Tokenizer

from training.boilerplate import __main__ as recipe
from training.boilerplate import topical
from training.boilerplate.exporting import export
from training.boilerplate.network import from_pretrained
from training.boilerplate.pages import ARTICLE, Line, Pages, kinds, layouts
from training.boilerplate.stories import FOLDS, written
from training.train import base_folder
from whosaid.intake import classifier
from whosaid.intake.features import looks, seen

PAGE = [
    "Home",
    "Sport",
    "The bridge in Quay was closed on Monday, the town said.",
    "Nobody was there to see it.",
]


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(range(FOLDS), list(written()), 0, set())


def test_every_layout_can_be_read_and_filled() -> None:
    known = {*kinds(), ARTICLE, "@", "@head"}
    for layout in layouts():
        assert {line.kind for line in layout.lines} <= known
        assert sum(line.kind == "@head" for line in layout.lines) == 1


def test_pages_have_articles_and_every_kind(pages: Pages) -> None:
    found: dict[str, int] = {}
    for page in (pages.page() for _ in range(150)):
        assert any(line.kind == ARTICLE for line in page)
        for line in page:
            assert "{" not in line.text, line
            found[line.kind] = found.get(line.kind, 0) + 1
    assert set(found) == {*kinds(), ARTICLE}
    assert set(classifier.KINDS) == set(found)


def test_short_lines_are_cut_out_of_what_a_story_says() -> None:
    chance = random.Random(0)
    text = "The number of reindeer killed by trains rose in the northern district last winter, Mira Sandoval said."
    for make, most in ((topical.crosshead, 5), (topical.headline, 10), (topical.caption, 24)):
        found = topical.any_of(make, [text] * 3, chance)
        assert found is not None
        assert len(found.split()) <= most
        assert found.casefold().rstrip(".") in text.casefold()
    assert topical.any_of(topical.crosshead, ["It is so."], chance) is None
    assert topical.any_of(topical.crosshead, [], chance) is None
    quoted = {topical.crosshead("“A slap in the face”, she said of it.", chance) for _ in range(30)}
    assert any(found and "A slap in the face" in found for found in quoted)


def test_a_part_of_the_texts_is_kept_out() -> None:
    every = list(written())
    learned = Pages(range(1, FOLDS), every, 0, set())
    measured = Pages((0,), every, 0, learned.known())
    assert learned.known() > {text for text in learned.lines["appeal"] if len(text) > 40}
    on_pages = {line.text for layout in measured.layouts for line in layout.lines}
    assert not learned.known() & {*on_pages, *(line for lines in measured.lines.values() for line in lines)}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::torch.jit.TracerWarning")
def test_after_a_few_steps_the_export_says_what_the_network_says(pages: Pages, tmp_path: Path) -> None:
    recipe.pruned(list(written()), tmp_path / classifier.TOKENIZER)
    tokenizer = Tokenizer.from_file(str(tmp_path / classifier.TOKENIZER))
    network = from_pretrained(base_folder(), recipe.ids_of(tokenizer), layers=1, kinds=len(classifier.KINDS))
    before = network.kinds.weight.detach().clone()
    network = recipe.train(network, pages, tokenizer, 8, 1e-4, 0)
    assert not np.allclose(before.numpy(), network.kinds.weight.detach().numpy())
    export(network, tmp_path)
    made = classifier.window([seen(text, tokenizer, apart=True) for text in PAGE], looks(PAGE), 0, len(PAGE))
    given = {"ids": made.ids[None], "surface": made.surface[None], "looks": made.looks[None]}
    session = onnxruntime.InferenceSession(
        str(tmp_path / classifier.WEIGHTS), providers=["CPUExecutionProvider"]
    )
    (rounded,) = session.run(None, given)
    whole = recipe.logits_of(network, made)
    assert np.abs(rounded[0, made.marks] - whole).max() < 0.5


def test_a_wrong_kind_costs_less_than_a_lost_sentence() -> None:
    sure = torch.eye(len(classifier.KINDS)) * 20
    wanted = torch.arange(len(classifier.KINDS))
    share, appeal = classifier.KINDS.index("share"), classifier.KINDS.index("appeal")
    assert recipe.loss_of(sure, wanted) < 1e-3
    named = recipe.loss_of(sure[[share]], torch.tensor([appeal]))
    lost = recipe.loss_of(sure[[share]], torch.tensor([0]))
    assert named == pytest.approx(20 * recipe.NAMED, rel=0.01)
    assert lost > 19
    ignored = recipe.loss_of(sure[[0, share]], torch.tensor([0, recipe.IGNORE]))
    assert ignored < 1e-3


def test_what_is_learned_so_far_is_written(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipe, "KEPT", 2)
    recipe.pruned(list(written()), tmp_path / classifier.TOKENIZER)
    tokenizer = Tokenizer.from_file(str(tmp_path / classifier.TOKENIZER))
    network = from_pretrained(base_folder(), recipe.ids_of(tokenizer), layers=1, kinds=len(classifier.KINDS))
    trained = recipe.train(network, pages, tokenizer, 2, 1e-4, 0, tmp_path / "so-far.pt")
    kept = torch.load(tmp_path / "so-far.pt", weights_only=True)
    assert torch.equal(kept["kinds.weight"], trained.kinds.weight)


def test_windows_of_a_page_hold_all_of_it(pages: Pages, tmp_path: Path) -> None:
    recipe.pruned(list(written()), tmp_path / classifier.TOKENIZER)
    tokenizer = Tokenizer.from_file(str(tmp_path / classifier.TOKENIZER))
    page = [Line(f"Line {number} of a page", ARTICLE) for number in range(200)]
    found = list(recipe.windows(page, tokenizer, recipe.random.Random(0), 1.0))
    assert sum(len(answers) for _, answers in found) >= 200
