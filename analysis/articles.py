"""Documents become articles: parsed, and read by the encoder; from the cache where that has been done before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel
from spacy.language import Language
from spacy.tokens import Doc

from .bulk.cache import Cache, pack_parse, parse_key, unpack_parse
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

    @property
    def doc_id(self) -> str:
        return self.document.doc_id

    @cached_property
    def tokens(self) -> Tokens:
        """The parse as plain objects, for rules that walk its trees."""
        return Tokens(self.doc)

    @cached_property
    def words(self) -> Words:
        """The words of the text with its quotation marks, for all that needs no parse."""
        return read_words(self.document.text)

    @cached_property
    def reading(self) -> Reading:
        """What the quote encoder sees in the text."""
        return load_encoder().read_words(self.words)


def parse(batch: list[Document], settings: Settings, cache: Cache | None = None) -> Iterator[Article | Exception]:
    """For each document, in order, its article, or why it could not be made one."""
    nlp = load_model(settings.model)
    keys = [parse_key(document.text, nlp) if cache else "" for document in batch]
    kept = {key: data for key in keys if cache and (data := cache.get(key))}
    fresh = iter(_pipe(nlp, [document.text for document, key in zip(batch, keys, strict=True) if key not in kept]))
    for document, key in zip(batch, keys, strict=True):
        try:
            article = Article(document, next(fresh) if key not in kept else None, settings)
            if key in kept:
                article.doc, reading = unpack_parse(kept[key], nlp)
                if reading:
                    article.reading = reading
            if isinstance(article.doc, Exception):
                raise article.doc
            read_before = "reading" in vars(article)
            reading = article.reading if settings.quotes == "encoder" else None
            if cache and (key not in kept or (reading and not read_before)):
                cache.put(key, pack_parse(article.doc, reading))
            yield article
        except Exception as error:
            yield error


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
