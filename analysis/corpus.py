"""A folder of articles and the tables drawn from it.

>>> corpus = load_corpus("seeds")
>>> corpus.documents().published.tolist()[:2]
['2025-09-05', '2025-09-02']
>>> corpus.errors().empty
True
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from html import escape
from pathlib import Path

import pandas as pd

from .articles import Settings
from .bulk.engine import Plan, row_types, run
from .committing import commitments  # noqa: F401  registered
from .documents import Document
from .naming import entities, names, roles  # noqa: F401  registered
from .quoting import quotes  # noqa: F401  registered
from .reading import lengths  # noqa: F401  registered
from .reading.readers import Reader
from .rows import DocumentRow, Error, frame
from .speaking import governments, speakers, utterances  # noqa: F401  registered
from .tracking import threads  # noqa: F401  registered
from .wording import hint, number

TABLES = ("documents", "entities", "roles", "quotes", "commitments", "links", "errors")


@dataclass(frozen=True)
class CorpusDocument(Document):
    """An article of a corpus; `show` highlights what was found in it."""

    corpus: "Corpus" = field(default=None, repr=False, compare=False)

    def show(self, table: str = "quotes", about: str | None = None, top: int | None = None):
        """The article with its `entities`, `quotes` or `commitments` highlighted; `about` keeps to the paragraphs on
        one name, `top` to the first so many that have something to highlight.
        """
        from .display import show

        return show(self, self.corpus.table(table), table, about, top)


class Corpus(Mapping):
    """Articles by `doc_id`, and what was found in them.

    Each table is a data frame with one row an article, a mention, an attribution …: `documents`, `entities`, `roles`,
    `quotes`, `commitments`, `links`, `threads` and `errors`. Nothing is read twice; the first table asked for takes
    as long as all of them.
    """

    def __init__(
        self,
        documents: list[Document],
        errors: list[Error] = (),
        settings: Settings = Settings(),
        overrides: Path | None = None,
        plan: Plan = Plan(),
    ):
        self._documents = sorted(documents, key=lambda document: document.doc_id)
        self._reading_errors = list(errors)
        self._overrides, self._plan = overrides, plan
        self.settings = settings

    def __getitem__(self, doc_id: str | int) -> CorpusDocument:
        """An article by its `doc_id`, or by its place: `corpus[0]` is the first, `corpus[-1]` the last."""
        if isinstance(doc_id, int):
            if not -len(self) <= doc_id < len(self):
                raise IndexError(f"No article at place {doc_id}: there are {number(len(self), 'article')}.")
            return self._by_name[self._documents[doc_id].doc_id]
        if doc_id not in self._by_name:
            raise KeyError(f"No article '{doc_id}'. {hint(doc_id, self._by_name)}")
        return self._by_name[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._documents)

    def __dir__(self) -> list[str]:
        return ["settings", "table", "threads", *TABLES]

    def __repr__(self) -> str:
        count = sum(map(lengths.words, self._documents))
        return f"<Corpus of {number(len(self), 'article')}, {count:,} words{self._warning()}>"

    def _repr_html_(self) -> str:
        """The articles as a table; styled inline, so that it looks the same in a notebook that is not trusted."""
        shown = ["doc_id", "title", "outlet", "published", "event_date"]
        rows = [
            [*(getattr(document, column) or "" for column in shown), f"{lengths.words(document):,}"]
            for document in self._documents
        ]
        head = _html_row("th", ["article", "title", "outlet", "published", "event", "words"])
        body = "".join(_html_row("td", row) for row in rows)
        title = escape(number(len(self), "article") + self._warning())
        return f"<p><b>{title}</b></p><table><thead>{head}</thead><tbody>{body}</tbody></table>"

    def table(self, name: str) -> pd.DataFrame:
        """A table by name, also one that your own extractor fills."""
        if name not in self._known_tables():
            raise ValueError(f"No table '{name}'. There are: {', '.join(self._known_tables())}.")
        if name not in self._tables:  # its extractor was registered after the tables were made
            del self._tables
        return self._tables[name].copy()

    def documents(self) -> pd.DataFrame:
        """One row an article: where it is from, when it is from and how that is known, how long it is;
        `codebook(DocumentRow)`.
        """
        return self.table("documents")

    def entities(self) -> pd.DataFrame:
        """One row a mention of a name; columns: `analysis.rows.codebook(analysis.rows.Entity)`."""
        return self.table("entities")

    def roles(self) -> pd.DataFrame:
        """One row a title that a text gives a person; columns: `codebook(Role)`."""
        return self.table("roles")

    def quotes(self) -> pd.DataFrame:
        """One row an attribution, quoted or reported; columns: `codebook(Quote)`."""
        return self.table("quotes")

    def commitments(self) -> pd.DataFrame:
        """One row a pledge, plan, offer, refusal, demand or report on one; columns: `codebook(Commitment)`."""
        return self.table("commitments")

    def links(self) -> pd.DataFrame:
        """One row a pair of records of one commitment; columns: `codebook(Link)`."""
        return self.table("links")

    def threads(self) -> pd.DataFrame:
        """One row a commitment followed across articles and dates: its state, its actors, its firmest words;
        columns: `analysis.ledger.threads`.
        """
        from .ledger import threads as followed

        return followed(self)

    def errors(self) -> pd.DataFrame:
        """One row a file that was not read, or not as it stands (stage `notice`): path, stage, message."""
        return self.table("errors")

    @cached_property
    def _by_name(self) -> dict[str, CorpusDocument]:
        facts = [fact.name for fact in fields(Document)]
        return {
            document.doc_id: CorpusDocument(**{fact: getattr(document, fact) for fact in facts}, corpus=self)
            for document in self._documents
        }

    def _known_tables(self) -> list[str]:
        return sorted(name for name in row_types() | {"documents": DocumentRow} if name != "lengths")

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        tables = run(self._documents, self.settings, self._overrides, self._plan)
        read = frame(self._reading_errors, Error)
        found = tables["errors"]
        errors = (
            pd.concat([read, found], ignore_index=True) if len(read) and len(found) else read if len(read) else found
        )
        return tables | {"errors": errors, "documents": self._document_table(tables["lengths"])}

    def _document_table(self, counted: pd.DataFrame) -> pd.DataFrame:
        sentences = dict(zip(counted.doc_id, counted.sentences, strict=True))
        known = [column for column in DocumentRow.model_fields if column not in ("words", "sentences")]
        rows = [
            DocumentRow(
                **{column: getattr(document, column) for column in known},
                words=lengths.words(document),
                sentences=sentences.get(document.doc_id),
            )
            for document in self._documents
        ]
        return frame(rows, DocumentRow)

    def _warning(self) -> str:
        failed = sum(error.stage != "notice" for error in self._reading_errors)
        noted = len(self._reading_errors) - failed
        parts = [number(failed, "file") + " not read"] * bool(failed) + [number(noted, "notice")] * bool(noted)
        return f"; {', '.join(parts)}: see corpus.errors()" if parts else ""


def _html_row(tag: str, cells: list[str]) -> str:
    """A row of a table; dates and numbers stay in one piece."""
    style = "text-align:left;vertical-align:top;padding:2px 8px"
    whole = [style if any(map(str.isalpha, cell)) else f"{style};white-space:nowrap" for cell in cells]
    cells = [f'<{tag} style="{css}">{escape(cell)}</{tag}>' for css, cell in zip(whole, cells, strict=True)]
    return f"<tr>{''.join(cells)}</tr>"


def load_corpus(path: str | Path, settings: Settings = Settings(), plan: Plan = Plan()) -> Corpus:
    """The articles of a folder (or of one file), with what is known about each.

    Nothing is extracted yet: the first table asked for does that; `plan` says in how many processes, or on which
    cluster.

    Files ending in .txt and .md are one article each, .html too where the extra `html` is installed; a .jsonl file
    holds one a line and a .csv file one a row, with a column `text` and, if you like, `doc_id`, `title`, `outlet`,
    `published`, `event_date`. The same facts can stand in a `metadata.toml` in the folder, by file name without
    ending, each with its basis:

        [some_article]
        published = { value = "2025-09-05", basis = "inferred: reports Thursday's summit" }

    A `names.toml` in the folder adds to the names the package knows, or corrects them.

    Raises `NoArticlesError` (a ValueError) where there is nothing to read. A file that cannot be read is left out and
    named in `corpus.errors()`.

    >>> load_corpus("seed")
    Traceback (most recent call last):
    analysis.reading.readers.NoArticlesError: No articles found: 'seed' does not exist. Did you mean 'seeds'?
    """
    reader = Reader().read(Path(path))
    if reader.names:
        settings = replace(settings, names=reader.names)
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    return Corpus(list(reader.documents.values()), reader.errors, settings, folder / "overrides.toml", plan)
