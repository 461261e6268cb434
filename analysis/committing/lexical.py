"""Acts that words of the lexicon carry: "pledged to send", "Rome's refusal to send", "is ready to lift"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ..speaking.nouns import is_source
from .clauses import auxiliaries, before, by_agent, child, is_negated, is_passive, is_reduced, own_subject, subject
from .modality import PARTIES, WEAKER, may_act, stays_away
from .operators import complements, operator, words
from .speech import Act

DUTY = {"must", "should"}
NEAR = 30  # words before the sentence in which what a pronoun stands for is looked for


def lexical_acts(token: Token, op) -> Iterator[Act]:
    if (
        op.pos == "verb"
        and any(a.tag_ == "MD" and a.lower_ in WEAKER | {"should", "must"} for a in auxiliaries(token))
        and op.act != "consider"
    ):
        return
    if op.lemma in ("expect", "look", "work", "seek") and token.tag_ not in ("VBG", "VBZ", "VBP"):
        return
    if op.lemma == "mind" and not is_negated(token):
        return
    if op.lemma == "supposed" and not any(c.tag_ in ("VBZ", "VBP") for c in [token.head, *auxiliaries(token)]):
        return
    if op.lemma == "require" and (law := own_subject(token)) is not None and law.lemma_.lower() in words("laws"):
        return
    if op.lemma == "consider" and child(token, "oprd") is not None:
        return  # "is considered a lifeline"
    if op.pos == "noun" and token.dep_ == "pobj" and token.head.lower_ == "without":
        return
    if op.lemma in ("dismiss", "reject") and any(c.lower_ == "as" for c in token.children) and not _refused(token):
        return
    if op.pos == "noun" and _purpose(token) or op.lemma == "prepare" and _makes_ready(token):
        return
    denied = (
        is_negated(token)
        or (op.pos == "adjective" and is_negated(token.head))
        or (op.pos == "noun" and any(c.lower_ == "no" for c in token.children))
        or (
            op.pos == "noun"
            and (first := _first(token)).dep_ == "dobj"
            and first.head.lemma_ in words("light")
            and is_negated(first.head)
        )
    )
    if op.pos == "noun" and op.lemma == "will" and not denied:
        return
    named = list(complements(token, op))
    if any(found.frame in ("to", "other", "ing", "that") for found in named):
        named = [found for found in named if found.frame not in ("object", "prep")]
    for found in named:
        act, force, negative = op.act, op.force, op.act == "refuse"
        if found.frame in ("object", "prep", "relative") and not _names_action(op, found.head):
            continue
        if op.lemma == "agree" and found.head.dep_ == "dobj" and found.head.lemma_.lower() not in words("pacts"):
            continue
        if op.lemma == "look into" and found.frame == "prep" and not found.head.text.endswith("ing"):
            continue
        if (
            found.frame == "object"
            and op.act in ("commit", "offer")
            and any(c.lower_ == "no" for c in found.head.lefts)
        ):
            continue
        if found.frame == "how" and op.act == "commit":
            act, force = "consider", "considering"
        if found.frame == "that" and op.lemma == "agree" and _owed_by_another(found):
            act, force = "demand", "demands"
        elif found.frame == "that" and op.act in ("commit", "offer") and not _binding(op, found):
            continue
        if op.act == "demand" and found.head.lemma_ in ("comment", "interview"):
            continue
        if found.frame == "that" and op.act == "demand" and not _directive(found.head, strictly=op.lemma == "insist"):
            continue
        if denied and op.lemma != "mind":
            if act == "refuse":
                act, force, negative = "consider", "considering", False
            elif op.lemma in ("intend", "plan") and stays_away(found.head):
                pass
            elif op.lemma in words("intending") and _harms(found.head):
                negative = True
            elif act in ("offer", "consider") or op.lemma in words("intending"):
                act, force, negative = "refuse", "plans" if op.act == "commit" else "refuses", True
            else:
                continue
        if found.head.pos_ in ("VERB", "AUX") and is_negated(found.head):
            negative = not negative
            if act == "commit" and negative and found.frame == "to" and found.head.lemma_ not in words("harmful"):
                act = "refuse"
        if (
            found.frame == "to"
            and act == "commit"
            and op.lemma in ("decide", "decision", "opt")
            and stays_away(found.head)
        ):
            act, negative = "refuse", True
        if (
            op.pos == "noun"
            and act in ("commit", "offer")
            and token.dep_ == "dobj"
            and token.head.lemma_ in words("taking_back")
        ):
            act, force, negative = "refuse", "refuses", True
        if found.frame in ("prep", "ing") and any(
            c.lower_ in ("against", "from") for c in token.children if c.dep_ == "prep"
        ):
            negative = True
        if found.head.lemma_ in ("refrain", "desist", "abstain"):
            negative = True
        who, shared = _lexical_subject(token, op)
        if op.pos == "noun" and who is None and found.frame == "that" and act == "commit":
            who = found.other
        if op.pos == "noun" and (who is None and _nobodys(token) or op.lemma == "assurance" and _received(token)):
            continue
        if (
            found.frame == "that"
            and act != "demand"
            and op.force == "agreed"
            and found.other is not None
            and found.other.pos_ in ("PRON", "PROPN")
        ):
            who, shared = found.other, False
        if is_passive(found.head) and found.head.lemma_ in words("anonymous") and act == "refuse":
            continue
        if op.pos == "adjective" and op.force == "will" and is_passive(found.head):
            agent = by_agent(found.head)
            if found.head.lemma_ in words("judged") or agent is not None and not may_act(agent):
                continue
            who, shared = (agent, False) if agent is not None else (who, shared)
        teller = None
        if found.frame == "that" and act == "commit" and _speaks_for(who, found.other):
            who, shared, teller = found.other, False, who
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


def _refused(verb: Token) -> bool:
    """Whether what is dismissed as something was asked: "rejected the plan as a trap", not "dismissed the term as vague"."""
    thing = child(verb, "dobj", "nsubjpass")
    return thing is not None and thing.lemma_.lower() in words("asked") | words("pacts")


def _speaks_for(who: Token | None, acts: Token | None) -> bool:
    """ "The president vowed that Chad would pay": the state or body acts, a person tells of it."""
    person = who is not None and (who.ent_type_ == "PERSON" or who.lower_ in ("he", "she"))
    return person and acts is not None and acts.ent_type_ in ("GPE", "ORG")


def _purpose(noun: Token) -> bool:
    """ "In an effort to end the strike", "with the aim of peace": why something else is done."""
    prep = noun.head if noun.dep_ == "pobj" else None
    return prep is not None and prep.lower_ in ("in", "with") and noun.lemma_ in words("purposes")


def _makes_ready(verb: Token) -> bool:
    """ "The soldiers prepared to defend themselves": what was done, not what a state or body made known."""
    who = own_subject(verb)
    body = who is not None and (who.ent_type_ in PARTIES or is_source(who.lemma_.lower(), "bodies", "governments"))
    return verb.tag_ == "VBD" and who is not None and not body


def _received(noun: Token) -> bool:
    """ "sought assurances that": who has them or wants them did not give them."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in words("receiving")


