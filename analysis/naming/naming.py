"""One name each inside an article: labels set right, short forms given their full name, missed places found again."""

import re
from bisect import bisect_left

from . import titles
from .acronyms import definitions
from .bodies import name_bodies, name_ministries
from .gazetteer import Gazetteer
from .introduced import People
from .looks import parted, persons_by_looks, shorten, with_country
from .mentions import OTHERS, Mention
from .people import fold
from .recovered import found_again
from .shapes import announced

_SHEIKH = re.compile(r"\b[Ss]h[ae]ikh $")  # who has no other name is called so: 'Sheikh Hasina'


def resolve(text: str, mentions: list[Mention], listed: Gazetteer, heads: list[tuple[int, int]] = ()) -> list[Mention]:
    """The mentions with `name` and `basis` set, and those added that the article's own names reveal; in order.

    `heads` are the spans of headlines and headings, whose capitals show no names.
    """
    for mention in mentions:
        if mention.known:
            mention.name, mention.basis = mention.known.name, _listed_basis(mention)
        elif mention.label == "PERSON" or mention.label in OTHERS:
            mention.title = titles.of_name(text, mention.start)
    mentions = _defined(text, with_country(text, _outside_titles(mentions)))
    mentions = with_country(text, announced(text, parted(text, mentions), heads))
    persons_by_looks(text, mentions)
    mentions = shorten(text, mentions, heads)
    people = People([m for m in mentions if m.label == "PERSON" and (m.known or not m.name)], listed)
    for mention in mentions:
        if not mention.name and (mention.label == "PERSON" or people.knows(mention, _in_place(text, mention))):
            if (
                mention.label == "PERSON"
                and " " not in mention.text
                and _in_place(text, mention)
                and not people.bears(mention)
            ):
                mention.label = "GPE"
                continue
            mention.label = "PERSON"
            mention.name, mention.basis = people.name(mention)
    mentions = found_again(text, mentions, people)
    for mention in mentions if "heikh " in text or "haikh " in text else ():
        if mention.basis == "title and given name" and _SHEIKH.search(text, 0, mention.start):
            mention.start, mention.text = mention.start - 7, text[mention.start - 7 : mention.end]
    name_ministries(text, mentions, listed)
    name_bodies(mentions)
    return mentions


def _listed_basis(mention: Mention) -> str:
    known = mention.known
    if known.basis != "listed":
        return known.basis
    return "as written" if mention.text == known.name else f"listed form of {known.name}"


def _in_place(text: str, mention: Mention) -> bool:
    """Whether the word before a mention puts somebody in it: 'in Goma'."""
    return mention.title is None and text[max(0, mention.start - 9) : mention.start].endswith(
        (" in ", "In ", " near ", " outside ")
    )


def _outside_titles(mentions: list[Mention]) -> list[Mention]:
    """Without what the model takes for a body inside a title: 'State' in 'Secretary of State Marco Rubio'."""
    starts = [m.start for m in mentions]
    inside = set()
    for title in [m.title for m in mentions if m.title and m.title.office]:
        inside.update(range(bisect_left(starts, title.office_start), bisect_left(starts, title.office_end)))
    fields = {
        title.office_start
        for title in (m.title for m in mentions if m.title)
        if title.office in ("minister", "secretary")
    }
    return [
        m
        for i, m in enumerate(mentions)
        if m.known or (i not in inside and not (m.label == "ORG" and m.end + 1 in fields))
    ]


def _defined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Bodies that the article introduces with their acronym: 'Commonwealth Ministerial Action Group (CMAG)'."""
    bodies = [(m.start, m.end) for m in mentions if m.label in ("ORG", "NORP", "FAC", "LAW")]
    found = definitions(text, bodies, frozenset(m.start for m in mentions if m.known))
    if not found:
        return mentions
    known = {m.text: m.known for m in mentions if m.known}
    meaning, spans = {}, []
    for start, end, short_start, short_end in found:
        meaning.setdefault(fold(text[short_start:short_end]), text[start:end])
        spans += [(start, end), (short_start, short_end)]
    spans = sorted(set(spans))
    keep = [m for m in mentions if not any(m.start < end and m.end > start for start, end in spans)]
    keep += [Mention(start, end, "ORG", text[start:end], known.get(text[start:end])) for start, end in spans]
    for mention in keep:
        long = meaning.get(fold(mention.text)) if mention.label != "PERSON" or mention.text.isupper() else None
        if long:
            mention.label, mention.known = "LAW" if titles.enacted(long) else "ORG", known.get(long)
            mention.name = mention.known.name if mention.known else long
            mention.basis = f"acronym of {long} in this article"
        elif mention.known and not mention.name:
            mention.name, mention.basis = mention.known.name, _listed_basis(mention)
    return sorted(keep, key=lambda m: m.start)
