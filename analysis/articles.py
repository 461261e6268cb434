"""Documents become articles: parsed, and read by the encoder; from the cache where that has been done before."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from .bulk.cache import Cache, pack_parse, parse_key, unpack_parse
from .bulk.machine import cores, short_turns
from .documents import Document
from .model import DEFAULT_MODEL, load_model
from .quoting.encoder import Reading, load_encoder
from .quoting.words import Words, read_words
from .reading.tokens import Tokens


@dataclass(frozen=True)
class Settings:
    """What a result depends on beside the texts."""

    model: str = DEFAULT_MODEL
    quotes: str = "encoder"
    names: str = ""  # text of the user's names.toml


@dataclass
class Article:
    """A document, its parse, and the rows found in it so far, by table."""

    document: Document
    doc: Doc
    settings: Settings = Settings()
    rows: dict[str, list[BaseModel]] = field(default_factory=dict)
    pending: Future | None = None

    @property
    def doc_id(self) -> str:
        return self.document.doc_id

    @cached_property
    def tokens(self) -> Tokens:
        """The parse as plain objects, for rules that walk its trees."""
        return Tokens(self.doc)

    def close(self) -> None:
        """Let go of the parse once all is read from it."""
        if "tokens" in vars(self):
            self.tokens.part()

    @cached_property
    def words(self) -> Words:
        """The words of the text with its quotation marks, for all that needs no parse."""
        return read_words(self.document.text)

    @cached_property
    def reading(self) -> Reading:
        """What the quote encoder sees in the text."""
        return self.pending.result() if self.pending else _read(self)


def parse(batch: list[Document], settings: Settings, cache: Cache | None = None) -> Iterator[Article | Exception]:
    """For each document, in order, its article, or why it could not be made one."""
    nlp, encoded = load_model(settings.model), settings.quotes == "encoder"
    keys = [parse_key(document.text, nlp) if cache else "" for document in batch]
    kept = {key: data for key in keys if cache and (data := cache.get(key))}
    articles = [Article(document, None, settings) for document in batch]
    fresh = [article for article, key in zip(articles, keys, strict=True) if key not in kept]
    with _read_beside(fresh if encoded else []):
        docs = iter(_pipe(nlp, [article.document.text for article in fresh]))
        for article, key in zip(articles, keys, strict=True):
            try:
                article.doc, reading = unpack_parse(kept[key], nlp) if key in kept else (next(docs), None)
                if isinstance(article.doc, Exception):
                    raise article.doc
                if reading:
                    article.reading = reading
                needed = article.reading if encoded else None
                if cache and (key not in kept or (needed and not reading)):
                    cache.put(key, pack_parse(article.doc, needed))
                yield article
            except Exception as error:
                yield error


@contextmanager
def _read_beside(articles: list[Article]) -> Iterator[None]:
    """The encoder reads articles in a thread of its own while spaCy parses them, each on half of the cores; on a single
    core, it reads each when it is asked to.
    """
    half = cores() // 2
    if not (articles and half):
        yield
        return
    reader = ThreadPoolExecutor(1)
    try:
        for article in articles:
            article.pending = reader.submit(_read, article)
        with threadpool_limits(half, "blas"), short_turns():
            yield
    finally:
        reader.shutdown(cancel_futures=True)


def _read(article: Article) -> Reading:
    return load_encoder().read_words(article.words)


def _pipe(nlp: Language, texts: list[str]) -> list[Doc | Exception]:
    """The parses of texts; an exception in place of each that cannot be parsed."""
    try:
        return list(nlp.pipe(texts))
    except Exception:
        return [_attempt(nlp, text) for text in texts]


def _attempt(nlp: Language, text: str) -> Doc | Exception:
    try:
        return nlp(text)
    except Exception as error:
        return error
