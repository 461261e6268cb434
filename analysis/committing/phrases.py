"""How a record words its action and its object: as an infinitive phrase and a noun phrase that read well on their own."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from .clauses import by_agent, child, is_passive, subject
from .operators import words

EDGES = " ,.;:-–—"
DANGLING = re.compile(r"(?:,| and| or|(?: but)? rather(?: than)?| instead of| but)+$")
PAIRS = ("“”", "()", "[]")
GROUPS = {
    "all",
    "everybody",
    "everyone",
    "few",
    "many",
    "most",
    "nobody",
    "none",
    "some",
}  # "not all will be represented"
PLACES = {"GPE", "FAC", "LOC"}
CUT = {"advcl", "parataxis"}


def action(act) -> str:
    """The action as an infinitive phrase, without modal and negator; a passive takes its subject as object.

    "Russia's conditions will be evaluated" gives "evaluate Russia's conditions"; who is "to be named" is to be named.
    """
    head = act.head
    if act.kind == "noun" and head.ent_type_ and act.cue.is_ancestor(head):  # "a pledge to Ukraine"
        head = act.cue
    if head.pos_ not in ("VERB", "AUX"):
        told = tidy("".join(t.text_with_ws for t in sorted(head.subtree)))
        if act.kind == "idiom" and head.dep_ == "pobj" and head.head.head.pos_ == "NOUN":  # "reached a deal on tariffs"
            return phrase(head.head.head)
        if act.kind == "adjective" and head.ent_type_ in PLACES:  # "is due in Paris"
            return f"be {head.head.lower_} {told}"
        deed = act.kind == "verb" and head.dep_ == "dobj" and act.cue.lemma_ in words("deeds")
        return f"{act.cue.lemma_} {told}" if deed else told
    opener = head.left_edge
    if head.tag_ == "VBZ" and opener.lower_ in ("what", "which") and opener != head:  # a noun, taken for its verb
        kept = [t for t in sorted(head.subtree) if t.i <= head.i or not _left_out(t, head)]
        return tidy("".join(t.text_with_ws for t in kept))
    found = object_of(head)
    moved = phrase(found) if found is not None and child(head, "dobj") is None else ""
    agent = by_agent(head) if moved else None
    doer = child(head, "agent") if agent is not None and agent.pos_ == "PROPN" else head
    kept = [t for t in sorted(head.subtree) if t.i > head.i and t.sent == head.sent and not _left_out(t, head)]
    kept = [t for t in kept if doer == head or t != doer and not doer.is_ancestor(t)]
    rest = "".join(t.text_with_ws for t in kept)
    if agent is not None and doer == head:
        return tidy(f"have {moved} {head.text} {rest}")
    undergone = found is not None and is_passive(head) and agent is None and act.act != "demand"
    if undergone and (found.lower_ in GROUPS or found.pos_ == "PROPN"):
        return tidy(f"be {head.text} {rest}")
    if moved and kept and kept[0].dep_ == "prt":
        moved, rest = f"{kept[0].text} {moved}", "".join(t.text_with_ws for t in kept[1:])
    return tidy(f"{head.lemma_} {moved} {rest.strip(EDGES)}")


def object_phrase(act) -> str | None:
    """What is given, sent, lifted …; None where a pronoun stands for it."""
    found = object_of(act.head) if act.head.pos_ in ("VERB", "AUX") else act.head
    return None if found is None else phrase(found) or None


def object_of(verb: Token) -> Token | None:
    """The noun that a verb acts on: its object, a passive's subject, or what it shares with the verb beside it, as in
    "ramp up rather than lift sanctions" and "sanctions should not be eased but intensified"."""
    found = child(verb, "dobj")
    if found is None and is_passive(verb):
        found = subject(verb)[0]
    if found is None and not is_passive(verb):
        beside = (c for c in verb.children if c.dep_ == "conj" and c.i > verb.i and c.nbor(-1).lower_ in ("than", "of"))
        found = next((child(c, "dobj") for c in beside), None)
    return found


def phrase(noun: Token) -> str:
    """A noun phrase without its clauses, as within a sentence; empty for a pronoun."""
    if noun.pos_ == "PRON" or noun.pos_ == "NUM" and not any(noun.children):
        return ""
    inside = [t for t in sorted(noun.subtree) if not _in_clause(t, noun)]
    text = tidy("".join(t.text_with_ws for t in inside))
    first = inside[0]
    return text[0].lower() + text[1:] if text and first.is_sent_start and first.pos_ == "DET" else text


def _in_clause(token: Token, noun: Token) -> bool:
    return any(a.dep_ in ("relcl", "acl", "advcl") for a in _up_to(token, noun))


def _up_to(token: Token, top: Token) -> Iterator[Token]:
    """A token and the heads above it, as far as they hang on `top`."""
    while token != top:
        yield token
        token = token.head


def _left_out(token: Token, head: Token) -> bool:
    """Words beside the action: adverbial clauses, asides (", which are lacking"), other verbs of a list."""
    path = [a for a in _up_to(token, head) if a.i > head.i]
    return any(
        a.dep_ in CUT
        or a.lower_ == "according"
        or a.dep_ == "relcl"
        and a.left_edge.i
        and a.left_edge.nbor(-1).text == ","
        or a.head == head
        and (a.dep_ == "conj" and a.pos_ in ("VERB", "AUX") or a.lower_ == "with" and a.nbor(-1).text == ",")
        for a in path
    )


def tidy(text: str) -> str:
    """One line, without dangling joints, stops and marks.

    >>> tidy(' send a “reassurance force, and')
    'send a “reassurance force”'
    """
    text = re.sub(r"\s+", " ", text).strip(EDGES)
    text = DANGLING.sub("", text).strip(EDGES)
    for left, right in PAIRS:
        text = _paired(text, left, right)
    if text.count('"') % 2:
        text = text.strip('"') if text[:1] == '"' or text[-1:] == '"' else f'{text}"'
    return text.strip(EDGES)


def _paired(text: str, left: str, right: str) -> str:
    opened = text.count(left) - text.count(right)
    if opened > 0:
        return text.removeprefix(left) if text.startswith(left) else text + right
    if opened < 0:
        at = text.rfind(right)
        return (text[:at] + text[at + 1 :]).rstrip(EDGES)
    return text
