"""From documents to tables: in this process, in a pool of processes, or on a Dask cluster, always through `process`.

Batches are made by words and hold what a worker can parse in well under 1 GB; rows come back in the order of the
documents, whoever made them, so that the tables are the same bytes with one worker, with many and from the cache.
Then the linkers complete them from what all articles say together, and the user's overrides are applied.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from ..articles import Settings
from ..documents import Document
from ..extract import EXTRACTORS, LINKERS, Tables, process, shipped
from ..overrides import apply_overrides
from ..rows import Error, Link, frame
from .cache import default_folder, open_cache, pack_table, tables_key, unpack_table
from .cluster import run_dask
from .machine import collector_paused
from .pool import run_pool

BATCH_WORDS, BATCH_DOCUMENTS = 12_000, 16
WORDS_A_WORKER = 60_000
QUIET_BELOW = 100


@dataclass(frozen=True)
class Plan:
    """Where the work is done: nothing here changes a row.

    `workers=None` takes as many processes as the size deserves, up to one a core. With `shards`, a folder, the work
    goes to Dask: to the cluster at `scheduler`, or to one of `workers` processes on this machine.
    """

    workers: int | None = None
    shards: Path | None = None
    scheduler: str | None = None


def run(
    documents: list[Document], settings: Settings = Settings(), overrides: Path | None = None, plan: Plan = Plan()
) -> dict[str, pd.DataFrame]:
    """All tables of some documents: one data frame for each extractor, `links` and `errors`.

    `overrides` is the user's file of corrections, if there is one.

    >>> sorted(run([Document("a", "a.txt", "France will host talks.")]))
    ['commitments', 'entities', 'errors', 'lengths', 'links', 'quotes', 'roles']
    """
    folder = default_folder()
    cache = open_cache(folder and str(folder))
    key = cache and shipped() and tables_key(documents, settings, corrections(overrides))
    known = key and load_tables(cache, key)
    if known:
        return known
    found = gather(map_batches(documents, settings, folder and str(folder), plan), documents)
    tables = finish(found, documents, overrides)
    if key and tables["errors"].empty:
        save_tables(cache, key, tables)
    return tables


def corrections(overrides: Path | None) -> str:
    """The file of corrections, as far as a result depends on it."""
    return overrides.read_bytes().decode("utf-8", "replace") if overrides and overrides.exists() else ""


def map_batches(documents: list[Document], settings: Settings, cache: str | None, plan: Plan) -> Iterator:
    """What `process` gives for each batch, with progress where there is something to wait for."""
    work, parts = partial(process, settings=settings, cache=cache), list(batches(documents))
    workers = plan.workers or deserved(documents)
    if plan.shards:
        results = run_dask(parts, settings, cache, plan.shards, plan.scheduler, workers)
    else:
        results = run_pool(work, parts, workers) if workers > 1 and shipped() else map(work, parts)
    quiet = len(documents) < QUIET_BELOW or not (sys.stderr.isatty() or "ipykernel" in sys.modules)
    with tqdm(total=len(documents), unit=" articles", disable=quiet, smoothing=0.1) as bar:
        for tables, errors in results:
            bar.update(len(tables["lengths"]) + len(errors))
            yield tables, errors


def gather(results: Iterable[tuple[Tables, list[Error]]], documents: list[Document]) -> Tables:
    """The rows of all batches, in the order of the documents."""
    place = {document.doc_id: number for number, document in enumerate(documents)}
    paths = {document.path: number for number, document in enumerate(documents)}
    tables = {name: [] for name in (*EXTRACTORS, "errors")}
    for rows, errors in results:
        for name, some in rows.items():
            tables[name] += some
        tables["errors"] += errors
    for name in EXTRACTORS:
        tables[name].sort(key=lambda row: place[row.doc_id])
    tables["errors"].sort(key=lambda error: (paths[error.path], error.message))
    return tables


def finish(tables: Tables, documents: list[Document], overrides: Path | None) -> dict[str, pd.DataFrame]:
    """Rows completed from what all articles say together, then corrected by the user, as data frames."""
    with collector_paused():
        for linker in LINKERS.values():
            linker.link(tables, documents)
    if overrides:
        tables["errors"] += apply_overrides(tables, documents, overrides)
    return {name: frame(rows, row_types()[name]) for name, rows in tables.items()}


def row_types() -> dict[str, type]:
    """Row type of each table."""
    return {name: found.row_type for name, found in EXTRACTORS.items()} | {"links": Link, "errors": Error}


def batches(documents: list[Document]) -> Iterator[list[Document]]:
    """Documents in order, up to 16 and 12,000 words at a time."""
    part, words = [], 0
    for document in documents:
        more = document.text.count(" ")
        if part and (len(part) == BATCH_DOCUMENTS or words + more > BATCH_WORDS):
            yield part
            part, words = [], 0
        part.append(document)
        words += more
    if part:
        yield part


def deserved(documents: list[Document]) -> int:
    """Processes that a corpus deserves: one for each 60,000 words, at least one, at most one a core."""
    words = sum(document.text.count(" ") for document in documents)
    return max(1, min(os.cpu_count() or 1, words // WORDS_A_WORKER))


def load_tables(cache, key: str) -> dict[str, pd.DataFrame] | None:
    """Tables from the cache; None unless all are there."""
    kept = {name: cache.get(f"{key}/{name}") for name in row_types()}
    if not all(kept.values()):
        return None
    with collector_paused():
        return {name: unpack_table(data, row_types()[name]) for name, data in kept.items()}


def save_tables(cache, key: str, tables: dict[str, pd.DataFrame]) -> None:
    """Tables into the cache."""
    for name, table in tables.items():
        cache.put(f"{key}/{name}", pack_table(table))
