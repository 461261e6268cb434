"""He or she? What an article tells about the sex of the people it names, so that pronouns can be read.

Four witnesses, heavier first: titles ("Mrs Gandhi"), nouns ("his wife Sara", "spokeswoman"), given names
(`data/given_names.toml`), and the pronouns that follow in a sentence that names nobody else.
"""

import re
from collections import Counter, defaultdict
from functools import cache

from ..naming import titles
from .nouns import data

TITLE, NOUN, GIVEN_NAME, PRONOUN = 20, 10, 8, 1
FOLLOWING = re.compile(r"\b(?:(he|his|him|himself)|(?:she|her|hers|herself))\b")


@cache
def _sexes(file: str) -> dict[str, str]:
    lists = data(file) if "m" in data(file) else data(file)["gender"]
    return {word: sex for sex in ("m", "f") for word in lists[sex]}


def of_noun(noun: str) -> str | None:
    """The sex that a noun tells: "spokeswoman" f, "king" m, "official" None."""
    if noun in titles.MALE or noun.endswith("man") and not noun.endswith("woman"):
        return "m"
    return "f" if noun in titles.FEMALE or noun.endswith("woman") else _sexes("sources.toml").get(noun)


def of_title(text: str, start: int) -> str | None:
    """The sex that the title before a name tells: "Mrs" f, "Sir" m, "President" None."""
    title = titles.before(text, start)
    honorific = title.honorific if title else None
    return "m" if honorific in titles.MALE else "f" if honorific in titles.FEMALE else None


def of_people(text: str, people, sentence_end, roles) -> dict[str, str]:
    """Name -> "m" or "f" for everybody an article tells the sex of; `people` are mentions in text order."""
    votes = defaultdict(Counter)
    named = defaultdict(set)
    for mention in people:
        named[mention.sentence].add(mention.name)
    for mention in people:
        vote = votes[mention.name]
        if mention.sex:
            vote[mention.sex] += TITLE
        if given := _sexes("given_names.toml").get(mention.name.split()[0].strip(".").lower()):
            vote[given] += GIVEN_NAME if " " in mention.name else 0
        word = re.findall(r"[a-z-]+", text[max(0, mention.start - 40) : mention.start].lower())[-1:]
        if word and (sex := of_noun(word[0])):
            vote[sex] += NOUN
        if len(named[mention.sentence]) == 1:
            after = FOLLOWING.search(text, mention.end, sentence_end(mention.sentence))
            if after:
                vote["m" if after[1] else "f"] += PRONOUN
    for role in roles:
        if (sex := of_noun(role.office)) and role.entity in votes:
            votes[role.entity][sex] += NOUN
    return {name: "m" if vote["m"] > vote["f"] else "f" for name, vote in votes.items() if vote["m"] != vote["f"]}
