from __future__ import annotations

import pickle

import pytest

from whosaid.articles import ENTITY_LABELS
from whosaid.view import FILTERS, LABEL_WORDS, MAX_PROBLEMS, MAX_SEARCH, MAX_VALUES, UNATTRIBUTED, View

COLLECTION = "A" * 22
ARTICLE = "0f" * 32

FULL = View(
    collection=COLLECTION,
    speakers=("mira-sandoval", UNATTRIBUTED),
    entities=("volodymyr-zelensky", "são-tomé"),
    labels=("PERSON", "GPE"),
    kinds=("direct",),
    senses=("belief",),
    sentiments=("negative", "neutral"),
    search="50 % of “them”_",
    article=ARTICLE,
    quote="0f0f0f0f0f0f.q12",
)


@pytest.mark.parametrize(
    "view",
    [View(), View(collection=COLLECTION), FULL, View(search="a & b = c?"), View(speakers=(UNATTRIBUTED,))],
)
def test_a_link_gives_the_same_view(view: View) -> None:
    again = View.from_query(view.to_query())
    assert again == view
    assert again.problems == ()


def test_only_what_differs_from_the_default_is_in_the_link() -> None:
    assert View().to_query() == {}
    assert View(collection=COLLECTION, kinds=("mixed",)).to_query() == {"c": [COLLECTION], "kind": ["mixed"]}


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"c": ["../../etc/passwd"]}, "The link's c “../../etc/passwd”"),
        ({"c": ["short"]}, "The link's c “short”"),
        ({"speaker": ["<script>alert(1)</script>"]}, "“<script>alert(1)</script>”"),
        ({"speaker": ["a b"]}, "“a b”"),
        ({"speaker": ["x" * 201]}, "“" + "x" * 40 + "…”"),
        ({"entity": [UNATTRIBUTED]}, "The link's entity “-”"),
        ({"entity": ["'; DROP TABLE quotes; --"]}, "DROP TABLE"),
        ({"entity": ["a\nb"]}, "“a b”"),
        ({"entity": ["a\n"]}, "“a ”"),
        ({"entity": ["\ud800"]}, "“ ”"),
        ({"label": ["CARDINAL"]}, "Possible are: PERSON, NORP"),
        ({"kind": ["DIRECT"]}, "Possible are: direct, mixed, indirect."),
        ({"sense": ["thought"]}, "Possible are: speech, belief."),
        ({"sentiment": ["angry"]}, "Possible are: negative, neutral, positive."),
        ({"article": ["0F" * 32]}, "The link's article"),
        ({"quote": ["a/b"]}, "The link's quote “a/b”"),
    ],
)
def test_a_bad_value_is_left_out_and_named(query: dict[str, list[str]], problem: str) -> None:
    view = View.from_query(query)
    assert view == View()
    assert len(view.problems) == 1
    assert problem in view.problems[0]
    view.problems[0].encode()


def test_the_good_values_beside_a_bad_one_stay() -> None:
    view = View.from_query({"kind": ["direct", "loud", "direct"], "speaker": ["mira"], "utm_source": ["x"]})
    assert (view.kinds, view.speakers, len(view.problems)) == (("direct",), ("mira",), 1)


@pytest.mark.parametrize("query", [{"kind": "direct"}, {"kind": ["direct"]}, {"kind": ("direct", "")}])
def test_one_value_may_stand_alone_and_empty_ones_say_nothing(query: dict[str, str]) -> None:
    view = View.from_query(query)
    assert view == View(kinds=("direct",))
    assert view.problems == ()


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("  two\t words\n", "two words"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("\ud800x", "x"),
        ("x" * 300, "x" * MAX_SEARCH),
        ("   ", ""),
    ],
)
def test_search_text_is_cleaned_and_bounded(text: str, search: str) -> None:
    assert View.from_query({"q": [text]}).search == search


def test_a_link_of_any_length_is_bounded() -> None:
    view = View.from_query({"entity": [f"e{number}" for number in range(5000)]})
    assert len(view.entities) == MAX_VALUES
    assert "more than 50 values of “entity”" in view.problems[0]
    assert len(View.from_query({"entity": ["<"] * 5000}).problems) == MAX_PROBLEMS


@pytest.mark.parametrize("field", ["speakers", "entities", "kinds", "article", "search"])
def test_toggle_twice_gives_the_view_back(field: str) -> None:
    once = View(collection=COLLECTION).toggle(field, "x")
    assert once.values(field) == ("x",)
    assert once.is_filtered
    assert once.toggle(field, "x") == View(collection=COLLECTION)


def test_toggle_adds_to_a_field_of_many_and_replaces_in_a_field_of_one() -> None:
    assert View().toggle("speakers", "a").toggle("speakers", "b").speakers == ("a", "b")
    assert View(article="a").toggle("article", "b").article == "b"


def test_another_filter_unmarks_the_quote_but_marking_one_filters_nothing() -> None:
    marked = View(speakers=("a",)).toggle("quote", "q1")
    assert (marked.quote, marked.speakers) == ("q1", ("a",))
    assert marked.toggle("quote", "q2").quote == "q2"
    assert marked.toggle("quote", "q1").quote == ""
    assert marked.toggle("kinds", "direct").quote == ""
    assert not View(quote="q1").is_filtered


def test_without_and_cleared() -> None:
    assert FULL.without("speakers", "mira-sandoval").speakers == (UNATTRIBUTED,)
    assert FULL.without("search", FULL.search).search == ""
    assert FULL.without("kinds", "mixed").kinds == ("direct",)
    assert FULL.cleared() == View(collection=COLLECTION)
    assert not FULL.cleared().is_filtered


@pytest.mark.parametrize("field", FILTERS)
def test_every_filter_counts_as_one(field: str) -> None:
    assert View().toggle(field, "x").is_filtered


NAMES = {
    "mira": "Mira Sandoval",
    "ola": "Ola Berg",
    "port": "Port Ansel",
    "a1": "A bridge",
    "-": "Unattributed",
}


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (View(), "All quotes"),
        (View(quote="q1"), "All quotes"),
        (View(speakers=("mira",), sentiments=("negative",)), "Quotes by Mira Sandoval that are negative"),
        (View(speakers=("mira", "ola", "who")), "Quotes by Mira Sandoval, Ola Berg or who"),
        (View(speakers=(UNATTRIBUTED,)), "Unattributed quotes"),
        (View(speakers=("mira", UNATTRIBUTED)), "Quotes by Mira Sandoval or nobody named"),
        (
            View(kinds=("direct", "mixed"), sentiments=("positive",)),
            "Quotes that are direct or mixed and positive",
        ),
        (View(senses=("belief",)), "Quotes that tell what was believed or wished"),
        (View(entities=("port", "mira")), "Quotes that name Port Ansel or Mira Sandoval"),
        (View(entities=("port",), labels=("PERSON",)), "Quotes that name Port Ansel and a person"),
        (View(search="tax", article="a1"), "Quotes with the words “tax” in “A bridge”"),
    ],
)
def test_sentence(view: View, sentence: str) -> None:
    assert view.sentence(NAMES) == sentence


def test_every_label_has_words() -> None:
    assert set(LABEL_WORDS) == set(ENTITY_LABELS)


def test_a_view_is_a_value() -> None:
    assert hash(FULL) == hash(pickle.loads(pickle.dumps(FULL)))
    assert View(problems=("x",)) == View()
