"""Acts that words of the lexicon carry: "pledged to send", "Rome's refusal to send", "is ready to lift"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ..speaking.nouns import is_source
from .actions import done_by_force, names_action
from .clauses import auxiliaries, by_agent, child, is_negated, is_passive, own_subject
from .holders import first_of, holder, is_nobodys, is_received
from .modality import PARTIES, WEAKER, may_act, stays_away
from .operators import complements, words
from .speech import Act

DUTY = {"must", "should"}


def lexical_acts(token: Token, op) -> Iterator[Act]:
    if not _counts(token, op):
        return
    denied = _denied(token, op)
    if op.denied and not denied:
        return
    named = list(complements(token, op))
    if any(found.frame in ("to", "other", "ing", "that") for found in named):
        named = [found for found in named if found.frame not in ("object", "prep")]
    for found in named:
        meant = _meant(token, op, found, denied)
        parties = meant and _parties(token, op, found, meant[0])
        if not parties:
            continue
        (act, force, negative), (who, shared, teller) = meant, parties
        other = found.other
        if op.pos == "verb" and is_passive(token):
            other = child(token, "nsubjpass") if op.act == "demand" else other
        if found.head.pos_ in ("VERB", "AUX") and found.frame == "other" and other is None:
            other = own_subject(found.head)
        yield Act(
            token,
            act,
            force,
            found.head,
            op.pos,
            subject=who,
            shared=shared,
            negative=negative,
            other=other,
            relative=found.frame == "relative",
            teller=teller,
        )


# ---------------------------------------------------------------- whether the word counts
def _counts(token: Token, op) -> bool:
    """Whether the word may carry an act where it stands: not "could agree", "is considered a lifeline"."""
    weakened = op.pos == "verb" and any(a.tag_ == "MD" and a.lower_ in WEAKER | DUTY for a in auxiliaries(token))
    if weakened and op.act != "consider" or op.present and not _is_present(token, op):
        return False
    if op.lemma == "require" and (law := own_subject(token)) is not None and law.lemma_.lower() in words("laws"):
        return False
    if op.lemma == "consider" and child(token, "oprd") is not None:
        return False
    if op.lemma in ("dismiss", "reject") and any(c.lower_ == "as" for c in token.children) and not _refused(token):
        return False
    return not (op.pos == "noun" and _purpose(token) or op.lemma == "prepare" and _makes_ready(token))


def _is_present(token: Token, op) -> bool:
    """ "Seeks", "is seeking", "is supposed to", also "was seeking": not "sought"."""
    if op.pos == "verb":
        return token.tag_ in ("VBG", "VBZ", "VBP")
    return any(verb.tag_ in ("VBZ", "VBP") for verb in [token.head, *auxiliaries(token)])


def _denied(token: Token, op) -> bool:
    """ "Does not plan", "is not ready", "no plan", "has not made a promise"."""
    if is_negated(token) or op.pos == "adjective" and is_negated(token.head):
        return True
    if op.pos != "noun":
        return False
    verb = first_of(token).head if first_of(token).dep_ == "dobj" else None
    lent = verb is not None and verb.lemma_ in words("light") and is_negated(verb)
    return lent or any(c.lower_ == "no" for c in token.children)


def _refused(verb: Token) -> bool:
    """Whether what is dismissed as something is an action: "rejected the talks as a trap", not "dismissed the term as vague"."""
    thing = child(verb, "dobj", "nsubjpass")
    return thing is not None and thing.lemma_.lower() in words("asked") | words("pacts") | words("actions")


def _purpose(noun: Token) -> bool:
    """ "In an effort to end the strike", "with the aim of peace": why something else is done; "without a plan"."""
    prep = noun.head.lower_ if noun.dep_ == "pobj" else ""
    return prep == "without" or prep in ("in", "with") and noun.lemma_ in words("purposes")


def _makes_ready(verb: Token) -> bool:
    """ "The soldiers prepared to defend themselves": what was done, not what a state or body made known."""
    who = own_subject(verb)
    body = who is not None and (who.ent_type_ in PARTIES or is_source(who.lemma_.lower(), "bodies", "governments"))
    return verb.tag_ == "VBD" and who is not None and not body


# ---------------------------------------------------------------- what it means there
def _meant(token: Token, op, found, denied: bool) -> tuple[str, str, bool] | None:
    """Act, force and whether the action is not to be done; None where nothing binds anybody."""
    act, force, negative = op.act, op.force, op.act == "refuse"
    if not _fits(op, found):
        return None
    if found.frame == "how" and op.act == "commit":
        act, force = "consider", "considering"
    if found.frame == "that" and op.lemma == "agree" and _owed_by_another(found):
        act, force = "demand", "demands"
    elif found.frame == "that" and op.act in ("commit", "offer") and not _binding(op, found):
        return None
    if denied and op.lemma != "mind":
        if act == "refuse":
            act, force, negative = "consider", "considering", False
        elif op.lemma in ("intend", "plan", "seek") and stays_away(found.head):
            pass
        elif op.lemma in words("intending") and _harms(found.head):
            negative = True
        elif act in ("offer", "consider") or op.lemma in words("intending"):
            act, force, negative = "refuse", "plans" if op.act == "commit" else "refuses", True
        else:
            return None
    if found.head.pos_ in ("VERB", "AUX") and is_negated(found.head):
        negative = not negative
        if act == "commit" and negative and found.frame == "to" and found.head.lemma_ not in words("harmful"):
            act = "refuse"
    decided = found.frame == "to" and act == "commit" and op.lemma in ("decide", "decision", "opt")
    if decided and stays_away(found.head):
        act, negative = "refuse", True
    taken_back = op.pos == "noun" and token.dep_ == "dobj" and token.head.lemma_ in words("taking_back")
    if taken_back and act in ("commit", "offer"):
        act, force, negative = "refuse", "refuses", True
    against = any(c.lower_ in ("against", "from") for c in token.children if c.dep_ == "prep")
    if found.frame in ("prep", "ing") and against or found.head.lemma_ in ("refrain", "desist", "abstain"):
        negative = True
    return act, force, negative


def _fits(op, found) -> bool:
    """Whether a complement names an action of the kind that the word takes."""
    head = found.head
    if found.frame in ("object", "prep", "relative") and not names_action(op, head):
        return False
    if op.lemma == "agree" and head.dep_ == "dobj" and head.lemma_.lower() not in words("pacts"):
        return False
    if op.lemma == "look into" and found.frame == "prep" and not head.text.endswith("ing"):
        return False
    if found.frame == "object" and op.act in ("commit", "offer") and any(c.lower_ == "no" for c in head.lefts):
        return False
    if op.act == "demand" and head.lemma_ in ("comment", "interview"):
        return False
    if op.lemma == "lean on" and (found.other is None or found.other.ent_type_ not in PARTIES):
        return False
    strictly = op.lemma == "insist"
    return found.frame != "that" or op.act != "demand" or _directive(head, strictly)


def _harms(action: Token) -> bool:
    """Whether leaving it undone is an assurance: "no intention of attacking", "of waging war"."""
    return action.lemma_ in words("violent") and action.pos_ == "VERB" or done_by_force(action)


def _binding(op, found) -> bool:
    """A clause after agree or pledge binds where its agents are the speakers, or where it names none."""
    modal = any(a.tag_ == "MD" for a in auxiliaries(found.head))
    return modal and (
        is_passive(found.head)
        or op.force != "agreed"
        or found.other is not None
        and found.other.pos_ in ("PRON", "PROPN")
    )


def _owed_by_another(found) -> bool:
    """What others are to do, in the eyes of who agrees on it: "agreed that the minister must resign"."""
    told = found.other
    acts = told is not None and (told.ent_type_ in PARTIES or told.lemma_.lower() in words("agents"))
    auxes = {a.lower_ for a in auxiliaries(found.head)}
    return (
        acts and found.head.tag_ == "VB" and not is_passive(found.head) and "have" not in auxes and bool(auxes & DUTY)
    )


def _directive(verb: Token, strictly: bool) -> bool:
    """ "demanded that Hamas free ...", "insisted that it must ...": a subjunctive or a modal of duty; a need of somebody's.

    Strictly: "insisted that they leave" may as well tell a fact.
    """
    auxes = [a for a in auxiliaries(verb) if a.tag_ == "MD"]
    told = own_subject(verb)
    if verb.lemma_ == "need" and (thing := child(verb, "dobj")) is not None:
        return thing.lemma_ in words("consent") and any(t.ent_type_ in PARTIES for t in thing.subtree)
    bare = (
        verb.tag_ == "VB"
        or verb.tag_ == "VBD"
        and verb.lower_ == verb.lemma_
        or verb.tag_ == "VBP"
        and (not strictly or told is not None and told.tag_ in ("NN", "NNP"))
        or any(a.lower_ == "be" for a in auxiliaries(verb))
    )
    return bare and not auxes or any(a.lower_ in DUTY for a in auxes)


# ---------------------------------------------------------------- whose act it is
def _parties(token: Token, op, found, act: str) -> tuple[Token | None, bool, Token | None] | None:
    """Who acts, whether he is the subject of another verb too, and who tells of it; None where that is nobody."""
    who, shared = holder(token, op)
    acts = op.pos == "noun" or found.other is not None and found.other.ent_type_ in ("GPE", "ORG")
    if who is None and acts and found.frame == "that" and act == "commit":
        who = found.other
    if op.pos == "noun" and (who is None and is_nobodys(token) or op.lemma == "assurance" and is_received(token)):
        return None
    told = found.other is not None and found.other.pos_ in ("PRON", "PROPN")
    if found.frame == "that" and act != "demand" and op.force == "agreed" and told:
        who, shared = found.other, False
    if is_passive(found.head) and found.head.lemma_ in words("anonymous") and act == "refuse":
        return None
    if op.pos == "adjective" and op.force == "will" and is_passive(found.head):
        agent = by_agent(found.head)
        if found.head.lemma_ in words("judged") or agent is not None and not may_act(agent):
            return None
        who, shared = (agent, False) if agent is not None else (who, shared)
    if found.frame == "that" and act == "commit" and _speaks_for(who, found.other):
        return found.other, False, who
    return who, shared, None


def _speaks_for(who: Token | None, acts: Token | None) -> bool:
    """ "The president vowed that Chad would pay": the state or body acts, a person tells of it."""
    person = who is not None and (who.ent_type_ == "PERSON" or who.lower_ in ("he", "she"))
    return person and acts is not None and acts.ent_type_ in ("GPE", "ORG")
