"""What only looks like an act: forecasts, traits, hypotheses, questions, doubts, claims about what nobody controls.

`doubts` names every reason to think so, and each is a veto. `data/judge.toml`, a logistic regression over doubts and
traits fitted on labelled news, corrects both ways: it pardons what is doubtful and likely, and vetoes what is undoubted
and unlikely. Without that file the rules stand alone.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from .clauses import auxiliaries, by_agent, child, governors, is_negated, is_passive, mark_of, not_all
from .operators import words

NEVER = frozenset(
    {
        "question",
        "in a question inside",
        "in a condition",
        "cue in the infinitive",
        "intent alleged",
        "a bystander's word",
        "a thing's would",
        "befalls",
        "brought about",
        "denied",
        "due of itself",
        "only said",
    }
)
UNBOUND = frozenset({"under a doubt", "nobody controls the verb"})
FILE = "reporting_strength.toml"
LENIENT = 1.8
SPEAKING = {"government", "organisation", "person"}
OPENERS = {"how", "what", "when", "where", "why", "whether"}


def is_act(act, quotes, cast, seen: dict[str, float]) -> bool:
    """True where the sentence asserts the act and the subject controls the action; `seen` is what the encoder adds."""
    weights = _weights("with the encoder" if seen else "rules alone")
    found = sorted(set(doubts(act, quotes, cast)))
    if not weights:
        return not found
    if not NEVER.isdisjoint(found) or act.kind == "idiom" and not UNBOUND.isdisjoint(found):
        return False
    score = sum(weights.get(name, 0.0) for name in [*traits(act, quotes, cast), *found])
    score += sum(weights[name] * value for name, value in seen.items())
    return score > weights["limit"] - (LENIENT if act.kind == "idiom" else 0)


@cache
def _weights(name: str) -> dict[str, float]:
    path = files("analysis") / "data" / "judge.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))[name] if path.is_file() else {}


# ---------------------------------------------------------------- reasons to doubt
def doubts(act, quotes, cast) -> Iterator[str]:
    """Names of the reasons why this may be no act."""
    if act.cue.sent.text.rstrip(" \n\"'”’»)").endswith("?"):
        yield "question"
    yield from _unasserted(act)
    if act.kind == "modal" and (act.subject is None or act.subject.lower_ not in ("i", "we")):
        if any(_made_sure(above) for above in governors(act.head)):
            yield "brought about"
    if act.act == "status":
        return
    if act.kind in ("noun", "verb") and act.force in ("plans", "will") and _alleged(act.cue):
        yield "intent alleged"
    head, subject = act.head, act.subject
    if (told := child(head, "xcomp")) is not None and head.lemma_ == "like" and told.lemma_ in words("spoken"):
        yield "only said"
    if act.kind == "idiom" and head.tag_ == "VBG" and head.lemma_ in words("saying", FILE):
        yield "only said"
    if (
        act.cue.lower_ in ("would", "'d", "’d")
        or act.cue.tag_ != "MD"
        and any(a.lower_ in ("would", "'d", "’d") for a in auxiliaries(act.cue))
    ):
        if act.act == "consider":
            pass
        elif bool(quotes) and quotes[-1].kind == "direct" and not _outside_marks(act, quotes[-1]):
            yield "hypothetical would"
        elif not quotes and not not_all(subject) and not any(a.lemma_ in words("saying", FILE) for a in head.ancestors):
            yield "would without a source"
    if act.kind == "modal" and is_passive(head) and head.lemma_ in words("befalling") and by_agent(head) is None:
        yield "befalls"
    if any(a.lower_ == "have" for a in auxiliaries(head)) and act.kind == "modal":
        yield "perfect after a modal"
    if act.cue.lemma_ == "agree" and head.lemma_.lower() in words("uncontrolled") and not is_passive(head):
        yield "nobody controls the verb"
    there = head.lemma_ == "be" and child(head, "prep") is not None
    if act.kind == "adjective" and act.force == "will" and head.lemma_.lower() in words("uncontrolled") and not there:
        yield "due of itself"
    if act.kind in ("modal", "futurate", "headline") or act.kind == "idiom" and act.act == "commit":
        if head.lemma_.lower() in words("uncontrolled") and not (is_passive(head) or _comes_about(act) or _lends(head)):
            yield "nobody controls the verb"
        if subject is None and not is_passive(head) and act.part_of is None:
            yield "no subject"
    if (
        subject is not None
        and not cast.can_act(subject)
        and not cast.stands_for(subject)
        and act.act != "demand"
        and not (is_passive(head) and act.kind == "modal")
    ):
        yield "a thing as subject"
        if _forecast(act) and not cast.doer(subject):
            yield "a thing's would"
    if act.kind == "idiom" and subject is None and quotes and not _party_to_it(quotes[-1], cast):
        yield "a bystander's word"
    if act.act == "consider" and act.cue.lower_ in ("can", "could", "ca"):
        yield "can, could"
    elif (
        act.act == "consider"
        and act.kind == "modal"
        and (is_passive(head) or head.dep_ == "relcl")
        and act.cue.lower_ in ("may", "might")
    ):
        yield "may be done"
    if act.kind == "imperative" and not (
        quotes
        and quotes[-1].kind != "indirect"
        and act.cue.lower_ not in ("thank", "look", "see", "say", "listen", "subscribe", "read", "register")
    ):
        yield "imperative outside direct speech"
    if act.kind == "imperative" and act.cue.tag_ == "VB":
        yield "bare imperative"
    if act.act == "demand" and act.kind in ("modal", "existential"):
        yield from _duty(act, quotes, cast)


def _forecast(act) -> bool:
    """ "The strike would delay the vote": what a thing is thought to do; not where somebody gives his word on it."""
    would = act.cue.lower_ in ("would", "'d", "’d") and not is_negated(act.head)
    assured = any(above.lemma_ in words("assuring") or above.lemma_ == "give" for above in governors(act.head))
    dated = any(token.ent_type_ in ("DATE", "TIME") for token in act.head.subtree)
    return would and not assured and not dated and act.head.lemma_ not in words("come_about") | words("content")


def _made_sure(word) -> bool:
    """ "Ensure that", "make sure that"; not "I am sure that"."""
    return word.lemma_ in words("bringing_about", FILE) and (word.pos_ == "VERB" or word.head.lemma_ == "make")


def _party_to_it(quote, cast) -> bool:
    """Whether whoever says that something is out of the question may decide it: not "analysts"."""
    return quote.speaker_kind in SPEAKING or any(cast.spoken_for(name) != name for name in quote.speakers)


def _alleged(word) -> bool:
    """ "officials who warned of Russian plans to strike": what an opponent says is intended."""
    if any(above.lemma_ == "allege" for above in governors(word)) and word.lemma_ != "threaten":
        return True
    return (
        word.dep_ == "pobj" and word.head.lower_ in ("about", "of") and word.head.head.lemma_ in words("alleging", FILE)
    )


def _duty(act, quotes, cast) -> Iterator[str]:
    subject = act.subject
    if not quotes:
        yield "duty without a source"
    if subject is None:
        yield "duty of nobody"
    elif subject.lower_ in ("i", "we"):
        yield "duty of one's own"
    elif subject.lower_ in ("you", "one", "they"):
        yield "duty of anybody"
    elif (
        not _comes_about(act)
        and subject.lower_ in ("it", "this", "that", "there", "which")
        or not _comes_about(act)
        and not cast.can_act(subject)
        and not is_passive(act.head)
    ):
        yield "duty of a thing"


def _comes_about(act) -> bool:
    """ "The meetings must become a reality": somebody is to make an event happen."""
    return (
        act.act == "demand"
        and act.subject is not None
        and act.subject.lemma_.lower() in words("actions")
        and act.head.lemma_ in words("come_about")
    )


def _lends(verb) -> bool:
    """ "will have talks", "will remain in force": the verb only lends itself to what is done."""
    if verb.lemma_ == "remain" and (prep := child(verb, "prep")) is not None and prep.lower_ == "in":
        return (state := child(prep, "pobj")) is not None and state.lower_ in ("effect", "force", "place")
    if verb.lemma_ == "lead":
        led = child(verb, "dobj")
        return verb.tag_ == "VB" and led is not None and led.ent_type_ != "PERSON"
    if verb.lemma_ == "be" and (state := child(verb, "acomp")) is not None:
        return state.lower_ in ("absent", "present")
    thing = child(verb, "dobj") if verb.lemma_ == "have" else None
    return thing is not None and thing.lemma_.lower() in words("actions")


def _outside_marks(act, quote) -> bool:
    return not any(start <= act.cue.idx < end for start, end in quote.content)


def _unasserted(act) -> Iterator[str]:
    verb = act.head if act.kind in ("modal", "existential", "futurate") else act.cue
    below = None
    held = act.kind == "noun" and act.subject is not None and act.subject.dep_ == "poss"  # "Moscow's refusal" stands
    for above in [verb, *governors(verb)]:
        if above.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            mark = mark_of(above)
            if (
                mark in ("if", "unless", "once", "until", "before")
                and not held
                and (below is None or below.dep_ not in ("ccomp",) or above != verb)
            ):
                yield "in a condition"
            if (
                mark in OPENERS
                and act.kind in ("modal", "futurate", "existential", "idiom")
                and above.dep_ not in ("ROOT", "relcl")
            ):
                yield "in a question inside"
            if (
                above.lemma_ == "deny"
                and act.act == "commit"
                and below is not None
                and below.dep_ == "ccomp"
                and not is_negated(above)
            ):
                yield "denied"
            doubted = below is not None and below.dep_ in ("ccomp", "xcomp", "acl", "advcl") and _doubting(act, above)
            if doubted and not (act.status == "breach_denied" and above.lemma_ == "deny"):
                yield "under a doubt"
        if above.dep_ in ("ROOT", "parataxis"):
            break
        below = above
    verb = act.cue.head if act.cue.head.lemma_ == "help" and act.cue.dep_ in ("xcomp", "ccomp") else act.cue
    if (
        (act.kind == "idiom" or act.kind == "verb" and act.act not in ("demand", "consider"))
        and act.cue.tag_ == "VB"
        and any(a.tag_ == "TO" for a in auxiliaries(verb))
        and verb.head.lemma_ not in words("going_on")
    ):
        yield "cue in the infinitive"


def _doubting(act, above) -> bool:
    doubting = words("doubting", FILE)
    return (
        act.kind == "idiom"
        and above.lemma_.lower() in words("claims")
        or above.lemma_.lower() in doubting
        or any(c.dep_ == "acomp" and c.lemma_.lower() in doubting for c in above.children)
        or (is_negated(above) and above.lemma_ in ("say", "think", "believe", "know", "expect", "be"))
    )


# ---------------------------------------------------------------- what the judge sees beside the doubts
def traits(act, quotes, cast) -> list[str]:
    """Names of the traits that the judge weighs: cue, kind, subject, source, verb."""
    subject, head = act.subject, act.head
    who = (
        "none"
        if subject is None
        else subject.lower_
        if subject.pos_ == "PRON"
        and subject.text != "US"
        and subject.lower_ in ("i", "we", "you", "he", "she", "they", "it")
        else subject.ent_type_
        if subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        else "agent"
        if cast.can_act(subject)
        else "thing"
    )
    report = quotes[-1].kind if quotes else "author"
    cue = act.cue.lower_ if act.kind in ("modal", "existential") else act.cue.lemma_.lower()
    verb = (
        "uncontrolled"
        if head.lemma_.lower() in words("uncontrolled")
        else "copula"
        if head.lemma_ == "be"
        else "passive"
        if is_passive(head)
        else "verb"
        if head.pos_ in ("VERB", "AUX")
        else "noun"
    )
    found = [
        "any",
        f"cue {cue}",
        f"kind {act.kind}",
        f"act {act.act}",
        f"subject {who}",
        f"report {report}",
        f"verb {verb}",
        f"{act.act} {act.kind} {report}",
        f"{act.act} {act.kind} {who}",
        f"{act.kind} {verb}",
    ]
    if act.negative:
        found.append(f"negative {act.act}")
    if act.shared:
        found.append("shared subject")
    if act.part_of is not None:
        found.append("part")
    if quotes and subject is not None and subject.pos_ == "PROPN":
        row = cast.entity_at(subject)
        if row is not None and row.label == "PERSON":
            found.append("speaks of another" if row.entity not in quotes[-1].speakers else "speaks of oneself")
    below, actions = list(head.subtree), words("actions")
    if any(c.ent_type_ in ("DATE", "TIME") for c in below if c.i > head.i):
        found.append("dated")
    if any(t.lemma_.lower() in actions for t in below):
        found.append("action noun")
    if act.kind in ("verb", "adjective") and act.cue.tag_ in ("VBD", "VBN", "VBG", "VBZ", "VBP", "VB"):
        found.append(f"{act.act} {act.cue.tag_}")
    found += [
        f"head {head.lemma_.lower()}",
        f"head tag {head.tag_}",
        f"head role {head.dep_}",
        f"cue tag {act.cue.tag_}",
        f"cue role {act.cue.dep_}",
        f"over {head.head.lemma_.lower()}",
    ]
    if subject is not None:
        found += [f"subject tag {subject.tag_}", f"subject {subject.lemma_.lower()}"]
    if any(t.lower_ == "if" for t in act.cue.sent):
        found.append("if in the sentence")
    if any(c.dep_ == "dobj" for c in head.children):
        found.append("has an object")
    found.append("short" if len(below) < 4 else "long" if len(below) > 20 else "middling")
    return list(dict.fromkeys(found))
