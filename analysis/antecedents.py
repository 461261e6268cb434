"""Who a pronoun or a title stands for: mentions of an article weighed by recency, grammar, gender and speech.

The weighing follows Lappin and Leass, An Algorithm for Pronominal Anaphora Resolution (1994): every mention of a person
gives salience, more as a subject than elsewhere, halved with each sentence that passes; what disagrees in gender drops out.
To it is added what news does: who spoke last goes on speaking, and who is only talked about inside a quotation seldom takes the turn.
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
MALE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Pope|Sheikh|Emir|Sultan|Sen[oñ]or|Monsieur|Herr|Father)\.?\s+$")
FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|Baroness|Sheikha|Madam|Madame|Sen[oñ]ora|Frau|Sister)\.?\s+$")
SUBJECT, OTHER, POSSESSIVE = 3.0, 1.0, 1.2
DECAY, PARAGRAPH, QUOTED, ASIDE, SPOKE = 0.55, 1.0, 0.3, 0.3, 3.0


@cache
def data(name: str) -> dict:
    """A TOML file of `analysis/data`."""
    return tomllib.loads(files("analysis").joinpath("data", name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Mention:
    """A place in the text where somebody is named, or where a pronoun was read as them."""

    start: int
    end: int
    name: str
    label: str
    weight: float
    sentence: int
    text: str


class Discourse:
    """Everything one article says about who is on stage, ready to be asked.

    `people` are the mentions of persons in text order, `bodies` those of countries and organisations;
    `gender[name]` is "m", "f" or absent.
    """

    def __init__(self, article):
        self.text, self.doc = article.document.text, article.doc
        self.sentences = [sentence.start_char for sentence in self.doc.sents]
        self.quoted = quoted_stretches(self.text)
        self.asides = [(z.start, z.end) for z in article.document.zones if z.kind not in ("body", "dateline")]
        rows = sorted(article.rows.get("entities", ()), key=lambda row: (row.start, -row.end))
        self.entities = [row for i, row in enumerate(rows) if not any(r.end >= row.end for r in rows[max(0, i - 3) : i])]
        self.people = [self.mention(row) for row in self.entities if row.label == "PERSON" and row.kind == "name"]
        self.bodies = [self.mention(row) for row in self.entities if row.label in ("GPE", "ORG", "NORP", "FAC")]
        self.zones = [zone.start for zone in article.document.zones]
        self.roles = article.rows.get("roles", [])
        self.gender = self._genders()

    def sentence(self, offset: int) -> int:
        return bisect_right(self.sentences, offset) - 1

    def mention(self, row) -> Mention:
        return Mention(row.start, row.end, row.entity, row.label, self._weight(row), self.sentence(row.start), row.text)

    def inside(self, offset: int) -> bool:
        """Does a character stand within quotation marks?"""
        return any(start <= offset < end for start, end in self.quoted)

    def _weight(self, row) -> float:
        span = self.doc.char_span(row.start, row.end, alignment_mode="expand")
        weight = OTHER
        if span is not None:
            head = span.root
            while head.dep_ in ("appos", "conj", "compound") and head.head.i != head.i:
                head = head.head
            weight = SUBJECT if head.dep_ in SUBJECTS else OTHER
        if re.match(r"['’]s?\b", self.text[row.end : row.end + 2]):
            weight = POSSESSIVE
        if self.inside(row.start):
            weight *= QUOTED
        if any(start <= row.start < end for start, end in self.asides):
            weight *= ASIDE
        return weight

    def _genders(self) -> dict[str, str]:
        """Gender of each person named: by title, by what they are called, by given name, else by the pronouns that follow."""
        given, nouns = data("given_names.toml"), data("sources.toml")["gender"]
        sex_of = {word: sex for sex in ("m", "f") for word in given[sex]}
        noun_of = {word: sex for sex in ("m", "f") for word in nouns[sex]}
        votes = defaultdict(Counter)
        for mention in self.people:
            vote, before = votes[mention.name], self.text[max(0, mention.start - 40) : mention.start]
            for sex, title in (("m", MALE), ("f", FEMALE)):
                if title.search(before) or title.match(mention.text + " "):
                    vote[sex] += 20
            first = mention.name.split()[0].strip(".").lower()
            if first in sex_of and " " in mention.name:
                vote[sex_of[first]] += 8
            for word in re.findall(r"[a-z-]+", before.lower())[-2:]:
                if word in noun_of:
                    vote[noun_of[word]] += 4
            alone = [m for m in self.people if m.sentence == mention.sentence and m.name != mention.name]
            after = self.text[mention.end : self._sentence_end(mention.sentence)]
            if not alone and (found := re.search(r"\b(he|his|him|himself|she|her|herself)\b", after)):
                vote["f" if found[1] in ("she", "her", "herself") else "m"] += 1
        for role in self.roles:
            if (word := role.office.lower()) in noun_of and role.entity in votes:
                votes[role.entity][noun_of[word]] += 4
        return {name: vote.most_common(1)[0][0] for name, vote in votes.items() if vote and vote["m"] != vote["f"]}

    def _sentence_end(self, number: int) -> int:
        return self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.text)

    def salience(self, at: int, candidates: list[Mention], exclude: list[tuple[int, int]] = ()) -> dict[str, float]:
        """Salience of each name at a character: the sum over its mentions before it, those in `exclude` left out."""
        here, scores = self.sentence(at), defaultdict(float)
        for mention in candidates:
            if mention.start < at and not any(s <= mention.start < e for s, e in exclude):
                scores[mention.name] += mention.weight * DECAY ** max(0, here - mention.sentence)
        return dict(scores)

    def spoke(self, place: int, name: str, label: str, text: str) -> Mention:
        """An earlier speaker as a mention at the words that named them."""
        return Mention(place, place + 1, name, label, SPOKE, self.sentence(place), text)

    def sentence_text(self, offset: int) -> str:
        number = self.sentence(offset)
        return self.text[self.sentences[number] : self._sentence_end(number)]

    def paragraph(self, offset: int) -> int:
        """Number of the zone that holds a character."""
        return bisect_right(self.zones, offset) - 1

    def _token(self, offset: int):
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def subject(self, cue: int) -> tuple[int, int] | None:
        """Span of the subject that a verb has, or shares with the clause above it."""
        token = self._token(cue)
        for _ in range(5):
            if token is None:
                return None
            for child in token.children:
                if child.dep_ in SUBJECTS:
                    return self._span(child)
            if token.dep_ not in ("conj", "advcl", "xcomp", "prep", "pcomp", "dep", "ccomp"):
                return None
            token = token.head
        return None

    def relative_host(self, offset: int) -> tuple[int, int] | None:
        """Span of the noun phrase that a relative pronoun belongs to."""
        token = self._token(offset)
        for _ in range(4):
            if token is None or token.head.i == token.i:
                return None
            if token.dep_ == "relcl":
                host = token.head
                start = host.left_edge.idx
                return start, min(offset, host.right_edge.idx + len(host.right_edge))
            token = token.head
        return None

    def _span(self, token) -> tuple[int, int]:
        left, right = token.left_edge, token.right_edge
        return left.idx, right.idx + len(right)

    @cached_property
    def _chunks(self):
        return [(chunk, chunk.start_char, chunk.end_char) for chunk in self.doc.noun_chunks]

    def chunks_with(self, head: str, before: int) -> list[tuple[int, int]]:
        """Noun phrases with a head noun, before a character, in text order."""
        return [(s, e) for chunk, s, e in self._chunks if e <= before and chunk.root.lower_ == head]

    def chunks(self, before: int, number: str) -> list[tuple[int, int, float]]:
        """Noun phrases that `they` ("plural") or `it` ("thing") may stand for, with their salience, in text order."""
        people = {(m.start, m.end) for m in self.people}
        here, found = self.sentence(before), []
        for chunk, s, e in self._chunks:
            root = chunk.root
            if e > before or here - self.sentence(s) > 3 or root.pos_ == "PRON":
                continue
            person = any(s <= a < e and b >= root.idx for a, b in people)
            plural = root.tag_ in ("NNS", "NNPS") or root.lower_ in data("sources.toml")["plurals"]
            if number == "plural" and not plural and not any(c.dep_ == "conj" for c in root.children):
                continue
            if number == "thing" and (plural or person):
                continue
            weight = (SUBJECT if root.dep_ in SUBJECTS else OTHER) * DECAY ** (here - self.sentence(s))
            if self.inside(s) and not self.inside(before):
                weight *= QUOTED
            found.append((s, e, weight + s * 1e-9))
        return found


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Stretches within double quotation marks, paragraph by paragraph; an unclosed mark runs to the paragraph's end."""
    return [m.span() for m in re.finditer(r"“[^”\n]*(?:”|$|(?=\n))|\"[^\"\n]*(?:\"|$|(?=\n))", text)]
