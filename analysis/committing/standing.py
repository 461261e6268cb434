"""How an announced action stands: kept, broken, under way, put off. The words are in `data/standing.toml`."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from .clauses import auxiliaries, by_agent, child, is_infinitive, is_negated, is_passive, own_subject, subject
from .operators import data, words

FILE = "standing.toml"
LINKING = {"be", "lie", "look", "remain", "stay"}
PERFECT = {"VBN", "VBD"}


@cache
def cue_words() -> frozenset[str]:
    """Verbs that may tell how something stands."""
    return (
        frozenset({"accuse", "deny", "fail", "failure", "have", *LINKING, *_verbs()})
        | _listed("due")
        | _listed("promised")
    )


def statuses(token: Token, make) -> Iterator:
    """Status acts whose cue is the token; `make` is the class of acts."""
    if token.lemma_ == "failure" and token.pos_ == "NOUN":
        yield from _failing(token, make)
    if token.pos_ not in ("VERB", "AUX"):
        return
    lemma = token.lemma_.lower()
    if lemma == "accuse":
        yield from _accusation(token, make)
    elif lemma == "deny":
        yield from _denial(token, make)
    elif lemma in _listed("promised") and token.dep_ == "advcl" and child(token, "mark") is not None:
        yield from _kept(token, make)
    elif lemma == "fail" and child(token, "xcomp") is not None:
        yield from _failure(token, make)
    elif lemma in ("have", "be") and (verb := _yet(token)) is not None:
        yield from _missing(token, verb, make)
    elif lemma == "be" and child(token, "expl") is not None:
        yield from _absence(token, make)
    elif lemma in LINKING:
        yield from _predicate(token, make)
    elif found := _verb(token, lemma):
        yield from found(make)
    elif token.tag_ == "VBN" and is_negated(token) and lemma in _listed("due") and _pending(token, lemma):
        yield from _missing(token, token, make)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(data(FILE)["about"].get(name) or data(FILE)["words"][name])


@cache
def _verbs() -> dict[str, list[tuple[tuple[str, ...], dict]]]:
    """By verb, its particles and prepositions and what they tell, the longest first."""
    found: dict[str, list] = {}
    for told, entry in data(FILE)["verb"].items():
        verb, *rest = told.split()
        found.setdefault(verb, []).append((tuple(rest), entry))
    return {verb: sorted(entries, key=lambda entry: -len(entry[0])) for verb, entries in found.items()}


def _verb(token: Token, lemma: str):
    """What a verb of the lexicon tells here, as a function of the class of acts; None where it tells nothing."""
    for rest, entry in _verbs().get(lemma, ()):
        last = _followed(token, rest)
        if last is None:
            continue
        place, about, status = entry["thing"], entry["about"], entry["status"]
        if place == "prep":
            thing = child(last, "pobj")
            if thing is not None and _is(thing, about):
                return lambda make: _done(token, make, status)
        elif place in ("subject", "any") and not is_passive(token):
            thing = own_subject(token)
            if thing is not None and _is(thing, about) and child(token, "dobj", "xcomp") in (None, last):
                return lambda make: _came(token, thing, make, status)
        if place in ("object", "any", "direct") and _object(token, about, place):
            return lambda make: _done(token, make, status)
    return None


def _followed(token: Token, rest: tuple[str, ...]) -> Token | None:
    """The last of the words that follow a verb as its children, or theirs; the verb itself where none need follow."""
    at = token
    for word in rest:
        at = next((c for c in at.children if c.i > token.i and c.lower_ == word), None) or next(
            (c for c in token.children if c.i > token.i and c.lower_ == word), None
        )
        if at is None:
            return None
    return at


def _done(token: Token, make, status: str) -> Iterator:
    """What somebody did to a thing announced; a breach that is denied is told as such."""
    if token.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VBG") or token.dep_ in ("pcomp", "amod") or _unreal(token):
        return
    if is_negated(token):
        if status == "fulfilled" and token.tag_ in PERFECT:
            status = "breached" if token.lemma_ in _listed("honouring") else "stalled"
        elif status == "breached":
            status = "breach_denied"
        else:
            return
    if status == "breached" and token.dep_ == "ccomp" and token.head.lemma_ == "deny" and not is_negated(token.head):
        status = "breach_denied"
    if status not in ("breached", "breach_denied") and token.tag_ not in PERFECT:
        return
    agent = by_agent(token)
    agent = None if agent is not None and agent.ent_type_ in ("DATE", "TIME") else agent
    who = (agent or _promiser(own_subject(token))) if is_passive(token) else subject(token)[0]
    if who is not None or status != "breached":
        yield _status(token, token, make, status, who)


def _came(token: Token, thing: Token, make, status: str) -> Iterator:
    """What happened to a thing announced: "the talks collapsed"."""
    going = status == "in_progress" or any(a.lemma_ == "be" for a in auxiliaries(token))
    told = token.tag_ in ("VBD", "VBN") or going and token.tag_ in ("VBG", "VBZ", "VBP")
    if told and not is_negated(token) and not _unreal(token):
        yield _status(token, thing, make, status, _party(thing))


def _party(thing: Token) -> Token:
    """Whose thing it is: "talks between Israel and Syria", "the implementation of Sudan's deal"; else the thing itself."""
    preps = [c for c in thing.children if c.dep_ == "prep" and c.lower_ in ("between", "of")]
    inner = child(preps[0], "pobj") if preps else None
    owner = inner and (inner if preps[0].lower_ == "between" else child(inner, "poss"))
    return owner if owner is not None and _can_act(owner) else thing


def _promiser(thing: Token | None) -> Token | None:
    """Who made what was promised: "its pledge", "they made promises that were not met"."""
    if thing is None:
        return None
    lends = thing.dep_ == "dobj" and thing.head.lemma_ in words("light")
    return child(thing, "poss") or (subject(thing.head)[0] if lends else None)


def _predicate(token: Token, make) -> Iterator:
    """ "The talks remain on hold"."""
    thing = own_subject(token)
    if thing is None or is_negated(token) or _unreal(token):
        return
    said = [" ".join(t.lower_ for t in c.subtree) for c in token.children if c.i > token.i]
    for predicate, entry in data(FILE)["predicate"].items():
        if predicate in said and _is(thing, entry["about"]):
            yield _status(token, thing, make, entry["status"], _promiser(thing) or thing)
            return


def _absence(token: Token, make) -> Iterator:
    """ "There has been no progress towards talks between Kinshasa and Kigali": those named are stalled."""
    thing = child(token, "attr")
    if thing is None or thing.lemma_ not in _listed("advances") or _unreal(token):
        return
    if not any(c.lower_ in ("no", "little") and c.dep_ in ("det", "amod") for c in thing.children):
        return
    below = list(thing.subtree)
    if not any(t.lemma_.lower() in _listed("undertakings") for t in below):
        return
    between = next((t for t in below if t.dep_ == "prep" and t.lower_ in ("between", "by")), None)
    who = child(between, "pobj") if between is not None else None
    if who is not None:
        yield make(token, "status", "status", thing, "status", subject=who, status="stalled")


def _unreal(verb: Token) -> bool:
    """Under a modal or in the infinitive: not told as a fact."""
    return any(a.tag_ in ("MD", "TO") for a in auxiliaries(verb)) or any(
        a.tag_ in ("MD", "TO") for a in auxiliaries(verb.head) if verb.dep_ == "conj"
    )


def _status(cue: Token, head: Token, make, status: str, who: Token | None):
    negative = any(
        t.lemma_ in ("refrain", "abstain", "desist") or t.lower_ == "not" and t.head != cue for t in head.subtree
    )
    return make(cue, "status", "status", head, "status", subject=who, negative=negative, status=status)


def _accusation(token: Token, make) -> Iterator:
    """ "accused Russia of violating a truce": the judged party is the actor, the accuser the source."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    verb = child(of, "pcomp") if of is not None else None
    judged = child(token, "nsubjpass") if is_passive(token) else child(token, "dobj")
    if verb is None or judged is None:
        return
    kept = child(verb, "xcomp") if verb.lemma_ == "fail" else None
    if _breaks(verb) or verb.lemma_ in _listed("renege") or kept is not None and _keeps(kept):
        yield _status(token, verb, make, "breached", judged)


