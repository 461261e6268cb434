"""What has been computed once is kept: parses, rows and tables, each under a key made of all that it depends on.

A parse depends on the text, the pipeline and the code that runs it; an article's rows on that and on the extractors with
their word lists; a table on all articles, all code and the user's corrections. So an article that is added or changed is
the only one read again, a corrected record repeats only what crosses articles, and a changed word list repeats the
extraction, not the parsing. Entries carry a checksum; a damaged one is dropped, said so, and made again. Several processes may read
and write at once.

The folder is the user's cache folder, `ANALYSIS_CACHE` names another; `ANALYSIS_CACHE=off` keeps nothing.
"""

import ast
import hashlib
import io
import itertools
import json
import os
import re
import sqlite3
import warnings
import zlib
from dataclasses import replace
from functools import cache, lru_cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
from diskcache import Cache as Store
from platformdirs import user_cache_dir
from pyarrow import Array, BufferReader, ChunkedArray
from pyarrow.parquet import ParquetFile
from pyarrow.types import is_integer, is_list
from pydantic import BaseModel, create_model
from spacy.attrs import intify_attr
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import get_model_meta, get_package_path

from ..documents import Document
from ..quoting.encoder import Reading
from ..rows import columns, kinds

LIMIT = 4 * 2**30
KEPT = [
    intify_attr(name)
    for name in (
        "ORTH",
        "SPACY",
        "TAG",
        "POS",
        "MORPH",
        "LEMMA",
        "HEAD",
        "DEP",
        "SENT_START",
        "ENT_IOB",
        "ENT_TYPE",
        "ENT_ID",
        "ENT_KB_ID",
        "NORM",
    )
]
DIGEST = hashlib.sha256().digest_size


class Cache:
    """Bytes by key in a folder, checked when read, with a limit on their size (4 GB; the least recently used go
    first).
    """

    def __init__(self, folder: str | Path):
        self.folder = Path(folder)
        self._store = Store(str(folder), size_limit=LIMIT, eviction_policy="least-recently-used", timeout=60)

    def get(self, key: str) -> bytes | None:
        """The bytes under a key; None where there are none, or not the ones that were put."""
        try:
            entry = self._store.get(key)
        except (OSError, sqlite3.Error) as error:
            warnings.warn(f"The cache in '{self.folder}' cannot be read ({error}); working without it.", stacklevel=2)
            return None
        if entry is None:
            return None
        if isinstance(entry, bytes) and hashlib.sha256(entry[DIGEST:]).digest() == entry[:DIGEST]:
            return entry[DIGEST:]
        warnings.warn(f"A damaged entry in the cache in '{self.folder}' is made again.", stacklevel=2)
        self._store.delete(key)
        return None

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes; where there is no room the work goes on without."""
        try:
            self._store.set(key, hashlib.sha256(value).digest() + value)
        except (OSError, sqlite3.Error) as error:
            warnings.warn(
                f"The cache in '{self.folder}' cannot be written ({error}); working without it.", stacklevel=2
            )

    def summary(self) -> dict[str, object]:
        """Where it is, of how many articles it holds the parse and the rows, how many tables, and its size in bytes."""
        kinds = [str(key).split("/")[0] for key in self._store.iterkeys()]
        sizes = {"parses": kinds.count("parse"), "articles": kinds.count("rows"), "tables": kinds.count("table")}
        return {"folder": str(self.folder), **sizes, "bytes": self._store.volume()}

    def clear(self) -> int:
        """Forget everything; how many entries there were."""
        return self._store.clear()


def default_folder() -> Path | None:
    """The cache folder in force; None where the cache is off."""
    chosen = os.environ.get("ANALYSIS_CACHE") or user_cache_dir("negotiation-news")
    return None if chosen == "off" else Path(chosen)


@lru_cache(maxsize=4)
def open_cache(folder: str | None) -> Cache | None:
    """The cache in a folder, opened once a process; None without a folder or where it cannot be opened."""
    if folder is None:
        return None
    try:
        return Cache(folder)
    except (OSError, sqlite3.Error) as error:
        warnings.warn(f"No cache in '{folder}' ({error}); working without it.", stacklevel=2)
        return None


# ------------------------------------------------------------------ keys
def parse_key(text: str, nlp: Language) -> str:
    """Key of a text's parse and reading."""
    facts = [
        nlp.meta["name"],
        nlp.meta["version"],
        nlp.pipe_names,
        version("spacy"),
        version("onnxruntime"),
        code("model", "quoting/encoder"),
    ]
    return f"parse/{_digest(text, *facts)}"


def rows_key(document: Document, settings, modules: tuple[str, ...]) -> str:
    """Key of an article's rows, which the modules make; wherever its file lies."""
    facts = [repr(replace(document, path="")), repr(settings), pipeline(settings.model), _libraries(), code(*modules)]
    return f"rows/{_digest(*facts)}"


@lru_cache(maxsize=8)
def pipeline(model: str) -> dict:
    """What a pipeline says of itself, read without loading it; nothing where there is none, which loading it reports."""
    try:
        path = Path(model) if Path(model).is_dir() else get_package_path(model)
        return get_model_meta(min(path.rglob("meta.json")).parent)
    except (ImportError, OSError, ValueError):
        return {}


