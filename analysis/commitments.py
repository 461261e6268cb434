"""Commitments."""
from .extract import Article, extractor
from .rows import Commitment


@extractor("commitments", Commitment)
def commitments(article: Article):
    return []
