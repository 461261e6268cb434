"""Words that bind, offer, weigh, refuse or demand: the lexicon, and the complements that name the action.

The lexicon is `data/commissives.toml` and `data/modals.toml`; a word counts only in the frames listed with it.
After Searle's commissives and directives (1976) and the pledge verbs of the Comparative Party Pledges Project.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from .clauses import auxiliaries, child, is_infinitive, is_passive, is_reduced, mark_of

ADDRESSING = ("on", "upon", "with")
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}


@dataclass(frozen=True)
class Operator:
    """One line of the lexicon."""

    lemma: str
    pos: str
    act: str
    force: str
    frames: frozenset[str]
    present: bool
    denied: bool


@dataclass(frozen=True)
class Complement:
    """What an operator operates on: the head of the action, and who is to act if that is somebody else."""

    head: Token
    frame: str
    other: Token | None = None


@cache
def data(name: str) -> dict:
    return tomllib.loads((files("analysis") / "data" / name).read_text(encoding="utf-8"))


@cache
def lexicon() -> dict[tuple[str, str], Operator]:
    """(part of speech, lemma) -> operator."""
    return {
        (pos, lemma): _operator(lemma, pos, entry)
        for pos, entries in data("commissives.toml").items()
        for lemma, entry in entries.items()
    }


def _operator(lemma: str, pos: str, entry: dict) -> Operator:
    only = (entry.get(name, False) for name in ("present", "denied"))
    return Operator(lemma, pos, entry["act"], entry["force"], frozenset(entry["frames"]), *only)


@cache
def modals(kind: str) -> dict[str, dict]:
    return data("modals.toml")[kind]


@cache
def words(name: str, file: str = "control.toml") -> frozenset[str]:
    """One list of words of a data file."""
    return frozenset(data(file)[name])


@cache
def first_words() -> frozenset[str]:
    """First words of the lexicon's entries, so that most words are passed over at once."""
    return frozenset(lemma.partition(" ")[0] for _, lemma in lexicon())


def operator(token: Token) -> Operator | None:
    """The lexicon's entry for a token, with its particle or preposition where the entry has one ("rule out")."""
    pos = POS.get(token.pos_)
    if pos is None or token.lemma_.lower() not in first_words() and token.lower_ not in first_words():
        return None
    if (
        token.lower_ == "order"
        and token.i
        and token.nbor(-1).lower_ == "in"
        or token.ent_type_ in ("PERSON", "WORK_OF_ART", "FAC")
        and pos != "verb"
    ):
        return None
    if token.tag_ == "VBN" and token.dep_ in ("acomp", "amod") and ("adjective", token.lower_) in lexicon():
        pos = "adjective"
    if token.lower_ in words("minded") and not auxiliaries(token) and child(token, "xcomp") is not None:
        who = child(token, "nsubj")
        if (
            token.tag_ == "VBN"
            or token.dep_ == "pcomp"
            or who is not None
            and who.lower_ in ("itself", "himself", "herself", "themselves")
        ):
            pos = "adjective"
    if pos == "verb" and (token.dep_ == "pobj" or child(token, "poss", "det") is not None):
        pos = "noun"
    lemma = token.lower_ if pos == "adjective" else token.lemma_.lower()
    if pos == "verb":
        for c in token.children:
            if c.i > token.i and c.dep_ in ("prt", "prep", "mark", "advmod", "advcl"):
                found = lexicon().get((pos, f"{lemma} {_marker(c)}"))
                if found:
                    return found
        if ("adjective", token.lower_) in lexicon() and token.tag_ == "VBN" and child(token, "auxpass") is not None:
            return lexicon()["adjective", token.lower_]
    return lexicon().get((pos, lemma))


def _marker(token: Token) -> str:
    return mark_of(token) if token.dep_ == "advcl" else token.lower_


