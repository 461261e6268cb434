"""Names of persons: their parts, when two of them may be one person, and which form stands for all.

>>> Person("Ursula von der Leyen").short, Person("Hillary Rodham Clinton").key == Person("Hillary Clinton").key
('von der Leyen', True)
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from importlib.resources import files

_GIVEN = tomllib.loads(files("analysis.data").joinpath("given_names.toml").read_text("utf-8"))
_SEX = {name: sex for sex in ("m", "f") for name in _GIVEN[sex]}
_PARTICLES = frozenset("abu al ben bin bint da de del della den der di dos du el ibn la le st ter ul van von".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "vi", "xiv", "xvi"})
_REGNAL = _SUFFIXES - {"jr", "sr"}
_SOUNDS = [
    (re.compile(pattern), into)
    for pattern, into in [
        (r"^(?:al|el|as|ash|ul)-(?=\w)|^al(?=\w{4})", ""),
        (r"-", ""),
        (r"^m[uo]h?[aeu]mm?[aeiu]d$", "mohamed"),
        (r"(?:iy|yy|ij|ii|yi|ey|ie|y)$", "i"),
        (r"(?<=\w)kh", "h"),
        (r"gh|q", "g"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"(?<=[aou])e", ""),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?<=[aeiou])h$", ""),
        (r"(?<=[aeo])y", "i"),
        (r"(.)\1", r"\1"),
    ]
]


@lru_cache(maxsize=1 << 12)
def fold(word: str) -> str:
    """Lower case, without accents, stops and apostrophes."""
    plain = unicodedata.normalize("NFKD", word).casefold() if not word.isascii() else word.lower()
    return "".join(c for c in plain if c.isalnum() or c in "- ").strip("- ")


@lru_cache(maxsize=1 << 12)
def sound(word: str) -> str:
    """One key for the usual transliterations of a word: Zelensky, Zelenskyy, Zelenskiy. Short words stay apart."""
    key = folded = fold(word)
    for pattern, into in _SOUNDS if len(folded) > 3 else ():
        key = pattern.sub(into, key)
    return key or folded


def sex_of(name: str) -> str | None:
    """'m' or 'f' where the first given name of a full name tells."""
    return _SEX.get(name.split(" ", 1)[0].lower())


class Person:
    """The parts of a person's name. `words`: sounds of its words; `key`: the first and the last of them and any Jr."""

    __slots__ = ("parts", "words", "suffix", "key")

    def __init__(self, name: str):
        parts = name.replace(",", " ").split()
        self.suffix = fold(parts.pop()) if len(parts) > 1 and fold(parts[-1]) in _SUFFIXES else ""
        self.parts = parts
        self.words = tuple([sound(part) for part in parts])
        self.key = (self.words[0], self.words[-1], self.suffix) if parts else ("", "", "")

    @property
    def full(self) -> bool:
        """Given name and surname, or a ruler's name with his number."""
        if self.suffix in _REGNAL and len(self.parts) == 1:
            return True
        return len(self.words) > 1 and not (len(self.words) == 2 and fold(self.parts[0]) in _PARTICLES)

    @property
    def short(self) -> str:
        """The surname with its particles: 'bin Salman', 'Starmer'."""
        at = len(self.parts) - 1
        while at > 1 and fold(self.parts[at - 1]) in _PARTICLES:
            at -= 1
        return " ".join(self.parts[at:])

    def agrees(self, other: "Person") -> bool:
        """Whether the middle does not speak against one person, as it does for 'George W. Bush' and 'George H. W. Bush'."""
        mine, yours = self.words[1:-1], other.words[1:-1]
        if not mine or not yours:
            return True
        return len(mine) == len(yours) and all(
            a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(mine, yours, strict=True)
        )


@lru_cache(maxsize=1 << 11)
def person_of(name: str) -> Person:
    """The parts of a name, worked out once."""
    return Person(name)


def merged_forms(counts: Counter, spellings: dict[str, str]) -> dict[str, str]:
    """Full names -> the one form that stands for each person. Forms meet under keys, never pairwise: near-linear.

    Forms are one person where first and last word sound alike and the middle does not disagree, or where the one is the
    end of just one other: 'Suu Kyi', 'Aung San Suu Kyi'. The form for all is a listed spelling, or else the most frequent,
    then the one with fewest words, the longest, the one with accents, the first of the alphabet; of an end and a whole, the
    whole, unless the end begins with a given name and is the more frequent.
    """
    people = {form: person_of(form) for form in sorted(counts)}
    groups: dict[str, list[str]] = {}
    by_key: dict[tuple, list[list[str]]] = defaultdict(list)
    for form in sorted(people, key=lambda f: (-len(people[f].words), f)):
        fitting = [
            group for group in by_key[people[form].key] if all(people[form].agrees(people[other]) for other in group)
        ]
        if len(fitting) == 1:
            fitting[0].append(form)
            groups[form] = fitting[0]
        else:
            groups[form] = [form]
            by_key[people[form].key].append(groups[form])
    best: dict[int, str] = {}
    rank = lambda form: (
        form not in spellings,
        -counts[form],
        len(people[form].parts),
        -len(form),
        form.isascii(),
        form,
    )
    for group in groups.values():
        if id(group) not in best:
            best[id(group)] = min(group, key=rank)
    wholes: dict[tuple, set[str]] = defaultdict(set)
    for form, person in people.items():
        for k in range(1, len(person.words) - 1):
            wholes[person.words[k:]].add(best[id(groups[form])])
    canonical = {}
    for form, group in groups.items():
        name = best[id(group)]
        longer = wholes.get(people[name].words, set()) - {name}
        if len(longer) == 1 and not people[name].suffix:
            (whole,) = longer
            canonical[name] = canonical[whole] = name = (
                whole if sex_of(name) is None or counts[whole] >= counts[name] else name
            )
        canonical.setdefault(form, name)
    return {
        form: spellings.get(target, target)
        for form, name in canonical.items()
        for target in [canonical.get(name, name)]
    }
