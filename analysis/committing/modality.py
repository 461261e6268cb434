"""Acts that auxiliaries carry: "will send", "must leave", "is to visit", "there will be a force"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ..speaking.nouns import is_source
from .clauses import (
    auxiliaries,
    before,
    by_agent,
    child,
    is_infinitive,
    is_negated,
    is_passive,
    not_all,
    own_subject,
    subject,
)
from .operators import modals, operator, words
from .speech import Act

WEAKER = {"may", "might", "could", "can"}
PARTIES = {"GPE", "NORP", "ORG", "PERSON"}
NEEDING, GIVING, DUTY = {"need", "require"}, {"give", "hand", "set"}, {"be", "come"}


def cue_words() -> frozenset[str]:
    """Verbs, beside modals, that an act may begin with."""
    return frozenset(modals("half_modal")) | NEEDING | GIVING | DUTY


def modal_acts(token: Token) -> Iterator[Act]:
    verb = token.head
    entry = modals("modal").get(
        {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "sha": "shall"}.get(
            token.lower_, token.lower_
        )
    )
    if (
        entry is not None
        and token.dep_ in ("ROOT", "ccomp")
        and (who := own_subject(token)) is not None
        and who.lower_ in ("i", "we")
    ):
        yield Act(
            token, entry.get("own", "demand"), entry["force"], token, "modal", subject=who, negative=is_negated(token)
        )
        return
    if entry is None or verb.pos_ not in ("VERB", "AUX") or verb == token or verb.tag_ in ("VBD", "VBZ"):
        return
    yield from _operate(token, entry, verb, is_negated(verb) or _of_nothing(verb))


def half_modal_acts(token: Token) -> Iterator[Act]:
    entry = modals("half_modal")[token.lemma_]
    verb = next(
        (c for c in token.children if c.dep_ == "xcomp" and is_infinitive(c)),
        None,
    )
    if (
        verb is None
        or token.tag_ in ("VBD", "VBN")
        and token.lemma_ != "be"
        or any(c.lower_ == "yet" for c in token.children)
    ):
        return
    if (
        token.lemma_ == "go"
        and token.tag_ != "VBG"
        or any(a.tag_ == "MD" for a in auxiliaries(token))
        and token.lemma_ != "have"
    ):
        return
    who = own_subject(token)
    if any(a.lower_ in WEAKER for a in auxiliaries(token)) and who is not None and who.lower_ in ("i", "we"):
        entry = modals("modal")["might"]
    if token.lemma_ == "be" and (
        any(c.dep_ == "prep" and token.i < c.i < verb.i for c in token.children)
        or token.tag_ not in ("VBZ", "VBP", "VBD")
        or child(token, "attr", "acomp", "expl") is not None
        or _measure(token, verb)
        or is_passive(verb)
        and verb.lemma_ in words("judged")
    ):
        return
    yield from _operate(token, entry, verb, is_negated(token) or is_negated(verb), token)


def needed_acts(token: Token) -> Iterator[Act]:
    """ "said a meeting with the rebels was needed", "we need the consent of the states": a demand on whoever is named with it."""
    if token.lemma_ not in NEEDING or is_negated(token):
        return
    what, wanted = (own_subject(token), "actions") if is_passive(token) else (child(token, "dobj"), "consent")
    if what is None or what.lemma_.lower() not in words(wanted):
        return
    party = next(
        (
            t
            for t in what.subtree
            if t.i > what.i and t.dep_ == "pobj" and any(s.ent_type_ in PARTIES for s in t.subtree)
        ),
        None,
    )
    if party is not None:
        yield Act(token, "demand", "demands", token, "modal", subject=what, other=party)


def imperative_needs(token: Token) -> Iterator[Act]:
    """ "It is imperative for both sides to stop", "the time has come for Hanoi to leave": a demand on whoever is named."""
    if token.lemma_ not in DUTY:
        return
    come = token.lemma_ == "come" and (what := own_subject(token)) is not None and what.lemma_ == "time"
    said = token.lemma_ == "be" and (how := child(token, "acomp")) is not None and how.lower_ in words("imperative")
    if not (come or said) or is_negated(token) or any(a.tag_ == "MD" for a in auxiliaries(token)):
        return
    action = next((t for t in token.subtree if t.i > token.i and is_infinitive(t)), None)
    asked = action and (
        child(action, "nsubj")
        or next((t for t in token.subtree if t.dep_ == "pobj" and t.i < action.i and t.head.lower_ == "for"), None)
    )
    if asked is not None and (asked.ent_type_ in PARTIES or asked.lemma_ in words("agents")):
        yield Act(token, "demand", "demands", action, "modal", subject=asked, other=asked)


def deadline_acts(token: Token) -> Iterator[Act]:
    """ "gave the government 48 hours to release them": a demand on whoever gets the time."""
    if token.lemma_ not in GIVING:
        return
    passive = is_passive(token)
    asked, time = child(token, "nsubjpass" if passive else "dative"), child(token, "npadvmod", "dobj")
    if asked is None or time is None:
        return
    who, shared = (by_agent(token), False) if passive else subject(token)
    action = next((c for c in [*token.children, *time.children] if c.i > time.i and is_infinitive(c)), None)
    if (
        action is not None
        and action.lemma_ not in words("spans_of_life")
        and (time.ent_type_ in ("DATE", "TIME") or time.lemma_ in ("deadline", "ultimatum"))
    ):
        yield Act(token, "demand", "demands", action, "verb", who, shared, other=asked)


def may_act(agent: Token) -> bool:
    """Whether who does it in a passive can mean to: "by Chad", "by the rebels"; not "by a storm"."""
    named = agent.ent_type_ in PARTIES or agent.pos_ in ("PRON", "PROPN")
    return named or agent.lemma_.lower() in words("agents") or is_source(agent.lemma_.lower())


def stays_away(verb: Token) -> bool:
    """ "will skip the talks", "will withdraw from the talks"; but not "will withdraw its troops"."""
    particle = child(verb, "prt", "advmod")
    forms = {verb.lemma_, f"{verb.lemma_} {particle.lower_ if particle is not None else ''}"} & words("staying_away")
    return bool(forms) and not (forms & words("moving") and child(verb, "dobj", "nsubjpass") is not None)


def _of_nothing(verb: Token) -> bool:
    """ "will have no troops on its soil"; but "will spare no effort", "will have no choice but to sign" deny nothing."""
    thing = child(verb, "dobj")
    denied = thing is not None and any(c.lower_ == "no" and c.dep_ == "det" for c in thing.children)
    return denied and thing.lemma_ not in words("undenied")


def _assured(verb: Token) -> bool:
    """ "an assurance that it would never attack": what the speaker denies himself for somebody's sake."""
    return verb.dep_ in ("ccomp", "acl", "relcl") and verb.head.lemma_ in words("assuring")


