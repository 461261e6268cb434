"""The same work on a Dask cluster (extra `scale`), in shards that are finished once.

Each batch becomes a folder of Parquet files under `shards/`, named after all that its rows depend on. A shard is
written aside and renamed when it is whole: a run that was stopped goes on where it was, half-written shards are never
seen, and a changed article costs its shard. A worker that dies is Dask's to replace; a batch that kills its worker
each time is tried article by article, and the article that does it is reported.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from uuid import uuid4

from pydantic import BaseModel

from ..articles import Settings
from ..documents import Document
from ..extract import EXTRACTORS, Tables, process
from ..rows import Error, frame, records
from .cache import pack_table, tables_key, unpack_table
from .pool import OneThread, death


class ShardsError(RuntimeError):
    """The shards cannot be written."""


def run_dask(
    batches: list[list[Document]],
    settings: Settings,
    cache: str | None,
    folder: Path,
    scheduler: str | None,
    workers: int,
) -> Iterator[tuple[Tables, list[Error]]]:
    """What `process` gives for each batch, by way of shards in `folder`; without a scheduler's address, on a cluster
    of our own.
    """
    from distributed import Client, LocalCluster

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(folder, error) from error
    work = partial(write_shard, settings=settings, cache=cache)
    places = {shard_name(batch, settings): batch for batch in batches}
    done = {name for name in places if (folder / name).is_dir()}
    yield from (read_shard(folder / name) for name in places if name in done)
    waiting = {name: batch for name, batch in places.items() if name not in done}
    if not waiting:
        return
    with OneThread():
        own = {
            "n_workers": workers,
            "threads_per_worker": 1,
            "dashboard_address": None,
            "silence_logs": logging.CRITICAL,
        }
        with nullcontext(scheduler) if scheduler else LocalCluster(**own) as cluster, Client(cluster) as client:
            for place, error in _distribute(client, work, waiting, folder, settings):
                yield read_shard(place) if place else ({"lengths": []}, [error])


def _unwritten(folder: Path, error: OSError) -> ShardsError:
    return ShardsError(
        f"The shards cannot be written to '{folder}' ({error}). Those that are whole are kept; mend this and run again."
    )


def _distribute(
    client, work: Callable, waiting: dict, folder: Path, settings: Settings
) -> Iterator[tuple[Path | None, Error | None]]:
    """Finished shards as they come; in place of one that no worker survives, its articles' own."""
    from distributed import KilledWorker, as_completed

    batches = {client.submit(work, batch, folder / name, pure=False): batch for name, batch in waiting.items()}
    running = as_completed(batches)
    for future in running:
        batch = batches.pop(future)
        failure = future.exception()
        if failure is None:
            yield future.result(), None
        elif not isinstance(failure, KilledWorker):
            raise failure
        elif len(batch) == 1:
            yield None, death(batch[0])
        else:
            for document in batch:
                again = client.submit(work, [document], folder / shard_name([document], settings), pure=False)
                batches[again] = [document]
                running.add(again)


def shard_name(batch: list[Document], settings: Settings) -> str:
    """Name of the shard that holds a batch's rows."""
    return tables_key(batch, settings, "").removeprefix("table/")[:32]


def write_shard(batch: list[Document], place: Path, settings: Settings, cache: str | None) -> Path:
    """Process a batch and write its rows, a Parquet file a table; the folder appears when it is whole."""
    if place.is_dir():
        return place
    tables, errors = process(batch, settings, cache)
    unfinished = place.with_name(f".{place.name}-{uuid4().hex}")
    try:
        unfinished.mkdir()
        for name, row_type in _row_types().items():
            rows = errors if name == "errors" else tables[name]
            (unfinished / f"{name}.parquet").write_bytes(pack_table(frame(rows, row_type)))
        unfinished.rename(place)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not place.is_dir():
            raise _unwritten(place.parent, error) from None
    return place


def read_shard(place: Path) -> tuple[Tables, list[Error]]:
    """The rows of a shard, by table, and its errors."""
    tables = {name: _rows(place / f"{name}.parquet", row_type) for name, row_type in _row_types().items()}
    return tables, tables.pop("errors")


def _rows(path: Path, row_type: type[BaseModel]) -> list[BaseModel]:
    return [row_type.model_construct(**row) for row in records(unpack_table(path.read_bytes(), row_type))]


def _row_types() -> dict[str, type[BaseModel]]:
    return {name: found.row_type for name, found in EXTRACTORS.items()} | {"errors": Error}
