"""Shares of those whom words may stand for, on numbers small enough to follow; GUM's columns as spans."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from training import gum
from whosaid.reading.discourse import Discourse
from whosaid.reading.encoder import Encoded
from whosaid.reading.features import load_tokenizer, pieces
from whosaid.reading.links import Linker
from whosaid.reading.names import Cluster, NamedMention
from whosaid.reading.pipeline import EMBEDDED

TEXT = "Ann met Bob. He left, she said."


def encoded(text: str, queries: dict[str, tuple[int, float]], keys: dict[str, int]) -> Encoded:
    """A text of which only some words ask or are named: word -> (dimension, strength), word -> dimension."""
    cut = pieces(text, load_tokenizer(str(EMBEDDED / "whosaid_encoder" / "tokenizer.json")))
    n = len(cut)
    asking, named = np.zeros((n, 65), dtype=np.float32), np.zeros((n, 64), dtype=np.float32)
    for index in range(n):
        word = text[cut.start[index] : cut.end[index]]
        if word in queries:
            dimension, strength = queries[word]
            asking[index, dimension] = strength
        if word in keys:
            named[index, keys[word]] = 8.0  # the square root of the width: it cancels
    empty = np.zeros((n, 1), dtype=np.float32)
    pointers = empty.astype(np.float16)
    return Encoded(
        text, cut, empty, empty, pointers, pointers, empty, empty, asking, named, np.zeros(n, np.int64)
    )


def test_shares_are_a_softmax_over_the_names_and_nobody() -> None:
    item = encoded(TEXT, {"He": (1, 2.0)}, {"Ann": 0, "Bob": 1})
    linker = Linker(item, [(0, 3, 0), (8, 11, 1)])
    shares, nobody = linker.shares(13, 15)
    total = np.exp(2.0) + 2
    assert shares == pytest.approx({0: 1 / total, 1: np.exp(2.0) / total}, rel=1e-5)
    assert nobody == pytest.approx(1 / total, rel=1e-5)


def test_where_nobody_is_named_it_is_nobody() -> None:
    linker = Linker(encoded(TEXT, {}, {}), [])
    assert linker.shares(13, 15) == ({}, 1.0)
    assert linker.shares(12, 12) == ({}, 1.0)


def test_pronouns_count_for_whom_they_mean() -> None:
    item = encoded(TEXT, {"He": (1, 6.0), "she": (0, 6.0)}, {"Ann": 0, "Bob": 1})
    people = [
        Cluster("ann", "Ann", "PERSON", (NamedMention(0, 3, "PERSON"),)),
        Cluster("bob", "Bob", "PERSON", (NamedMention(8, 11, "PERSON"),)),
    ]
    ann, bob = Discourse(TEXT, people, item).figures
    assert ann.he < -0.5 < 0.5 < bob.he
    ann, bob = Discourse(TEXT, people).figures  # without the network: whoever was named last
    assert ann.he == 0 == bob.he


def test_a_body_is_he_or_she_as_the_one_it_is_named_after() -> None:
    text = "Mrs Vega spoke. The Vega campaign agreed."
    mentions = (NamedMention(4, 8, "PERSON"), NamedMention(20, 24, "PERSON"))
    person, body = Discourse(text, [Cluster("vega", "Vega", "PERSON", mentions)]).figures
    assert (body.name, body.label) == ("Vega campaign", "BODY")
    assert body.he == person.he < -1


COLUMNS = """\
# newdoc id = GUM_news_made
# newpar
1	Mayor	mayor	NOUN	NNP	_	0	_	_	Entity=(1-person-new-x-cf1-1-coref
2	Ines	Ines	PROPN	NNP	_	1	_	_	Entity=(1-person-new-x-cf1-1-coref
3	Vega	Vega	PROPN	NNP	_	1	_	_	Entity=1)1)
4	came	come	VERB	VBD	_	1	_	_	_
5	to	to	ADP	IN	_	1	_	_	_
6-7	Orrin's	_	_	_	_	_	_	_	SpaceAfter=No
6	Orrin	Orrin	PROPN	NNP	_	1	_	_	Entity=(2-place-new-x-cf2-1-sgl)
7	's	's	PART	POS	_	1	_	_	_
8	.	.	PUNCT	.	_	1	_	_	_
# newpar
1	She	she	PRON	PRP	_	0	_	_	Entity=(1-person-giv-x-cf1-1-ana)
2	left	leave	VERB	VBD	_	0	_	_	_
3	May	May	PROPN	NNP	_	0	_	_	_
# newdoc id = GUM_fiction_made
1	No	no	DET	DT	_	0	_	_	_
"""


def test_gum_is_read_with_its_names_and_who_they_are(tmp_path: Path) -> None:
    file = tmp_path / "gum.conllu.gz"
    file.write_bytes(gzip.compress(COLUMNS.encode()))
    (document,) = gum.documents(file)  # texts that are not for commercial use are left out
    assert document.text == "Mayor Ines Vega came to Orrin's.\nShe left May"
    found = [(document.text[m.start : m.end], m.who, m.kind, m.named) for m in document.mentions]
    assert found == [
        ("Ines Vega", 1, "person", True),  # a title is no part of a name
        ("Ines Vega", 1, "person", False),
        ("Orrin", 2, "place", True),
        ("She", 1, "person", False),
    ]
    assert [document.text[s:e] for s, e in document.doubtful] == ["Mayor", "May"]
