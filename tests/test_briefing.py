from html.parser import HTMLParser

import pytest

from analysis.briefing import export_briefing
from analysis.corpus import Corpus
from analysis.documents import Document
from analysis.rows import Commitment, Entity, Error, Link, Quote, Role, frame

EVIL = '<script>alert("1")</script> & ]]> <!-- \' </article>'
TEXT = f'{EVIL}\n\nKyiv said "we will <b>never</b> cede" land.\n\nKyiv again.'


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.ids, self.hrefs, self.tags, self.open, self.text = [], [], set(), [], ""
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.hrefs += [attrs["href"]] if "href" in attrs else []
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.text += data


@pytest.fixture
def corpus(monkeypatch):
    document = Document(EVIL, f"somewhere/{EVIL}", TEXT, title=EVIL, outlet=EVIL, published=EVIL)
    start = TEXT.index("Kyiv")
    where = {"doc_id": EVIL, "start": start, "end": start + 4, "text": "Kyiv"}
    words = TEXT.index('"we')
    content = {"doc_id": EVIL, "start": words, "end": words + 26, "text": TEXT[words : words + 26]}
    tables = {
        "links": frame([], Link),
        "roles": frame([], Role),
        "entities": frame([Entity(**where, label="GPE", entity=EVIL, zone="body", basis="")], Entity),
        "quotes": frame(
            [
                Quote(
                    **content, quote_id=EVIL, kind="direct", content=[(words, words + 26)], cue=[], source=[], speakers=[EVIL],
                    speaker_kind="person", speaker_basis="", confidence=1, nested_in=nested_in,
                )
                for nested_in in (None, EVIL)
            ],
            Quote,
        ),
        "commitments": frame(
            [
                Commitment(
                    **content, commitment_id=EVIL, act="refuse", force="refuses", polarity="negative", actors=[EVIL],
                    condition=(0, 8), sources=[EVIL], thread=EVIL,
                )
            ],
            Commitment,
        ),
        "errors": frame([Error(path=EVIL, stage="reading", message=EVIL)], Error),
    }  # fmt: skip
    monkeypatch.setattr(Corpus, "table", lambda self, name: tables[name])
    return Corpus([document])


def test_hostile_text_stays_text_and_elements_nest(corpus, tmp_path):
    html = export_briefing(corpus, tmp_path / "briefing.html", title=EVIL).read_text("utf-8")
    page = Page(html)
    assert "script" not in page.tags and "b" not in page.tags
    assert page.text.count(EVIL) > 5
    assert "<script" not in html.lower()


def test_every_link_leads_to_an_anchor_in_the_same_file(corpus, tmp_path):
    page = Page(export_briefing(corpus, tmp_path / "briefing.html").read_text("utf-8"))
    assert page.hrefs and all(href.startswith("#") for href in page.hrefs)
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for href in page.hrefs} <= set(page.ids)


def test_it_says_how_it_came_about_and_what_it_does_not_bear(corpus, tmp_path):
    page = Page(export_briefing(corpus, tmp_path / "briefing.html").read_text("utf-8"))
    assert corpus[EVIL].sha256 in page.text and "core_web_sm" in page.text and "spaCy 3.8" in page.text
    assert "Files that failed" in page.text
    assert "0 of 1 statement without a speaker" in page.text, "a statement inside another is part of it"
    assert "of statements (95%)" in page.text and "100% " in page.text


def test_links_alone_are_not_printed_and_dates_stay_whole(corpus, tmp_path):
    html = export_briefing(corpus, tmp_path / "briefing.html").read_text("utf-8")
    assert '<th class="where">' in html and ".where{display:none}" in html.partition("@media print")[2]
    assert '<span class="date">' in html and ".date,td.number{white-space:nowrap}" in html


def test_a_folder_that_is_not_there_is_said(corpus, tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no folder '.*new'"):
        export_briefing(corpus, tmp_path / "new" / "briefing.html")


def test_same_corpus_same_bytes_and_nothing_loaded_from_elsewhere(corpus, tmp_path):
    first, second = (export_briefing(corpus, tmp_path / name).read_bytes() for name in ("a.html", "b.html"))
    assert first == second
    assert b"http" not in first.replace(b"http-equiv", b"")


def test_an_empty_corpus_gives_a_briefing(monkeypatch, tmp_path):
    types = {
        "links": Link,
        "roles": Role,
        "entities": Entity,
        "quotes": Quote,
        "commitments": Commitment,
        "errors": Error,
    }
    monkeypatch.setattr(Corpus, "table", lambda self, name: frame([], types[name]))
    assert "No name was found" in export_briefing(Corpus([]), tmp_path / "briefing.html").read_text("utf-8")