def complements(token: Token, op: Operator) -> Iterator[Complement]:
    """The actions that an operator is about."""
    own_object = child(token, "dobj", "dative") if op.pos == "verb" else None
    if op.lemma.endswith((" on", " upon")) or op.lemma in ("appeal", "plead"):
        prep = next(
            (c for c in token.children if c.dep_ in ("prep", "prt") and c.lower_ in ("on", "upon", "with", "to")), None
        )
        own_object = child(prep, "pobj") if prep is not None else own_object
    bound = _before_infinitive(token) if "other" in op.frames else None
    if bound is not None:
        own_object = child(bound, "pobj")
    if op.pos == "verb" and is_passive(token) and "other" in op.frames:
        own_object = child(token, "nsubjpass") or own_object
    particle = op.lemma.partition(" ")[2]
    moves_something = op.pos == "verb" and not op.frames & {"object", "other"} and bool(own_object or is_passive(token))
    if (
        token.dep_ in ("relcl", "acl")
        and op.pos == "verb"
        and op.frames & {"object", "to", "for", "upon", "on"}
        and (
            token.dep_ == "relcl"
            and _relative_object(token)
            or _contact(token, op)
            or is_reduced(token)
            and token.head.lemma_.lower() in words("asked") | words("pacts") | words("actions")
        )
        and not any(
            c.lower_ == op.lemma.partition(" ")[2] and (own := child(c, "pobj")) is not None and own.tag_ != "WDT"
            for c in token.children
        )
    ):
        yield Complement(token.head, "relative")
        return
    for c in token.children:
        if c.i < token.i and not (c.dep_ in ("nsubjpass",) or c.dep_ == "relcl") or c == bound:
            continue
        if c.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and c.pos_ in ("VERB", "AUX"):
            yield from _clause(token, op, c, own_object)
        elif c.dep_ == "dobj" and "object" in op.frames:
            nested = _object_clause(op, c)
            yield nested or Complement(c, "object")
        elif c.dep_ == "nsubjpass" and op.frames & {"object", "passive"} and "other" not in op.frames:
            yield Complement(c, "object")
        elif c.dep_ == "prep" and (c.lower_ in op.frames or c.lower_ == particle) and not moves_something:
            yield from _prepositional(op, c)
    if "how" in op.frames and token.dep_ in ("csubj", "relcl", "ccomp"):
        clause = next((c for c in token.head.children if c.i > token.head.i > token.i and mark_of(c) == "how"), None)
        if clause is not None:
            yield Complement(clause, "how", child(clause, "nsubj"))
    if "none" in op.frames:
        yield Complement(token, "none")
    if op.pos == "noun" and token.dep_ in ("nsubj", "attr", "dobj"):
        yield from _distant(token, op)


def _before_infinitive(token: Token) -> Token | None:
    """The "for" of "called for Chad and Togo to resume talks"."""
    for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ == "for"):
        after = prep.right_edge.i + 1
        asked = child(prep, "pobj")
        if (
            after < len(token.doc)
            and (to := token.doc[after]).tag_ == "TO"
            and to.head.head == token
            and _may_be_asked(asked, to.head)
        ):
            return prep
    return None


def _may_be_asked(noun: Token | None, verb: Token) -> bool:
    """ "called for Togo to resume talks", "for the truce to be kept"; not "for the return of the team to pursue talks"."""
    if noun is None or is_passive(verb) or noun.pos_ in ("PROPN", "PRON") or noun.ent_type_:
        return True
    return noun.lemma_.lower() not in words("actions")


def _opener(verb: Token) -> str:
    """The question word of a clause, also inside its object: "what security guarantees"."""
    return mark_of(verb) or verb.left_edge.lower_


def _relative_object(verb: Token) -> bool:
    """ "the summits to which the Russians committed", "the meetings that we are calling for"."""
    return any(
        t.dep_ in ("dobj", "pobj", "nsubjpass") and t.tag_ in ("WDT", "WP")
        for c in [verb, *verb.children]
        for t in c.children
    )


def _contact(verb: Token, op: Operator) -> bool:
    """ "A demand India has rejected": what was asked or settled is the object of a verb that has no other."""
    told = child(verb, "nsubj")
    bare = told is not None and told.tag_ not in ("WDT", "WP") and child(verb, "dobj", "ccomp", "xcomp", "prep") is None
    return (
        bare
        and op.act == "refuse"
        and "object" in op.frames
        and verb.head.lemma_.lower() in words("asked") | words("pacts")
    )


