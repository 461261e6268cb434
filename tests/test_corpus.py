"""A corpus shows itself, gives its articles by name and its tables as data frames."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import extractor, load_corpus
from analysis.corpus import Corpus
from analysis.documents import Document
from analysis.extract import EXTRACTORS, Settings
from analysis.rows import Commitment, DocumentRow, Entity, Error, Link, Quote, Role, Row, columns

SEEDS = Path(__file__).parents[1] / "seeds"
RULES = Settings(quotes="rules")
TABLES = {
    "documents": DocumentRow,
    "entities": Entity,
    "roles": Role,
    "quotes": Quote,
    "commitments": Commitment,
    "links": Link,
    "errors": Error,
}


@pytest.fixture(scope="module")
def corpus():
    return load_corpus(SEEDS, RULES)


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_the_columns_of_their_rows(corpus, name):
    table = getattr(corpus, name)()
    assert isinstance(table, pd.DataFrame)
    assert list(table) == columns(TABLES[name])


def test_tables_of_no_articles_have_columns_too():
    empty = Corpus([], settings=RULES)
    assert [list(getattr(empty, name)()) for name in TABLES] == [columns(row_type) for row_type in TABLES.values()]


def test_documents(corpus):
    documents = corpus.documents().set_index("doc_id")
    assert documents.published.tolist() == ["2025-09-05", "2025-09-02", "2025-03-27", "2025-09-04", "2025-03-27"]
    assert documents.event_date.tolist() == ["2025-09-04", "2025-09-04", "2025-03-27", "2025-09-04", "2025-03-27"]
    assert documents.published_basis.str.startswith("inferred").tolist() == [False, False, True, True, True]
    assert documents.words[["000_563a6a8ac85ba4a2", "002_02db67045c6df099", "004_7b99cd4a3399dad9"]].tolist() == [
        588,
        547,
        712,
    ]
    assert documents.sentences[["000_563a6a8ac85ba4a2", "002_02db67045c6df099", "004_7b99cd4a3399dad9"]].tolist() == [
        21,
        23,
        28,
    ]


def test_every_row_is_traced_to_its_words(corpus):
    for name in ("entities", "roles", "quotes", "commitments"):
        for row in getattr(corpus, name)().itertuples():
            assert corpus[row.doc_id].text[row.start : row.end] == row.text


def test_an_article_by_name(corpus):
    article = corpus["000_563a6a8ac85ba4a2"]
    assert article.text == (SEEDS / "000_563a6a8ac85ba4a2.txt").read_bytes().decode()
    assert list(corpus) == sorted(corpus) and len(corpus) == 5 and article.doc_id in corpus
    with pytest.raises(KeyError, match=r"Did you mean '000_563a6a8ac85ba4a2"):
        corpus["000_563a6a8ac85ba4a"]
    with pytest.raises(KeyError, match=r"There are: 000_563a6a8ac85ba4a2, 001_ef675145c4612945, "):
        corpus["zzz"]


def test_an_article_by_place(corpus):
    assert (corpus[0].doc_id, corpus[-1].doc_id) == ("000_563a6a8ac85ba4a2", "004_7b99cd4a3399dad9")
    with pytest.raises(IndexError, match="there are 5 articles"):
        corpus[5]


def test_an_article_shows_what_was_found_in_it(corpus):
    shown = corpus["000_563a6a8ac85ba4a2"].show("entities")
    assert "<mark" in shown._repr_html_()


def test_a_corpus_shows_itself_as_a_table():
    corpus = Corpus(
        [Document("a", "a.txt", "Two words", title="<script>alert(1)</script>")],
        [Error(path="b", stage="reading", message="")],
    )
    assert repr(corpus) == "<Corpus of 1 article, 2 words; 1 file not read: see corpus.errors()>"
    html = corpus._repr_html_()
    assert "&lt;script&gt;" in html and "<script" not in html and "<style" not in html
    assert "1 file not read" in html


def test_dates_are_not_broken_over_lines():
    html = Corpus([Document("a", "a.txt", "Two words", title="Talks", published="2025-09-05")])._repr_html_()
    assert 'white-space:nowrap">2025-09-05<' in html and 'nowrap">Talks<' not in html


def test_what_tab_shows_is_a_table_of_contents(corpus):
    assert {name for name in dir(corpus) if not name.startswith("_")} == {*TABLES, "settings", "table", "threads"}


def test_no_such_table(corpus):
    with pytest.raises(ValueError, match=r"No table 'quote'\. There are: commitments, documents"):
        corpus.table("quote")


def test_an_extractor_of_ones_own():
    corpus = Corpus([Document("a", "a.txt", "They sent 26 tanks and two ships.")], settings=RULES)
    assert corpus.entities().doc_id.isin(["a"]).all()  # the tables are made before the extractor is there

    @extractor("numbers", Row)
    def numbers(article):
        for token in article.doc:
            if token.like_num:
                yield Row(doc_id=article.doc_id, start=token.idx, end=token.idx + len(token), text=token.text)

    try:
        assert corpus.table("numbers").text.tolist() == ["26", "two"]
    finally:
        del EXTRACTORS["numbers"]
