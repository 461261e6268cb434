"""Tables as files: one a table, as JSON lines (lists stay lists), CSV (lists as JSON) or Parquet (lists nested).

All files are written beside their place first and renamed when the last one is whole: a run that breaks off leaves the
files of the run before.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pyarrow
from pyarrow import parquet
from pydantic import BaseModel

FORMATS = ("jsonl", "csv", "parquet")


def write_tables(
    tables: dict[str, tuple[type[BaseModel], list[dict]]], out: str | Path, format: str = "jsonl"
) -> list[Path]:
    """Write rows by table into a folder; the paths of the files written.

    Raises ValueError for an unknown format.
    """
    if format not in FORMATS:
        raise ValueError(f"No format '{format}'. Choose one of: {', '.join(FORMATS)}.")
    encode: Callable = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}[format]
    return write_files({f"{name}.{format}": encode(*table) for name, table in tables.items()}, out)


def write_files(files: dict[str, bytes], out: str | Path) -> list[Path]:
    """Write files into a folder, all or none; their paths."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    try:
        for name, content in files.items():
            unfinished = folder / f".{name}.{os.getpid()}"
            written.append((unfinished, folder / name))
            unfinished.write_bytes(content)
        for unfinished, place in written:
            unfinished.replace(place)
    finally:
        for unfinished, _ in written:
            unfinished.unlink(missing_ok=True)
    return [place for _, place in written]


def _jsonl(row_type: type[BaseModel], rows: Iterable[dict]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")


def _csv(row_type: type[BaseModel], rows: Iterable[dict]) -> bytes:
    """With a byte order mark, so that spreadsheets read it as UTF-8."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(row_type.model_fields)
    writer.writerows([_cell(row[column]) for column in row_type.model_fields] for row in rows)
    return table.getvalue().encode("utf-8-sig", "surrogatepass")


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else value


def _parquet(row_type: type[BaseModel], rows: Iterable[dict]) -> bytes:
    schema = pyarrow.schema([(name, _arrow(field.annotation)) for name, field in row_type.model_fields.items()])
    sink = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(rows), schema), sink)
    return sink.getvalue()


def _arrow(annotation: Any) -> pyarrow.DataType:
    """The Arrow type of a column: lists and spans nested, names out of a fixed vocabulary as strings."""
    inner = [part for part in get_args(annotation) if part is not type(None)]
    if get_origin(annotation) in (list, tuple):
        return pyarrow.list_(_arrow(inner[0]))
    if get_origin(annotation) in (Union, UnionType):
        return _arrow(inner[0])
    return {int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}.get(annotation, pyarrow.string())
