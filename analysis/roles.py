"""Roles: the titles that the texts give a person, before the name or in an apposition.

>>> for role in roles(article): print(role.entity, "|", role.role, "|", role.office, "|", role.of)  # doctest: +SKIP
Emmanuel Macron | French President | president | France
"""

import re

from . import titles
from .extract import Article, extractor
from .rows import Role

_BACK = re.compile(r"[^\s,;:()\[\]\"“”—–]+(?=\s*$)")
_NOUNS = "|".join(sorted((re.escape(office).replace(r"\ ", r"[\s-]") for office in titles.OFFICES), key=lambda o: (-len(o), o)))
_AFTER = re.compile(rf",\s(?P<noun>(?:(?:the|a|an|its|his|her|their|who is|who was)\s)?[^,;.()\n“”\"]{{0,60}}?\b(?P<office>{_NOUNS})\b(?P<of>(?:\s(?:of|for|to|at|in)\s(?:the\s)?[A-ZÀ-Þ][^,;.()\n“”\"]{{0,60}}?)?))(?=[,.;)]|$|\s(?:who|and|said|told)\b)", re.I)
_VERB = re.compile(r"\b(?:said|says|told|was|were|is|are|has|had|will|who|which|that|to|and|but|did|does|met|added)\b")


@extractor("roles", Role)
def roles(article: Article):
    """One row for each place where a text gives a person a title; see `rows.Role` for the columns."""
    text = article.document.text
    entities = article.rows["entities"]
    for i, person in enumerate(entities):
        if person.label != "PERSON":
            continue
        title = titles.before(text, person.start)
        if title and title.office:
            start = _start(text, title.office_start, entities, i)
            of = _of(entities, start, person.start)
            yield _role(article, person, start, title.office_end, title.office, of)
        if text.startswith(",", person.end) and (match := _AFTER.match(text, person.end)) and not _VERB.search(match["noun"][: match.start("office") - match.start("noun")]):
            start = match.start("noun")
            of = _of(entities, start, match.end("noun"))
            yield _role(article, person, start, match.end("noun"), match["office"].lower().replace("-", " "), of)


def _role(article, person, start, end, office, of) -> Role:
    text = article.document.text[start:end]
    role = re.sub(r"^(?:the|a|an|its|his|her|their|who is|who was)\s", "", text)
    return Role.model_construct(
        doc_id=article.doc_id, start=start, end=end, text=text, entity=person.entity, role=role, office=office, of=of
    )


def _start(text: str, start: int, entities: list, i: int) -> int:
    """Where the title begins: country, body and qualifiers belong to it."""
    before = i - 1
    while match := _BACK.search(text, max(0, start - 40), start):
        word = match[0]
        while before >= 0 and entities[before].start >= start:
            before -= 1
        if before >= 0 and entities[before].label in ("GPE", "ORG", "NORP", "LOC") and entities[before].start <= match.start() < entities[before].end + 2 and "\n" not in text[match.end() : start]:
            start = entities[before].start
        elif word.lower().removeprefix("ex-") in titles.QUALIFIERS | titles.BETWEEN:
            start = match.start()
        else:
            break
    return start


def _of(entities: list, start: int, end: int) -> str | None:
    """The country or body inside a title."""
    for entity in entities:
        if entity.start >= end:
            break
        if entity.start >= start and entity.label in ("GPE", "ORG", "NORP", "LOC"):
            return entity.stands_for if entity.kind in ("adjective", "metonym") and entity.stands_for else entity.entity
    return None
