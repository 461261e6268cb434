"""Nouns of sources: what `data/sources.toml` says about them, their number, and descriptions made short."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from ..naming import titles


@cache
def data(name: str) -> dict:
    """A TOML file of `analysis/data`."""
    return tomllib.loads(files("analysis").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def nouns() -> dict[str, frozenset]:
    """The lists of `data/sources.toml`; offices of `data/titles.toml` are people too."""
    lists = {name: frozenset(words) for name, words in data("sources.toml").items() if isinstance(words, list)}
    return lists | {"person": lists["person"] | titles.OFFICES}


def singulars(noun: str) -> list[str]:
    """Possible singulars, the noun itself last; a noun that is no plural gives itself alone."""
    if noun.endswith("men"):
        return [noun[:-3] + "man", noun]
    if noun.endswith("ies"):
        return [noun[:-3] + "y", noun]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return [noun[:-1], noun[:-2], noun] if noun.endswith("es") else [noun[:-1], noun]
    return [noun]


def is_source(noun: str, *lists: str) -> bool:
    """Does a noun, or its singular, stand in the lists (by default: those of whoever can speak)?"""
    lists = lists or ("person", "deputies", "bodies", "governments", "unnamed_plurals", "plurals")
    return any(form in nouns()[name] for form in singulars(noun) for name in lists)


def is_plural(token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in nouns()["plurals"]


def plain(words: str) -> str:
    """A description as short as it stays clear: no determiner, no relative clause, nothing on where it was said."""
    text = re.split(
        r",(?!\d)| \(| [—–-]+ | (?:who|which|that|whom|whose|among|on condition|\w+ed by)\b| (?:attending|gathered|meeting|monitoring|observing|quoted|speaking) (?:the|an?|in|at|on|by|to|his|her|its|their)\b",
        re.sub(r"\s+", " ", words),
    )[0]
    words = text.split(" ")
    while len(words) > 1 and words[0].lower() in nouns()["determiners"] and words[1].lower() != "of":
        words = words[1:]
    return " ".join(words).strip("“”\"' ")


def is_plural_noun(noun: str) -> bool:
    known = nouns()
    return (
        noun in known["plurals"] | known["unnamed_plurals"]
        or singulars(noun)[0] != noun
        and noun not in known["person"]
    )
