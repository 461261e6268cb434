"""What a condition hangs on, in words that several commitments share: "peace", "ceasefire", "refusal of talks".

>>> matters("once there is agreement on a ceasefire, including the deployment of troops")
['ceasefire']
>>> matters("if the rebels continue to play for time")
['the rebels continue to play for time']
"""

import re

from .terms import TOPICS, load, terms

OPENERS = "|".join(
    sorted((*load("conditions.toml")["markers"], "as long as", "the day", "in case"), key=len, reverse=True)
)
OPENING = re.compile(rf"^(?:(?:{OPENERS})\b\W*(?:that\b\s*)?)+", re.IGNORECASE)
ASIDE = re.compile(r",\s*(?:including|and to|which|who|with|as well as)\b.*", re.DOTALL)
ARTICLES = re.compile(r"\b(?:the|an?|any|all|future|such)\s+", re.IGNORECASE)
DENIALS = {way: re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE) for way, words in TOPICS["denial"].items()}
LONGEST = 10


def matters(condition: str) -> list[str]:
    """The known things that a condition is about, or else its own words without the opening one."""
    said = OPENING.sub("", ASIDE.sub("", condition)).strip(" ,.;:\"“”'‘’") or condition
    objects = [term for term in terms(ARTICLES.sub("", said)) if term.startswith("object:")]
    names = dict.fromkeys(term.removeprefix("object:").replace("_", " ") for term in objects)
    way = next((way for way, words in DENIALS.items() if words.search(condition)), "")
    words = said.split()
    return [f"{way} {name}".strip() for name in names] or [" ".join(words[:LONGEST]) + " …" * (len(words) > LONGEST)]
