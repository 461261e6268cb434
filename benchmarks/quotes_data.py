"""Articles with annotated quotes, and what the encoder or the parser reads in them."""

import json
from pathlib import Path

from analysis.model import load_model
from analysis.quoting.encoder import load_encoder
from analysis.quoting.quotes import attributions


def load(path: str) -> list[dict]:
    """Articles of a JSON Lines file: id, text, quotes with source, cue and content as lists of [start, end]."""
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read(articles: list[dict], method: str) -> list[dict]:
    """Arguments for `attributions`, one dictionary an article; `method` is encoder or rules."""
    texts = [article["text"] for article in articles]
    if method == "encoder":
        return [{"text": t, "reading": reading} for t, reading in zip(texts, load_encoder().read(texts), strict=True)]
    return [
        {"text": text, "doc": doc} for text, doc in zip(texts, load_model().pipe(texts, batch_size=16), strict=True)
    ]


def quotes(given: dict, without=frozenset()) -> list[dict]:
    """What is found in one article."""
    return [vars(found) for found in attributions(**given, without=without)]
