"""Who is on stage: the mentions of an article weighed by recency, grammar and speech.

The weighing follows Lappin and Leass, An Algorithm for Pronominal Anaphora Resolution (1994): every mention of a name
gives it salience, more as a subject than elsewhere, and less with each sentence that passes. To it is added what news
does: who spoke last goes on speaking, and who is only talked about inside a quotation, a heading or a caption seldom
takes the turn.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from ..naming.titles import FIELDS, full_office, is_country
from ..reading.tokens import Span
from . import genders
from .nouns import data

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
MODIFIERS = {"compound", "nmod", "poss", "amod"}
SUBJECT, OTHER, MODIFIER, SPOKE, SPOKE_UNNAMED = 3.0, 1.0, 0.8, 3.0, 1.0
DECAY, PARAGRAPH, QUOTED, ASIDE, REPEATED = 0.5, 1.3, 0.3, 0.3, 0.5
OVERLAPPING = 3
OF_MINISTERS = FIELDS | {"external", "foreign", "home", "oil", "prime"}
RANK = {"vice", "deputy", "assistant", "acting", "interim"}


@dataclass(frozen=True)
class Mention:
    """A place where somebody is named, called by a title, or speaks."""

    start: int
    end: int
    name: str
    label: str
    weight: float
    sentence: int
    paragraph: int
    text: str
    sex: str | None = None


class Discourse:
    """What one article has said so far, ready to be asked.

    `people` are the mentions of persons in text order, `gender[name]` is "m", "f" or absent, `entities` the entity
    rows that stand in no other, `roles` the rows of titles.
    """

    def __init__(self, article):
        self.text, self.doc = article.document.text, article.tokens
        self._opens = [sentence.start for sentence in self.doc.sents]
        self.sentences = [self.doc[first].idx for first in self._opens]
        self._sentence_chunks: dict[int, list] = {}
        self.zones = [zone.start for zone in article.document.zones]
        self.quoted = [(q.start, q.end) for q in article.words.quotations if q.level == 0]
        self.asides = [(z.start, z.end) for z in article.document.zones if z.kind not in ("body", "dateline")]
        rows = sorted(article.rows.get("entities", ()), key=lambda row: (row.start, -row.end))
        self.entities = [
            row for i, row in enumerate(rows) if not any(r.end >= row.end for r in rows[max(0, i - OVERLAPPING) : i])
        ]
        self._starts = [row.start for row in self.entities]
        self.roles = article.rows.get("roles", [])
        self.people = [self.mention(row) for row in self.entities if row.label == "PERSON"]
        self.gender = genders.of_people(self.text, self.people, self.sentence_end, self.roles)
        self.people = sorted(self.people + self._titled(), key=lambda mention: mention.start)

    # ---- places

    def sentence(self, offset: int) -> int:
        return bisect_right(self.sentences, offset) - 1

    def sentence_end(self, number: int) -> int:
        return self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.text)

    def sentence_text(self, offset: int) -> str:
        number = max(0, self.sentence(offset))
        return self.text[self.sentences[number] : self.sentence_end(number)]

    def paragraph(self, offset: int) -> int:
        """Number of the zone that holds a character."""
        return bisect_right(self.zones, offset) - 1

    def inside(self, offset: int) -> bool:
        """Does a character stand within quotation marks?"""
        at = bisect_right(self.quoted, (offset, len(self.text))) - 1
        return at >= 0 and offset < self.quoted[at][1]

    def cuts(self, start: int, end: int) -> bool:
        """Does a name begin before a stretch of text and end after it?"""
        before = bisect_left(self._starts, start)
        return any(row.end > end for row in self.entities[max(0, before - OVERLAPPING) : before])

    def since(self, start: int) -> list:
        """Entity rows from a character on, with those that may reach over it."""
        return self.entities[max(0, bisect_left(self._starts, start) - OVERLAPPING) :]

    def within(self, start: int, end: int) -> list:
        """Entity rows inside a stretch of text."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [row for row in self.entities[first:last] if row.end <= end]

    def whole_names(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of text with every name it cuts made whole."""
        for row in self.since(start):
            if row.start >= end:
                break
            if start < row.end:
                start, end = min(start, row.start), max(end, row.end)
        return start, end

    def part_of_people(self, row):
        """The name before that says which part of a people is meant: "Bosnian" in "Bosnian Serbs"."""
        before = self.within(max(0, row.start - 25), row.start)[-1:]
        joined = before and before[0].label == "NORP" and self.text[before[0].end : row.start] == " "
        return before[0] if joined and row.text.endswith("s") else None

    # ---- mentions

    @cached_property
    def bodies(self) -> list[Mention]:
        """Mentions of countries, bodies and peoples in text order."""
        return [self.mention(row) for row in self.entities if row.label in ("GPE", "ORG", "NORP", "FAC")]

    @cached_property
    def states(self) -> list[Mention]:
        """Mentions of countries, by name, adjective or seat, in text order."""
        rows = [(row, row.stands_for or row.entity) for row in self.entities if row.label in ("GPE", "NORP", "FAC")]
        return [replace(self.mention(row), name=state) for row, state in rows if is_country(state)]

    def mention(self, row) -> Mention:
        span = self.doc.covering(row.start, row.end)
        weight = self._weight(row.start, row.end, span.root if span else None)
        sex = genders.of_title(self.text, row.start)
        here = self.sentence(row.start), self.paragraph(row.start)
        return Mention(row.start, row.end, row.entity, row.label, weight, *here, row.text, sex)

    def may_be(self, mention: Mention, sex: str) -> bool:
        """Can a mention be he ("m") or she ("f")? By its own title, else by what the article tells of the name."""
        return (mention.sex or self.gender.get(mention.name, sex)) == sex

    def _weight(self, start: int, end: int, token) -> float:
        while token is not None and token.dep_ in ("appos", "conj") and token.head.i != token.i:
            token = token.head
        acts = token is not None and (token.dep_ in SUBJECTS or token.dep_ == "pobj" and token.head.dep_ == "agent")
        weight = SUBJECT if acts else OTHER
        if token is not None and token.dep_ in MODIFIERS or re.match(r"['’]", self.text[end : end + 1]):
            weight = MODIFIER
        if self.inside(start):
            weight *= QUOTED
        return weight * ASIDE if any(s <= start < e for s, e in self.asides) else weight

    def _titled(self) -> list[Mention]:
        """Mentions by title alone: "the president", where somebody was called so before."""
        found = []
        for chunk, start, end in self._chunks(*self._offices) if self._offices else ():
            if chunk[0].lower_ == "the" and not self.within(start, end):
                role = self.holder(start, end, {m.name: m.start for m in self.people if m.start < start})
                if role:
                    weight, text = self._weight(start, end, chunk[-1]), self.text[start:end]
                    here = self.sentence(start), self.paragraph(start)
                    found.append(Mention(start, end, role.entity, "PERSON", weight, *here, text))
        return found

    @cached_property
    def heard(self) -> dict[str, Mention]:
        """Speakers of quotations that are over, as mentions, by `quote_id`."""
        return {}

    def spoke(self, place: int, last: int, name: str, named: bool, text: str) -> Mention:
        """An earlier speaker, named at `place` and speaking until `last`, as a mention."""
        weight = SPOKE if named else SPOKE_UNNAMED
        label = "PERSON" if named else ""
        return Mention(place, place + 1, name, label, weight, self.sentence(last), self.paragraph(place), text)

    def salience(self, at: int, mentions: list[Mention], exclude=()) -> dict[str, float]:
        """Salience of each name at a character; mentions after it or in one of the stretches of `exclude` count
        nothing.

        The strongest mention counts whole, the others by `REPEATED`.
        """
        here, paragraph, weights = self.sentence(at), self.paragraph(at), defaultdict(list)
        for mention in mentions:
            if mention.start < at and not any(s <= mention.start < e for s, e in exclude):
                same = PARAGRAPH if mention.paragraph == paragraph else 1
                weights[mention.name].append(mention.weight * same * DECAY ** max(0, here - mention.sentence))
        return {name: max(found) * (1 - REPEATED) + sum(found) * REPEATED for name, found in weights.items()}

    # ---- titles

    @cached_property
    def _offices(self) -> dict[str, list]:
        """Role rows by office, and by its last word: a foreign minister is a minister."""
        short, found = data("sources.toml")["short"], defaultdict(list)
        for role in self.roles:
            office = short.get(role.office, role.office)
            for name in dict.fromkeys((office, office.split()[-1])):
                found[name].append(role)
        return found

    def titled(self, office: str) -> list:
        """Role rows of an office."""
        return self._offices.get(office, [])

    def holder(self, start: int, end: int, order: dict[str, float]):
        """The role row that a title like "the Ukrainian president" means, or None; `order` says whom to prefer."""
        words = re.findall(r"[\w-]+", self.text[start:end].lower())
        called = [full_office(" ".join(words[k:])) for k in range(len(words))]
        at = next((k for k, office in enumerate(called) if office in self._offices), None)
        if at is None:
            return None
        office, field = called[at], words[at - 1] if at and words[at - 1] in OF_MINISTERS else ""
        of = {name for row in self.within(start, end) for name in (row.entity, row.stands_for) if name}
        if any(word.removesuffix("s") in ("country", "nation") for word in words):
            of = set()  # "the North African nation's president"
        alias = data("sources.toml")["party"]
        of = {alias.get(name, name) for name in of}
        fits = []
        for role in self._offices[office]:
            given = set(re.findall(r"[\w-]+", self.text[max(0, role.start - 16) : role.end].lower()))
            held = alias.get(role.of, role.of)
            prime = "prime" in role.office and "prime" not in office
            if prime or field and role.office != office and field not in role.office:
                continue  # "the finance minister", "the minister" is no prime minister
            if RANK & given == RANK & set(words) and (not of or held is None or held in of):
                fits.append(((held in of if of else True), order.get(role.entity, -1), role.entity, role))
        return max(fits, key=lambda fit: fit[:3])[3] if fits else None

    # ---- grammar

    def token(self, offset: int):
        span = self.doc.covering(offset, offset + 1)
        return span[0] if span is not None else None

    def span(self, token) -> tuple[int, int]:
        """Everything that hangs on a word."""
        return token.left_edge.idx, token.right_edge.idx + len(token.right_edge)

    def subject(self, token) -> tuple[int, int] | None:
        """Span of the subject that a verb has, or shares with the clause above it."""
        for _ in range(5):
            if token is None:
                return None
            for child in token.children:
                if child.dep_ in SUBJECTS and child.lower_ not in ("who", "which", "that"):
                    return self.span(child)
            if token.dep_ not in ("conj", "advcl", "xcomp", "prep", "pcomp", "dep", "ccomp", "acl"):
                return None
            token = token.head
        return None

    def chunks(self, before: int, since: int = 0, head: str | None = None) -> list:
        """Noun phrases as spaCy finds them (span, start, end) that end before a character, in text order; those of a
        head noun, if one is given.
        """
        if head is None:
            found = [
                c for n in range(max(0, self.sentence(since)), self.sentence(before) + 1) for c in self._chunked(n)
            ]
        else:
            found = self._chunks(head)
        return [chunk for chunk in found if chunk[1] >= since and chunk[2] <= before]

    def _chunks(self, *heads: str) -> list:
        """The noun phrases of some head nouns."""
        places = sorted(place for head in heads for place in self._places.get(head, ()))
        sentences = dict.fromkeys(bisect_right(self._opens, place) - 1 for place in places)
        return [chunk for number in sentences for chunk in self._chunked(number) if chunk[0][-1].lower_ in heads]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found = defaultdict(list)
        for token in self.doc[:]:
            found[token.lower_].append(token.i)
        return found

    def _chunked(self, number: int) -> list:
        """The noun phrases of a sentence, by its number; each sentence is read once."""
        if number not in self._sentence_chunks:
            first, last = [*self._opens, len(self.doc)][number : number + 2]
            parsed = self.doc.doc
            spans = [Span(self.doc, i, j) for i, j, _ in parsed.noun_chunks_iterator(parsed[first:last])]
            self._sentence_chunks[number] = [(span, span.start_char, span.end_char) for span in spans]
        return self._sentence_chunks[number]
