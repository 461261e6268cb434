"""Whether two sets of actors may be one party: the same names, or a state and a group it belongs to.

>>> nearness(frozenset({"France"}), frozenset({"European leaders"}))
0.7

Who belongs to which group is knowledge that a reader corrects in `data/blocs.toml`.
"""

import re
from functools import lru_cache

from .terms import load

BLOCS = load("blocs.toml")["bloc"]
WORDS = {name: re.compile(rf"\b({'|'.join(entry['words'])})", re.IGNORECASE) for name, entry in BLOCS.items()}
SAME, MEMBER, OVERLAP, UNNAMED = 1.0, 0.7, 0.5, 0.4


@lru_cache(maxsize=None)
def bloc(name: str) -> str | None:
    """The group that a name stands for or describes: 'European leaders' of 'several European countries'."""
    if name in BLOCS:
        return name
    return next((group for group, words in WORDS.items() if words.search(name)), None)


@lru_cache(maxsize=None)
def members(group: str) -> frozenset[str]:
    """Members of a group, and theirs."""
    direct = frozenset(BLOCS[group]["members"])
    return direct.union(*(members(name) for name in direct if name in BLOCS and group not in BLOCS[name]["members"]))


@lru_cache(maxsize=None)
def groups(name: str) -> tuple[str, ...]:
    """A name and the groups it belongs to, the name first."""
    stands_for = bloc(name) or name
    return (stands_for, *(group for group in sorted(BLOCS) if group != stands_for and stands_for in members(group)))


@lru_cache(maxsize=100_000)
def near(one: str, other: str) -> float:
    """1 for one name, less for a member and its group or two groups that share members, 0 for strangers."""
    if one == other:
        return SAME
    if not (bloc(one) or bloc(other)):
        return 0.0
    one_first, other_first = groups(one)[0], groups(other)[0]
    if one_first == other_first or one_first in groups(other) or other_first in groups(one):
        return MEMBER
    both = bloc(one) and bloc(other) and members(one_first) & members(other_first)
    return OVERLAP if both else 0.0


@lru_cache(maxsize=100_000)
def nearness(some: frozenset[str], others: frozenset[str]) -> float:
    """How surely two sets of actors are one party: mean over the smaller set of its best match in the other."""
    if not some or not others:
        return UNNAMED
    small, large = sorted((some, others), key=lambda names: (len(names), sorted(names)))
    return sum(max(near(name, other) for other in large) for name in small) / len(small)