def _measure(copula: Token, verb: Token) -> bool:
    """ "The aim is to prevent ...": an infinitive that says what something is, not what will be done.

    It is not so of what others do to a thing, "the ballots are to be audited", nor of events: "talks are to resume".
    """
    found = own_subject(copula)
    if found is None or found.lower_ in ("this", "that", "it", "what"):
        return True
    if found.pos_ != "NOUN" or found.lemma_ in words("agents"):
        return False
    event = found.lemma_ in words("actions") and verb.lemma_ in words("come_about")
    return found.lemma_ in words("aims") or not (event or is_passive(verb))


def _operate(token: Token, entry: dict, verb: Token, negative: bool, clause: Token | None = None) -> Iterator[Act]:
    clause = clause or verb
    who, shared = subject(clause)
    agent = by_agent(verb) if is_passive(verb) else None
    if agent is not None and not may_act(agent) and entry.get("own") == "commit":
        return
    if who is None and verb.dep_ in ("ROOT", "ccomp", "advcl") and verb.sent.root.tag_ != "VB":
        who = before(clause)
    if who is not None and who.dep_ == "expl" or child(clause, "expl") is not None:
        yield from _existential(token, entry, verb, negative)
        return
    act, force = entry.get("own") or entry["other"], entry["force"]
    if act == "commit" and not_all(who):
        act, force, negative = "refuse", "refuses", True
    elif act == "commit" and negative:
        act = "commit" if verb.lemma_ in words("harmful") or _assured(verb) else "refuse"
    elif (
        act == "commit"
        and any(c.lower_ in words("gladly") for c in verb.children)
        and who is not None
        and (who.ent_type_ in PARTIES or who.pos_ == "PRON")
    ):
        act, force = "offer", "ready"
    if act == "consider" and negative:
        return
    inner = operator(verb)
    if (
        act == "commit"
        and inner is not None
        and (inner.act == "consider" and "how" not in inner.frames or inner.lemma == "consider")
    ):
        act, force = inner.act, inner.force
    elif act == "commit" and stays_away(verb):
        act, negative = "refuse", True
    yield Act(
        token,
        act,
        force,
        verb,
        "modal",
        subject=agent if agent is not None else who,
        shared=shared,
        negative=negative,
        other=(agent if agent is not None else who) if act == "demand" else None,
    )


def _existential(token: Token, entry: dict, verb: Token, negative: bool) -> Iterator[Act]:
    thing = child(verb, "attr", "nsubj", "dobj")
    if thing is None or thing.lemma_ not in words("actions"):
        return
    doer = next((c for c in thing.subtree if c.dep_ == "relcl" and any(a.tag_ == "MD" for a in auxiliaries(c))), None)
    who = doer.head if doer is not None else None
    if who is None:
        prep = next(
            (
                c
                for c in [*thing.children, *verb.children]
                if c.dep_ == "prep" and c.lower_ in ("between", "from", "by")
            ),
            None,
        )
        who = child(prep, "pobj") if prep is not None else None
    act = entry.get("own") or entry["other"]
    if act == "commit" and negative:
        act = "refuse"
    if act != "consider":
        yield Act(
            token,
            act,
            entry["force"],
            thing,
            "existential",
            subject=who,
            negative=negative,
            other=who if act == "demand" else None,
        )
