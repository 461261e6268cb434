"""What one process does with its cores and its memory: the encoder reads beside the parse, Python's collector waits,
what is free goes back to the system.
"""

import gc
import os
import sys
import threading
import weakref

import pytest

from analysis import articles, extract
from analysis.articles import Settings, parse
from analysis.bulk import machine
from analysis.documents import Document
from analysis.quoting.encoder import load_encoder

DOCUMENTS = [Document(f"d{k}", f"d{k}.txt", f"“We will send {k} ships,” the minister said.\n") for k in range(3)]


@pytest.fixture
def readers(monkeypatch):
    """The threads that read articles from now on."""
    names, read = [], articles._read
    monkeypatch.setattr(
        articles, "_read", lambda article: names.append(threading.current_thread().name) or read(article)
    )
    return names


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_encoder_reads_beside_the_parse_where_there_is_a_core_for_it(threads, readers, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    found = list(parse(DOCUMENTS, Settings()))
    assert len(readers) == len(DOCUMENTS)
    assert ("MainThread" in readers) == (threads == "1")
    for article, document in zip(found, DOCUMENTS, strict=True):
        [alone] = load_encoder().read([document.text])
        assert all((getattr(article.reading, name) == kept).all() for name, kept in vars(alone).items())


def test_threads_take_turns_as_before_once_a_batch_is_read(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    before = sys.getswitchinterval()
    meanwhile = [sys.getswitchinterval() for _ in parse(DOCUMENTS, Settings())]
    assert max(meanwhile) < before == sys.getswitchinterval()


def test_rules_read_nothing(readers):
    list(parse(DOCUMENTS, Settings(quotes="rules")))
    assert readers == []


def test_an_article_that_the_encoder_cannot_read_costs_itself(monkeypatch):
    read = articles._read
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    monkeypatch.setattr(articles, "_read", lambda article: 1 / 0 if article.doc_id == "d1" else read(article))
    tables, [error] = extract.process(DOCUMENTS)
    assert error.path == "d1.txt" and "ZeroDivisionError" in error.message
    assert {row.doc_id for row in tables["quotes"]} == {"d0", "d2"}


@pytest.mark.parametrize("going", [True, False])
def test_the_collector_waits_for_a_batch_and_then_goes_on_as_before(going, monkeypatch):
    seen, start = [], gc.enable if going else gc.disable
    monkeypatch.setattr(extract, "_process", lambda *_: seen.append(gc.isenabled()) or 1 / 0)
    try:
        start()
        with pytest.raises(ZeroDivisionError):
            extract.process(DOCUMENTS)
        assert seen == [False] and gc.isenabled() == going
    finally:
        gc.enable()


def test_an_article_that_has_been_read_leaves_nothing_for_the_collector():
    [article] = parse(DOCUMENTS[:1], Settings(quotes="rules"))
    token = weakref.ref(article.tokens)
    gc.collect()
    gc.disable()
    try:
        article.close()
        del article.tokens
        assert token() is None
    finally:
        gc.enable()


def test_a_batch_ends_with_free_memory_given_back(monkeypatch):
    given = []
    monkeypatch.setattr(extract, "give_back", lambda: given.append(1))
    extract.process(DOCUMENTS, Settings(quotes="rules"))
    assert given == [1]


@pytest.mark.skipif(machine._trim() is None, reason="this C library keeps what it has, or gives it back unasked")
def test_free_memory_goes_back_to_the_system():
    held = lambda: int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    blocks = [bytes(2_000) for _ in range(40_000)]
    del blocks[:-1]
    before = held()
    machine.give_back()
    assert before - held() > 40_000_000