def _denial(token: Token, make) -> Iterator:
    """ "denied violating the truce"."""
    verb = child(token, "xcomp")
    if verb is not None and verb.tag_ == "VBG" and _breaks(verb):
        yield _status(token, verb, make, "breach_denied", subject(token)[0])


def _kept(token: Token, make) -> Iterator:
    """ "As promised, Lima freed the crew": what was announced has been done."""
    verb = token.head
    as_said = (
        token.tag_ == "VBN"
        and child(token, "mark").lower_ == "as"
        and child(token, "nsubj", "nsubjpass", "xcomp", "ccomp") is None
    )
    mark = child(token, "mark")
    as_said = as_said and not (mark.i and mark.nbor(-1).lower_ in ("just", "not"))
    did = verb.lemma_ != "do" and verb.lemma_ not in words("uncontrolled")
    if as_said and did and verb.tag_ in PERFECT and not is_negated(verb) and not _unreal(verb):
        yield _status(token, verb, make, "fulfilled", by_agent(verb) if is_passive(verb) else subject(verb)[0])


def _breaks(verb: Token) -> bool:
    found = _verbs().get(verb.lemma_, ())
    return any(entry["status"] == "breached" for _, entry in found) and _object(verb, "agreements")


def _keeps(verb: Token) -> bool:
    """ "honour the truce", "comply with the ruling": what a party to an agreement owes."""
    prep = child(verb, "prep")
    owed = child(verb, "dobj") or (child(prep, "pobj") if prep is not None else None)
    return (
        verb.lemma_.lower() in _listed("keeping")
        and owed is not None
        and (_is(owed, "agreements") or verb.lemma_ not in ("keep", "meet") and owed.lemma_ in _listed("orders"))
    )


