"""Summaries of names, on a corpus small enough to count by hand."""

import pandas as pd
import pytest

from analysis import summaries
from analysis.documents import Document

TEXTS = {
    "a": "Kyiv and Paris\n\nAda Obi met Ben Roy. Obi left.",
    "b": "Doha\n\nAda Obi rested. She slept.",
    "c": "Ben Roy spoke of Ada Obi.\n\nKyiv was cold.",
}
FACTS = {"a": ("X", "2025-01-03", "2025-01-01"), "b": ("Y", "2025-02-04", "2025-02-01"), "c": ("X", None, None)}


class Corpus(dict):
    """Articles with tables made by hand."""

    def __init__(self):
        super().__init__({doc_id: Document(doc_id, doc_id, text) for doc_id, text in TEXTS.items()})
        spans = [
            ("a", "Kyiv", "Kyiv", "GPE", "metonym", "Ukraine"), ("a", "Paris", "Paris", "GPE", "name", None),
            ("a", "Ada Obi", "Ada Obi", "PERSON", "name", None), ("a", "Ben Roy", "Ben Roy", "PERSON", "name", None),
            ("a", "Obi left", "Ada Obi", "PERSON", "name", None), ("b", "Doha", "Doha", "GPE", "name", None),
            ("b", "Ada Obi", "Ada Obi", "PERSON", "name", None), ("c", "Ben Roy", "Ben Roy", "PERSON", "name", None),
            ("c", "Ada Obi", "Ada Obi", "PERSON", "name", None), ("c", "Kyiv", "Kyiv", "GPE", "name", None),
        ]  # fmt: skip
        rows = []
        for doc_id, words, entity, label, kind, stands_for in spans:
            start, text = TEXTS[doc_id].index(words), words.removesuffix(" left")
            rows.append((doc_id, start, start + len(text), text, label, entity, kind, stands_for, "body", "as written"))
        columns = ["doc_id", "start", "end", "text", "label", "entity", "kind", "stands_for", "zone", "basis"]
        self._entities = pd.DataFrame(rows, columns=columns)

    def entities(self):
        return self._entities.copy()

    def documents(self):
        rows = [(doc_id, *facts) for doc_id, facts in FACTS.items()]
        return pd.DataFrame(rows, columns=["doc_id", "outlet", "published", "event_date"])

    def roles(self):
        rows = [
            ("a", "Ada Obi", "Finance Minister", "finance minister", "Ruritania"), ("b", "Ada Obi", "Minister", "finance minister", "Ruritania"),
            ("b", "Ada Obi", "Minister", "finance minister", "Ruritania"), ("a", "Ben Roy", "mayor", "mayor", None),
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["doc_id", "entity", "role", "office", "of"])

    def quotes(self):
        return pd.DataFrame(
            {"doc_id": ["c"], "start": [0], "end": [len("Ben Roy spoke of Ada Obi.")], "nested_in": [None]}
        )


@pytest.fixture(scope="module")
def corpus():
    return Corpus()


def test_frequency(corpus):
    table = summaries.frequency(corpus)
    first = table.iloc[0]
    assert (first["name"], first["count"], first["documents"], first["rank"], first["n"], first["articles"]) == (
        "Ada Obi",
        4,
        3,
        1,
        10,
        3,
    )
    assert first.share == pytest.approx(0.4)
    assert first.low < first.share < first.high
    assert first.per_1000 == pytest.approx(1000 * 4 / sum(len(text.split()) for text in TEXTS.values()))
    assert table["rank"].tolist() == [1, 2, 2, 4, 4]
    assert table.share.sum() == pytest.approx(1)


def test_frequency_by_group_shares_add_up_and_one_article_has_no_interval(corpus):
    table = summaries.frequency(corpus, by="doc_id")
    assert table.groupby("doc_id").share.sum().tolist() == pytest.approx([1, 1, 1])
    assert table.low.isna().all() and table.high.isna().all()
    assert summaries.frequency(corpus, by="outlet").set_index(["outlet", "name"]).loc[("X", "Ada Obi"), "count"] == 3


