from __future__ import annotations

import pickle
import re
from dataclasses import fields
from urllib.parse import parse_qs

import pytest

from whosaid.articles import ENTITY_LABELS
from whosaid.fields import FIELDS
from whosaid.looks import LOOKS
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
    search_in="articles",
    confidence="70",
    speaker_kinds=("person", UNATTRIBUTED),
    outlets=("The Quay Post & Mail", UNATTRIBUTED),
    articles=(ARTICLE, "1e" * 32),
    date_from="2025-03-01",
    date_to="2025-03-31",
    not_speakers=("ion-vale",),
    not_speaker_kinds=("group",),
    not_entities=("quay",),
    not_labels=("DATE",),
    not_kinds=("mixed",),
    not_senses=("speech",),
    not_sentiments=("positive",),
    not_outlets=("The Vale Mail",),
    not_articles=("2d" * 32,),
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
        ({"speaker-kind": ["robot"]}, "Possible are: person, organization, group, unknown, -."),
        ({"confidence": ["80"]}, "Possible are: 50, 70, 90, unsure."),
        ({"in": ["titles"]}, "The link's in “titles”"),
        ({"outlet": ["a\nb"]}, "The link's outlet “a b”"),
        ({"outlet": ["x" * 201]}, "The link's outlet"),
        ({"from": ["2025-02-30"]}, "The link's from “2025-02-30”"),
        ({"to": ["20250301"]}, "The link's to “20250301”"),
        ({"not-speaker": ["a b"]}, "The link's not-speaker “a b”"),
        ({"not-kind": ["loud"]}, "The link's not-kind “loud”"),
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


@pytest.mark.parametrize("field", ["speakers", "entities", "kinds", "articles", "search", "not_outlets"])
def test_toggle_twice_gives_the_view_back(field: str) -> None:
    once = View(collection=COLLECTION).toggle(field, "x")
    assert once.values(field) == ("x",)
    assert once.is_filtered
    assert once.toggle(field, "x") == View(collection=COLLECTION)


def test_toggle_adds_to_a_field_of_many_and_replaces_in_a_field_of_one() -> None:
    assert View().toggle("speakers", "a").toggle("speakers", "b").speakers == ("a", "b")
    assert View(search="a").toggle("search", "b").search == "b"


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


def test_a_link_from_before_there_were_more_filters_still_means_the_same() -> None:
    old = "c=AAAAAAAAAAAAAAAAAAAAAA&speaker=mira&sentiment=negative&q=bridge&article=" + ARTICLE + "&quote=q1"
    assert View.from_query(parse_qs(old)) == View(
        collection=COLLECTION,
        speakers=("mira",),
        sentiments=("negative",),
        search="bridge",
        articles=(ARTICLE,),
        quote="q1",
    )


def test_the_keys_of_a_link_are_plain_and_each_stands_for_one_field() -> None:
    keys = [field.key for field in FIELDS.values()]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set(LOOKS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in keys)
    more = {"looks", "side_a", "side_b", "problems"}
    assert set(FIELDS) | more == {field.name for field in fields(View)}


def test_what_is_taken_in_is_no_longer_left_out() -> None:
    view = View(not_speakers=("mira", "ola")).toggle("speakers", "mira")
    assert (view.speakers, view.not_speakers) == (("mira",), ("ola",))
    back = view.toggle("not_speakers", "mira")
    assert (back.speakers, back.not_speakers) == ((), ("ola", "mira"))


def test_a_filter_can_be_turned_round_and_back() -> None:
    view = View(kinds=("direct", "mixed"), quote="q1")
    turned = view.flip("kinds", "direct")
    assert (turned.kinds, turned.not_kinds, turned.quote) == (("mixed",), ("direct",), "")
    assert turned.flip("not_kinds", "direct").kinds == ("mixed", "direct")


def test_within_one_article() -> None:
    assert FULL.within("x").article == "x"
    assert FULL.within("x").quote == FULL.quote
    assert FULL.article == ""


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
        (View(search="tax", articles=("a1",)), "Quotes with the word “tax” in “A bridge”"),
        (View(search="tax", search_in="articles"), "Quotes from articles with the word “tax”"),
        (View(search_in="articles"), "All quotes"),
        (View(speaker_kinds=("person", "group")), "Quotes by a person or a group"),
        (View(confidence="90"), "Quotes whose speaker is at least 90 % sure"),
        (View(confidence="unsure"), "Quotes whose speaker is unsure"),
        (View(outlets=("The Quay Post", UNATTRIBUTED)), "Quotes in The Quay Post or no known outlet"),
        (View(articles=("a1", "b2")), "Quotes in “A bridge” or “b2”"),
        (View(date_from="2025-03-01"), "Quotes since 1 March 2025"),
        (View(date_to="2025-03-31"), "Quotes until 31 March 2025"),
        (View(date_from="2025-03-01", date_to="2025-03-01"), "Quotes on 1 March 2025"),
        (View(date_from="2025-03-01", date_to="2025-04-02"), "Quotes from 1 March 2025 to 2 April 2025"),
        (View(not_speakers=("mira",)), "All quotes, but none by Mira Sandoval"),
        (
            View(
                sentiments=("negative",), not_speakers=("mira", UNATTRIBUTED), not_outlets=("The Vale Mail",)
            ),
            "Quotes that are negative, but none by Mira Sandoval or an unnamed source and none in The Vale Mail",
        ),
        (
            View(speakers=(UNATTRIBUTED,), not_kinds=("direct",), not_labels=("DATE",), not_articles=("a1",)),
            "Unattributed quotes, but none that are direct, none that name a date and none in “A bridge”",
        ),
    ],
)
def test_sentence(view: View, sentence: str) -> None:
    assert view.sentence(NAMES) == sentence


def test_every_label_has_words() -> None:
    assert set(LABEL_WORDS) == set(ENTITY_LABELS)


def test_a_view_is_a_value() -> None:
    assert hash(FULL) == hash(pickle.loads(pickle.dumps(FULL)))
    assert View(problems=("x",)) == View()
