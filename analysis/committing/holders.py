"""Whose act a word of the lexicon tells of: "Rome's refusal", "talks between both armies", "was rejected by Chad"."""

from spacy.tokens import Token

from .clauses import before, by_agent, child, is_passive, is_reduced, own_subject, subject
from .modality import PARTIES
from .operators import operator, words


def holder(token: Token, op) -> tuple[Token | None, bool]:
    """Who does what a word tells of, and whether he is the subject of another verb; None where that is not said."""
    if op.pos == "verb":
        if is_passive(token) or is_reduced(token):
            agent = by_agent(token) or next(
                (a for c in token.children if c.dep_ == "xcomp" and (a := by_agent(c)) is not None), None
            )
            if agent is None and op.act in ("commit", "offer"):
                prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "between"), None)
                agent = child(prep, "pobj") if prep is not None else None
            return (agent, False) if agent is not None or op.act == "demand" or _names_it(token, op) else subject(token)
        who, shared = subject(token)
        if who is None and token.tag_ in ("VBD", "VBZ", "VBP"):
            who = before(token)
        if who is not None and who.lower_ == "those" and who.dep_ == "pobj":
            who, shared = own_subject(who.head.head), True
        return who, shared
    if op.pos == "adjective":
        if token.pos_ == "VERB":
            who, shared = subject(token)
            reflexive = who is not None and who.lower_.endswith(("self", "selves"))
            return subject(token.head) if reflexive else (who, shared)
        if token.dep_ in ("amod", "acl", "relcl", "appos"):
            return token.head, True
        return subject(token)
    owner = child(token, "poss")
    if owner is not None:
        return owner, False
    for c in token.children:
        if (
            c.dep_ == "prep"
            and c.lower_ in ("by", "between", "among", "of", "from")
            and (noun := child(c, "pobj")) is not None
            and (noun.ent_type_ in PARTIES or c.lower_ in ("by", "of") and noun.lemma_ in words("agents"))
        ):
            return noun, False
        if c.dep_ == "agent" and (noun := child(c, "pobj")) is not None:
            return noun, False
    modifier = next(
        (c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in PARTIES),
        None,
    )
    if modifier is not None:
        return modifier, False
    centre = token.head
    if token.dep_ == "nsubj" and centre.lemma_ in ("focus", "centre", "center"):
        return None, False
    token = first_of(token)
    verb = token.head
    while verb.dep_ == "conj":
        verb = verb.head
    if token.dep_ in ("dobj", "conj", "attr", "pobj", "xcomp") and verb.pos_ in ("VERB", "AUX", "ADP"):
        verb = verb.head if verb.pos_ == "ADP" else verb
        lends = verb.lemma_ in words("light") or op.act == "consider" and verb.lemma_ in words("weighing")
        if lends and not is_passive(verb):
            return subject(verb)
    return None, False


def _names_it(verb: Token, op) -> bool:
    """Whether the subject of a passive is what was done, not who did it: "a truce was agreed"."""
    thing = own_subject(verb)
    return "object" in op.frames or "passive" in op.frames and thing is not None and thing.pos_ == "NOUN"


def is_received(noun: Token) -> bool:
    """ "sought assurances that": who has them or wants them did not give them."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in words("receiving")


def is_nobodys(noun: Token) -> bool:
    """ "A request for helicopters was turned down", "demand for oil has soared": who asked is not said."""
    op = operator(noun.head) if noun.dep_ in ("dobj", "nsubjpass") else None
    mass = noun.lemma_ == "demand" and noun.tag_ == "NN" and child(noun, "det", "poss") is None
    return mass or op is not None and op.act == "refuse"


def first_of(token: Token) -> Token:
    """The first of several nouns joined, which stands where the grammar needs them: "the will or the objective"."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token
