"""The same tables with one worker, two, on a cluster, cold and warm; the cache does its work and no more."""

import subprocess
import sys
import warnings
from dataclasses import replace
from functools import wraps
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import extract
from analysis.articles import Settings
from analysis.bulk import cache as caching
from analysis.bulk.cache import Cache, open_cache
from analysis.bulk.engine import Plan, batches, run
from analysis.corpus import load_corpus
from analysis.documents import Document
from analysis.model import load_model
from analysis.naming import entities
from analysis.reading.damage import legible
from analysis.rows import Quote

from conftest import SEEDS

RULES = Settings(quotes="rules")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path / "cache"))
    yield tmp_path / "cache"
    open_cache.cache_clear()


@pytest.fixture(scope="module")
def documents():
    return load_corpus(SEEDS)._documents


def same(left: dict, right: dict) -> None:
    assert left.keys() == right.keys()
    for name in left:
        pd.testing.assert_frame_equal(left[name], right[name])


def counted(monkeypatch) -> list[int]:
    """Texts that are parsed from now on, call by call."""
    calls, pipe = [], load_model().pipe
    monkeypatch.setattr(load_model(), "pipe", lambda texts, **more: calls.append(len(texts)) or pipe(texts, **more))
    return calls


def entities_made(monkeypatch) -> list[str]:
    """Articles whose names are looked for from now on."""
    made, found = [], entities.mentions

    def noted(article):
        made.append(article.doc_id)
        return found(article)

    monkeypatch.setattr(entities, "mentions", noted)
    return made


def test_cold_warm_and_without_cache(documents, monkeypatch, folder):
    parsed = counted(monkeypatch)
    cold = run(documents, RULES)
    assert sum(parsed) == len(documents)
    same(run(documents, RULES), cold)
    monkeypatch.setattr("analysis.bulk.engine.tables_key", lambda *_: "table/none")
    same(run(documents, RULES), cold)
    assert sum(parsed) == len(documents)
    monkeypatch.setenv("ANALYSIS_CACHE", "off")
    same(run(documents, RULES), cold)


def test_order_of_files_and_batches_do_not_matter(documents):
    whole = run(documents, RULES)
    one_by_one = [extract.process([document], RULES) for document in reversed(documents)]
    for name in extract.EXTRACTORS:
        rows = {row.model_dump_json() for tables, _ in one_by_one for row in tables[name]}
        assert rows == {row.model_dump_json() for row in extract.process(documents, RULES)[0][name]}
    same(run(documents, RULES), whole)


@pytest.mark.parametrize("plan", ["pool", "dask"])
def test_two_workers_give_what_one_gives(documents, plan, tmp_path, monkeypatch):
    if plan == "dask":
        pytest.importorskip("distributed", reason="the extra `scale` is not installed")
    alone = run(documents, RULES)
    monkeypatch.setenv("ANALYSIS_CACHE", "off")
    monkeypatch.setattr("analysis.bulk.engine.BATCH_DOCUMENTS", 2)
    same(run(documents, RULES, plan=Plan(2, tmp_path / "shards" if plan == "dask" else None)), alone)


def test_a_shard_is_made_once_and_a_half_written_one_is_never_seen(documents, tmp_path, monkeypatch):
    from analysis.bulk.cluster import read_shard, shard_name, write_shard

    place = tmp_path / shard_name(documents[:2], RULES)
    half = tmp_path / f".{place.name}-half"
    half.mkdir()
    write_shard(documents[:2], place, RULES, None)
    parsed = counted(monkeypatch)
    write_shard(documents[:2], place, RULES, None)
    assert not parsed
    tables, errors = read_shard(place)
    fresh = extract.process(documents[:2], RULES)
    assert (tables, errors) == fresh


def test_one_changed_article_is_the_only_one_read_again(documents, monkeypatch):
    run(documents, RULES)
    parsed, extracted = counted(monkeypatch), entities_made(monkeypatch)
    changed = Document("new", "new.txt", "Kenya will send troops to Haiti.")
    run([*documents[:-1], changed], RULES)
    assert sum(parsed) == 1 and extracted == ["new"]


def test_corrections_and_moved_files_repeat_only_what_crosses_articles(documents, monkeypatch, tmp_path):
    before = run(documents, RULES)
    parsed, extracted = counted(monkeypatch), entities_made(monkeypatch)
    (tmp_path / "overrides.toml").write_text("# nothing yet\n", encoding="utf-8")
    same(run(documents, RULES, overrides=tmp_path / "overrides.toml"), before)
    same(run([replace(document, path=f"elsewhere/{document.path}") for document in documents], RULES), before)
    assert not sum(parsed) and not extracted


def test_a_changed_word_list_repeats_the_extraction_only(documents, monkeypatch):
    before = run(documents, RULES)
    parsed, extracted = counted(monkeypatch), entities_made(monkeypatch)
    for_parses = caching.code("model", "quoting/encoder")
    monkeypatch.setattr(caching, "code", lambda *modules: for_parses if modules[:1] == ("model",) else "another list")
    same(run(documents, RULES), before)
    assert len(extracted) == len(documents) and not sum(parsed)


def test_rows_depend_on_all_word_lists_that_extractors_read_and_on_nothing_later():
    files = caching._closure(extract._modules())
    lists = {f"data/{path.name}" for path in (Path(analysis.__file__).parent / "data").glob("*.toml")}
    assert lists - files == {"data/blocs.toml", "data/topics.toml"}
    assert not [name for name in files if name.startswith(("tracking", "drawing", "ledger", "summaries"))]


