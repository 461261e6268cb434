"""The registry of extractors and the one function that runs them: `process(batch) -> rows, errors`.

An extractor is a function from an article to rows, with a line that registers it:

>>> from analysis.rows import Row
>>> @extractor("numbers", Row)
... def numbers(article):
...     for token in article.doc:
...         if token.like_num:
...             yield Row(doc_id=article.doc_id, start=token.idx, end=token.idx + len(token), text=token.text)

Extractors see one article at a time, in the order of their registration, and the rows that earlier ones found in it.
What crosses articles (names, the same utterance, threads) is the work of linkers, which see all rows at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pydantic import BaseModel
from spacy.tokens import Doc

from .documents import Document
from .model import DEFAULT_MODEL, load_model
from .rows import Error, Row

Tables = dict[str, list[BaseModel]]


@dataclass(frozen=True)
class Settings:
    """What a result depends on beside the text."""

    model: str = DEFAULT_MODEL
    quotes: str = "encoder"
    names: str = ""  # text of the user's names.toml


@dataclass
class Article:
    """A document, its parse, and what has been found in it so far."""

    document: Document
    doc: Doc
    settings: Settings = Settings()
    rows: Tables = field(default_factory=dict)

    @property
    def doc_id(self) -> str:
        return self.document.doc_id


@dataclass(frozen=True)
class Extractor:
    table: str
    row_type: type[BaseModel]
    extract: Callable[[Article], Iterable[BaseModel]]


EXTRACTORS: dict[str, Extractor] = {}
LINKERS: list[Callable[[Tables, list[Document]], None]] = []


def extractor(table: str, row_type: type[BaseModel] = Row):
    """Register `extract(article) -> rows` as the source of a table."""

    def register(extract):
        EXTRACTORS[table] = Extractor(table, row_type, extract)
        return extract

    return register


def linker(link):
    """Register `link(tables, documents)`, which completes rows, in place, from what all articles say together."""
    LINKERS.append(link)
    return link


def process(batch: list[Document], settings: Settings = Settings()) -> tuple[Tables, list[Error]]:
    """Rows of a batch of documents, by table, and the errors of those that failed."""
    nlp = load_model(settings.model)
    tables, errors = {name: [] for name in EXTRACTORS}, []
    for document in batch:
        stage = "parsing"
        try:
            article = Article(document, nlp(document.text), settings)
            for stage, found in EXTRACTORS.items():
                article.rows[stage] = list(found.extract(article))
        except Exception as error:
            errors.append(Error(path=document.path, stage=stage, message=f"{type(error).__name__}: {error}"))
            continue
        for name, rows in article.rows.items():
            tables[name] += rows
    return tables, errors
