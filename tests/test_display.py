from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.display import Mark, highlight, show
from analysis.documents import Document
from analysis.passages import evidence, in_context, link, text_fragment
from analysis.rows import Commitment, Entity, Quote, frame
from analysis.voices import differing

HOSTILE = 'He said: "<script>alert(1)</script> & ]]> \' <b onclick=x>no</b>".\n\nSecond <i>paragraph</i> here.'
ALLOWED = {
    "u",
    "mark",
    "small",
    "figure",
    "figcaption",
    "b",
    "br",
    "div",
    "p",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
}


class Reader(HTMLParser):
    """Reads HTML back: its text, its elements, and whether they nest."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.attributes, self.open = "", [], set(), []
        self.feed(html)
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


class FakeCorpus(dict):
    pass


@pytest.fixture
def document(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    return Document("evil_1", "../seeds/evil & co_1.txt", HOSTILE)


def quote(document, start, end, **more):
    values = {
        "doc_id": document.doc_id,
        "start": start,
        "end": end,
        "text": document.text[start:end],
        "quote_id": "q",
        "kind": "direct",
        "content": [(start, end)],
        "cue": [(3, 7)],
        "source": [(0, 2)],
        "speakers": ['<img src="x">'],
        "speaker_kind": "person",
        "speaker_basis": "",
        "confidence": 1,
    }
    return Quote(**values | more)


@pytest.mark.parametrize(
    "marks",
    [
        [],
        [(0, 3)],
        [(0, 9), (2, 5)],
        [(0, 5), (3, 9)],
        [(0, 5), (0, 5)],
        [(0, 5), (5, 9)],
        [(2, 8), (0, 4), (3, 10)],
        [(0, 10), (0, 3), (7, 10)],
        [(0, 2), (1, 3), (2, 4), (3, 10)],
        [(4, 4)],
    ],
)
def test_highlight_nests_whatever_overlaps_and_keeps_the_text(marks):
    text = "a<b>&c \"d'"
    html = highlight(text, [Mark(start, end, "key", "#E69F00" if end % 2 else None) for start, end in marks])
    reader = Reader(html)
    assert reader.text == text
    assert set(reader.tags) <= {"mark", "u"}


def test_highlight_of_a_part_cuts_marks_at_its_edges():
    html = highlight("one two three", [Mark(0, 13, "key", "#E69F00", "label")], 4, 7)
    assert Reader(html).text == "two"
    assert html.count("<mark") == 1


def test_label_stands_once_behind_the_last_piece():
    html = highlight("abcdefgh", [Mark(0, 5, "x", "#E69F00", "first"), Mark(3, 8, "y", "#56B4E9", "second")])
    assert Reader(html).text == "abcde [first]fgh [second]"


def test_show_escapes_everything_and_keeps_paragraphs(document):
    rows = frame([quote(document, 9, 20), quote(document, 15, 40, kind="mixed")], Quote)
    html = show(document, rows, "quotes")._repr_html_()
    reader = Reader(html)
    assert set(reader.tags) <= ALLOWED
    assert reader.attributes <= {"style"}
    assert reader.tags.count("p") == 2
    assert "Second <i>paragraph</i> here." in reader.text and '<img src="x"> · direct' in reader.text


def test_show_about_one_name_leaves_the_other_paragraphs_out(document):
    rows = frame([quote(document, 9, 20)], Quote)
    shown = Reader(show(document, rows, about='<img src="x">')._repr_html_()).text
    assert "Second" not in shown and "[…]" in shown and "1 of 2 paragraphs" in shown


def test_show_the_first_paragraphs_that_have_something(document):
    rows = frame([quote(document, 9, 20), quote(document, HOSTILE.index("Second"), len(HOSTILE))], Quote)
    shown = Reader(show(document, rows, top=1)._repr_html_()).text
    assert "Second" not in shown and "1 of 2 paragraphs" in shown
    assert "0 of 2 paragraphs" in repr(show(document, rows.head(0), top=1))


def test_show_names_the_nearest_name_for_an_unknown_one(document):
    with pytest.raises(ValueError, match="Did you mean 'Emmanuel Macron'"):
        show(document, frame([quote(document, 9, 20, speakers=["Emmanuel Macron"])], Quote), about="Macron")


def test_show_other_tables(document):
    entity = Entity(doc_id="evil_1", start=0, end=2, text="He", label="PERSON", entity="X < Y", zone="body", basis="")
    commitment = Commitment(
        doc_id="evil_1",
        start=9,
        end=30,
        text=document.text[9:30],
        commitment_id="c",
        act="commit",
        force="pledged",
        polarity="positive",
        actors=["A & B"],
        condition=(20, 25),
    )
    assert "person · X < Y" in Reader(show(document, frame([entity], Entity), "entities").html).text
    capital = {"label": "GPE", "entity": "He", "kind": "metonym", "stands_for": "Government of X"}
    acting = frame([entity.model_copy(update=capital)], Entity)
    assert "[place, for Government of X]" in Reader(show(document, acting, "entities").html).text
    assert (
        "A & B · commit (pledged)" in Reader(show(document, frame([commitment], Commitment), "commitments").html).text
    )
    with pytest.raises(ValueError, match="Choose one of"):
        show(document, frame([entity], Entity), "names")


def test_evidence_escapes_links_and_counts(document):
    rows = frame([quote(document, 9, 20), quote(document, 30, 40)], Quote)
    shown = evidence(rows, FakeCorpus(evil_1=document), top=1)
    reader = Reader(shown._repr_html_())
    assert set(reader.tags) <= ALLOWED
    assert reader.attributes <= {"style", "href", "target"}
    assert "n = 2, the first 1 shown" in reader.text
    assert 'href="../seeds/evil%20%26%20co_1.txt#:~:text=' in shown.html
    assert str(document.path) not in shown.html


def test_evidence_needs_offsets():
    with pytest.raises(ValueError, match="not a summary"):
        evidence(pd.DataFrame({"entity": ["Kyiv"]}), {})


def test_evidence_names_the_column_that_was_meant(document):
    rows = frame([quote(document, 9, 20)], Quote)
    with pytest.raises(ValueError, match="No column 'speaker' .* Did you mean 'speakers'"):
        evidence(rows, FakeCorpus(evil_1=document), ["speaker"])


@pytest.mark.parametrize(
    ("text", "start", "end", "fragment"),
    [
        ("Kyiv", 0, 4, "#:~:text=Kyiv"),
        ("in Kyiv, now", 3, 7, "#:~:text=in-,Kyiv,-%2C%20now"),
        ("Franco-British & co, all", 0, 14, "#:~:text=Franco%2DBritish,-%26%20co%2C%20all"),
        ("first line\nKyiv\nlast", 11, 15, "#:~:text=Kyiv"),
        ("Ukraine’s allies", 0, 7, "#:~:text=Ukraine,-%E2%80%99s%20allies"),
        ("a b c d e f g h i j k l m n", 0, 27, "#:~:text=a%20b%20c%20d%20e,j%20k%20l%20m%20n"),
    ],
)
def test_text_fragment(text, start, end, fragment):
    assert text_fragment(text, start, end) == fragment


def test_link_to_a_table_has_no_fragment(document):
    assert link(Document("x", "corpus.csv", "Kyiv"), 0, 4) == "corpus.csv"


def test_context_is_cut_at_words_and_at_the_line():
    shown = Reader(in_context("earlier line\nsome words before the name and after it", 35, 39, 10)).text
    assert shown == "… the name and …"


@pytest.mark.parametrize(
    ("first", "second", "different"),
    [
        ("“We will,” he", '"We will" he', []),
        ("we haven’t seen", "we that haven’t seen for", [("", "that"), ("", "for")]),
        ("a b", "c d", [("a b", "c d")]),
    ],
)
def test_differing_words(first, second, different):
    assert [(a, b) for a, b, same in differing(first, second) if not same] == different
