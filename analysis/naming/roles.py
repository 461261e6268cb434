"""Roles: the titles that the texts give a person, before the name or in an apposition.

Before a name the title and its country or body are read back from the name; after it, from ", the president of Kenya,".
Where an article gives a person's office once with its country and once without, the country is the same.
"""

import re
from bisect import bisect_left

from ..extract import Article, extractor
from ..rows import Role
from . import titles

_PLACES = ("GPE", "ORG", "NORP", "LOC")
_OFFICE = "|".join(
    sorted((re.escape(office).replace("\\ ", r"[\s-]") for office in titles.OFFICES), key=lambda o: (-len(o), o))
)
_ARTICLE = r"(?:(?:the|a|an|its|his|her|their|who is|who was|now|now the|then|then the)\s)?"
_AFTER = re.compile(
    rf""",\s(?P<noun>{_ARTICLE}(?:(?!\b(?:said|says|told|was|were|is|are|has|had|will|that|to|and|but|who|which|after|as|before|by|from|if|on|when|with)\b)[^,;:.()\n“”"])
    {{0,60}}?(?<!\w)(?P<office>(?i:{_OFFICE}))\b(?:\s(?:of|for|to|at|in)\s(?:the\s)?[A-ZÀ-Þ][\w’'.&-]*(?:\s(?:(?:of|for|and|the|&)\s)*[A-ZÀ-Þ][\w’'&-]*)*)?)
    (?=[,.;)\n]|$|\s(?:who|and|said|told|from|since|in|of|for|to|at|as|on)\b)""".replace("\n    ", ""),
)
_CASED = re.compile(r"^\s(?:of|for|to|at|in)\s(?:the\s)?[a-z].*$")


@extractor("roles", Role, needs=("entities",))
def roles(article: Article):
    """One row for each place where a text gives a person a title; see `rows.Role` for the columns."""
    text, entities = article.document.text, article.rows["entities"]
    starts = [entity.start for entity in entities]
    found = []
    for person in entities:
        if person.label != "PERSON":
            continue
        title = titles.of_name(text, person.start)
        if title and title.office:
            start, end = _start(text, title, entities, starts, person.zone in ("headline", "heading")), title.office_end
            found.append(_role(article, person, start, end, title.office, _of(entities, starts, start, end)))
        match = _AFTER.match(text, person.end) if text.startswith(",", person.end) else None
        if match:
            start, end = match.span("noun")
            end -= len(tail[0]) if (tail := _CASED.search(text[match.end("office") : end])) else 0
            after = _of(entities, starts, match.end("office"), end)
            of = after or _of(entities, starts, start, match.start("office"))
            found.append(_role(article, person, start, end, titles.full_office(match["office"]), of))
    known = {}
    for role in found:
        if role.of:
            known.setdefault((role.entity, role.office), set()).add(role.of)
    for role in found:
        same = known.get((role.entity, role.office), ())
        if role.of is None and len(same) == 1:
            (role.of,) = same
    return found


def _role(article: Article, person, start: int, end: int, office: str, of: str | None) -> Role:
    text = article.document.text[start:end]
    role = re.sub(rf"^{_ARTICLE}", "", text)
    return Role.model_construct(
        doc_id=article.doc_id, start=start, end=end, text=text, entity=person.entity, role=role, office=office, of=of
    )


def _start(text: str, title: titles.Title, entities: list, starts: list[int], in_headline: bool) -> int:
    """Where the title begins: its country or body, 'former' and 'government' belong to it."""
    start = title.office_start
    capital = text[start].isupper() and not in_headline
    words = titles.words_before(text, start)
    for i, (a, b) in reversed(list(enumerate(words))):
        if a >= start:
            continue
        at = bisect_left(starts, b) - 1
        entity = entities[at] if at >= 0 else None
        word = text[a:b]
        if entity and entity.label in _PLACES and a < entity.end and b <= entity.end + 2:
            start = entity.start
        elif word.lower().removeprefix("ex-") in titles.QUALIFIERS | titles.BETWEEN:
            start = a
        elif capital and i and word[0].isupper() and word.isalpha() and not (entity and entity.end > a):
            start = a
        else:
            break
    return start


def _of(entities: list, starts: list[int], start: int, end: int) -> str | None:
    """The country or body inside a title."""
    for entity in entities[bisect_left(starts, start) :]:
        if entity.start >= end:
            break
        if entity.label in _PLACES and (entity.label != "NORP" or entity.stands_for):
            return entity.stands_for if entity.stands_for and entity.label in ("NORP", "GPE") else entity.entity
    return None
