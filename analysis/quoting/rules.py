"""Attribution without weights: reporting words and their frames over a dependency parse.

The words and frames are in `data/reporting.toml`. A verb's subject is the source; its clause, infinitive, object or
prepositional phrase, as its frame asks, is the content. Idea: Muzny et al. 2017, textacy's triples, GenderGapTracker.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files

import numpy as np

from .drafts import Draft, ranges
from .words import Words

CLAUSES, SUBJECTS = ("ccomp", "parataxis"), ("nsubj", "nsubjpass", "csubj")


@lru_cache
def lexicon() -> dict:
    """The reporting words: frame -> lemmas."""
    given = tomllib.loads((files("analysis") / "data" / "reporting.toml").read_text(encoding="utf-8"))
    frames = {name: frozenset(given[name]) for name in ("that", "marks", "to", "object")}
    return {**frames, "preposition": given["preposition"], "nouns": frozenset(given["nouns"]["that"])}


class Parsed:
    """What the parse and the lexicon say about a text's cues; the same interface as `drafts.Encoded`."""

    def __init__(self, words: Words, doc):
        self.words, self.doc = words, doc
        self.chance = np.zeros(len(words))
        self._cues = {}
        for token in doc:
            chance = self._chance(token)
            if chance and len(words):
                at = min(words.at(token.idx), len(words) - 1)
                self.chance[at], self._cues[at] = chance, token

    def _chance(self, token) -> float:
        frames, lemma = lexicon(), token.lemma_.lower()
        if token.lower_ == "according":
            return 0.9
        if token.pos_ in ("VERB", "AUX"):
            return (
                0.9
                if lemma in frames["that"]
                else 0.4
                if any(lemma in frames[name] for name in ("marks", "to", "object", "preposition"))
                else 0
            )
        if lemma in frames["nouns"] and token.pos_ == "NOUN":
            return 0.3
        return 0

    def drafts(self) -> list[Draft]:
        """A draft for each reporting word with content."""
        found = [self.draft(at) for at in self._cues]
        return [draft for draft in found if draft and draft.content and not self._own_words(draft)]

    def _own_words(self, draft: Draft) -> bool:
        """'I think', within quotation marks: the speaker's own, not a further attribution."""
        first = [self.words.lower[i] for part in draft.source for i in range(*part)]
        return self.words.quotation[draft.cue[0]] >= 0 and (not first or first[0] in ("i", "we", "you"))

    def draft(self, start: int, end: int | None = None) -> Draft | None:
        """The attribution whose cue is a word, or None where that is no reporting word."""
        token = self._cues.get(start)
        if token is None:
            return None
        source, content = self._noun(token) if token.pos_ == "NOUN" else self._verb(token)
        if token.lower_ == "according":
            source, content = self._according(token)
        cue = (start, end or start + 1)
        inside = set(range(*cue))
        content = set().union(*map(self._numbers, content)) - inside
        source = self._numbers(source) - content - inside if source else set()
        content = [part for part in ranges(content) if any(self.words.forms[i].isalnum() for i in range(*part))]
        return Draft(cue, ranges(source)[:1], content, float(self.chance[start]))

    def _numbers(self, tokens) -> set[int]:
        spans = [(token.idx, token.idx + len(token)) for token in tokens if not token.is_space]
        starts = self.words.starts
        return {i for start, end in spans for i in range(self.words.at(start), int(np.searchsorted(starts, end)))}

    def _verb(self, verb):
        frames, lemma = lexicon(), verb.lemma_.lower()
        children = list(verb.children)
        content = []
        if lemma in frames["that"]:
            content = [_clause(child) for child in children if child.dep_ in CLAUSES]
            if not content and verb.dep_ in ("parataxis", "ccomp") and verb.head.pos_ in ("VERB", "AUX"):
                content = [[t for t in verb.sent if t not in set(verb.subtree)]] if _aside(verb) else []
        if not content and lemma in frames["to"]:
            content = [_clause(child) for child in children if child.dep_ == "xcomp" and _infinitive(child)]
            content = [[*_objects(verb), *content[0]]] if content else []
        if not content and lemma in frames["object"]:
            objects = _objects(verb)
            if verb.dep_ == "relcl":
                objects = []
            content = [[*objects, *_after(verb, ("prep", "oprd", "xcomp"))]] if objects else []
        if not content and lemma in frames["preposition"]:
            wanted = frames["preposition"][lemma]
            content = [list(child.subtree) for child in children if child.dep_ == "prep" and child.lower_ in wanted][:1]
        return _subject(verb), content

    def _noun(self, noun):
        content = [_clause(child) for child in noun.children if child.dep_ in ("acl", "ccomp") and _that(child)]
        owner = [child for child in noun.children if child.dep_ == "poss"]
        by = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("by", "from", "of")]
        if owner:
            return list(owner[0].subtree), content
        if by:
            return [t for t in by[0].subtree if t.i != by[0].i], content
        verb = noun.head
        return (_subject(verb) if noun.dep_ == "dobj" else None), content

    def _according(self, token):
        sentence = [t for t in token.sent if not t.is_space]
        phrase = set(token.subtree)
        source = [t for child in token.children for t in child.subtree if t.i != child.i]
        rest = [t for t in sentence if t not in phrase]
        while rest and rest[-1].is_punct and not rest[-1].is_quote:
            rest.pop()
        while rest and rest[0].is_punct and not rest[0].is_quote:
            rest.pop(0)
        return _trimmed(source), [rest]


def _clause(head) -> list:
    return list(head.subtree)


def _infinitive(verb) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children) or verb.tag_ == "VBG"


def _that(verb) -> bool:
    return any(child.dep_ == "mark" or child.lower_ == "that" for child in verb.children) or verb.tag_ == "VB"


def _objects(verb) -> list:
    return [t for child in verb.children if child.dep_ in ("dobj", "attr", "oprd") for t in child.subtree]


def _after(verb, roles) -> list:
    return [t for child in verb.children if child.dep_ in roles and child.i > verb.i for t in child.subtree]


def _aside(verb) -> bool:
    """A reporting clause within or after what it reports: 'It is late, she said, …'."""
    return any(child.dep_ in SUBJECTS for child in verb.children) and verb.i > verb.head.i


def _subject(verb, depth: int = 4) -> list | None:
    """The words of a verb's subject; by-agent for a passive; passed on from the verb it is joined to."""
    for child in verb.children:
        if child.dep_ == "agent":
            return _trimmed([t for t in child.subtree if t.i != child.i])
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.dep_ != "nsubjpass":
            if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                return _trimmed(list(verb.head.subtree), before=verb)
            return _trimmed(list(child.subtree))
    if (
        depth
        and verb.dep_ in ("conj", "xcomp", "advcl", "acl", "pcomp")
        and not any(c.dep_ == "nsubjpass" for c in verb.children)
    ):
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
            return _trimmed(list(verb.head.subtree), before=verb)
        return _subject(verb.head, depth - 1)
    return None


def _trimmed(tokens: list, before=None) -> list:
    """A noun phrase without a clause or aside after a comma."""
    kept = []
    for token in tokens:
        if (before is not None and token.i >= before.i) or (
            token.text in (",", "–", "—", "(", ";") and kept and _closes(tokens, token)
        ):
            break
        if token.tag_ in ("WP", "WDT"):
            break
        kept.append(token)
    while kept and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    return kept


def _closes(tokens, token) -> bool:
    """No further name is joined on after this comma."""
    later = [t for t in tokens if t.i > token.i]
    return not any(t.dep_ == "conj" for t in later[:6])