@pytest.mark.parametrize(
    "by, groups",
    [
        ("event", ["2025-01-01", "2025-02-01", "undated"]), ("period", ["2025-01", "2025-02", "undated"]),
        ("zone", ["body"]), ("outlet", ["X", "Y"]),
    ],
)  # fmt: skip
def test_groups(corpus, by, groups):
    assert sorted(set(summaries.frequency(corpus, by=by)[by])) == groups


def test_kinds_can_be_left_out_and_counted_under_the_country(corpus):
    names = set(summaries.frequency(corpus, under="country").name)
    assert "Ukraine" in names
    assert summaries.frequency(corpus, kinds=["metonym"]).name.tolist() == ["Kyiv"]
    assert "Obi" in set(summaries.frequency(corpus, under="text").name)


def test_intervals_widen_where_one_article_has_all_mentions(corpus):
    even, lumped = Corpus(), Corpus()
    lumped._entities.loc[lumped._entities.entity == "Ben Roy", "doc_id"] = "a"
    width = lambda c: summaries.frequency(c).set_index("name").loc["Ben Roy", ["low", "high"]].diff().iloc[1]
    assert width(lumped) >= width(even)


def test_merging_shows_before_and_after(corpus):
    first = summaries.merging(corpus).iloc[0]
    assert (first["name"], first["count"], first["spelling"], first["spelling_count"], first["spellings"]) == (
        "Ada Obi",
        4,
        "Ada Obi",
        3,
        2,
    )


def test_cooccurrence(corpus):
    table = summaries.cooccurrence(corpus, labels=["PERSON"])
    assert table.to_dict("records") == [
        {
            "name": "Ada Obi", "other": "Ben Roy", "together": 2, "documents": 2, "name_count": 4, "other_count": 2, "n": 4,
            "expected": 2.0, "association": 1.0,
        }
    ]  # fmt: skip
    assert summaries.cooccurrence(corpus, "paragraph", ["PERSON"]).together.tolist() == [2]
    assert summaries.cooccurrence(corpus, "quote", ["PERSON"]).together.tolist() == [1]


def test_entity_by_article(corpus):
    table = summaries.entity_by_article(corpus, top=2)
    assert table.loc["Ada Obi"].tolist() == [2, 1, 1]
    assert list(table.columns) == ["a", "b", "c"]


def test_first_and_last(corpus):
    table = summaries.first_and_last(corpus).set_index("name")
    assert table.loc["Ada Obi", ["first_date", "first_doc", "last_date", "last_doc"]].tolist() == [
        "2025-01-03",
        "a",
        "undated",
        "c",
    ]
    assert TEXTS["a"][table.first_start["Ada Obi"] :].startswith(table.first_text["Ada Obi"])


def test_in_one_event(corpus):
    assert summaries.in_one_event(corpus, labels=["GPE"]).name.tolist() == ["Paris", "Doha"]


def test_who_is_who(corpus):
    table = summaries.who_is_who(corpus)
    assert table.drop(columns="of").to_numpy().tolist() == [
        ["Ada Obi", "Minister", "finance minister", "2025-01-03", "2025-02-04", 2, 3],
        ["Ben Roy", "mayor", "mayor", "2025-01-03", "2025-01-03", 1, 1],
    ]


@pytest.mark.parametrize(
    "call", [lambda c: summaries.frequency(c, by="place"), lambda c: summaries.cooccurrence(c, "page")]
)
def test_what_may_be_said_is_named(corpus, call):
    with pytest.raises(ValueError, match="say '"):
        call(corpus)


def test_nothing_named(corpus):
    empty = Corpus()
    empty._entities = empty._entities[:0]
    for summary in (
        summaries.frequency,
        summaries.merging,
        summaries.cooccurrence,
        summaries.first_and_last,
        summaries.in_one_event,
    ):
        assert len(summary(empty)) == 0
