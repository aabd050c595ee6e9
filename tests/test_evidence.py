"""How a speaker was found and whether the words are denied: read, put in words, kept, shown, exported."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import streamlit as st
from numpy.typing import NDArray
from sqlalchemy import Connection, select, update

import whosaid
from tests.readings import Said, make_reading, raw
from tests.test_app import open_page, words
from whosaid.articles import Evidence, Extent, How, Quote, Reading
from whosaid.explained import DENIED, how_found
from whosaid.reading.evidence import evidence
from whosaid.reading.names import Cluster, NamedMention
from whosaid.reading.polarity import NEAR, negated
from whosaid.reading.speakers import Attribution, Query, Resolved, resolve
from whosaid.report import page, write_tables
from whosaid.settings import load_settings
from whosaid.store import Store, tables

# Evidence


def clusters_of(text: str, names: Sequence[str]) -> list[Cluster]:
    """One person for each "full name|short form", mentioned wherever either stands."""
    found = []
    for forms in names:
        pattern = "|".join(re.escape(form) for form in sorted(forms.split("|"), key=len, reverse=True))
        mentions = tuple(NamedMention(*match.span(), "PERSON") for match in re.finditer(pattern, text))
        found.append(Cluster(forms, forms.split("|")[0], "PERSON", mentions))
    return found


def read(marked: str, how: How, *names: str, entity: int | None = 0) -> tuple[str, int | None]:
    """``marked`` with the mention in brackets that the source in braces points to; the sentences between."""
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    known = clusters_of(text, names)
    name = known[entity].name if entity is not None else "Two officials"
    (found,) = evidence(text, [(start, end)], [Resolved(name, "person", entity, how, 0.9)], known)
    assert found.how == how
    if found.mention is None:
        return text, found.apart
    first, last = found.mention.start, found.mention.end
    assert text[first:last] == found.mention.text
    return f"{text[:first]}[{text[first:last]}]{text[last:]}", found.apart


@pytest.mark.parametrize(
    ("marked", "how", "apart"),
    [
        ("{Mr [Kalt], the mayor,} said so. Kalt left.", "name", None),
        ("Kalt left. Ms Orr met [Kalt]. It rained. {He} said so.", "pronoun", 2),
        ("{He} said so. Then [Boris Kalt] left. Kalt slept.", "pronoun", -1),
        ("[Kalt], {who} said so, left. Kalt slept.", "relative", 0),
        ("“{I} am done,” [Kalt] said. Kalt left.", "first person", 0),
        ("The mayor, [Boris Kalt], met Ms Orr. Kalt left. {The mayor} said so.", "role", 2),
        ("[Kalt], the town’s new mayor, left. Kalt slept. {The mayor} said so.", "role", 2),
        ("{The mayor} said so. Kalt slept. He met Mayor [Boris Kalt].", "role", -2),
        ("Kalt left. Ms Orr is the mayor. [Kalt] slept. {The mayor} said so.", "role", 1),
        ("Kalt told the mayor. [Kalt] slept. {The mayor} said so.", "role", 1),
        ("Kalt left. {Two officials} said so.", "description", None),
    ],
)
def test_the_mention_that_a_source_points_to(marked: str, how: How, apart: int | None) -> None:
    given = marked.replace("[", "").replace("]", "")
    expected = marked.replace("{", "").replace("}", "")
    assert read(given, how, "Boris Kalt|Kalt") == (expected, apart)


def test_a_pronoun_points_to_the_description_of_somebody_who_is_not_named() -> None:
    text = "Two officials left. They said so. Then they left."
    sources = [(0, 13), (20, 24), (39, 43)]
    hows: list[How] = ["description", "pronoun", "pronoun"]
    known = [Resolved("Two officials", "group", None, how, 0.9) for how in hows]
    _, *pronouns = evidence(text, sources, known, [])
    assert [found.mention for found in pronouns] == [Extent(0, 13, "Two officials")] * 2
    assert [found.apart for found in pronouns] == [1, 2]


def test_a_source_without_a_known_mention_is_its_own_name() -> None:
    assert read("{The Varga campaign,} said so.", "name", entity=None)[0] == "[The Varga campaign], said so."
    assert read("{They} said so.", "pronoun", entity=None) == ("They said so.", None)


def first(query: Query) -> NDArray[np.float64]:
    """Chooses the first candidate."""
    return np.eye(len(query.candidates))[0]


def test_a_quote_that_goes_on_points_to_the_source_it_goes_on_from() -> None:
    text = "Orr left. “No,” said Boris Kalt.\n\n“It is late.\n\n“It is dark.”\n\nIt rained."
    contents = [(10, 15), (34, 46), (48, 61)]
    assert [text[slice(*pair)] for pair in contents] == ["“No,”", "“It is late.", "“It is dark.”"]
    source = (21, 31)
    sources: list[tuple[int, int] | None] = [source, None, None]
    attributions = [
        Attribution(where, (16, 20) if where else None, (content,))
        for content, where in zip(contents, sources, strict=True)
    ]
    known = clusters_of(text, ["Boris Kalt|Kalt"])
    resolved = resolve(text, attributions, known, first)
    assert [(item.how, item.carried_from) for item in resolved] == [
        ("name", None),
        ("carried over", 0),
        ("carried over", 0),
    ]
    found = evidence(text, sources, resolved, known)
    assert [item.mention for item in found] == [Extent(*source, "Boris Kalt")] * 3
    assert {item.apart for item in found} == {None}


def test_no_source_is_no_evidence() -> None:
    nobody = Resolved(None, "unknown", None, "none", 0.5)
    assert evidence("It was said.", [None], [nobody], []) == [Evidence("none")]


# Denial


def cut(marked: str) -> bool:
    before, cue, after = re.split(r"[\[\]]", marked)
    return negated(cue, before, after)


@pytest.mark.parametrize(
    "marked",
    [
        "Kalt [denied] that he had left.",
        "He has repeatedly [denied] taking money.",
        "Kalt [did not say] whether he would go.",
        "Kalt did not [say] whether he would go.",
        "He didn’t [say] why.",
        "He won't [say] why.",
        "She cannot [confirm] it.",
        "He [never said] so.",
        "He [refused to say] why.",
        "He [declined] to comment.",
        "Kalt declined to [say] who had paid.",
        "She [stopped short of saying] it.",
        "She stopped short of [calling] it a lie.",
        "The company [disputed] that it was late.",
        "He [rejected] claims that he was late.",
        "She [dismissed] as absurd the idea that it was late.",
        "She [ruled out] a sale.",
        "Few went. No one [believes] it will hold.",
        "No one in the room [believed] it.",
        "Neither side [was prepared to say] who broke the silence.",
        "Neither Kalt nor Orr [has said] so.",
        "No other mayor has [said] so.",
        "It was late, nor did the mayor [say] why.",
        "He would not, however, [say] why.",
        "He [would not confirm or deny] it.",
        "He neither confirmed nor [denied] that it was late.",
        "She [made no mention of] the fire.",
        "She has yet to [say] when.",
        "He [failed] to mention the fire.",
        "He left without [saying] why.",
        "She [said nothing about] the fire.",
        "[It is not clear] whether it will hold.",
        "There is no [evidence] that it was late.",
    ],
)
def test_what_is_denied_or_not_said(marked: str) -> None:
    assert cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Kalt [said] he did not go.",
        "“I did not go,” he [said].",
        "I did not go, he [said].",
        "It will not hold – Kalt [says] so.",
        "There is no [doubt] that it will hold.",
        "There is no doubt he [said] it.",
        "She [has no doubt] it will hold.",
        "He did not hesitate to [say] it.",
        "He [did not hesitate to say] it.",
        "He did not [deny] that he was late.",
        "Nobody [denies] that it was late.",
        "He [refused to rule out] a sale.",
        "She not only [said] it but wrote it.",
        "He could not [help saying] it.",
        "She [is not afraid to say] it.",
        "It goes without [saying] that it will hold.",
        "She [made no secret of] it.",
        "He [rejected] the offer as too low.",
        "The claim he denied was [reported] on Monday.",
        "The man who never lost [said] it was late.",
        "With no money left he [said] it was late.",
        "No wonder Kalt [said] it.",
        "He confirmed or [denied] it on Monday, as he liked.",
        "Kalt [confirmed] it.",
        "[]",
    ],
)
def test_what_is_said(marked: str) -> None:
    assert not cut(marked)


def test_only_the_clause_around_a_cue_is_looked_at() -> None:
    assert not negated("said", "He did not.\n", "")
    assert not negated("said", "never " + "so " * NEAR, "")


# In words


def quote(how: How, source: str | None, *, apart: int | None = None, mention: bool = True) -> Quote:
    reading = make_reading("“No,” he said.", [Said("No,")])
    proof = Evidence(how, Extent(0, 2, "Mo") if mention else None, apart)
    return replace(
        reading.quotes[0], source=Extent(6, 8, source) if source else None, speaker="mo", evidence=proof
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (quote("name", "Mr Mo"), "named in the source"),
        (quote("pronoun", "he", apart=2), "he → Mo Day, two sentences before"),
        (quote("pronoun", "he", apart=1), "he → Mo Day, one sentence before"),
        (quote("pronoun", "he", apart=-1), "he → Mo Day, one sentence after"),
        (quote("pronoun", "he", apart=31), "he → Mo Day, 31 sentences before"),
        (quote("relative", "who", apart=0), "who → Mo Day, in the same sentence"),
        (quote("first person", "we", mention=False), "we → Mo Day"),
        (quote("role", "the US\npresident", apart=3), "the US president → Mo Day"),
        (quote("role", "the " + "very " * 20 + "tall man"), "the " + "very " * 10 + "very … → Mo Day"),
        (quote("carried over", None), "goes on from the quote before"),
        (quote("description", "Two men", mention=False), "described, not named"),
        (quote("none", None, mention=False), ""),
        (replace(quote("name", "Mr Mo"), evidence=None), ""),
    ],
)
def test_how_a_speaker_was_found_in_words(given: Quote, expected: str) -> None:
    assert how_found(given, "Mo Day") == expected


# Through the pipeline; which speaker the model chooses is tested elsewhere

ARTICLE = (
    "Boris Kalt, the mayor of Quay, opened the bridge on Monday. “It is late,” he said. Mr Kalt denied that "
    "the money was gone. Two officials said the bridge was safe, but they did not say when it was tested.\n\n"
    "The mayor said he hoped for the best. “We are proud.”\n\n“It was time.”"
)


def test_every_quote_of_a_reading_says_how_its_speaker_was_found() -> None:
    reading = whosaid.analyse(ARTICLE, plain=True)
    names = {entity.id: entity for entity in reading.entities}
    assert reading.quotes
    for each in reading.quotes:
        assert each.evidence
        mention = each.evidence.mention
        if mention:
            assert ARTICLE[mention.start : mention.end] == mention.text
        if mention and each.evidence.how in ("pronoun", "role") and each.speaker in names:
            assert mention in names[each.speaker].mentions
        if each.evidence.how == "name":
            assert mention
            assert each.source
            assert each.source.start <= mention.start < mention.end <= each.source.end
        assert (each.evidence.how == "none") == (each.speaker is None)


def test_a_denial_is_read_as_one() -> None:
    quotes = whosaid.analyse(ARTICLE, plain=True).quotes
    (denied,) = [each for each in quotes if "the money was gone" in each.text]
    assert denied.negated
    assert not next(each for each in quotes if "It is late" in each.text).negated


# Kept, exported, shown

TEXT = "Mo Day came. “It is <b>late</b>,” he said. Mo Day denied that the money was gone."
BY_HAND = make_reading(
    TEXT,
    [
        Said("It is <b>late</b>,", "Mo Day", evidence=Evidence("pronoun", Extent(0, 6, "Mo Day"), 1)),
        Said(
            "the money was gone",
            "Mo Day",
            kind="indirect",
            evidence=Evidence("name", Extent(44, 50, "Mo Day")),
            negated=True,
        ),
    ],
    [("Mo Day", "PERSON")],
)
HE = replace(BY_HAND.quotes[0], source=Extent(35, 37, "<he>"))
READING = replace(BY_HAND, quotes=(HE, BY_HAND.quotes[1]))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path))
    monkeypatch.delenv("WHOSAID_DATABASE_URL", raising=False)
    return Store(load_settings().database_url)


def keep(store: Store, reading: Reading) -> str:
    collection = store.create_collection("One")
    store.save(collection, reading, raw(TEXT), file=reading.article.file)
    return collection


def test_the_json_object_carries_it() -> None:
    he, denied = json.loads(json.dumps(READING.to_dict()))["quotes"]
    assert list(he)[-5:-2] == ["about", "evidence", "negated"]
    assert he["evidence"] == {"how": "pronoun", "mention": {"start": 0, "end": 6, "text": "Mo Day"}}
    assert (he["negated"], denied["negated"]) == (False, True)
    bare = replace(READING, quotes=(replace(HE, evidence=Evidence("none")),)).to_dict()["quotes"][0]
    assert bare["evidence"] == {"how": "none", "mention": None}


def test_it_is_kept(store: Store) -> None:
    with store:
        assert store.reading(keep(store, READING), READING.article.id) == READING


def test_a_reading_from_before_it_was_kept_still_loads(store: Store) -> None:
    with store:
        collection = keep(store, READING)

        def age(connection: Connection) -> None:
            column = tables.quotes.c.rest
            for pk, rest in connection.execute(select(tables.quotes.c.pk, column)).all():
                older = {key: rest[key] for key in ("spans", "cue", "source", "about")}
                statement = update(tables.quotes).where(tables.quotes.c.pk == pk).values(rest=older)
                connection.execute(statement)

        store._database.write(age)
        old = store.reading(collection, READING.article.id).quotes
    assert old == tuple(replace(each, evidence=None, negated=False) for each in READING.quotes)


def test_the_table_of_quotes_has_it_in_columns(tmp_path: Path) -> None:
    write_tables([READING, replace(READING, quotes=(replace(HE, evidence=None),))], tmp_path)
    with (tmp_path / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *found = csv.reader(file)
    assert head[-8:-2] == ["about", "evidence", "mention", "mention_start", "mention_end", "negated"]
    assert [row[-7:-2] for row in found] == [
        ["pronoun", "Mo Day", "0", "6", "false"],
        ["name", "Mo Day", "44", "50", "true"],
        ["", "", "", "", "false"],
    ]


def test_the_page_for_a_browser_shows_it_escaped() -> None:
    html = page([READING])
    assert "<td>&lt;he&gt; → Mo Day, one sentence before</td>" in html
    assert "<td>named in the source</td>" in html
    assert html.count(f'<span class="badge">{DENIED}</span>') == 1
    assert 'title="Mo Day; &lt;he&gt; → Mo Day, one sentence before"' in html
    assert f'title="Mo Day; named in the source; {DENIED}"' in html
    assert "<he>" not in html


def test_the_cards_show_it(store: Store, root: Path) -> None:
    st.cache_resource.clear()
    with store:
        collection = keep(store, READING)
        shown = words(open_page(root, c=collection))
    st.cache_resource.clear()
    assert "<he> → Mo Day, one sentence before" in shown
    assert "named in the source" in shown
    assert shown.count(DENIED) == 1