def tables_key(documents: list[Document], settings, overrides: str) -> str:
    """Key of the tables of a corpus."""
    facts = [repr(settings), pipeline(settings.model), overrides, _libraries(), code()]
    return f"table/{_digest(*map(repr, documents), *facts)}"


def _libraries() -> list[str]:
    return [version(name) for name in ("spacy", "onnxruntime")]


version = lru_cache(metadata.version)


def _digest(*facts) -> str:
    return hashlib.sha256(json.dumps(facts).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=8)
def code(*modules: str) -> str:
    """Fingerprint of modules with all they import and all data they name; of the whole package where none is given."""
    package = files("analysis")
    kept = (
        sorted(_closure(modules))
        if modules
        else sorted(
            str(path.relative_to(str(package)))
            for path in Path(str(package)).rglob("*")
            if path.suffix in (".py", ".toml", ".json")
        )
    )
    return _digest(*((name, (package / name).read_text(encoding="utf-8")) for name in kept))


def _closure(modules) -> set[str]:
    """Files that modules of the package are made of: theirs, those of what they import, and the data they name."""
    package, found, waiting = Path(str(files("analysis"))), set(), [f"{name}.py" for name in modules]
    while waiting:
        name = waiting.pop()
        if name in found or not (package / name).is_file():
            continue
        found.add(name)
        if name.endswith(".py"):
            source = (package / name).read_text(encoding="utf-8")
            waiting += _imported(source, Path(name))
            waiting += [f"data/{data}" for data in re.findall(r"[\w-]+\.toml", source)]
            waiting += [f"weights/{data}" for data in re.findall(r"[\w-]+\.json", source)]
    return found


def _imported(source: str, path: Path) -> list[str]:
    """Files of the package that a module of it may import, by its relative imports."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            found += [f"{base}.py", *(f"{base / alias.name}.py" for alias in node.names)]
    return found


# ------------------------------------------------------------------ what is kept
def pack_parse(doc: Doc, reading: Reading | None) -> bytes:
    """A parse, and the encoder's reading where there is one, as bytes."""
    arrays = io.BytesIO()
    parse = np.frombuffer(DocBin(attrs=KEPT, docs=[doc]).to_bytes(), dtype=np.uint8)
    np.savez(arrays, parse=parse, **(vars(reading) if reading else {}))
    return arrays.getvalue()


def unpack_parse(data: bytes, nlp: Language) -> tuple[Doc, Reading | None]:
    """What `pack_parse` packed."""
    arrays = dict(np.load(io.BytesIO(data), allow_pickle=False))
    doc = next(DocBin().from_bytes(arrays.pop("parse").tobytes()).get_docs(nlp.vocab))
    return doc, Reading(**arrays) if arrays else None


def pack_rows(tables: dict[str, list[BaseModel]], row_types: dict[str, type[BaseModel]]) -> bytes:
    """An article's rows, by table."""
    return zlib.compress(_shape(*row_types.items()).model_construct(**tables).model_dump_json().encode(), level=1)


def unpack_rows(data: bytes, row_types: dict[str, type[BaseModel]]) -> dict[str, list[BaseModel]]:
    """What `pack_rows` packed."""
    return dict(_shape(*row_types.items()).model_validate_json(zlib.decompress(data)))


@cache
def _shape(*tables: tuple[str, type[BaseModel]]) -> type[BaseModel]:
    return create_model("Rows", **{name: list[row_type] for name, row_type in tables})


def pack_table(table: pd.DataFrame) -> bytes:
    """A table as Parquet."""
    buffer = io.BytesIO()
    table.to_parquet(buffer, index=False, engine="pyarrow")
    return buffer.getvalue()


def unpack_table(data: bytes, row_type: type[BaseModel]) -> pd.DataFrame:
    """A table from Parquet, its lists and spans as lists and tuples again."""
    kept = ParquetFile(BufferReader(data)).read(use_threads=False)
    return pd.DataFrame(
        {name: _column(kept[name], kinds(row_type).get(name)) for name in columns(row_type)}, copy=False
    )


def _column(kept: ChunkedArray, kind: str | None):
    """A column of the kind that its row type declares; without one, Python objects."""
    if kind is None:
        return pd.Series(_objects(kept.combine_chunks()), dtype=object)
    dtype = pd.api.types.pandas_dtype(kind)
    if isinstance(dtype, pd.api.extensions.ExtensionDtype):
        return dtype.__from_arrow__(kept)
    return kept.to_numpy().astype(dtype, copy=False)


def _objects(kept: Array) -> list:
    """Lists as lists, and two numbers as the tuple that a span is."""
    if not is_list(kept.type):
        return kept.to_pylist() if kept.null_count else kept.to_numpy(zero_copy_only=False).tolist()
    whole = tuple if is_integer(kept.type.value_type) else list
    values, there = _objects(kept.values), kept.is_valid().to_pylist()
    ends = itertools.pairwise(kept.offsets.to_numpy().tolist())
    return [whole(values[start:end]) if known else None for known, (start, end) in zip(there, ends, strict=True)]
