"""The reader with the model that ships: what a text must give, whatever the weights.

Single sentences here are plain enough that any model worth shipping reads them; how good it is on real
news is measured by ``make evaluate``, not here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

import whosaid
from whosaid.articles import ENTITY_LABELS, Quote, Reading
from whosaid.errors import ModelError
from whosaid.reading import pipeline

ARTICLE = """Regional President Mira Sandoval said on Tuesday that the reservoir was safe.

"Nobody has fallen ill," Ms Sandoval told reporters in Arlen. "We test the water every day."

She added that the panel would publish its findings in June. The Green Union accused her of hiding "a decade \
of neglect".

Officials in the harbour district said they had not been told."""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return whosaid.analyse(ARTICLE, plain=True)


def quote_with(reading: Reading, words: str) -> Quote:
    found = [quote for quote in reading.quotes if words in quote.text]
    assert found, f"no quote with {words!r} among {[quote.text for quote in reading.quotes]}"
    return found[0]


def name_of(reading: Reading, quote: Quote) -> str | None:
    return next((speaker.name for speaker in reading.speakers if speaker.id == quote.speaker), None)


@pytest.mark.parametrize(
    ("words", "kind", "speaker"),
    [
        ("the reservoir was safe", "indirect", "Mira Sandoval"),
        ("Nobody has fallen ill", "direct", "Mira Sandoval"),
        ("would publish its findings", "indirect", "Mira Sandoval"),
        ("a decade of neglect", "mixed", "Green Union"),
        ("they had not been told", "indirect", "Officials in the harbour district"),
    ],
)
def test_who_said_what_and_how(reading: Reading, words: str, kind: str, speaker: str) -> None:
    quote = quote_with(reading, words)
    assert (quote.kind, name_of(reading, quote)) == (kind, speaker)


def test_one_person_is_one_entity(reading: Reading) -> None:
    people = [entity for entity in reading.entities if entity.label == "PERSON"]
    assert [(person.name, len(person.mentions)) for person in people] == [("Mira Sandoval", 2)]


def test_offsets_words_and_ids_agree(reading: Reading) -> None:
    text = reading.article.text
    for quote in reading.quotes:
        assert quote.text == " ".join(text[start:end] for start, end in quote.spans)
        for part in (quote.cue, quote.source):
            assert part is None or text[part.start : part.end] == part.text
        assert 0 <= quote.confidence <= 1
    for items in (reading.quotes, reading.entities, reading.speakers):
        ids = [item.id for item in items]
        assert len(ids) == len(set(ids))
    assert {entity.label for entity in reading.entities} <= set(ENTITY_LABELS)


def test_sentiment_adds_up(reading: Reading) -> None:
    for quote in reading.quotes:
        felt = quote.sentiment
        shares = {"negative": felt.negative, "neutral": felt.neutral, "positive": felt.positive}
        assert sum(shares.values()) == pytest.approx(1)
        assert felt.label == max(shares, key=lambda label: shares[label])
        assert -1 <= felt.score <= 1
    for speaker in reading.speakers:
        said = [quote for quote in reading.quotes if quote.speaker == speaker.id]
        assert speaker.quotes == speaker.sentiment.n == len(said)
        assert speaker.sentiment.low <= speaker.sentiment.mean <= speaker.sentiment.high


def test_the_same_text_gives_the_same_reading(reading: Reading) -> None:
    again = whosaid.analyse(ARTICLE, plain=True)
    assert {**again.to_dict(), "seconds": 0} == {**reading.to_dict(), "seconds": 0}


def test_the_json_object_has_the_contracts_keys(reading: Reading) -> None:
    data = json.loads(json.dumps(reading.to_dict()))
    assert list(data) == ["schema", "article", "entities", "speakers", "quotes", "model", "seconds"]
    assert list(data["article"]) == [
        "id", "file", "title", "date", "outlet", "authors", "language", "text", "removed", "url",
    ]  # fmt: skip
    assert list(data["quotes"][0]) == [
        "id", "kind", "text", "spans", "cue", "source", "speaker", "confidence", "sentiment", "about",
        "evidence", "negated", "question", "within",
    ]  # fmt: skip
    assert list(data["entities"][0]) == ["id", "name", "label", "count", "mentions"]
    assert list(data["speakers"][0]) == ["id", "name", "kind", "quotes", "words", "sentiment"]
    assert data["model"] == {"name": "en_whosaid", "version": whosaid.model_info().version}


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_no_text_is_told_as_such(text: str) -> None:
    with pytest.raises(whosaid.UnreadableFile, match=r"white space|empty"):
        whosaid.analyse(text, plain=True)


@pytest.mark.parametrize("text", [".", "“", "Nothing here is said by anybody", "🙂" * 50, "a" * 5000])
def test_odd_texts_give_a_reading(text: str) -> None:
    reading = whosaid.analyse(text, plain=True)
    assert reading.article.text == text


def test_an_unclosed_mark_costs_one_quote_at_most() -> None:
    broken = ARTICLE.replace('every day."', "every day.")
    reading = whosaid.analyse(broken, plain=True)
    assert name_of(reading, quote_with(reading, "would publish its findings")) == "Mira Sandoval"
    assert name_of(reading, quote_with(reading, "a decade of neglect")) == "Green Union"


@pytest.mark.parametrize("marks", ["“”", "‘’", "''", "«»"])
def test_every_style_of_quotation_mark(marks: str) -> None:
    opening, closing = marks
    text = f"{opening}We are closing the school,{closing} said the mayor, Tom Brandt. {opening}It was time.{closing}"
    reading = whosaid.analyse(text, plain=True)
    quote = quote_with(reading, "We are closing the school")
    assert (quote.kind, name_of(reading, quote)) == ("direct", "Tom Brandt")


def test_spacy_loads_the_pipeline_and_gives_a_doc() -> None:
    nlp = spacy.load(pipeline.EMBEDDED)
    doc = nlp(ARTICLE)
    assert any(ent.label_ == "PERSON" for ent in doc.ents)
    assert len(doc.spans["quotes"]) >= len(doc._.quotes) > 0
    assert doc._.speakers[0].name == "Mira Sandoval"
    assert doc._.encoded is None


def test_the_pipeline_survives_a_round_trip_to_disk(tmp_path: Path) -> None:
    pipeline.load().to_disk(tmp_path / "model")
    again = whosaid.analyse(ARTICLE, plain=True, model=str(tmp_path / "model"))
    first = whosaid.analyse(ARTICLE, plain=True)
    assert again.quotes == first.quotes
    assert again.entities == first.entities


def test_pipes_declare_what_they_need() -> None:
    problems = pipeline.load().analyze_pipes()["problems"]
    assert {name: found for name, found in problems.items() if found} == {}


@pytest.mark.parametrize("place", ["no/such/folder", "json"])
def test_a_model_that_is_none_is_named(place: str) -> None:
    with pytest.raises(ModelError, match=place):
        pipeline.load(place)


def test_a_pipeline_of_somebody_else_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="whosaid_encoder"):
        pipeline.load(tmp_path / "blank")


def test_sentiment_of_sentences_and_toward_words() -> None:
    good, bad = whosaid.sentiment(
        ["The rescue was a wonderful success.", "The collapse was a cruel disaster."]
    )
    assert good["score"] > 0 > bad["score"]
    assert list(good) == ["label", "score", "negative", "neutral", "positive"]
    sentence = "Brandt praised Lena Ortiz as a brave doctor."
    start = sentence.index("Lena")
    assert whosaid.sentiment_toward([(sentence, start, start + 10)])[0]["label"] == "positive"


def test_words_outside_the_sentence_are_refused() -> None:
    with pytest.raises(ValueError, match="no part of a text"):
        whosaid.sentiment_toward([("short", 3, 30)])


def test_many_articles_come_in_order() -> None:
    texts = [f"Speaker {name} said it was late." for name in ("Anna Berg", "Karl Lund", "Eva Holm")]
    assert [reading.article.text for reading in whosaid.analyse_many(texts, plain=True)] == texts
