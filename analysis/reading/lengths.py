"""Words and sentences of an article, so that counts can be given per 1,000 words."""

from pydantic import BaseModel, ConfigDict, Field
from spacy.tokens import Span

from ..documents import Document
from ..extract import Article, extractor


class Length(BaseModel):
    """How long an article is: its body, without header, headline, dateline, headings, captions and boilerplate."""

    model_config = ConfigDict(extra="forbid")

    doc_id: str = Field(description="file name without its ending")
    words: int = Field(description="words of the body, as divided by white space")
    sentences: int = Field(description="sentences of the body, as the model divides it")


@extractor("lengths", Length)
def lengths(article: Article):
    """One row an article."""
    body = [(zone.start, zone.end) for zone in article.document.zones if zone.kind == "body"]
    starts = [sentence.start_char for sentence in article.doc.sents if _is_whole(sentence)]
    sentences = sum(any(start <= at < end for start, end in body) for at in starts)
    yield Length(doc_id=article.doc_id, words=words(article.document), sentences=sentences)


def _is_whole(sentence: Span) -> bool:
    """Whether a sentence has words and begins with none in lower case, as one cut after '...' does."""
    first = next((token for token in sentence if token.is_alpha), None)
    return first is not None and not first.text[0].islower()


def words(document: Document) -> int:
    """Words of the body, as divided by white space."""
    return sum(len(document.text[zone.start : zone.end].split()) for zone in document.zones if zone.kind == "body")
