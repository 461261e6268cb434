"""Where a sentence commits, offers, weighs, refuses, demands or reports how an announced action stands."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from spacy.tokens import Token

from ..reading.tokens import Tokens
from . import idioms, modality, standing
from .clauses import child, conjuncts, is_negated, is_passive
from .futures import futurate_acts, headline_acts, imperative_acts
from .lexical import lexical_acts
from .operators import first_words, modals, operator, words
from .speech import Act

LONGEST = 400
VERBS, NOUNS, UNTENSED = {"VERB", "AUX"}, {"NOUN", "ADJ"}, {"MD", "VB", "VBG", "VBP", "VBZ"}


def find_acts(tokens: Tokens) -> list[Act]:
    """Acts of a parsed text in order, at most one an action."""
    found: dict[int, Act] = {}
    lexical = ("verb", "noun", "adjective")
    phrases = idioms.phrases_in(tokens)
    for token in _cues(tokens):
        for act in _acts_at(token, phrases):
            if act.kind == "idiom":
                if act.cue.i in found and found[act.cue.i].kind != "modal":
                    continue
                found.pop(act.cue.i, None)
            elif act.head.i in found and not (act.kind in lexical and found[act.head.i].kind == "modal"):
                continue
            outer = found.get(act.cue.i)
            if outer is not None and outer.kind == "idiom":
                continue
            told = act.kind == "noun" and act.act in ("demand", "offer") and act.subject is not None
            if (
                outer is not None
                and act.act != "status"
                and act.cue != act.head
                and not (outer.act == "refuse" and told)
            ):
                if outer.force == "agreed" and act.act in ("demand", "offer"):
                    continue
                if outer.kind == "verb" and outer.act == "commit" and act.kind == "noun":
                    del found[act.cue.i]
                    if act.subject is None:
                        act = replace(act, subject=outer.subject, shared=outer.shared, force=outer.force)
                elif outer.kind != "modal" or act.act in ("commit", "offer") or outer.cue.lower_ in ("must", "should"):
                    continue
                else:
                    del found[act.cue.i]
            found[act.cue.i if act.relative else act.head.i] = act
    bound = [act.head for act in found.values() if act.act in ("commit", "offer", "refuse") and act.kind != "noun"]
    found = {
        i: act
        for i, act in found.items()
        if act.kind != "noun" or act.act != "consider" or not any(head.is_ancestor(act.cue) for head in bound)
    }
    told = {act.subject.i for act in found.values() if act.kind == "existential" and act.subject is not None}
    acts = [
        _reversed(act)
        for act in found.values()
        if not (act.kind == "modal" and act.head.dep_ == "relcl" and act.head.head.i in told)
    ]
    shared = [part for act in acts for part in _conjoined(act) if part.head.i not in found]
    return [_reported(act) for act in sorted(acts + shared, key=lambda act: (act.head.i, act.cue.i))]


def _reported(act: Act) -> Act:
    """ "Signals suggesting some nations might agree" parsed as signals that might: the nations, who are reported to."""
    for c in act.subject.rights if act.subject is not None else ():
        if c.dep_ == "acl" and c.tag_ == "VBG" and c.lemma_ in words("saying", "reporting_strength.toml"):
            noun = child(c, "dobj")
            acts = noun is not None and (noun.ent_type_ or noun.lemma_.lower() in words("agents"))
            if acts and noun.i < act.head.i:
                return replace(act, subject=noun)
    return act


def _cues(tokens: Tokens) -> Iterator[Token]:
    """The words that may carry an act: those of the word lists, and verbs of the present and the future.

    What has more than 400 words and no stop is a list or debris, not a sentence, and its parse means nothing.
    """
    named = _words()
    for sentence in tokens.sents:
        for token in sentence if len(sentence) <= LONGEST else ():
            verb = token.pos_ in VERBS
            if (verb and token.tag_ in UNTENSED) or (
                (verb or token.pos_ in NOUNS) and (token.lemma_.lower() in named or token.lower_ in named)
            ):
                yield token


@cache
def _words() -> frozenset[str]:
    """The words that any of the kinds of act begins with."""
    return first_words() | modality.cue_words() | standing.cue_words() | idioms.cue_words() | {"time"}


def _reversed(act: Act) -> Act:
    """ "should not be eased but intensified": one act, for what is to be done."""
    if act.negative and act.act in ("commit", "refuse", "demand") and is_passive(act.head):
        for verb in conjuncts(act.head):
            if any(c.lower_ in ("but", "rather") for c in [*act.head.children, *verb.children]) and not is_negated(
                verb
            ):
                return replace(act, head=verb, negative=False)
    return act


def _conjoined(act: Act) -> Iterator[Act]:
    """Further actions under one operator: "will impose sanctions and provide help"; "or" makes one act of two."""
    if act.kind == "status" or act.head.pos_ not in ("VERB", "AUX"):
        return
    for verb in conjuncts(act.head):
        joined = {c.lower_ for c in verb.head.children if c.dep_ == "cc"}
        joined |= {c.lower_ for c in verb.children if c.dep_ == "advmod"} & {"rather"}
        if "or" in joined or _other_operator(verb):
            continue
        if "but" in joined or "rather" in joined:
            if act.negative and verb.lemma_ != act.head.lemma_ and not is_passive(act.head):
                yield replace(
                    act,
                    head=verb,
                    shared=True,
                    negative=False,
                    act="commit" if act.act == "refuse" else act.act,
                    part_of=act,
                    force="will" if act.force == "refuses" else act.force,
                )
            continue
        denied = is_negated(verb) or act.negative and act.act != "demand"
        apart = act.act == "consider" and act.cue.lower_ in ("will", "shall")
        told = {"act": "refuse" if denied else "commit", "force": "will"} if apart else {}
        yield replace(act, head=verb, shared=True, negative=denied, part_of=act, **told)


def _other_operator(verb: Token) -> bool:
    op = operator(verb)
    return op is not None and any(lexical_acts(verb, op))


def _acts_at(token: Token, phrases: dict) -> Iterator[Act]:
    verb = token.pos_ in VERBS
    if token.tag_ == "MD":
        yield from modality.modal_acts(token)
    elif verb and token.lemma_ in modals("half_modal"):
        yield from modality.half_modal_acts(token)
    op = operator(token)
    if op is not None:
        yield from lexical_acts(token, op)
    if verb:
        yield from idioms.idiomatic_acts(token, phrases)
        for read in (*_OF_TENSE.get(token.tag_, ()), *_of_lemma(token.lemma_)):
            yield from read(token)
    if token.lemma_.lower() in standing.cue_words():
        yield from standing.statuses(token, Act)
    if verb and token.tag_ == "VB" or token.lower_ == "time":
        yield from imperative_acts(token)


_OF_TENSE = {**dict.fromkeys(("VBG", "VBZ", "VBP"), (futurate_acts,)), "VB": (headline_acts,)}


@lru_cache(maxsize=4096)
def _of_lemma(lemma: str) -> tuple:
    """The kinds of act that only verbs of one lemma carry."""
    kinds = (
        (modality.NEEDING, modality.needed_acts),
        (modality.DUTY, modality.imperative_needs),
        (modality.GIVING, modality.deadline_acts),
    )
    return tuple(read for lemmas, read in kinds if lemma in lemmas)
