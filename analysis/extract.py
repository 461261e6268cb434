"""The registry of extractors and the one function that runs them: `process(batch) -> rows, errors`.

An extractor is a function from an article to rows, with a line that registers it:

>>> from analysis.rows import Row
>>> @extractor("numbers", Row)
... def numbers(article):
...     for token in article.doc:
...         if token.like_num:
...             yield Row(doc_id=article.doc_id, start=token.idx, end=token.idx + len(token), text=token.text)

Extractors see one article at a time, and the rows that those they need, or that were registered earlier, found in it.
What crosses articles (names, the same utterance, threads) is the work of linkers, which see all rows at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from .articles import Article, Settings, parse
from .bulk.cache import Cache, open_cache, pack_rows, rows_key, unpack_rows
from .bulk.machine import collector_paused, give_back
from .documents import Document
from .model import load_model
from .reading.damage import readable, restored
from .rows import Error, Row

Tables = dict[str, list[BaseModel]]


@dataclass(frozen=True)
class Extractor:
    """Rows of a table from one article; `needs` are tables that must be there before."""

    table: str
    row_type: type[BaseModel]
    extract: Callable[[Article], Iterable[BaseModel]]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Linker:
    """Completes rows, in place, from what all articles say together; `needs` are linkers that must have run before."""

    link: Callable[[Tables, list[Document]], None]
    needs: tuple[str, ...] = ()


EXTRACTORS: dict[str, Extractor] = {}
LINKERS: dict[str, Linker] = {}


def extractor(table: str, row_type: type[BaseModel] = Row, needs: tuple[str, ...] = ()):
    """Register `extract(article) -> rows` as the source of a table."""

    def register(extract):
        EXTRACTORS[table] = Extractor(table, row_type, extract, needs)
        put_in_order(EXTRACTORS)
        return extract

    return register


def linker(name: str, needs: tuple[str, ...] = ()):
    """Register `link(tables, documents)`."""

    def register(link):
        LINKERS[name] = Linker(link, needs)
        put_in_order(LINKERS)
        return link

    return register


def put_in_order(registry: dict) -> None:
    """What is needed first comes first; otherwise as registered. Needs that are not registered yet are not waited for."""
    waiting, placed = dict(registry), {}
    while waiting:
        ready = (name for name, item in waiting.items() if not any(need in waiting for need in item.needs))
        name = next(ready, next(iter(waiting)))
        placed[name] = waiting.pop(name)
    registry.clear()
    registry.update(placed)


def process(
    batch: list[Document], settings: Settings = Settings(), cache: str | None = None
) -> tuple[Tables, list[Error]]:
    """Rows of a batch of documents, by table, and an error for each document that failed; `cache` is a folder.

    Everything that runs in bulk calls this: a notebook, a worker, a cluster. What it gives for a document does not
    depend on the others in the batch.
    """
    with collector_paused():
        found = _process(batch, settings, cache)
    give_back()
    return found


def _process(batch: list[Document], settings: Settings, cache: str | None) -> tuple[Tables, list[Error]]:
    kept_parses = open_cache(cache)
    store = kept_parses if shipped() else None
    keys = [rows_key(document, settings, _modules()) if store else "" for document in batch]
    kept = [_kept(key, store) for key in keys]
    missing = [document for document, rows in zip(batch, kept, strict=True) if rows is None]
    fresh = iter(_extracted(missing, settings, kept_parses))
    tables, errors = {name: [] for name in EXTRACTORS}, []
    for key, rows in zip(keys, kept, strict=True):
        if rows is None:
            rows = next(fresh)
            if isinstance(rows, Error):
                errors.append(rows)
                continue
            if store:
                store.put(key, pack_rows(rows, _row_types()))
        for name, some in rows.items():
            tables[name] += some
    return tables, errors


def _extracted(documents: list[Document], settings: Settings, cache: Cache | None) -> list[Tables | Error]:
    """Each document's rows, by table, or why there are none."""
    if not documents:
        return []
    results = []
    with load_model(settings.model).memory_zone():
        articles = parse([readable(document) for document in documents], settings, cache)
        for document, article in zip(documents, articles, strict=True):
            stage, failure = "parsing", None
            try:
                if isinstance(article, Exception):
                    raise article
                for stage, found in EXTRACTORS.items():
                    article.rows[stage] = list(found.extract(article))
                article.close()
                if article.document is not document:
                    restored(article.rows, document.text)
            except Exception as error:
                failure = error
            told = failure and f"{type(failure).__name__}: {failure}"
            results.append(Error(path=document.path, stage=stage, message=told) if failure else article.rows)
    return results


def _kept(key: str, store: Cache | None) -> Tables | None:
    """An article's rows from the cache; None where it has none, or none that fit."""
    data = store and store.get(key)
    try:
        return unpack_rows(data, _row_types()) if data else None
    except (KeyError, ValueError):
        return None


def _row_types() -> dict[str, type[BaseModel]]:
    return {name: found.row_type for name, found in EXTRACTORS.items()}


def shipped() -> bool:
    """Whether all extractors and linkers are the package's own; what those defined in a notebook find is not kept, and
    they run in its process.
    """
    functions = [*(found.extract for found in EXTRACTORS.values()), *(found.link for found in LINKERS.values())]
    return all(_home(function).startswith("analysis.") for function in functions)


def _modules() -> tuple[str, ...]:
    """Modules of the package that the extractors stand in."""
    return tuple(_home(f.extract).removeprefix("analysis.").replace(".", "/") for f in EXTRACTORS.values())


def _home(function: Callable) -> str:
    """The module whose names a function sees, whatever it says of itself."""
    return getattr(function, "__globals__", {}).get("__name__", "")