def _failure(token: Token, make) -> Iterator:
    """ "has so far failed to respond": an action that is due and has not come."""
    verb = child(token, "xcomp")
    told = any(a.lemma_ == "have" for a in auxiliaries(token)) or token.tag_ == "VBD" and _keeps(verb)
    if verb.tag_ == "VB" and told and not is_negated(token):
        yield from _missing(token, verb, make)


def _failing(noun: Token, make) -> Iterator:
    """ "Harare's failure to honour its promise", "the failure of both sides to implement the deal"."""
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    who = child(noun, "poss") or (child(of, "pobj") if of is not None else None)
    verb = next((c for c in [*noun.children, *(who.children if who is not None else ())] if is_infinitive(c)), None)
    if _unreal(noun.head) or noun.head.dep_ == "advcl" and child(noun.head, "mark") is not None:
        return
    if who is not None and verb is not None and _can_act(who) and (_keeps(verb) or verb.lemma_ in _listed("due")):
        yield _status(noun, verb, make, "breached" if _keeps(verb) else "stalled", who)


def _yet(token: Token) -> Token | None:
    """The verb of "has yet to withdraw"."""
    yet = next((c for c in token.children if c.lower_ == "yet" and c.i > token.i), None)
    verb = child(token, "xcomp")
    told = yet is not None and verb is not None and verb.tag_ == "VB" and yet.nbor(1).tag_ == "TO"
    return verb if told else None


def _missing(cue: Token, verb: Token, make) -> Iterator:
    """What is due and has not come, from somebody who could do it or to something announced."""
    who = subject(cue)[0]
    if is_passive(verb):
        if who is not None and _is(who, "undertakings"):
            yield _status(cue, verb, make, "stalled", who)
    elif who is not None and _can_act(who) and verb.lemma_ != "do" and verb.lemma_ not in words("uncontrolled"):
        yield _status(cue, verb, make, "stalled", who)


def _can_act(who: Token) -> bool:
    return who.pos_ in ("PROPN", "PRON") or bool(who.ent_type_) or who.lemma_.lower() in words("agents")


def _pending(verb: Token, lemma: str) -> bool:
    """ "has not yet replied", "still has not replied", "has not replied"."""
    if not any(a.lemma_ == "have" for a in auxiliaries(verb)) or _unreal(verb):
        return False
    near = " ".join(t.lower_ for c in verb.children if c.dep_ in ("advmod", "prep", "neg") for t in c.subtree)
    return lemma in _listed("replies") or _keeps(verb) or any(f" {word} " in f" {near} " for word in _listed("pending"))


def _object(verb: Token, about: str, place: str = "object") -> bool:
    """Whether what a verb is done to is a thing of a list."""
    thing = own_subject(verb) if is_passive(verb) and place != "direct" else child(verb, "dobj")
    return thing is not None and _is(thing, about)


def _is(thing: Token, about: str) -> bool:
    lemma = thing.lemma_.lower()
    if lemma in _listed(about):
        return True
    of = next((c for c in thing.children if c.lower_ == "of"), None) if lemma in _listed("parts") else None
    inner = child(of, "pobj") if of is not None else None
    return inner is not None and inner.lemma_.lower() in _listed(about)
