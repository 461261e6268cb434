"""Worker processes that die cost nothing but the article that kills them."""

from collections import Counter
from functools import partial

import pytest

from analysis.bulk.pool import run_pool
from analysis.documents import Document

from workers import note


def run(names: list[str], folder, workers: int = 2, size: int = 3):
    documents = [Document(name, f"{name}.txt", name) for name in names]
    parts = [documents[k : k + size] for k in range(0, len(documents), size)]
    done, errors = Counter(), []
    for tables, failed in run_pool(partial(note, folder=folder), parts, workers):
        done.update(tables["lengths"])
        errors += failed
    return done, {error.path: error.stage for error in errors}


ORDINARY = [f"article {k}" for k in range(8)]


@pytest.mark.parametrize(
    ("odd", "errors"),
    [
        (None, {}),
        ("fails", {"fails.txt": "test"}),
        ("dies once", {}),
        ("kills", {"kills.txt": "worker"}),
    ],
)
def test_nothing_is_lost_and_nothing_comes_twice(odd, errors, tmp_path):
    names = ORDINARY[:4] + ([odd] if odd else []) + ORDINARY[4:]
    done, reported = run(names, tmp_path)
    assert reported == errors
    assert done == Counter(name for name in names if f"{name}.txt" not in errors)


def test_two_that_kill_are_both_named(tmp_path):
    documents = [Document(name, f"{k}.txt", name) for k, name in enumerate([*ORDINARY, "kills", "article 9", "kills"])]
    errors, done = [], Counter()
    for tables, failed in run_pool(partial(note, folder=tmp_path), [documents[:6], documents[6:]], 2):
        done.update(tables["lengths"])
        errors += [error.path for error in failed]
    assert sorted(errors) == ["10.txt", "8.txt"]
    assert sum(done.values()) == len(documents) - 2


def test_stopping_early_ends_the_processes(tmp_path):
    import multiprocessing

    documents = [Document(name, name, name) for name in ORDINARY]
    results = run_pool(partial(note, folder=tmp_path), [[document] for document in documents], 2)
    next(results)
    results.close()
    assert not multiprocessing.active_children()