def _distant(noun: Token, op: Operator) -> Iterator[Complement]:
    """A complement that the verb separates from its noun: "discussions focused on raising the pressure"."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ in ("focus", "centre", "center"):
        prep = child(verb, "prep")
        if prep is not None and (gerund := child(prep, "pcomp")) is not None:
            yield Complement(gerund, "ing")
    elif noun.dep_ == "nsubj" and verb.lemma_ == "include" and op.act == "demand":
        listed = child(verb, "xcomp", "dobj")
        if listed is not None:
            yield Complement(listed, "object" if listed.dep_ == "dobj" else "ing")
    elif noun.dep_ == "dobj" and "that" in op.frames:
        clause = child(verb, "ccomp")
        if clause is not None and clause.left_edge.i == noun.right_edge.i + 1:
            yield Complement(clause, "that", child(clause, "nsubj", "nsubjpass"))
    elif noun.dep_ == "nsubj" and verb.lemma_ == "be" and "that" in op.frames:
        clause = child(verb, "ccomp")
        if clause is not None and mark_of(clause) == "that":
            yield Complement(clause, "that", child(clause, "nsubj", "nsubjpass"))
    elif (
        noun.dep_ == "attr"
        and "that" in op.frames
        and not any(c.dep_ in ("acl", "relcl", "ccomp") for c in noun.children)
    ):
        for t in noun.doc[noun.i : noun.sent.end]:
            if t.dep_ == "mark" and t.lower_ == "that" and any(a.tag_ == "MD" for a in auxiliaries(t.head)):
                yield Complement(t.head, "that", child(t.head, "nsubj", "nsubjpass"))
                return


def _clause(token: Token, op: Operator, verb: Token, own_object: Token | None) -> Iterator[Complement]:
    infinitive = is_infinitive(verb)
    inner = child(verb, "nsubj", "nsubjpass")
    if infinitive:
        other = inner if inner is not None and inner.i < verb.i else own_object
        if "other" in op.frames and other is not None:
            yield Complement(verb, "other", other)
        elif "how" in op.frames and _opener(verb) in ("how", "what", "whether"):
            yield Complement(verb, "how", None)
        elif (
            "to" in op.frames
            and inner is None
            and not (verb.dep_ == "advcl" and (own_object is not None or op.pos == "verb" and is_passive(token)))
        ):
            yield Complement(verb, "to")
    elif verb.tag_ == "VBG" and inner is None and verb.dep_ != "acl":
        if "ing" in op.frames and (verb.dep_ != "advcl" or verb.i - token.i <= 2):
            yield Complement(verb, "ing")
    elif "how" in op.frames and verb.dep_ == "ccomp" and _opener(verb) in ("how", "what", "whether"):
        yield Complement(verb, "how", inner)
    elif "that" in op.frames and verb.dep_ in ("ccomp", "acl", "relcl") and mark_of(verb) in ("that", ""):
        yield Complement(verb, "that", inner)
    elif (
        "other" in op.frames
        and op.lemma not in ("ask", "order", "tell", "warn")
        and verb.dep_ == "ccomp"
        and (verb.tag_ == "VB" or any(a.dep_ == "auxpass" and a.tag_ == "VB" for a in auxiliaries(verb)))
        and inner is not None
        and not any(a.tag_ == "MD" for a in auxiliaries(verb))
    ):
        yield Complement(verb, "other", inner)


def _object_clause(op: Operator, noun: Token) -> Complement | None:
    """ "demanded Hamas free the hostages" parsed as an object with a clause of its own."""
    verb = next((c for c in noun.children if c.dep_ in ("relcl", "acl") and c.tag_ == "VB"), None)
    if verb is not None and "other" in op.frames and noun.ent_type_:
        return Complement(verb, "other", noun)
    return None


def _prepositional(op: Operator, prep: Token) -> Iterator[Complement]:
    prep = child(prep, "prep") or prep
    gerund = child(prep, "pcomp")
    if gerund is not None:
        yield Complement(gerund, "ing")
        return
    noun = child(prep, "pobj")
    if noun is None:
        return
    verb = next(
        (c for c in noun.children if c.dep_ in ("acl", "relcl") and is_infinitive(c)),
        None,
    )
    if verb is not None and "other" in op.frames and (noun.pos_ in ("PROPN", "PRON") or prep.lower_ in ADDRESSING):
        yield Complement(verb, "other", noun)
    elif op.act != "demand" or prep.lower_ in op.frames or "object" in op.frames:
        yield Complement(noun, "prep")
