"""Attributions: cue, source, content."""
from .extract import Article, extractor
from .rows import Quote


@extractor("quotes", Quote)
def quotes(article: Article):
    return []
