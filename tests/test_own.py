"""The user's own: entities of another spaCy pipeline, and a file of other names for the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import whosaid
from tests.test_names import marked
from whosaid.articles import Entity, ModelInfo, Reading
from whosaid.errors import ModelError, SettingError
from whosaid.ingest import Upload, ingest
from whosaid.reading import pipeline
from whosaid.reading.aliases import fingerprint, merged, read_aliases
from whosaid.reading.clusters import cluster
from whosaid.reading.entities import carried, mentions_of, own_label, parts
from whosaid.reading.names import Cluster
from whosaid.store import Store

TEXT = """President Mira Sandoval said on Tuesday that the reservoir was safe.

"Nobody has fallen ill," Ms Sandoval told reporters in Arlen. "We test the water every day."

The Quennel Works accused her of hiding "a decade of neglect". The reservoir's keeper, Karl Lund, said he was tired."""

PATTERNS = [
    {"label": "PER", "pattern": "President Mira Sandoval"},
    {"label": "PER", "pattern": "Sandoval"},
    {"label": "LOCATION", "pattern": "Arlen"},
    {"label": "ORG", "pattern": "Quennel Works"},
    {"label": "FAC", "pattern": "reservoir's"},
    {"label": "MISC", "pattern": "Tuesday"},
    {"label": "SHOE_SIZE", "pattern": "decade"},
]


def saved(folder: Path, patterns: list[dict[str, str]], version: str = "1.0") -> Path:
    """A small pipeline that names what the patterns say, on disk."""
    nlp = spacy.blank("en", meta={"name": "rules", "version": version})
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return folder


