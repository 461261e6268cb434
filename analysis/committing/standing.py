"""How an announced action stands: breach, denial, delay, fulfilment."""

from collections.abc import Iterator

from spacy.tokens import Token

from .clauses import auxiliaries, by_agent, child, is_negated, is_passive, subject
from .operators import words

FILE = "standing.toml"


def statuses(token: Token, make) -> Iterator:
    """Status acts whose cue is the token; `make` is the class of acts."""
    if token.pos_ not in ("VERB", "AUX"):
        return
    lemma = token.lemma_.lower()
    if lemma == "accuse":
        yield from _accusation(token, make)
    elif lemma == "fail" or lemma == "yet":
        yield from _failure(token, make)
    elif lemma in ("have", "be") and any(c.lower_ == "yet" for c in token.children):
        verb = child(token, "xcomp")
        if verb is not None and verb.tag_ == "VB":
            yield _status(token, verb, make, "stalled", subject(token)[0])
    elif lemma in words("breach", FILE) and _about_agreement(token) and token.dep_ != "pcomp":
        who = by_agent(token) if is_passive(token) else subject(token)[0]
        if who is not None and not any(a.tag_ in ("MD", "TO") for a in auxiliaries(token)):
            yield _status(token, token, make, "breach_denied" if is_negated(token) else "breached", who)
    elif (
        (lemma in words("fulfil", FILE) or lemma == "make" and any(c.lower_ == "good" for c in token.children))
        and _about_agreement(token)
        and not any(a.tag_ in ("MD", "TO") for a in auxiliaries(token))
    ):
        who = by_agent(token) if is_passive(token) else subject(token)[0]
        if token.tag_ in ("VBD", "VBN") and not is_negated(token):
            yield _status(token, token, make, "fulfilled", who)
    elif lemma in words("stall", FILE) and token.tag_ in ("VBD", "VBN") and _about_agreement(token):
        yield _status(token, token, make, "stalled", by_agent(token) if is_passive(token) else subject(token)[0])
    elif (
        lemma == "complete"
        and token.tag_ in ("VBD", "VBN")
        and (done := child(token, "dobj")) is not None
        and done.lemma_ in words("actions")
    ):
        yield _status(token, done, make, "fulfilled", subject(token)[0])


def _status(cue: Token, head: Token, make, status: str, who: Token | None):
    negative = any(t.lemma_ in ("refrain", "abstain", "desist") or t.lower_ == "not" for t in head.subtree)
    return make(cue, "status", "status", head, "status", subject=who, negative=negative, status=status)


def _accusation(token: Token, make) -> Iterator:
    """ "accused Russia of violating a truce": the judged party is the actor, the accuser the source."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    verb = child(of, "pcomp") if of is not None else None
    judged = child(token, "nsubjpass") if is_passive(token) else child(token, "dobj")
    if (
        verb is not None
        and judged is not None
        and (verb.lemma_ in words("breach", FILE) and _about_agreement(verb) or verb.lemma_ in words("renege", FILE))
    ):
        yield _status(token, verb, make, "breached", judged)


def _failure(token: Token, make) -> Iterator:
    """ "has so far failed to respond": an action that is due and has not come."""
    verb = child(token, "xcomp")
    perfect = any(a.lemma_ == "have" for a in auxiliaries(token))
    if verb is not None and verb.tag_ == "VB" and perfect and not is_negated(token):
        yield _status(token, verb, make, "stalled", subject(token)[0])


def _about_agreement(verb: Token) -> bool:
    return any(
        t.lemma_.lower() in words("agreements", FILE)
        for t in verb.subtree
        if t.i > verb.i or t.dep_ in ("nsubjpass", "compound")
    )
