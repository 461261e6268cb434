"""Acts that a phrase carries as a whole: "gave the green light to a mission", "is out of the question".

The phrases are in `data/idioms.toml`; they are matched on lemmas, since parsers attach their words in many ways.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from ..reading.tokens import Tokens
from .clauses import auxiliaries, by_agent, child, is_infinitive, is_negated, is_passive, own_subject, subject
from .operators import data, words
from .speech import Act

FILE = "idioms.toml"
PASSED_OVER = {"DET", "ADV", "ADJ", "PUNCT", "PART"}
KEPT = {"no", "to"}
REACH, GAP = 14, r"(?:\S+ ){1,6}?"
WEAKER = {"may", "might", "could", "can", "should", "must"}


@cache
def _phrases() -> dict[str, list[tuple[re.Pattern, list[frozenset[str]], dict]]]:
    """By verb: what follows it, the alternatives at each of its places, and the entry."""
    found: dict[str, list] = {}
    for entry in data(FILE).values():
        for told in entry["phrases"]:
            verbs, *rest = told.split()
            pattern = re.compile("".join(GAP if word == "…" else f"(?:{word}) " for word in rest))
            places = [frozenset(part.split("|")) for part in rest if part != "…"]
            for verb in verbs.split("|"):
                found.setdefault(verb, []).append((pattern, places, entry))
    return found


def cue_words() -> frozenset[str]:
    """The verbs that the phrases begin with."""
    return frozenset(_phrases())


def phrases_in(tokens: Tokens) -> dict[str, list]:
    """The phrases, by verb, all whose words a text has."""
    said = {lemma.lower() for lemma in {token.lemma_ for token in tokens[:]}}
    fitting = {
        verb: [phrase for phrase in phrases if not any(place.isdisjoint(said) for place in phrase[1])]
        for verb, phrases in _phrases().items()
        if verb in said
    }
    return {verb: phrases for verb, phrases in fitting.items() if phrases}


def idiomatic_acts(token: Token, phrases: dict[str, list]) -> Iterator[Act]:
    """The acts of the phrases that begin with a verb; `phrases` are those of its text."""
    phrases = phrases.get(token.lemma_.lower(), ())
    near = {t.lemma_.lower() for t in token.doc[token.i + 1 : token.i + 1 + REACH]} if phrases else ()
    for pattern, places, entry in phrases:
        if any(place.isdisjoint(near) for place in places):
            continue
        last = _last(token, pattern, frozenset().union(*places))
        if last is None or not _asserted(token, entry):
            continue
        if entry.get("dated") and not any(_dated(t) for t in token.doc[token.i + 1 : last.i]):
            continue
        act, force = _meant(entry, is_negated(token))
        action = _action(token, last, entry["action"]) if act else None
        if (
            action is None
            or action.ent_type_ in ("DATE", "TIME")
            or "about" in entry
            and not _is(action, entry["about"])
        ):
            continue
        if entry.get("of") and not any(c.lower_ in ("of", "from", "on") for c in [*action.children, *token.children]):
            continue
        who, shared = _doer(token, action, entry["action"])
        yield Act(token, act, force, action, "idiom", who, shared, negative=act == "refuse", other=_asked(token, last))


def _asserted(token: Token, entry: dict) -> bool:
    """Whether the verb stands as the phrase needs it: not as a gerund under another verb, nor under a weak modal."""
    if token.tag_ == "VBG" and token.dep_ in ("pcomp", "xcomp"):
        return False
    modal = {a.lower_ for a in auxiliaries(token) if a.tag_ == "MD"}
    weaker = modal & (WEAKER - {"can"} if entry["act"] == "refuse" and not is_negated(token) else WEAKER)
    done = token.tag_ in ("VBD", "VBN") and not modal and not any(a.tag_ == "TO" for a in auxiliaries(token))
    if entry.get("done") and (not done or any(c.lower_ in ("almost", "nearly") for c in token.children)):
        return False
    told = token.tag_ in ("VBZ", "VBP") or token.dep_ == "ccomp" or not entry.get("present")
    return not weaker and told and (bool(modal) or not entry.get("modal"))


def _last(token: Token, pattern: re.Pattern, own: frozenset[str]) -> Token | None:
    """The last word of the phrase, the verb itself where it has no other; None where the phrase is not said."""
    if not own:
        return token
    following = [
        t
        for t in token.doc[token.i + 1 : min(token.i + 1 + REACH, token.sent.end)]
        if t.lemma_.lower() in own
        or not (t.pos_ in PASSED_OVER and t.lower_ not in KEPT or t.tag_ == "PRP$" or _dated(t))
    ]
    said = pattern.match("".join(f"{t.lemma_.lower()} " for t in following))
    return following[said.group().count(" ") - 1] if said else None


def _dated(token: Token) -> bool:
    """A date, or the preposition before it."""
    return bool({token.ent_type_, *(c.ent_type_ for c in token.children if c.dep_ == "pobj")} & {"DATE", "TIME"})


def _meant(entry: dict, denied: bool) -> tuple[str | None, str]:
    if denied == entry.get("denied", False):
        return entry["act"], entry["force"]
    if denied and entry["act"] in ("offer", "refuse"):
        return ("refuse", "refuses") if entry["act"] == "offer" else ("consider", "considering")
    return None, ""


def _action(token: Token, last: Token, place: str) -> Token | None:
    if place == "subject":
        return own_subject(token)
    if place == "object":
        return child(token, "nsubjpass") if is_passive(token) else child(token, "dobj")
    if last.tag_ == "TO":
        return last.head
    near = [c for t in (last, last.head) for c in t.children if c.i > last.i]
    return next((c for c in near if c.dep_ in ("pobj", "pcomp") or is_infinitive(c)), None)


def _doer(token: Token, action: Token, place: str) -> tuple[Token | None, bool]:
    """Who does it, and whether the verb shares another's subject; "intervention by the African Union" is the Union's."""
    if place == "subject":
        by = next((c for c in action.children if c.dep_ == "prep" and c.lower_ == "by"), None)
        return child(by, "pobj") if by is not None else child(action, "poss"), False
    return (by_agent(token), False) if is_passive(token) else subject(token)


def _asked(token: Token, last: Token) -> Token | None:
    """Who is put under pressure: what stands between the verb and the infinitive."""
    between = [t for t in token.doc[token.i + 1 : last.i] if t.dep_ == "pobj"]
    return between[0] if between and last.tag_ == "TO" else None


def _is(action: Token, about: str) -> bool:
    if about == "gerund":
        return action.tag_ == "VBG"
    lemma = action.lemma_.lower()
    if about == "named":
        told = action.pos_ == "VERB" or lemma.endswith(("ing", "ion", "ment"))
        return told or any(lemma in words(name) for name in ("actions", "asked", "untold"))
    return lemma in words(about)