Use = Callable[..., None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Set the settings, by their name in small letters."""

    def setting(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"WHOSAID_{name.upper()}", str(value))

    return setting


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("own") / "rules", PATTERNS)


@pytest.fixture
def ruled(rules: Path, use: Use) -> Path:
    """The pipeline of the patterns, in use."""
    use(pipeline=rules)
    return rules


def alias_file(folder: Path, text: str) -> Path:
    file = folder / "names.txt"
    file.write_text(text, "utf-8")
    return file


def named(reading: Reading, name: str) -> Entity:
    found = [entity for entity in reading.entities if entity.name == name]
    assert len(found) == 1, [entity.name for entity in reading.entities]
    return found[0]


# Another pipeline


def test_its_entities_take_the_place_of_ours(ruled: Path) -> None:
    reading = whosaid.analyse(TEXT, plain=True)
    found = {(e.name, e.label): [mention.text for mention in e.mentions] for e in reading.entities}
    ours = {("Karl Lund", "PERSON"): ["Karl Lund"]}  # not in its rules: the name stands in a source
    assert found == ours | {
        ("Mira Sandoval", "PERSON"): ["Mira Sandoval", "Sandoval"],
        ("Arlen", "LOC"): ["Arlen"],
        ("Quennel Works", "ORG"): ["Quennel Works"],
        ("reservoir", "FAC"): ["reservoir"],
    }


def test_speakers_are_its_entities_and_all_else_is_read_as_ever(ruled: Path) -> None:
    reading = whosaid.analyse(TEXT, plain=True)
    quote = next(quote for quote in reading.quotes if "fallen ill" in quote.text)
    assert (quote.kind, quote.speaker) == ("direct", named(reading, "Mira Sandoval").id)
    assert quote.sentiment.negative + quote.sentiment.neutral + quote.sentiment.positive == pytest.approx(1)
    assert {speaker.name for speaker in reading.speakers} >= {"Mira Sandoval", "Quennel Works"}


def test_the_doc_carries_its_entities_too(ruled: Path) -> None:
    doc = pipeline.load()(TEXT)
    labels = [(ent.text, ent.label_) for ent in doc.ents]
    assert labels[:2] == [("Mira Sandoval", "PERSON"), ("Sandoval", "PERSON")]
    assert {label for _, label in labels} == {"PERSON", "LOC", "ORG", "FAC"}


def test_without_the_setting_nothing_of_it_is_left(ruled: Path, use: Use) -> None:
    whosaid.analyse(TEXT, plain=True)
    use(pipeline="")
    reading = whosaid.analyse(TEXT, plain=True)
    assert not [entity for entity in reading.entities if entity.name == "reservoir"]
    assert "+" not in reading.model.version


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("GPE", "GPE"), ("FAC", "FAC"), ("NORP", "NORP"), ("WORK_OF_ART", "WORK_OF_ART"), ("PER", "PERSON"),
        ("person", "PERSON"), ("work of art", "WORK_OF_ART"), ("Organization", "ORG"), ("LOC", "LOC"),
        ("GPE_LOC", "GPE"), ("MISC", ""), ("CARDINAL", ""), ("DISEASE", ""), ("", ""),
    ],
)  # fmt: skip
def test_labels(theirs: str, ours: str) -> None:
    assert own_label(theirs) == ours


@pytest.mark.parametrize(
    ("words", "label", "expected"),
    [
        ("Ann Berg's", "PERSON", "Ann Berg"),
        ("former President Ann Berg", "PER", "Ann Berg"),
        ("Dr. Ann Berg", "PERSON", "Ann Berg"),
        ("President", "PERSON", "President"),
        ("Ministry of Truth ,", "ORG", "Ministry of Truth"),
        ("Judge Rotenberg Center", "ORG", "Judge Rotenberg Center"),
        (" ", "PERSON", None),
        ("”", "ORG", None),
    ],
)
def test_mentions_are_trimmed(words: str, label: str, expected: str | None) -> None:
    text = f"So {words} it is"
    doc = Doc(spacy.blank("en").vocab, words=["So ", words, " it is"], spaces=[False] * 3)
    doc.ents = [doc.char_span(3, 3 + len(words), label=label)]
    found = [text[mention.start : mention.end] for mention in carried(doc.ents, text)]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("", 5, []),
        ("short", 5, ["short"]),
        ("one two\nthree four", 12, ["one two\n", "three four"]),
        ("one two three", 9, ["one two ", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("\n\n\n\n", 1, ["\n"] * 4),
    ],
)
def test_long_texts_are_cut_between_lines_or_words(text: str, longest: int, expected: list[str]) -> None:
    assert [text[start:end] for start, end in parts(text, longest)] == expected


def test_a_text_longer_than_the_pipeline_takes_is_read_in_parts(rules: Path) -> None:
    nlp = spacy.load(rules)
    nlp.max_length = 50
    text = "It rained all day in Arlen.\n" * 20
    starts = [mention.start for mention in mentions_of(nlp, text)]
    assert starts == [21 + 28 * line for line in range(20)]


def test_words_cut_otherwise_do_not_matter(tmp_path: Path, use: Use) -> None:
    """A pipeline whose words are single letters names "Arlen" in "non-Arlen"; our words have no such border."""
    other = spacy.blank("zh")  # cuts between all characters
    other.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Arlen"}])  # type: ignore[attr-defined]
    other.to_disk(tmp_path / "letters")
    use(pipeline=tmp_path / "letters")
    text = "The AntiArlen pact was signed in Arlen."
    doc = pipeline.load()(text)
    assert [mention.start for mention in doc._.entities[0].mentions] == [8, 33]
    assert [ent.text for ent in doc.ents] == ["AntiArlen", "Arlen"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("en_core_web_none", r"^WHOSAID_PIPELINE is 'en_core_web_none'.*spacy download en_core_web_none"),
        ("no/such/folder", r"'no/such/folder', which cannot be loaded .*check the path"),
        ("json", "'json'.*install it"),
    ],
)
def test_a_pipeline_that_is_not_there_is_told(name: str, what: str, use: Use) -> None:
    use(pipeline=name)
    for ask in (pipeline.load, pipeline.model_info):
        with pytest.raises(ModelError, match=what) as told:
            ask()
        assert "\n" not in str(told.value)


def test_an_empty_folder_is_no_pipeline(tmp_path: Path, use: Use) -> None:
    use(pipeline=tmp_path)
    with pytest.raises(ModelError, match="check the path"):
        pipeline.load()


@pytest.mark.parametrize(
    ("pipe", "told"), [("sentencizer", "sentencizer"), ("span_ruler", "span_ruler"), ("", "none")]
)
def test_a_pipeline_that_names_nothing_is_refused(pipe: str, told: str, tmp_path: Path, use: Use) -> None:
    nlp = spacy.blank("en")
    if pipe:
        nlp.add_pipe(pipe)
    nlp.to_disk(tmp_path / "mute")
    use(pipeline=tmp_path / "mute")
    with pytest.raises(ModelError, match=rf"has no entity recogniser \(its pipes: {told}\)"):
        pipeline.load()


def test_a_span_ruler_may_name(tmp_path: Path, use: Use) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("span_ruler", config={"annotate_ents": True}).add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "spans")
    use(pipeline=tmp_path / "spans")
    assert named(whosaid.analyse(TEXT, plain=True), "Quennel Works").label == "ORG"


def test_a_pipeline_with_foreign_labels_only_is_refused(tmp_path: Path, use: Use) -> None:
    use(pipeline=saved(tmp_path / "medical", [{"label": "DISEASE", "pattern": "flu"}]))
    with pytest.raises(ModelError, match="DISEASE"):
        pipeline.load()


# Aliases: the file

GOOD = """\ufeff# our own

Zelenskyy , Zelenskiy=Volodymyr  Zelensky   # three spellings
the Post = Washington Post
Jr = Martin Luther King, Jr.
VZ = Zelenskyy
"""


def test_a_file_is_read(tmp_path: Path) -> None:
    assert dict(read_aliases(alias_file(tmp_path, GOOD))) == {
        "zelenskyy": "Volodymyr Zelensky",
        "zelenskiy": "Volodymyr Zelensky",
        "vz": "Volodymyr Zelensky",
        "post": "Washington Post",
        "jr": "Martin Luther King, Jr.",
    }


def test_no_file_and_an_empty_one_give_no_aliases(tmp_path: Path) -> None:
    assert read_aliases(None) == read_aliases(alias_file(tmp_path, "# nothing yet\n")) == ()


@pytest.mark.parametrize(
    ("text", "number", "content", "why"),
    [
        ("A = B\nZelenskyy\n", 2, "Zelenskyy", 'no "="'),
        ("\n\nA = B = C", 3, "A = B = C", 'more than one "="'),
        ("= Volodymyr Zelensky", 1, "= Volodymyr Zelensky", "empty"),
        ("A,, B = C", 1, "A,, B = C", "empty"),
        ("A = # nobody", 1, "A = # nobody", "no name"),
        ("A = B\nC = D\na = E", 3, "a = E", "line 1 has it as another name for 'B'"),
        ("A = B\nB = C\nC = A", 3, "C = A", "leads back"),
    ],
)
def test_a_bad_line_is_told(text: str, number: int, content: str, why: str, tmp_path: Path) -> None:
    file = alias_file(tmp_path, text)
    with pytest.raises(SettingError) as told:
        read_aliases(file)
    message = str(told.value)
    assert message.startswith(f"WHOSAID_ALIASES: line {number} of {file} is {content!r}: ")
    assert why in message
    assert message.endswith("Zelenskyy, Zelenskiy = Volodymyr Zelensky")


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("A = B\nMuñoz = José Muñoz\n".encode("latin-1"))
    with pytest.raises(SettingError, match=r"line 2 of .*latin\.txt.*not UTF-8"):
        read_aliases(file)


@pytest.mark.parametrize("place", ["missing.txt", ""])
def test_a_file_that_cannot_be_read_is_told(place: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"WHOSAID_ALIASES is .*cannot be read"):
        read_aliases(tmp_path / place)


# Aliases: merging

ZELENSKY = {"zelenskyy": "Volodymyr Zelensky", "vz": "Volodymyr Zelensky"}


def names_of(text: str, aliases: dict[str, str]) -> list[tuple[str, str, str, int]]:
    plain, mentions = marked(text)
    return [
        (c.id, c.name, c.label, len(c.mentions)) for c in merged(plain, cluster(plain, mentions), aliases)
    ]


@pytest.mark.parametrize(
    ("text", "aliases", "expected"),
    [
        (
            "[PERSON Zelenskyy] met [PERSON Ann Berg]. [PERSON Volodymyr Zelensky] left.",
            ZELENSKY,
            [
                ("volodymyr-zelensky", "Volodymyr Zelensky", "PERSON", 2),
                ("ann-berg", "Ann Berg", "PERSON", 1),
            ],
        ),
        (
            "[PERSON Volodymyr Zelenskyy] spoke; President [PERSON Zelenskyy] left.",
            ZELENSKY,
            [("volodymyr-zelensky", "Volodymyr Zelensky", "PERSON", 2)],
        ),
        (
            "[ORG VZ] and [PERSON Zelenskyy's] and [PERSON Volodymyr Zelensky]",
            ZELENSKY,
            [("volodymyr-zelensky", "Volodymyr Zelensky", "PERSON", 3)],
        ),
        (  # the surname of the given name is not listed
            "[PERSON Zelenskyy] met [PERSON Zelensky].",
            ZELENSKY,
            [
                ("volodymyr-zelensky", "Volodymyr Zelensky", "PERSON", 1),
                ("zelensky", "Zelensky", "PERSON", 1),
            ],
        ),
        (
            "[PERSON Ann Berg] met [PERSON Volodymyr Zelensky].",
            ZELENSKY,
            [
                ("ann-berg", "Ann Berg", "PERSON", 1),
                ("volodymyr-zelensky", "Volodymyr Zelensky", "PERSON", 1),
            ],
        ),
        (  # named in full otherwise, but "US" is a form of it
            "[PERSON Uncle Sam] is the [GPE US], the [GPE United States].",
            {"uncle sam": "US"},
            [("us", "US", "GPE", 3)],
        ),
        (
            "[ORG New York Post] said; the [ORG Post] said. The [ORG NYP] said.",
            {"post": "Washington Post", "nyp": "New York Post"},
            [("new-york-post", "New York Post", "ORG", 3)],
        ),
        (  # a town and a person of the given name: the one with the alias's label
            "[GPE Arlen] said. [PERSON Arly] met [PERSON Arlen]. In [GPE Arlen].",
            {"arly": "Arlen"},
            [("arlen", "Arlen", "GPE", 2), ("arlen-2", "Arlen", "PERSON", 2)],
        ),
    ],
)
def test_clusters_are_merged(
    text: str, aliases: dict[str, str], expected: list[tuple[str, str, str, int]]
) -> None:
    assert names_of(text, aliases) == expected


def test_without_an_alias_the_clusters_are_as_they_were() -> None:
    plain, mentions = marked("[PERSON Ann Berg] met [PERSON Bo Lund].")
    clusters: list[Cluster] = cluster(plain, mentions)
    assert merged(plain, clusters, {}) == merged(plain, clusters, ZELENSKY) == clusters


SPELLINGS = """Volodymyr Zelensky said on Monday that the grid would hold.

Selenskyj told reporters in Kyiv: "We will repair every line." Ann Berg, an engineer, said it would take a year."""


def test_speakers_follow_the_aliases(tmp_path: Path, use: Use) -> None:
    before = whosaid.analyse(SPELLINGS, plain=True)
    assert {entity.name for entity in before.entities} >= {"Volodymyr Zelensky", "Selenskyj"}
    use(aliases=alias_file(tmp_path, "Selenskyj = Volodymyr Zelensky"))
    reading = whosaid.analyse(SPELLINGS, plain=True)
    entity = named(reading, "Volodymyr Zelensky")
    assert [mention.text for mention in entity.mentions] == ["Volodymyr Zelensky", "Selenskyj"]
    speaker = next(speaker for speaker in reading.speakers if speaker.id == entity.id)
    assert (speaker.name, speaker.quotes) == ("Volodymyr Zelensky", 2)
    assert "Selenskyj" not in {other.name for other in reading.entities}


def test_aliases_join_the_entities_of_another_pipeline(ruled: Path, use: Use, tmp_path: Path) -> None:
    use(aliases=alias_file(tmp_path, "Quennel Works = Quennel Water Company"))
    reading = whosaid.analyse(TEXT, plain=True)
    assert named(reading, "Quennel Water Company").mentions[0].text == "Quennel Works"
    assert "quennel-water-company" in {speaker.id for speaker in reading.speakers}


# Versions


def test_each_choice_has_a_version_of_its_own(tmp_path: Path, use: Use) -> None:
    def version() -> str:
        pipeline._info.cache_clear()  # as in another process
        info = pipeline.model_info()
        assert info.name == "en_whosaid"
        return info.version

    versions = [version()]
    use(aliases=alias_file(tmp_path, "A = B"))
    versions.append(version())
    alias_file(tmp_path, "A = C")
    versions.append(version())
    use(pipeline=saved(tmp_path / "one", PATTERNS))
    versions.append(version())
    saved(tmp_path / "one", PATTERNS[:1])  # its rules were changed, its number was not
    versions.append(version())
    use(aliases="")
    versions.append(version())
    assert len(set(versions)) == len(versions)
    assert all(later.startswith(f"{versions[0]}+") for later in versions[1:])


def test_comments_and_order_make_no_other_version(tmp_path: Path) -> None:
    first = fingerprint(read_aliases(alias_file(tmp_path, "A = B\nC = D")))
    assert fingerprint(read_aliases(alias_file(tmp_path, "# now sorted\nC = D\n\nA=B"))) == first
    assert fingerprint(read_aliases(alias_file(tmp_path, "A = D\nC = B"))) != first


def test_a_reading_says_with_what_it_was_read(ruled: Path) -> None:
    info = whosaid.analyse(TEXT, plain=True).model
    assert info == whosaid.model_info()
    assert info.version.partition("+")[2].startswith("rules-")


def test_changed_aliases_are_honoured_without_a_restart_and_read_again(tmp_path: Path, use: Use) -> None:
    upload = Upload("grid.txt", SPELLINGS.encode())

    def read(store: Store) -> tuple[str, ModelInfo, set[str]]:
        (receipt,) = ingest(store, collection, [upload])
        assert receipt.article
        reading = store.reading(collection, receipt.article)
        return receipt.status, reading.model, {entity.name for entity in reading.entities}

    with Store(f"sqlite:///{tmp_path / 'kept.sqlite3'}") as store:
        collection = store.create_collection("Grid")
        use(aliases=alias_file(tmp_path, "Selenskyj = Volodymyr Zelensky"))
        status, first, names = read(store)
        assert (status, "Selenskyj" in names) == ("read", False)
        assert read(store)[0] == "known"
        alias_file(tmp_path, "Selenskyj = President Selenskyj")
        status, second, names = read(store)
        assert (status, "President Selenskyj" in names) == ("read", True)
        assert first != second


def test_a_bad_alias_costs_a_receipt_that_tells_it(tmp_path: Path, use: Use) -> None:
    use(aliases=alias_file(tmp_path, "Zelenskyy"))
    with Store(f"sqlite:///{tmp_path / 'kept.sqlite3'}") as store:
        (receipt,) = ingest(store, store.create_collection("Grid"), [Upload("a.txt", TEXT.encode())])
    assert receipt.status == "failed"
    assert receipt.message.startswith("WHOSAID_ALIASES: line 1 of")
