"""A folder of articles and the tables drawn from it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import pandas as pd

from . import entities, names, roles, quotes, speakers, commitments, utterances, threads  # noqa: F401, I001  registers, in this order
from .documents import Document
from .extract import EXTRACTORS, LINKERS, Settings, process
from .rows import Error, Link, frame


class Corpus(Mapping):
    """Articles by `doc_id`, and what was found in them."""

    def __init__(self, documents: list[Document], errors: list[Error] = (), settings: Settings = Settings()):
        self._documents = {document.doc_id: document for document in sorted(documents, key=lambda d: d.doc_id)}
        self._reading_errors = list(errors)
        self.settings = settings

    def __getitem__(self, doc_id: str) -> Document:
        return self._documents[doc_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    @cached_property
    def _tables(self):
        documents = list(self._documents.values())
        tables, errors = process(documents, self.settings)
        for link in LINKERS:
            link(tables, documents)
        tables["errors"] = self._reading_errors + errors
        return tables

    def table(self, name: str) -> pd.DataFrame:
        row_type = EXTRACTORS[name].row_type if name in EXTRACTORS else {"links": Link, "errors": Error}[name]
        return frame(self._tables.get(name, []), row_type)

    def entities(self) -> pd.DataFrame:
        return self.table("entities")

    def quotes(self) -> pd.DataFrame:
        return self.table("quotes")

    def commitments(self) -> pd.DataFrame:
        return self.table("commitments")


def load_corpus(path: str | Path) -> Corpus:
    """The articles of a folder."""
    files = sorted(Path(path).glob("*.txt"))
    return Corpus([Document(f.stem, str(f), f.read_bytes().decode("utf-8")) for f in files])
