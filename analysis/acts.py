"""Speech acts about a future action: where a sentence commits, offers, weighs, refuses, demands or reports a standing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from . import standing
from .clauses import (
    auxiliaries,
    before,
    by_agent,
    child,
    conjuncts,
    is_negated,
    is_passive,
    not_all,
    own_subject,
    subject,
)
from .operators import complements, modals, operator, words

WEAKER = {"may", "might", "could", "can"}


@dataclass(frozen=True)
class Act:
    """One act: the word that carries it, the head of the action, and what the clause says about both."""

    cue: Token
    act: str
    force: str
    head: Token
    kind: str
    subject: Token | None = None
    shared: bool = False
    negative: bool = False
    other: Token | None = None
    status: str | None = None
    part_of: "Act | None" = None
    relative: bool = False

    def cue_subject(self) -> Token | None:
        """The subject of the word that carries the act."""
        return subject(self.cue)[0]


def find_acts(doc: Doc) -> list[Act]:
    """Acts of a parsed text in order, at most one an action."""
    found: dict[int, Act] = {}
    lexical = ("verb", "noun", "adjective")
    for token in doc:
        for act in _acts_at(token):
            if act.head.i in found and not (act.kind in lexical and found[act.head.i].kind == "modal"):
                continue
            outer = found.get(act.cue.i)
            if outer is not None and act.act != "status" and act.cue != act.head:
                if outer.kind == "verb" and outer.act == "commit" and act.kind == "noun":
                    del found[act.cue.i]
                elif outer.kind != "modal" or act.act in ("commit", "offer") or outer.cue.lower_ in ("must", "should"):
                    continue
                else:
                    del found[act.cue.i]
            found[act.cue.i if act.relative else act.head.i] = act
    told = {act.subject.i for act in found.values() if act.kind == "existential" and act.subject is not None}
    acts = [_reversed(act) for act in found.values() if not (act.kind == "modal" and act.head.dep_ == "relcl" and act.head.head.i in told)]
    shared = [part for act in acts for part in _conjoined(act) if part.head.i not in found]
    return sorted(acts + shared, key=lambda act: (act.head.i, act.cue.i))


def _reversed(act: Act) -> Act:
    """ "should not be eased but intensified": one act, for what is to be done."""
    if act.negative and act.act in ("commit", "refuse", "demand") and is_passive(act.head):
        for verb in conjuncts(act.head):
            if any(c.lower_ in ("but", "rather") for c in [*act.head.children, *verb.children]) and not is_negated(verb):
                return replace(act, head=verb, negative=False)
    return act


def _conjoined(act: Act) -> Iterator[Act]:
    """The further actions under the same operator: "will impose sanctions and provide responses"; "or" makes one act of two."""
    if act.kind == "status" or act.head.pos_ not in ("VERB", "AUX"):
        return
    for verb in conjuncts(act.head):
        joined = {c.lower_ for c in verb.head.children if c.dep_ == "cc"}
        joined |= {c.lower_ for c in verb.children if c.dep_ == "advmod"} & {"rather"}
        if "or" in joined or _other_operator(verb):
            continue
        if "but" in joined or "rather" in joined:
            if act.negative and verb.lemma_ != act.head.lemma_ and not is_passive(act.head):
                yield replace(act, head=verb, shared=True, negative=False, act="commit" if act.act == "refuse" else act.act, part_of=act,
                              force="will" if act.force == "refuses" else act.force)
            continue
        yield replace(act, head=verb, shared=True, negative=is_negated(verb) or act.negative and act.act != "demand", part_of=act)


def _other_operator(verb: Token) -> bool:
    op = operator(verb)
    return op is not None and any(_lexical(verb, op))


def _acts_at(token: Token) -> Iterator[Act]:
    if token.tag_ == "MD":
        yield from _modal(token)
    elif token.lemma_ in modals("half_modal") and token.pos_ in ("VERB", "AUX"):
        yield from _half_modal(token)
    op = operator(token)
    if op is not None:
        yield from _lexical(token, op)
    yield from _futurate(token)
    yield from _headline(token)
    yield from _imperative(token)
    yield from standing.statuses(token, Act)


# ---------------------------------------------------------------- auxiliaries
def _modal(token: Token) -> Iterator[Act]:
    verb = token.head
    entry = modals("modal").get({"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "sha": "shall"}.get(token.lower_, token.lower_))
    if entry is not None and token.dep_ in ("ROOT", "ccomp") and (who := own_subject(token)) is not None and who.lower_ in ("i", "we"):
        yield Act(token, entry.get("own", "demand"), entry["force"], token, "modal", subject=who, negative=is_negated(token))
        return
    if entry is None or verb.pos_ not in ("VERB", "AUX") or verb == token or verb.tag_ in ("VBD", "VBZ"):
        return
    yield from _operate(token, entry, verb, is_negated(verb))


def _half_modal(token: Token) -> Iterator[Act]:
    entry = modals("half_modal")[token.lemma_]
    verb = next((c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VB" and any(a.tag_ == "TO" for a in auxiliaries(c))), None)
    if verb is None or token.tag_ in ("VBD", "VBN") and token.lemma_ != "be" or any(c.lower_ == "yet" for c in token.children):
        return
    if token.lemma_ == "go" and token.tag_ != "VBG" or any(a.tag_ == "MD" for a in auxiliaries(token)) and token.lemma_ != "have":
        return
    if token.lemma_ == "be" and (child(token, "prep") is not None and child(token, "prep").i < verb.i or token.tag_ not in ("VBZ", "VBP", "VBD") or child(token, "attr", "acomp", "expl") is not None or _measure(token)):
        return
    yield from _operate(token, entry, verb, is_negated(token) or is_negated(verb), token)


def _stays_away(verb: Token) -> bool:
    particle = child(verb, "prt", "advmod")
    return bool({verb.lemma_, f"{verb.lemma_} {particle.lower_ if particle is not None else ''}"} & words("staying_away"))


def _measure(copula: Token) -> bool:
    """ "The aim is to prevent ...": an infinitive that says what something is, not what somebody will do."""
    found = own_subject(copula)
    return found is None or found.pos_ == "NOUN" and found.lemma_ not in words("agents") or found.lower_ in ("this", "that", "it", "what")


def _operate(token: Token, entry: dict, verb: Token, negative: bool, clause: Token | None = None) -> Iterator[Act]:
    clause = clause or verb
    who, shared = subject(clause)
    agent = by_agent(verb) if is_passive(verb) else None
    if who is None and verb.dep_ in ("ROOT", "ccomp", "advcl") and verb.sent.root.tag_ != "VB":
        who = before(clause)
    if who is not None and who.dep_ == "expl" or child(clause, "expl") is not None:
        yield from _existential(token, entry, verb, negative)
        return
    act, force = entry.get("own") or entry["other"], entry["force"]
    if act == "commit" and not_all(who):
        act, force, negative = "refuse", "refuses", True
    elif act == "commit" and negative:
        act = "commit" if verb.lemma_ in words("harmful") else "refuse"
    if act == "consider" and negative:
        return
    inner = operator(verb)
    if act == "commit" and inner is not None and (inner.act == "consider" and "how" not in inner.frames or inner.lemma == "consider"):
        act, force = inner.act, inner.force
    elif act == "commit" and _stays_away(verb):
        act, negative = "refuse", True
    yield Act(token, act, force, verb, "modal", subject=agent if agent is not None else who, shared=shared, negative=negative,
              other=(agent if agent is not None else who) if act == "demand" else None)


def _existential(token: Token, entry: dict, verb: Token, negative: bool) -> Iterator[Act]:
    thing = child(verb, "attr", "nsubj", "dobj")
    if thing is None or thing.lemma_ not in words("actions"):
        return
    doer = next((c for c in thing.subtree if c.dep_ == "relcl" and any(a.tag_ == "MD" for a in auxiliaries(c))), None)
    who = doer.head if doer is not None else None
    if who is None:
        prep = next((c for c in [*thing.children, *verb.children] if c.dep_ == "prep" and c.lower_ in ("between", "from", "by")), None)
        who = child(prep, "pobj") if prep is not None else None
    act = entry.get("own") or entry["other"]
    if act == "commit" and negative:
        act = "refuse"
    if act != "consider":
        yield Act(token, act, entry["force"], thing, "existential", subject=who, negative=negative, other=who if act == "demand" else None)


# ---------------------------------------------------------------- words of the lexicon
def _lexical(token: Token, op) -> Iterator[Act]:
    if op.pos == "verb" and any(a.tag_ == "MD" and a.lower_ in WEAKER | {"should", "must"} for a in auxiliaries(token)) and op.act != "consider":
        return
    if op.lemma in ("expect", "look", "work", "seek") and token.tag_ not in ("VBG", "VBZ", "VBP"):
        return
    if op.lemma == "mind" and not is_negated(token):
        return
    denied = is_negated(token) or (op.pos == "adjective" and is_negated(token.head)) or (op.pos == "noun" and any(c.lower_ == "no" for c in token.children))
    named = list(complements(token, op))
    if any(found.frame in ("to", "other", "ing", "that") for found in named):
        named = [found for found in named if found.frame not in ("object", "prep")]
    for found in named:
        act, force, negative = op.act, op.force, op.act == "refuse"
        if found.frame in ("object", "prep", "relative") and not _names_action(op, found.head):
            continue
        if found.frame == "how" and op.act == "commit":
            act, force = "consider", "considering"
        if found.frame == "that" and op.act in ("commit", "offer") and not _binding(op, found):
            continue
        if op.act == "demand" and found.head.lemma_ in ("comment", "interview"):
            continue
        if found.frame == "that" and op.act == "demand" and not _directive(found.head):
            continue
        if denied and op.lemma != "mind":
            if act == "refuse":
                act, force, negative = "consider", "considering", False
            elif op.lemma in ("intend", "plan") and _stays_away(found.head):
                pass
            elif act in ("offer", "consider") or op.lemma in ("plan", "intend", "intention", "intent"):
                act, force, negative = "refuse", "plans" if op.act == "commit" else "refuses", True
            else:
                continue
        if found.head.pos_ in ("VERB", "AUX") and is_negated(found.head):
            negative = not negative
        if found.frame == "to" and act == "commit" and op.lemma in ("decide", "decision", "opt") and _stays_away(found.head):
            act, negative = "refuse", True
        if found.frame == "prep" and any(c.lower_ == "against" for c in token.children if c.dep_ == "prep"):
            negative = True
        if found.head.lemma_ in ("refrain", "desist", "abstain"):
            negative = True
        who, shared = _lexical_subject(token, op)
        if found.frame == "that" and op.force == "agreed" and found.other is not None and found.other.pos_ in ("PRON", "PROPN"):
            who, shared = found.other, False
        other = found.other
        if op.pos == "verb" and is_passive(token):
            other = child(token, "nsubjpass") if op.act == "demand" else other
        if found.head.pos_ in ("VERB", "AUX") and found.frame == "other" and other is None:
            other = own_subject(found.head)
        yield Act(token, act, force, found.head, op.pos, subject=who, shared=shared, negative=negative, other=other, relative=found.frame == "relative")


def _names_action(op, noun: Token) -> bool:
    if noun.lemma_.lower() in words("claims") or noun.pos_ == "PRON" and noun.lower_ not in ("it", "that", "this") or noun.pos_ == "PROPN" and noun.ent_type_ in ("PERSON", "DATE"):
        return False
    if op.act in ("refuse", "demand") or op.lemma in ("approve", "due", "plan", "propose", "schedule", "scheduled", "seek", "slated"):
        return noun.pos_ in ("NOUN", "NUM", "VERB", "PROPN")
    return noun.lemma_.lower() in words("actions") or any(
        c.dep_ == "acl" and c.tag_ == "VB" or c.dep_ == "compound" and c.lemma_.lower() in words("actions") or
        c.dep_ == "prep" and c.lower_ == "of" and (p := child(c, "pobj")) is not None and p.lemma_.lower() in words("actions")
        for c in noun.children)


def _binding(op, found) -> bool:
    """A clause after agree or pledge binds where its agents are the speakers, or where it names none."""
    modal = any(a.tag_ == "MD" for a in auxiliaries(found.head))
    return modal and (is_passive(found.head) or op.force != "agreed" or found.other is not None and found.other.pos_ in ("PRON", "PROPN"))


def _directive(verb: Token) -> bool:
    """ "demanded that Hamas free ...", "insisted that it must ...": a subjunctive or a modal of duty."""
    auxes = [a for a in auxiliaries(verb) if a.tag_ == "MD"]
    bare = verb.tag_ in ("VB", "VBP") or any(a.lower_ == "be" for a in auxiliaries(verb))
    return bare and not auxes or any(a.lower_ in ("must", "should") for a in auxes)


def _lexical_subject(token: Token, op) -> tuple[Token | None, bool]:
    if op.pos == "verb":
        if is_passive(token):
            agent = by_agent(token) or next((a for c in token.children if c.dep_ == "xcomp" and (a := by_agent(c)) is not None), None)
            return (agent, False) if agent is not None or op.act == "demand" or op.frames & {"object"} else subject(token)
        who, shared = subject(token)
        if who is None and token.tag_ in ("VBD", "VBZ", "VBP"):
            who = before(token)
        if who is not None and who.lower_ == "those" and who.dep_ == "pobj":
            who, shared = own_subject(who.head.head), True
        return who, shared
    if op.pos == "adjective":
        if token.pos_ == "VERB":
            return subject(token)
        if token.dep_ in ("amod", "acl", "relcl", "appos"):
            return token.head, True
        return subject(token)
    holder = child(token, "poss")
    if holder is not None:
        return holder, False
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in ("by", "between", "among", "of", "from") and (noun := child(c, "pobj")) is not None and noun.ent_type_ in ("GPE", "PERSON", "ORG", "NORP"):
            return noun, False
        if c.dep_ == "agent" and (noun := child(c, "pobj")) is not None:
            return noun, False
    modifier = next((c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")), None)
    if modifier is not None:
        return modifier, False
    centre = token.head
    if token.dep_ == "nsubj" and centre.lemma_ in ("focus", "centre", "center"):
        return None, False
    verb = token.head
    while verb.dep_ == "conj":
        verb = verb.head
    if token.dep_ in ("dobj", "conj", "attr", "pobj", "xcomp") and verb.pos_ in ("VERB", "AUX", "ADP"):
        verb = verb.head if verb.pos_ == "ADP" else verb
        if verb.lemma_ in words("light") and not is_passive(verb):
            return subject(verb)
    return None, False


# ---------------------------------------------------------------- futures without a modal
def _futurate(token: Token) -> Iterator[Act]:
    """ "is meeting the king on Friday"; "arrives in Doha tomorrow"."""
    progressive = token.tag_ == "VBG" and any(a.lemma_ == "be" and a.tag_ in ("VBP", "VBZ") for a in auxiliaries(token))
    present = token.tag_ in ("VBZ", "VBP") and token.lemma_ in words("scheduled", "times.toml")
    if not (progressive or present) or token.lemma_ in ("go", "be"):
        return
    if _future_time(token) or progressive and token.lemma_ in words("preparing", "times.toml"):
        who, shared = subject(token)
        yield Act(token, "commit", "plans" if progressive else "will", token, "futurate", subject=who, shared=shared, negative=is_negated(token))


def _future_time(verb: Token) -> bool:
    times = [c for c in verb.children if c.dep_ == "npadvmod" or c.dep_ == "advmod"] + [
        n for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "in", "at", "over", "during") and (n := child(c, "pobj")) is not None]
    near = {t.lower_ for noun in times for t in noun.subtree}
    return any(n.ent_type_ in ("DATE", "TIME") or n.lower_ in words("future", "times.toml") for n in times) and bool(
        near & (words("future", "times.toml") | words("weekdays", "times.toml")))


def _imperative(token: Token) -> Iterator[Act]:
    """ "Let him decide"; "It is time to leave": a demand on whoever is spoken to."""
    if token.tag_ == "VB" and token.dep_ in ("ROOT", "ccomp") and own_subject(token) is None and not any(
            a.tag_ in ("MD", "TO") or a.lemma_ == "do" and not is_negated(token) for a in auxiliaries(token)) and token.left_edge.i - token.sent.start <= 2:
        yield Act(token, "demand", "demands", token, "imperative", negative=is_negated(token))
    elif token.lower_ == "time" and token.dep_ == "attr" and token.head.lemma_ == "be":
        verb = next((c for c in [*token.children, *token.head.children] if c.i > token.i and c.tag_ == "VB" and any(a.tag_ == "TO" for a in auxiliaries(c))), None)
        if verb is not None:
            who = child(verb, "nsubj")
            yield Act(token, "demand", "demands", verb, "imperative", subject=who, negative=is_negated(verb), other=who)


def _headline(token: Token) -> Iterator[Act]:
    """ "Kenya to send police to Haiti": an infinitive in a line without a finite verb."""
    if token.tag_ != "VB" or token.dep_ not in ("acl", "relcl", "ROOT", "xcomp", "ccomp") or not any(a.tag_ == "TO" for a in auxiliaries(token)):
        return
    sentence = token.sent
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in sentence) or token.i < 1:
        return
    who = child(token, "nsubj") or (token.head if token.dep_ in ("acl", "relcl") else None)
    if who is not None and who.pos_ in ("PROPN", "NOUN") and (who.dep_ == "ROOT" or who.head == token) and (who.ent_type_ or who.lemma_.lower() in words("agents")) and who.i < token.i:
        yield Act(next(a for a in auxiliaries(token) if a.tag_ == "TO"), "commit", "will", token, "headline", subject=who, negative=is_negated(token))
