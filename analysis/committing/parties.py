"""The names behind a noun phrase: states, organs, bodies, collectives, persons.

Collective names stay collective ("European leaders", "26 coalition countries").
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from ..naming.gazetteer import governed_from
from ..speaking import speakers
from ..speaking.nouns import nouns
from .clauses import child
from .offices import FILE, Offices
from .operators import data, words

COMPANY = re.compile(r"\b(?:alliance|allies|bloc|coalition|countries|group|leaders|states)\b", re.I)
BREAKS = {"relcl", "acl", "advcl", "ccomp", "parataxis", "punct"}


@dataclass(frozen=True)
class Actor:
    """Canonical names and how the words give them."""

    names: list[str]
    realisation: str = "explicit"
    joint: bool = False


@cache
def _able() -> frozenset[str]:
    """Nouns of who can bind himself."""
    return words("agents", "control.toml") | nouns()["person"]


def _when(prep: Token) -> bool:
    """ "the prosecutor on Wednesday": a day is no part of who acts."""
    time = child(prep, "pobj")
    return time is not None and time.ent_type_ in ("DATE", "TIME") and prep.lower_ in ("at", "by", "in", "on")


class Parties(Offices):
    """Reads the noun phrases of one article."""

    def __init__(self, article):
        super().__init__(article)
        self.article, self.doc = article, article.tokens
        self.names = {row.entity for row in self.entities}
        self._mention = {at: row for row in reversed(self.entities) for at in range(row.start, row.end)}
        self.coalition = "coalition" in self.text.lower()
        self.past: list[tuple[Token, Actor, list[str]]] = []

    def can_act(self, token: Token) -> bool:
        """Could this noun bind itself? A name, a person, a group; not a measure or a plan."""
        if token.lower_ == "state" and any(
            c.lower_ == "of" and (thing := child(c, "pobj")) is not None and thing.text.islower() for c in token.rights
        ):
            return False  # "the state of emergency"
        return bool(
            token.pos_ in ("PROPN", "PRON")
            or token.lemma_.lower() in _able()
            or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
            or self.entity_at(token) is not None
        )

    def phrase(self, token: Token) -> Actor:
        """The names of the noun phrase that a token heads."""
        if (
            token.dep_ == "attr"
            and (named := next((c for c in token.head.children if c.dep_ == "nsubj"), None)) is not None
            and named.pos_ == "PROPN"
        ):
            token = named
        start, end = self.extent(token)
        text = self.text[start:end]
        quantified = self._quantified(token, text)
        if quantified:
            return Actor([quantified], "quantified", True)
        if token.dep_ in ("poss", "amod", "compound", "nmod"):
            return self._modifier(token)
        names, basis = self._names(token, start, end)
        for c in token.children:
            if c.dep_ == "prep" and c.lower_ in ("along", "together", "with", "alongside", "including"):
                tail = next((t for t in c.subtree if t.dep_ == "pobj"), None)
                if tail is not None and (c.lower_ != "including" or self.entity_at(tail) is not None):
                    names = names + [n for n in self._names(tail, *self.extent(tail))[0] if n not in names]
        kind = (
            "pronoun"
            if token.pos_ == "PRON" and token.ent_type_ == ""
            else "metonym"
            if basis == "metonym"
            else "explicit"
        )
        row = self.entity_at(token)
        one_state = row is not None and bool(row.stands_for)  # "the Russians"
        joint = (
            len(names) > 1
            or bool(names and COMPANY.search(names[0]))
            or token.tag_ in ("NNS", "NNPS", "CD")
            and kind == "explicit"
            and not one_state
        )
        return Actor(names, kind, joint)

    def extent(self, token: Token) -> tuple[int, int]:
        """Offsets of the noun phrase, without relative clauses and appositions."""
        keep = [token]
        stack = [token]
        while stack:
            for c in stack.pop().children:
                if (
                    c.dep_ in BREAKS
                    or c.dep_ == "appos"
                    or c.dep_ == "cc"
                    and c.i > token.i
                    and not any(s.dep_ == "conj" and s.pos_ in ("PROPN", "NOUN", "PRON") for s in c.head.children)
                ):
                    continue
                if c.dep_ == "conj" and c.pos_ not in ("PROPN", "NOUN", "PRON", "ADJ"):
                    continue
                if c.dep_ == "prep" and (c.lower_ in ("along", "together", "alongside", "including") or _when(c)):
                    continue
                keep.append(c)
                stack.append(c)
        first, last = min(keep, key=lambda t: t.i), max(keep, key=lambda t: t.i)
        if last.tag_ == "POS":
            last = last.nbor(-1)
        return first.idx, last.idx + len(last)

    def entity_at(self, token: Token):
        """The mention that a word belongs to, if any."""
        return self._mention.get(token.idx)

    def _names(self, token: Token, start: int, end: int) -> tuple[list[str], str]:
        text = self.text[start:end]
        collective = self._collective(token, text)
        if collective:
            return [collective], "collective"
        country = self.organ(token)
        if country:
            return self._with_conjuncts(token, country), "explicit"
        if token.lower_ in words("governments", FILE) and text.lower().split()[:-1] in ([], ["the"]):
            state = self.home(token.idx)
            if state:
                return self._with_conjuncts(token, [state]), "explicit"
        row = self.entity_at(token)
        if token.lemma_.lower() in words("mouthpieces", FILE) and (body := self.mouth_of(token)):
            return [body], "explicit"
        if row is not None and row.stands_for and row.kind == "metonym":
            return self._with_conjuncts(token, [row.stands_for]), "metonym"
        called = (r for c in token.children if c.dep_ == "appos" and (r := self.entity_at(c)) is not None)
        name = next((r for r in called if r.label in ("PERSON", "ORG") or r.label == "NORP" and not r.stands_for), None)
        if row is None and name is not None and token.tag_ == "NN":
            return [name.entity], "explicit"
        if row is not None and token.pos_ == "PROPN" and row.label in ("PERSON", "GPE", "ORG"):
            return self._with_conjuncts(token, [self.mouths.get(row.entity, row.stands_for or row.entity)]), "explicit"
        decides = token.tag_ == "NNS" and token.lemma_.lower() in words("deciders", FILE)
        followed = (
            (decides or token.lemma_.lower() in words("followers", FILE))
            and not any(c.lower_ == "former" for c in token.children)
            and next(
                (
                    r
                    for c in token.children
                    if c.dep_ in ("compound", "nmod") and (r := self.entity_at(c)) is not None and r.label == "ORG"
                ),
                None,
            )
        )
        if followed:
            return [followed.entity], "explicit"
        inner = next(
            (
                row
                for row in self.entities
                if start <= row.start
                and row.end <= end
                and row.label == "ORG"
                and 2 * (row.end - row.start) > end - start
            ),
            None,
        )
        if inner is not None:
            return [inner.entity], "explicit"
        found = speakers.antecedent(self.article, start, end)
        names = [self._plain(name) for name in found.names]
        names = (
            [self.side(name, "followers") or name for name in names] if found.kind in ("unnamed", "group") else names
        )
        return names or ([self._plain(text)] if token.pos_ in ("NOUN", "PROPN") else []), "explicit"

    def _with_conjuncts(self, token: Token, names: list[str]) -> list[str]:
        """The names with those that are joined to the token: "Quito and Lima", "Quito, Lima agree" in a headline."""
        names += [name for name in self._listed(token) if name not in names]
        for c in token.children:
            if c.dep_ == "conj" and c.pos_ in ("PROPN", "NOUN", "PRON"):
                names += [n for n in self._names(c, *self.extent(c))[0] if n not in names]
        return names

    def _listed(self, token: Token) -> list[str]:
        """The names that open a sentence with commas between them, before a verb in the plural; of which the token is one."""
        rows, at = [], token.sent.start_char
        for row in self.entities:
            if row.start == at and row.label in ("GPE", "ORG", "PERSON"):
                rows.append(row)
                at = row.end + 2
        verb = next((t for t in token.sent if rows and t.idx > rows[-1].end), None)
        listed = len(rows) > 1 and all(self.text[a.end : b.start] == ", " for a, b in pairwise(rows))
        if not listed or verb is None or verb.tag_ not in ("VBP", "TO") or self.entity_at(token) not in rows:
            return []
        capital = lambda row: row.label == "GPE" and governed_from(row.text)
        return [row.stands_for or capital(row) or row.entity for row in rows]

    def party(self, modifier: Token) -> list[str]:
        """Parties that a modifier names: "US", "Franco-British", "Rome's", "Clinton's"."""
        found = [name for t in modifier.subtree for name in self._state(t)]
        row = self.entity_at(modifier)
        if not found and row is not None and row.label in ("GPE", "ORG", "PERSON") and modifier.dep_ == "poss":
            found = [row.stands_for or row.entity]
        return list(dict.fromkeys(found))

    def organ(self, token: Token) -> list[str]:
        """ "the Ukrainian army", "a Franco-British delegation": the states whose organ it is."""
        if token.lemma_.lower() not in words("organs", FILE):
            return []
        found = [
            name
            for c in token.lefts
            if c.dep_ in ("amod", "compound", "poss", "nmod", "npadvmod")
            for t in c.subtree
            for name in self._state(t)
        ]
        holder = next((c for c in token.lefts if c.dep_ == "poss" and c.pos_ in ("PRON", "PROPN")), None)
        if holder is not None and not found:  # "his government", "Mr Netanyahu's cabinet"
            found = [
                state
                for name in self._names(holder, holder.idx, holder.idx + len(holder))[0]
                if (state := self.states.get(name))
            ]
        return list(dict.fromkeys(found))

    def doer(self, noun: Token) -> list[str]:
        """ "European sanctions", "American aid": who does what a noun of action names, where an adjective says so."""
        if noun.lemma_.lower() not in words("actions"):
            return []
        adjectives = [c for c in noun.lefts if c.dep_ == "amod" and c.ent_type_ == "NORP"]
        found = [
            "European leaders" if c.lower_ == "european" else name
            for c in adjectives
            for name in self._state(c) or [c.text]
        ]
        return list(dict.fromkeys(found)) if len(adjectives) == 1 else []

    def _state(self, token: Token) -> list[str]:
        """The state that a modifier names: "Franco", "British", "US"."""
        prefix = data(FILE)["prefixes"].get(token.lower_)
        if prefix:
            return [prefix]
        row = self.entity_at(token)
        states = row is not None and (
            row.kind in ("adjective", "metonym") and row.stands_for or row.label == "GPE" and row.entity
        )
        return [states] if states else []

    def _collective(self, token: Token, text: str) -> str | None:
        lemma = token.lemma_.lower()
        if "heads of state" in text:
            return "heads of state and government"
        if token.pos_ == "NUM" and (
            of := [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        ):
            lemma = of[-1].lemma_.lower()  # the parse may hang an owner there too: "26 of Ukraine's allies"
        if text.lower() in ("the countries", "the nations", "the states", "the allies"):
            group = next(
                (
                    a
                    for _, a, _ in reversed(self.past)
                    if a.joint
                    and len(a.names) == 1
                    and a.names[0].split()[-1] in ("countries", "nations", "states", "allies", "leaders")
                ),
                None,
            )
            if group is not None:
                return group.names[0]
        if (
            lemma in words("collective", FILE)
            and re.search(r"\bEuropean\b", text)
            and not re.search(r"\bEuropean (?:Union|Commission|Council|Parliament)", text)
        ):
            if not re.search(r"\b(?:some|several|few|many|most|two|three|other|\d+)\b", text, re.I):
                return "European leaders"
        if text in ("Europe", "European capitals"):
            return "European leaders"
        number = re.match(r"(?:as many as |at least |about |some |the )?[\"“']?(\d+)\b", text, re.I)
        if number and lemma in words("collective", FILE) and self.coalition:
            return f"{number[1]} coalition countries"
        if token.lower_ in ("leaders", "allies", "states", "countries") and not any(
            c.dep_ in ("amod", "compound", "poss", "nummod") for c in token.children
        ):
            if any(
                row.end <= token.idx
                and re.match(r"\s+(?:leaders|allies|states|countries|governments)\b", self.text[row.end : row.end + 14])
                and row.text == "European"
                for row in self.entities
            ):
                return "European leaders"
        return None

    def _quantified(self, token: Token, text: str) -> str | None:
        found = re.match(r"not (?:all|every(?:one)?)(?: of)?\b\s*(.*)", text, re.I | re.S)
        before = self.text[max(0, token.left_edge.idx - 4) : token.left_edge.idx].lower()
        if not found and before == "not " and token.left_edge.lower_ in ("all", "every"):
            found = re.match(r"(?:all|every)(?: of)?\b\s*(.*)", text, re.I | re.S)
        if not found:
            return None
        rest = found[1]
        if re.search(r"\bEuropean\b", rest):
            return "some European allies"
        return f"some {self._plain(rest)}"

    def _modifier(self, token: Token) -> Actor:
        rows = [row for row in self.entities if row.start < token.idx + len(token) and row.end > token.left_edge.idx]
        names = []
        for row in rows:
            names += [row.stands_for or row.entity]
        if token.dep_ == "poss" and (not names or token.pos_ == "NOUN"):
            start, end = self.extent(token)
            names, _ = self._names(token, start, end)
        realisation = (
            "pronoun" if token.pos_ == "PRON" else "metonym" if rows and rows[0].kind == "metonym" else "modifier"
        )
        names = list(dict.fromkeys(names))
        return Actor(names, realisation, len(names) > 1)

    def _plain(self, name: str) -> str:
        name = re.sub(r"\s+", " ", name).strip(" \"“”'‘’,")
        name = re.sub(r"^(?:.*\s)?(\w+)['’]s (campaign|administration)$", r"\1 \2", name)
        name = re.sub(r"^(?:an?\s+)?(?:group|number|majority|handful|couple|team) of (?=\w+)", "", name, flags=re.I)
        return re.sub(r"^(?:the|a|an|its|his|her|their|our)\s+", "", name, flags=re.I)
