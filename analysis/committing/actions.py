"""Nouns that name an action: what is rejected, asked for, offered, planned or agreed.

>>> [names_action(operator(doc[1]), doc[3]) for doc in map(nlp, ["Togo rejected the plan", "Togo rejected the minister"])]
[True, False]
"""

from spacy.tokens import Token

from ..speaking.nouns import is_source
from .clauses import child
from .modality import PARTIES
from .operators import words

NEAR = 30  # words before the sentence in which what a pronoun stands for is looked for


def names_action(op, noun: Token) -> bool:
    """Whether a noun names an action of the kind that a word of the lexicon takes."""
    if noun.ent_type_ in ("DATE", "TIME"):  # "a week of demonstrations"
        noun = next((p for c in noun.children if c.lower_ == "of" and (p := child(c, "pobj")) is not None), noun)
    if (
        noun.lemma_.lower() in words("claims")
        or op.lemma == "commit"
        and noun.lemma_.lower() in words("wrongs")
        or noun.pos_ == "PRON"
        and noun.lower_ not in ("it", "that", "this")
        or noun.pos_ == "PROPN"
        and noun.ent_type_ in ("PERSON", "DATE")
        or op.act == "refuse"
        and noun.pos_ == "NOUN"
        and is_source(noun.lower_, "person")
        or op.act == "demand"
        and noun.ent_type_ in ("DATE", "GPE", "LOC", "TIME")
    ):
        return False
    if op.act == "refuse" and noun.pos_ == "PRON":
        return _proposed_before(noun)
    if op.lemma == "block" and noun.lemma_.lower() in words("ways"):
        return False
    given = op.lemma == "agree" and noun.head.lower_ == "to" or op.lemma in words("assuring") and noun.dep_ == "dobj"
    if given and noun.pos_ == "NOUN" and noun.lemma_.lower() not in words("courtesies") | words("degrees"):
        return True
    compounds = {f"{c.lemma_} {noun.lemma_}".lower() for c in noun.lefts if c.dep_ == "compound"}
    settled = words("asked") | words("pacts") | words("settled")
    if op.force == "agreed" and not settled.isdisjoint({noun.lemma_.lower(), *compounds}):
        return True
    if op.act in ("refuse", "demand") or op.lemma in (
        "approve",
        "commit",
        "due",
        "guarantee",
        "plan",
        "propose",
        "schedule",
        "scheduled",
        "seek",
        "slated",
        "volunteer",
        "earmark",
    ):
        return noun.pos_ in ("NOUN", "NUM", "VERB", "PROPN")
    if noun.ent_type_ == "MONEY" and (op.act == "offer" or op.force == "pledged"):
        return True
    if op.act == "offer" and noun.head.lower_ == "of" and noun.head.head.lemma_ == op.lemma:
        return noun.lemma_.lower() not in words("courtesies")
    if op.pos == "noun" and op.force == "pledged" and noun.head.lower_ == "to" and noun.ent_type_ in PARTIES:
        return True
    if op.act == "consider" and _nominal(noun) or op.force in ("pledged", "ready") and _given(noun):
        return True
    return (
        noun.lemma_.lower() in words("actions")
        or done_by_force(noun)
        or any(
            c.dep_ == "acl"
            and c.tag_ == "VB"
            or c.dep_ == "compound"
            and c.lemma_.lower() in words("actions")
            or c.dep_ == "prep"
            and c.lower_ == "of"
            and (p := child(c, "pobj")) is not None
            and p.lemma_.lower() in words("actions")
            for c in noun.children
        )
    )


def _proposed_before(pronoun: Token) -> bool:
    """Whether a pronoun may stand for what was asked: "the offer was made in May, and Harare rejected it"."""
    before = pronoun.doc[max(0, pronoun.sent.start - NEAR) : pronoun.i]
    things = (
        t for t in reversed(before) if t.tag_ == "NN" and not t.ent_type_ and t.lemma_.lower() not in words("agents")
    )
    thing = next(things, None)
    judged = any(c.lower_ == "as" and c.dep_ == "prep" for c in pronoun.head.children)
    return thing is not None and not judged and thing.lemma_.lower() in words("asked")


def _nominal(noun: Token) -> bool:
    """A verb made a noun, with its object: "the construction of a dam", "a possible extension"."""
    made = noun.lemma_.lower().endswith(("tion", "sion", "ment")) and noun.lemma_.lower() not in words(
        "states_of_things"
    )
    return made and any(c.lower_ in ("of", "possible", "potential") for c in noun.children)


def _given(noun: Token) -> bool:
    """What a verb hands to somebody: "offered rice to the victims"."""
    verb = noun.head
    if noun.lemma_.lower() in words("courtesies"):
        return False
    return noun.dep_ == "dobj" and any(
        c.dep_ == "dative" or c.dep_ == "dobj" and c.i < noun.i or c.dep_ == "prep" and c.lower_ == "to"
        for c in [*verb.children, *noun.children]
        if c != noun
    )


def done_by_force(noun: Token) -> bool:
    """ "The killing of civilians", "attacks by bombing": what a noun tells is violent."""
    return any(c.lemma_ in words("violent") for c in noun.children if c.tag_ == "VBG")
