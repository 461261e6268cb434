"""The faster pipeline gives the very tokens that spaCy's own gives."""

import pytest
import spacy
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from analysis.model import DEFAULT_MODEL, ModelError, kernel, load_model

from conftest import SEEDS

LOOK = ["text", "tag_", "pos_", "dep_", "lemma_", "ent_type_", "ent_iob_", "is_sent_start"]


def tokens(nlp, text):
    return [(*(getattr(token, name) for name in LOOK), str(token.morph), token.head.i) for token in nlp(text)]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_same_tokens_as_stock(path, nlp):
    before = get_current_ops()
    set_current_ops(NumpyOps())
    stock = spacy.load(DEFAULT_MODEL)
    set_current_ops(before)
    text = path.read_bytes().decode()
    with nlp.select_pipes(disable=["paragraphs"]):
        assert tokens(nlp, text) == tokens(stock, text)


def test_no_sentence_crosses_a_paragraph(nlp):
    doc = nlp("Talks resume on Monday\n\nThe president of Chad and\n\nthe general will meet.")
    assert all("\n" not in sentence.text.strip() for sentence in doc.sents)


@pytest.mark.parametrize("name", ["blis", "numpy"])
def test_the_users_kernel_wins(name, monkeypatch):
    kernel.cache_clear()
    monkeypatch.setenv("ANALYSIS_KERNEL", name)
    assert kernel() == name
    kernel.cache_clear()


def test_a_missing_pipeline_names_the_remedy():
    with pytest.raises(ModelError, match="pip install"):
        load_model("en_no_such_pipeline")


def test_rules_and_lemmas_are_remembered(nlp):
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    assert ruler.match != type(ruler).match.__get__(ruler)
    assert lemmatizer.lemmatize != type(lemmatizer).rule_lemmatize.__get__(lemmatizer)


@pytest.mark.parametrize(
    "text", ["Y'all ain't gonna let's go, you've gotta c'mon.", "There's been a lot there is. There 're two."]
)
def test_contractions_are_those_of_stock(text, nlp):
    with nlp.select_pipes(disable=["paragraphs"]):
        assert tokens(nlp, text) == tokens(spacy.load(DEFAULT_MODEL), text)


def test_a_ruler_that_forgets_sets_the_same(nlp, monkeypatch):
    text = "The ministers' talks weren't held; they've been put off till Monday."
    before = tokens(nlp, text)
    monkeypatch.setattr("analysis.model.KINDS", 0)
    assert tokens(nlp, text) == before == tokens(nlp, text)
