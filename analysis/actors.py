"""Who acts: from the subject of an act to canonical names, and how the actor appears in the words.

Collective names stay collective ("European leaders", "26 coalition countries"); a leader's "we" is the state or group spoken for.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from . import speakers
from .operators import _data, words

FILE = "actors.toml"
COMPANY = re.compile(r"\b(?:alliance|allies|bloc|coalition|countries|group|leaders|states)\b", re.I)
BREAKS = {"relcl", "acl", "advcl", "ccomp", "parataxis", "punct"}


@dataclass(frozen=True)
class Actor:
    """Canonical names and how the words give them."""

    names: list[str]
    realisation: str = "explicit"
    joint: bool = False


NOBODY = Actor([], "implicit")


class Cast:
    """Reads actors of one article; remembers what earlier acts were about, for "the force" and passives."""

    def __init__(self, article):
        self.article, self.doc, self.text = article, article.doc, article.doc.text
        self.entities = article.rows.get("entities", [])
        self.states = {role.entity: role.of for role in article.rows.get("roles", []) if role.of and role.office in words("speaks_for_state", FILE)}
        self.mouths = {role.entity: role.of for role in article.rows.get("roles", []) if role.of and role.office in words("mouthpieces", FILE)}
        self.past: list[tuple[Token, Actor, list[str]]] = []
        self.makers: dict[str, Actor] = {}
        self.of: dict[int, Actor] = {}
        self.dispute = None
        self.names = {row.entity for row in self.entities}
        self.coalition = "coalition" in self.text.lower()

    def remember(self, act, actor: Actor, sources: list[str], span: tuple[int, int]):
        """Keep the actor of an accepted act, for pronouns, passives and things named in its evidence."""
        self.of[act.head.i] = actor
        if actor.names:
            words_ = self.doc.char_span(*span, alignment_mode="expand") or ()
            self.makers |= {t.lemma_.lower(): actor for t in words_ if t.pos_ == "NOUN" and not self.can_act(t)}
            self.past.append((act.head, actor, sources))

    # ---- one subject
    def read(self, act, sources: list[str]) -> Actor:
        """The actor of an act told by `sources`."""
        token = act.subject
        if act.part_of is not None and act.part_of.head.i in self.of:
            actor = self.of[act.part_of.head.i]
            return Actor(actor.names, "shared", actor.joint)
        if token is None:
            return self.implicit(act, sources)
        if token.pos_ == "PRON" and token.lower_ in ("i", "me", "my", "we", "us", "our") and token.text != "US":
            return self.first_person(act, token, sources)
        if token.pos_ == "NOUN" and not self.can_act(token):
            return self.body(act, token, sources)
        if token.lower_ in ("they", "their", "them") and (group := self._last_group(sources)) is not None and not act.shared:
            return Actor(group.names, "pronoun", True)
        if token.lower_ in ("it", "its", "this", "that", "which", "there") and act.head.tag_ == "VBN":
            return self.implicit(act, sources)
        actor = self.phrase(token)
        if act.shared:
            actor = Actor(actor.names, "shared", actor.joint)
        return actor

    def can_act(self, token: Token) -> bool:
        """Could this noun bind itself? A name, a person, a group; not a measure or a plan."""
        return bool(token.pos_ in ("PROPN", "PRON") or token.lemma_.lower() in words("agents", "control.toml")
                    or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or self._entity(token) is not None)

    def stands_for(self, token: Token) -> bool:
        """Does this thing act for somebody: an organ of a state, or a body that an earlier act set up?"""
        return bool(self._organ(token)) or self._makers(token) is not None

    def _makers(self, token: Token) -> Actor | None:
        return self.makers.get(token.lemma_.lower())

    def _last_group(self, sources: list[str]) -> Actor | None:
        """The last group that the same source spoke of."""
        groups = [actor for _, actor, told in reversed(self.past[-8:]) if actor.joint and told[-1:] == sources[-1:]]
        return next((actor for actor in groups if len(actor.names) == 1 and actor.names[0] in self.names), groups[0] if groups else None)

    def _company(self) -> Actor | None:
        """The group that meets: the last collective actor whoever told of it."""
        return next((actor for _, actor, _ in reversed(self.past) if actor.joint and len(actor.names) == 1), None)

    def phrase(self, token: Token) -> Actor:
        """The names of the noun phrase that a token heads."""
        if token.dep_ == "attr" and (named := next((c for c in token.head.children if c.dep_ == "nsubj"), None)) is not None and named.pos_ == "PROPN":
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
            if c.dep_ == "prep" and c.lower_ in ("along", "together", "with", "alongside"):
                tail = next((t for t in c.subtree if t.dep_ == "pobj"), None)
                if tail is not None:
                    names = names + [n for n in self._names(tail, *self.extent(tail))[0] if n not in names]
        kind = "pronoun" if token.pos_ == "PRON" and token.ent_type_ == "" else "metonym" if basis == "metonym" else "explicit"
        joint = len(names) > 1 or bool(names and COMPANY.search(names[0])) or token.tag_ in ("NNS", "NNPS", "CD") and kind == "explicit"
        return Actor(names, kind, joint)

    def extent(self, token: Token) -> tuple[int, int]:
        """Offsets of the noun phrase, without relative clauses and appositions."""
        keep = [token]
        stack = [token]
        while stack:
            for c in stack.pop().children:
                if c.dep_ in BREAKS or c.dep_ == "appos" or c.dep_ == "cc" and c.i > token.i and not any(
                        s.dep_ == "conj" and s.pos_ in ("PROPN", "NOUN", "PRON") for s in c.head.children):
                    continue
                if c.dep_ == "conj" and c.pos_ not in ("PROPN", "NOUN", "PRON", "ADJ"):
                    continue
                if c.dep_ == "prep" and c.lower_ in ("along", "together", "alongside", "including"):
                    continue
                keep.append(c)
                stack.append(c)
        first, last = min(keep, key=lambda t: t.i), max(keep, key=lambda t: t.i)
        if last.tag_ == "POS":
            last = last.nbor(-1)
        return first.idx, last.idx + len(last)

    def _entity(self, token: Token):
        return next((row for row in self.entities if row.start <= token.idx < row.end), None)

    def _names(self, token: Token, start: int, end: int) -> tuple[list[str], str]:
        text = self.text[start:end]
        collective = self._collective(token, text)
        if collective:
            return [collective], "collective"
        country = self._organ(token)
        if country:
            return country, "explicit"
        row = self._entity(token)
        if token.lemma_.lower() in words("mouthpieces", FILE) and (body := self._spoken_for(token)):
            return [body], "explicit"
        if row is not None and row.stands_for and row.kind == "metonym":
            return [row.stands_for], "metonym"
        person = next((r for c in token.children if c.dep_ == "appos" and (r := self._entity(c)) is not None and r.label == "PERSON"), None)
        if row is None and person is not None and token.tag_ == "NN":
            return [person.entity], "explicit"
        if row is not None and token.pos_ == "PROPN" and row.label in ("PERSON", "GPE", "ORG"):
            names = [self.mouths.get(row.entity, row.stands_for or row.entity)]
            for c in token.children:
                if c.dep_ == "conj" and c.pos_ in ("PROPN", "NOUN", "PRON"):
                    names += [n for n in self._names(c, *self.extent(c))[0] if n not in names]
            return names, "explicit"
        inner = next((row for row in self.entities if start <= row.start and row.end <= end and row.label == "ORG" and 2 * (row.end - row.start) > end - start), None)
        if inner is not None:
            return [inner.entity], "explicit"
        found = speakers.antecedent(self.article, start, end)
        return [self._plain(name) for name in found.names] or ([self._plain(text)] if token.pos_ in ("NOUN", "PROPN") else []), "explicit"

    def _organ(self, token: Token) -> list[str]:
        """ "the Ukrainian army", "a Franco-British delegation": the states whose organ it is."""
        if token.lemma_.lower() not in words("organs", FILE):
            return []
        found = [name for c in token.lefts if c.dep_ in ("amod", "compound", "poss", "nmod", "npadvmod") for t in c.subtree for name in self._state(t)]
        return list(dict.fromkeys(found))

    def _state(self, token: Token) -> list[str]:
        """The state that a modifier names: "Franco", "British", "US"."""
        prefix = _data(FILE)["prefixes"].get(token.lower_)
        if prefix:
            return [prefix]
        row = self._entity(token)
        states = row is not None and (row.kind in ("adjective", "metonym") and row.stands_for or row.label == "GPE" and row.entity)
        return [states] if states else []

    def _spoken_for(self, token: Token) -> str | None:
        """ "A spokesman for the ministry", "Justice Department spokeswoman": the body that the mouthpiece speaks for."""
        inside = [row for row in self.entities if row.start >= token.left_edge.idx and row.end <= token.right_edge.idx + len(token.right_edge)
                  and row.label in ("ORG", "GPE", "NORP", "PERSON") and token.sent.start_char <= row.start < token.sent.end_char]
        bodies = [row for row in inside if row.label != "PERSON" or row.start > token.idx and token.nbor(1).lower_ == "for"
                  or any(c.dep_ == "poss" and row.start <= c.idx < row.end for c in token.children)]
        return (bodies[0].stands_for or bodies[0].entity) if bodies else None

    def _collective(self, token: Token, text: str) -> str | None:
        lemma = token.lemma_.lower()
        if "heads of state" in text:
            return "heads of state and government"
        if token.pos_ == "NUM" and (of := next((t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), None)) is not None:
            lemma = of.lemma_.lower()
        if text.lower() in ("the countries", "the nations", "the states", "the allies"):
            group = next((a for _, a, _ in reversed(self.past) if a.joint and len(a.names) == 1 and a.names[0].split()[-1] in ("countries", "nations", "states", "allies", "leaders")), None)
            if group is not None:
                return group.names[0]
        if lemma in words("collective", FILE) and re.search(r"\bEuropean\b", text) and not re.search(r"\bEuropean (?:Union|Commission|Council|Parliament)", text):
            if not re.search(r"\b(?:some|several|few|many|most|two|three|other|\d+)\b", text, re.I):
                return "European leaders"
        if text in ("Europe", "European capitals"):
            return "European leaders"
        number = re.match(r"(?:as many as |at least |about |some |the )?[\"“']?(\d+)\b", text, re.I)
        if number and lemma in words("collective", FILE) and self.coalition:
            return f"{number[1]} coalition countries"
        if token.lower_ in ("leaders", "allies", "states", "countries") and not any(c.dep_ in ("amod", "compound", "poss", "nummod") for c in token.children):
            if any(row.end <= token.idx and re.match(r"\s+(?:leaders|allies|states|countries|governments)\b", self.text[row.end:row.end + 14]) and row.text == "European" for row in self.entities):
                return "European leaders"
        return None

    def _quantified(self, token: Token, text: str) -> str | None:
        found = re.match(r"not (?:all|every(?:one)?)(?: of)?\b\s*(.*)", text, re.I | re.S)
        before = self.text[max(0, token.left_edge.idx - 4):token.left_edge.idx].lower()
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
        realisation = "pronoun" if token.pos_ == "PRON" else "metonym" if rows and rows[0].kind == "metonym" else "modifier"
        names = list(dict.fromkeys(names))
        return Actor(names, realisation, len(names) > 1)

    def _plain(self, name: str) -> str:
        name = re.sub(r"\s+", " ", name).strip(" \"“”'‘’,")
        name = re.sub(r"^(?:.*\s)?(\w+)['’]s (campaign|administration)$", r"\1 \2", name)
        name = re.sub(r"^(?:an?\s+)?(?:group|number|majority|handful|couple) of (?=\w+)", "", name, flags=re.I)
        return re.sub(r"^(?:the|a|an|its|his|her|their|our)\s+", "", name, flags=re.I)

    # ---- no subject of its own
    def first_person(self, act, token: Token, sources: list[str]) -> Actor:
        """ "I" is the speaker; "we" whom the article's paraphrase names, else the state or group the speaker speaks for."""
        if not sources:
            return NOBODY
        names = sources[-1].split(" & ")
        if token.lower_ not in ("we", "us", "our"):
            return Actor(names[:1], "pronoun")
        for head, actor, told in reversed(self.past):
            if head.lemma_ == act.head.lemma_ and told[-1:] == sources[-1:] and actor.realisation != "pronoun":
                return Actor(actor.names, "pronoun", True)
        if act.cue.lemma_ in ("agree", "decide", "discuss") and (group := self._company()) is not None:
            return Actor(group.names, "pronoun", True)
        if any(name in self.states for name in names) and (group := self._last_group(sources)) is not None:
            return Actor(group.names, "pronoun", True)
        names = [self.mouths.get(name) or self.states.get(name, name) for name in names]
        return Actor(list(dict.fromkeys(names)), "pronoun", len(names) > 1)

    def body(self, act, token: Token, sources: list[str]) -> Actor:
        """A thing that cannot bind itself: its makers, if an earlier act names them ("the force will not wage war")."""
        organ = self._organ(token)
        if organ:
            return Actor(organ, "modifier", len(organ) > 1)
        makers = self._makers(token)
        if makers is not None:
            return Actor(makers.names, "metonym" if act.head.tag_ != "VBN" else "implicit", makers.joint)
        holder = next((c for c in token.children if c.dep_ == "poss"), None)
        if holder is not None and act.head.tag_ != "VBN":
            return self.phrase(holder)
        return self.implicit(act, sources)

    def implicit(self, act, sources: list[str]) -> Actor:
        """Agentless: who acted last nearby with the same source, else the source's own side."""
        if act.cue.lemma_ == "consensus" and (group := self._company()) is not None:
            return Actor(group.names, "implicit", True)
        here = self.text.count("\n", 0, act.head.idx)
        for head, actor, told in reversed(self.past[-3:]):
            if told[-1:] == sources[-1:] and here - self.text.count("\n", 0, head.idx) <= 2:
                return Actor(actor.names, "implicit", actor.joint)
        if sources:
            names = [self.states.get(name, name) for name in sources[-1].split(" & ")]
            return Actor(names, "implicit", len(names) > 1)
        return self._nearest(act)

    def _nearest(self, act) -> Actor:
        """The last person, body or state that was a subject in this paragraph or the one before."""
        edge = self.text.rfind("\n", 0, max(0, self.text.rfind("\n", 0, act.head.idx)))
        for token in reversed(self.doc[:act.head.sent.start]):
            if token.idx < edge:
                break
            if token.dep_ == "nsubj" and token.ent_type_ in ("PERSON", "ORG", "GPE"):
                return Actor(self._names(token, *self.extent(token))[0], "implicit")
        return NOBODY
