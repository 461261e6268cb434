"""What a record is about, as weighted terms: synonyms made one, inflection and empty words removed.

>>> content("ramp up sanctions").terms == content("tighten the embargo").terms
True

The synonyms are knowledge that a reader corrects in `data/topics.toml`.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import takewhile

from ..naming.gazetteer import gazetteer

WORD = re.compile(r"\d[\d.,]*\d|\d+|[^\W\d_]+(?:['’-][^\W\d_]+)*")
SUFFIXES = {  # and the shortest root each may leave
    **dict.fromkeys(["ions", "ion"], 5),
    **dict.fromkeys("ations ation ating ated ates ate ments ment als al".split(), 4),
    **dict.fromkeys("ings ing ed es s e".split(), 3),
}
LENGTHS = sorted(set(map(len, SUFFIXES)), reverse=True)
LONGEST_PHRASE = 3
OBJECT, TELLING = 2.0, 1.0  # weight of what an action is about, and of its other words
BESIDE, UNNAMED = 0.4, 0.75  # share of that for words beside the action; for objects where the action names none


def load(name: str) -> dict:
    """One of the package's TOML files."""
    return tomllib.loads(resources.files("analysis").joinpath("data", name).read_text(encoding="utf-8"))


TOPICS = load("topics.toml")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The part of a word that its forms share: 'deploy' of 'deployment', 'sanct' of 'sanctions'."""
    word = word.lower().replace("’", "'").removesuffix("'s").replace("-", "")
    word = TOPICS["irregular"].get(word, word)
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    ending = next((word[-n:] for n in LENGTHS if len(word) - n >= SUFFIXES.get(word[-n:], len(word))), "")
    root = word.removesuffix(ending)
    if ending in ("ing", "ings", "ed") and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root.removesuffix("e") if len(root) > 3 else root


def stems(text: str) -> list[str]:
    """Stems of the words of a text, in order."""
    return [stem(word) for word in WORD.findall(text)]


LIGHT = frozenset(map(stem, TOPICS["light"]["words"]))
STOP = frozenset(map(stem, TOPICS["stop"]["words"]))
REPLIES = frozenset(map(stem, TOPICS["taking_up"]["verbs"]))
ASKINGS = frozenset(map(stem, TOPICS["taking_up"]["nouns"]))
UNMARKED = frozenset(word for kind in TOPICS["break"].values() for word in kind)
AROUND = ".,;:()\"'“”‘’"
MARK = re.compile(r"(?:\d+|[a-z]+)-(?:hour|day|week|month|year)\b|\b[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)*")
WHEN = re.compile(r"\b(?:post|pre)-\w+", re.IGNORECASE)  # "a post-war role" is not about war
ASIDE = re.compile(rf"\b({'|'.join(TOPICS['aside']['words'])})\b", re.IGNORECASE)
GROUP = {
    tuple(stems(word)): f"{kind}:{name}"
    for kind in ("object", "action")
    for name, group in TOPICS[kind].items()
    for word in group["words"]
}
EXACT = {  # "meeting" is a thing, "met" an action, though they share a stem
    tuple(word.split()): f"object:{name}" for name, group in TOPICS["object"].items() for word in group["words"]
}
UNDOES = {
    f"action:{name}": f"action:{group['undoes']}" for name, group in TOPICS["action"].items() if "undoes" in group
}


FIRST = {words[0] for words in (*EXACT, *GROUP)}


def spotted(text: str) -> list[tuple[str, str]]:
    """Telling words of a text in order: synonym group ('object:sanctions') or stem, and the words themselves."""
    words = WORD.findall(text)
    small, roots = [word.lower() for word in words], [stem(word) for word in words]
    found, at = [], 0
    while at < len(roots):
        known = small[at] in FIRST or roots[at] in FIRST
        for length in range(LONGEST_PHRASE, 0, -1) if known else ():
            if group := EXACT.get(tuple(small[at : at + length])) or GROUP.get(tuple(roots[at : at + length])):
                found.append((group, " ".join(words[at : at + length])))
                break
        else:
            length = 1
            if roots[at] not in LIGHT and len(roots[at]) > 2:
                found.append((roots[at], words[at]))
        at += length
    return found


def terms(text: str) -> list[str]:
    """The same without the words."""
    return [term for term, _ in spotted(text)]


@lru_cache(maxsize=10_000)
def head(action: str) -> frozenset[str]:
    """What an action is first of all about: its things, or else its words, before anything is said beside it.

    >>> head("put pressure on the army over the war"), head("back it by troops")
    (frozenset({'pressur'}), frozenset({'object:troops'}))
    """
    parts = (ASIDE.split(action, maxsplit=1)[0], action)
    found = (frozenset(term for term in terms(part) if not term.startswith("action:")) for part in parts)
    return next(filter(None, found), frozenset(terms(action)))


def takes_up(action: str) -> bool:
    """Whether an action only takes up what somebody else said: "respond", "the demand".

    >>> takes_up("the U.S. demand"), takes_up("the demand for talks")
    (True, False)
    """
    said = [word for word in WORD.findall(action) if word[0].islower()]
    roots = [root for word, root in zip(said, map(stem, said)) if word not in ("the", "a", "an", "any")]
    return roots[:1] != [] and (roots[0] in REPLIES or set(roots) <= ASKINGS)


@dataclass(frozen=True)
class Content:
    """Terms with their weights, what is done to them (`+1` do, `-1` undo) and the figures named."""

    terms: dict[str, float] = field(default_factory=dict)
    directions: dict[str, int] = field(default_factory=dict)
    figures: frozenset[str] = frozenset()
    marks: dict[str, frozenset[str]] = field(default_factory=dict)  # what tells one object from others of its kind


def marked(action: str) -> dict[str, frozenset[str]]:
    """Names and durations that stand before an object and tell which it is.

    >>> marked("discuss a 30-day truce")
    {'object:ceasefire': frozenset({'30-day'})}
    """
    words, found = action.split(), defaultdict(frozenset)
    for at, word in enumerate(words):
        group = EXACT.get((word.lower().strip(AROUND),)) or GROUP.get(tuple(stems(word)))
        if group and group.startswith("object:"):
            before = list(takewhile(_inside, reversed(words[max(0, at - LONGEST_PHRASE) : at])))[::-1]
            names = MARK.findall(" ".join(word.strip("\"'“”‘’") for word in before))
            known = [gazetteer().forms.get(name) for name in names]
            found[group] |= {entry.country or entry.name if entry else name for name, entry in zip(names, known)}
    return {group: marks for group, marks in found.items() if marks}


def _inside(word: str) -> bool:
    """Whether a noun phrase goes on after this word: "Black" of "the Black Sea truce", but not "the", nor "Sea,"."""
    return word.lower() not in UNMARKED and not word.endswith((",", ";", ":", ")"))


def content(action: str, surroundings: str = "") -> Content:
    """What an action is about; words that only its surroundings have count less."""
    action = WHEN.sub("", action)
    cuts = (match.start() for match in ASIDE.finditer(action))
    cut = next((at for at in cuts if any(term.startswith("object:") for term in terms(action[:at]))), len(action))
    places = [word for word in WORD.findall(action[cut:]) if word[0].isupper()]
    core, weights = terms(" ".join([action[:cut], *places])), {}
    for term in core:
        weights[UNDOES.get(term, term)] = OBJECT if term.startswith("object:") else TELLING
    beside = BESIDE if any(term.startswith("object:") for term in core) else UNNAMED
    for term in terms(re.sub(r"\b[A-Z]\S*", "", f"{action[cut:]} {surroundings}")):
        weight = OBJECT * beside if term.startswith("object:") else TELLING * BESIDE
        weights.setdefault(UNDOES.get(term, term), weight)
    undone = -1 if STOP & set(stems(action)[:1]) else 1
    directions = {}
    for term in core:
        if term.startswith("action:"):
            directions.setdefault(UNDOES.get(term, term), -undone if term in UNDOES else undone)
    figures = frozenset(word for word in WORD.findall(f"{action} {surroundings}") if word[0].isdigit())
    return Content(weights, directions, figures, marked(action))
