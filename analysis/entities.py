"""Mentions of names."""

from .extract import Article, extractor
from .rows import Entity, get_args, Label
from .zones import zone_at


@extractor("entities", Entity)
def entities(article: Article):
    for ent in article.doc.ents:
        zone = zone_at(article.document.zones, ent.start_char)
        if ent.label_ in get_args(Label) and zone:
            yield Entity(
                doc_id=article.doc_id, start=ent.start_char, end=ent.end_char, text=ent.text,
                label=ent.label_, entity=ent.text, zone=zone.kind, basis="as written",
            )
