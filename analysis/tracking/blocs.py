"""Whether two sets of actors may be one party: the same names, or a state and a group it belongs to.

>>> nearness(frozenset({"France"}), frozenset({"European leaders"}))
0.7

Who belongs to which group is knowledge that a reader corrects in `data/blocs.toml`.
"""

import re
from functools import cache, lru_cache

from ..naming.gazetteer import gazetteer
from .terms import load

GROUPS = load("blocs.toml")
BLOCS = GROUPS["bloc"]
WORDS = {name: re.compile(rf"\b({'|'.join(entry['words'])})", re.IGNORECASE) for name, entry in BLOCS.items()}
SOME = re.compile(
    rf"(?!.*\b(?i:{'|'.join(GROUPS['unnamed']['but_not'])})\b).*\b({'|'.join(GROUPS['unnamed']['words'])})\b"
)  # in small letters: the United States are no group
SOME_GROUP = "some group"
SAME, MEMBER, OVERLAP, UNNAMED = 1.0, 0.7, 0.5, 0.4


@lru_cache(maxsize=100_000)
def bloc(name: str) -> str | None:
    """The group that a name stands for or describes, by its first words: 'ECOWAS' of 'West African leaders'."""
    if name in BLOCS:
        return name
    found = [(match.start(), group) for group, words in WORDS.items() if (match := words.search(name))]
    return min(found, default=(0, SOME_GROUP if SOME.match(name) else None))[1]


@cache
def members(group: str) -> frozenset[str]:
    """Members of a group, and theirs."""
    direct = frozenset(BLOCS[group]["members"])
    return direct.union(*(members(name) for name in direct if name in BLOCS and group not in BLOCS[name]["members"]))


@cache
def overlap(one: str, other: str) -> bool:
    """Whether two groups share at least half of the smaller one's members, or one of them is not named."""
    if SOME_GROUP in (one, other):
        return True
    return 2 * len(members(one) & members(other)) >= min(len(members(one)), len(members(other)))


@lru_cache(maxsize=100_000)
def spoken_for(name: str) -> str | None:
    """The state or body that a listed name is or speaks for: "United States" of "White House"; None for other names."""
    listed = gazetteer().forms.get(name)
    return listed.country or listed.name if listed else name if name in BLOCS else None


@lru_cache(maxsize=100_000)
def groups(name: str) -> tuple[str, ...]:
    """A name, the groups it belongs to and, for a group, those that overlap it; the name first."""
    first = bloc(name) or name
    others = (group for group in sorted(BLOCS) if group != first)
    group = first in BLOCS or first == SOME_GROUP
    wider = (other for other in others if first in members(other) or group and overlap(first, other))
    return (first, *wider, *([SOME_GROUP] if first in BLOCS else []))


@lru_cache(maxsize=100_000)
def near(one: str, other: str) -> float:
    """1 for one name, less for a member and its group or two groups that overlap, 0 for strangers."""
    if one == other:
        return SAME
    first, second = bloc(one), bloc(other)
    if first and second:
        counted = set(re.findall(r"\d+", one)) & set(re.findall(r"\d+", other))
        return MEMBER if first == second != SOME_GROUP or counted else OVERLAP if overlap(first, second) else 0.0
    return MEMBER if second in BLOCS and one in members(second) or first in BLOCS and other in members(first) else 0.0


@lru_cache(maxsize=100_000)
def nearness(some: frozenset[str], others: frozenset[str]) -> float:
    """How surely two sets of actors are one party: mean over the smaller set of its best match in the other."""
    if not some or not others:
        return UNNAMED
    small, large = sorted((some, others), key=lambda names: (len(names), sorted(names)))
    return sum(sorted(max(near(name, other) for other in large) for name in small)) / len(small)