@pytest.mark.parametrize("name", ["mine", "quotes"])
def test_what_a_notebook_defines_is_not_kept(documents, monkeypatch, name):
    run(documents[:1], RULES)
    mine = wraps(extract.EXTRACTORS["quotes"].extract)(lambda article: [])
    monkeypatch.setitem(extract.EXTRACTORS, name, extract.Extractor(name, Quote, mine))
    run(documents[:1], RULES)
    extracted = entities_made(monkeypatch)
    run(documents[:1], RULES)
    assert len(extracted) == 1


def test_another_pipeline_has_other_rows(documents, monkeypatch):
    key = caching.rows_key(documents[0], RULES, extract._modules())
    monkeypatch.setattr(caching, "pipeline", lambda model: {"version": "another"})
    assert caching.rows_key(documents[0], RULES, extract._modules()) != key


def test_the_parse_key_leaves_out_what_does_not_touch_the_parse():
    files = caching._closure(["model", "quoting/encoder"])
    assert {"model.py", "reading/zones.py", "quoting/encoder.py", "quoting/marks.py"} <= files
    assert not [name for name in files if name.startswith(("committing", "naming", "speaking", "tracking"))]


def test_a_damaged_entry_is_said_so_and_made_again(documents, folder):
    first = run(documents, RULES)
    store = open_cache(str(folder))._store
    for key in list(store.iterkeys()):
        store.set(key, b"damaged" * 9)
    with pytest.warns(UserWarning, match="damaged entry"):
        same(run(documents, RULES), first)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        same(run(documents, RULES), first)


def test_no_room_for_the_cache_costs_nothing_but_the_cache(documents, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("diskcache.Cache.set", full)
    with pytest.warns(UserWarning, match="No space left"):
        assert len(run(documents, RULES)["entities"])


def test_two_processes_fill_one_cache_at_once(tmp_path):
    program = (
        "import sys; from analysis.bulk.cache import Cache; c = Cache(sys.argv[1]);"
        "[c.put(f'k{i}', bytes([i]) * 5000) for i in range(60)];"
        "assert all(c.get(f'k{i}') == bytes([i]) * 5000 for i in range(60))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "shared")]) for _ in range(2)]
    assert [process.wait() for process in runs] == [0, 0]
    assert Cache(tmp_path / "shared").get("k59") == bytes([59]) * 5000


def test_a_document_that_raises_costs_itself(monkeypatch):
    @extract.extractor("fragile")
    def fragile(article):
        if "poison" in article.document.text:
            raise ValueError("cannot")
        return []

    try:
        good, bad = Document("a", "a.txt", "Chad will host talks."), Document("b", "b.txt", "A poison article.")
        tables, errors = extract.process([good, bad], RULES)
        assert [(error.path, error.stage) for error in errors] == [("b.txt", "fragile")]
        assert {row.doc_id for row in tables["entities"]} == {"a"}
    finally:
        del extract.EXTRACTORS["fragile"]


def test_a_document_that_cannot_be_parsed_costs_itself_and_says_why(monkeypatch):
    parsed = lambda nlp, texts: [nlp(text) if "poison" not in text else ValueError("no parse") for text in texts]
    monkeypatch.setattr("analysis.articles._pipe", parsed)
    good, bad = Document("a", "a.txt", "Chad will host talks."), Document("b", "b.txt", "A poison article.")
    tables, errors = extract.process([good, bad], RULES)
    assert [(error.stage, error.message) for error in errors] == [("parsing", "ValueError: no parse")]
    assert {row.doc_id for row in tables["entities"]} == {"a"}


def test_damaged_marks_are_read_as_meant_and_rows_are_cut_from_the_article():
    said = "“We don’t agree — yet,” said Chipo Moyo’s envoy. William Ruto said ‘no’."
    damaged = said.encode("utf-8").decode("cp1252", errors="ignore")
    tables, errors = extract.process([Document("a", "a.txt", damaged)])
    assert not errors and damaged != said and len(legible(damaged)) == len(damaged)
    assert [row.entity for row in tables["entities"]] == ["Chipo Moyo", "William Ruto"]
    assert tables["quotes"][0].kind == "direct"
    rows = [row for table in tables.values() for row in table if hasattr(row, "text")]
    assert rows and all(damaged[row.start : row.end] == row.text for row in rows)


def test_batches_keep_order_and_bounds():
    documents = [Document(str(k), str(k), "word " * (k * 500)) for k in range(40)]
    parts = list(batches(documents))
    assert [document for part in parts for document in part] == documents
    assert all(len(part) <= 16 for part in parts)
    assert all(len(part) == 1 or sum(d.text.count(" ") for d in part) <= 12_000 for part in parts)


def test_what_is_needed_comes_first_in_any_order_of_registration():
    registry = {
        "late": extract.Linker(None, ("middle",)),
        "own": extract.Linker(None),
        "middle": extract.Linker(None, ("first",)),
        "first": extract.Linker(None),
    }
    extract.put_in_order(registry)
    assert list(registry) == ["own", "first", "middle", "late"]
    assert [*extract.EXTRACTORS].index("quotes") > [*extract.EXTRACTORS].index("roles")
    assert list(extract.LINKERS) == ["names", "governments", "utterances", "threads"]