def _nobodys(noun: Token) -> bool:
    """ "A request for helicopters was turned down", "demand for oil has soared": who asked is not said."""
    op = operator(noun.head) if noun.dep_ in ("dobj", "nsubjpass") else None
    mass = noun.lemma_ == "demand" and noun.tag_ == "NN" and child(noun, "det", "poss") is None
    return mass or op is not None and op.act == "refuse"


def _first(token: Token) -> Token:
    """The first of several nouns joined, which stands where the grammar needs them: "the will or the objective"."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token


def _harms(action: Token) -> bool:
    """Whether leaving it undone is an assurance: "no intention of attacking", "of waging war"."""
    return action.lemma_ in words("violent") and action.pos_ == "VERB" or _done_by_force(action)


def _done_by_force(noun: Token) -> bool:
    return any(c.lemma_ in words("violent") for c in noun.children if c.tag_ == "VBG")


def _names_action(op, noun: Token) -> bool:
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
    if given and noun.pos_ == "NOUN" and noun.lemma_.lower() not in words("courtesies"):
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
        or _done_by_force(noun)
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


def _names_it(verb: Token, op) -> bool:
    """Whether the subject of a passive is what was done, not who did it: "a truce was agreed"."""
    thing = own_subject(verb)
    return "object" in op.frames or "passive" in op.frames and thing is not None and thing.pos_ == "NOUN"


def _lexical_subject(token: Token, op) -> tuple[Token | None, bool]:
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
    holder = child(token, "poss")
    if holder is not None:
        return holder, False
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
    token = _first(token)
    verb = token.head
    while verb.dep_ == "conj":
        verb = verb.head
    if token.dep_ in ("dobj", "conj", "attr", "pobj", "xcomp") and verb.pos_ in ("VERB", "AUX", "ADP"):
        verb = verb.head if verb.pos_ == "ADP" else verb
        lends = verb.lemma_ in words("light") or op.act == "consider" and verb.lemma_ in words("weighing")
        if lends and not is_passive(verb):
            return subject(verb)
    return None, False
