import pandas as pd
import pytest

from analysis.charts import chart
from analysis.corpus import Corpus
from analysis.documents import Document
from analysis.ledger import answered, conditions, ledger, threads, timeline
from analysis.passages import wordings
from analysis.rows import DocumentRow, Entity, Quote, Role, frame
from analysis.summaries import frequency
from analysis.voices import clustered, interval, named_and_quoted, same_words, share_of_voice, speaks_for, statements

FIRST = 'Ann Lee said "we will not yield" and that talks go on. Her office said no date was set. Bo Roe said Ann Lee had left.'
SECOND = 'Ann Lee said: "We will not yield now." A spokesman, Cy Day, said nothing changed.'


def quote(doc_id, words, kind, speakers, number, text, **more):
    start = text.index(words)
    return Quote(
        doc_id=doc_id, start=start, end=start + len(words), text=words, quote_id=f"{doc_id}-q{number}", kind=kind,
        content=[(start, start + len(words))], cue=[], source=[], speakers=speakers, speaker_kind="person",
        speaker_basis="", confidence=1, **more,
    )  # fmt: skip


@pytest.fixture
def corpus(monkeypatch):
    documents = [Document("a_1", "a_1.txt", FIRST), Document("b_2", "b_2.txt", SECOND)]
    quotes = [
        quote("a_1", '"we will not yield" and that talks go on', "mixed", ["Ann Lee"], 1, FIRST, same_as="u1"),
        quote("a_1", "no date was set", "indirect", ["Ann Lee"], 2, FIRST, speaker_text="Her office"),
        quote("a_1", "Ann Lee had left", "indirect", ["Bo Roe"], 3, FIRST),
        quote("a_1", "had left", "indirect", ["Ann Lee"], 4, FIRST, nested_in="a_1-q3"),
        quote("b_2", '"We will not yield now."', "direct", ["Ann Lee"], 5, SECOND, same_as="u1"),
        quote("b_2", "nothing changed", "indirect", ["Cy Day"], 6, SECOND),
    ]
    entity = {
        "doc_id": "a_1",
        "start": 0,
        "end": 7,
        "text": "Ann Lee",
        "label": "PERSON",
        "entity": "Ann Lee",
        "basis": "",
    }
    entities = [
        Entity(**entity, zone="body"),
        Entity(**entity, zone="boilerplate"),
        Entity(**entity | {"entity": "Di Fox"}, zone="body"),
    ]
    role = Role(
        doc_id="b_2", start=0, end=1, text="A", entity="Cy Day", role="A spokesman", office="spokesman", of="Peru"
    )
    dates = [
        DocumentRow(doc_id=d.doc_id, path=d.path, sha256="", event_date=day, words=9)
        for d, day in zip(documents, ["2025-01-01", "2025-02-02"], strict=True)
    ]
    tables = {
        "quotes": frame(quotes, Quote), "entities": frame(entities, Entity), "roles": frame([role], Role),
        "documents": frame(dates, DocumentRow),
    }  # fmt: skip
    monkeypatch.setattr(Corpus, "table", lambda self, name: tables[name])
    return Corpus(documents)


def test_words_in_marks_are_direct_the_others_paraphrase_and_nested_ones_count_once(corpus):
    counted = statements(corpus).set_index("quote_id")
    assert counted.direct_words.tolist() == [4, 0, 0, 5, 0]
    assert counted.paraphrased_words.tolist() == [5, 4, 4, 0, 2]


def test_share_of_voice(corpus):
    voice = share_of_voice(corpus).set_index("speaker")
    assert voice.words.to_dict() == {"Ann Lee": 18, "Bo Roe": 4, "Cy Day": 2}
    assert voice.share["Ann Lee"] == pytest.approx(18 / 24)
    assert (voice.n == 5).all() and (voice.all_words == 24).all() and voice.statements["Ann Lee"] == 3
    assert voice.low["Ann Lee"] < 3 / 5 < voice.high["Ann Lee"]


def test_share_of_voice_by_event_has_no_interval_from_one_article(corpus):
    voice = share_of_voice(corpus, by="event_date")
    assert voice.event_date.unique().tolist() == ["2025-01-01", "2025-02-02"]
    assert voice.groupby("event_date").share.sum().tolist() == pytest.approx([1, 1])
    assert voice.low.isna().all()


def test_statements_of_little_confidence_can_be_left_out(corpus):
    corpus.table("quotes").loc[:, "confidence"] = [0.9, 0.9, 0.9, 0.9, 0.9, 0.5]
    assert share_of_voice(corpus, confidence=0.6).speaker.tolist() == ["Ann Lee", "Bo Roe"]


def test_articles_without_the_group_are_left_out_and_an_unknown_group_is_named(corpus):
    corpus.table("documents").loc[:, "event_date"] = None
    assert share_of_voice(corpus, by="event_date").empty
    assert share_of_voice(corpus, by="doc_id").doc_id.unique().tolist() == ["a_1", "b_2"]
    with pytest.raises(ValueError, match="by='event': no such column of documents. Did you mean 'event_date'"):
        share_of_voice(corpus, by="event")


@pytest.mark.parametrize("summary", [share_of_voice, frequency, ledger, threads, timeline, conditions, answered])
def test_a_table_is_no_corpus(corpus, summary):
    with pytest.raises(TypeError, match="give it what load_corpus returned"):
        summary(corpus.quotes())


def test_named_and_quoted_leaves_boilerplate_out(corpus):
    table = named_and_quoted(corpus).set_index("person")
    assert table.named.to_dict() == {"Ann Lee": 1, "Di Fox": 1}
    assert table.quoted_words.to_dict() == {"Ann Lee": 18, "Di Fox": 0}
    assert chart(table).alt.startswith("Di Fox is talked about more than heard: 50% of the mentions, 0% of the words")


def test_one_utterance_in_two_articles_side_by_side(corpus):
    assert same_words(corpus).quote_id.tolist() == ["a_1-q1", "b_2-q5"]
    html = wordings(corpus).html
    assert (
        "n = 1 utterance reported" in html and ">and that talks go on</mark>" in html and ">now.&quot;</mark>" in html
    )


def test_who_speaks_for_whom(corpus):
    found = speaks_for(corpus)
    assert list(zip(found.voice, found.speaks_for, found.how, strict=True)) == [
        ("Her office", "Ann Lee", "in their name"),
        ("Bo Roe", "Ann Lee", "inside a statement"),
        ("Cy Day", "Peru", "spokesman"),
    ]


def test_intervals_widen_where_articles_differ():
    size = pd.Series({"a": 50, "b": 50})
    alike, apart = clustered(pd.Series({"a": 25, "b": 25}), size), clustered(pd.Series({"a": 50}), size)
    assert alike == interval(50, 100)
    assert apart[0] < alike[0] < 0.5 < alike[1] < apart[1]
    assert clustered(pd.Series({"a": 5}), pd.Series({"a": 10})) == (None, None)
    assert interval(0, 0) == (0.0, 1.0)
