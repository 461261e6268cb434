"""Places where a name of the article stands and the model saw none."""

import re
from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter

from spacy.lang.en.stop_words import STOP_WORDS

from . import titles
from .introduced import People
from .mentions import Mention, uncovered
from .people import person_of, sex_of

_START = attrgetter("start")
_SAYS = re.compile(r" (?:said|told)\b")
_BEFORE = re.compile(r"([A-ZÀ-ÞĀ-ž][\w’'.-]*) $")


def found_again(text: str, mentions: list[Mention], people: People) -> list[Mention]:
    """Add the places where a name of the article stands, or a title before a name, and the model saw none."""
    known: dict[str, str] = {}
    for mention in mentions:
        if (
            mention.known
            or mention.label not in ("PERSON", "GPE", "ORG")
            or len(mention.text) < 4
            and not (mention.label == "PERSON" and people.bears(mention))
            or "(" in mention.text
        ):
            continue
        for form in (mention.text, mention.text.upper()) if len(mention.text) > 3 else (mention.text,):
            known.setdefault(form, mention.label)
    for name in people.canonical.values():
        short, given = person_of(name).short, name.split()[0]
        for form in (short, short.upper(), given) if sex_of(name) or len(given) > 5 else (short, short.upper()):
            if len(form) > 3:
                known.setdefault(form, "PERSON")
    named = {m.text: m.name for m in mentions}
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in sorted(known, key=lambda f: (-len(f), f)):
        by_first[form.split()[0].split("-")[0]].append(form)
    added, shorter, at = [], [], 0
    for start, first in uncovered(text, mentions):
        if start < at:
            continue
        for form in by_first.get(first.split("-")[0], ()):
            end = start + len(form)
            if text.startswith(form, start) and not text[end : end + 1].isalnum() and _stands_alone(text, start, end):
                covered = mentions[bisect_left(mentions, start, key=_START) : bisect_left(mentions, end, key=_START)]
                if covered and covered[-1].end > end:
                    break
                shorter += covered
                mention = Mention(start, end, known[form], form, title=titles.before(text, start))
                if mention.label == "PERSON":
                    mention.name, mention.basis = people.name(mention)
                else:
                    mention.name, mention.basis = (
                        named[form] if form in named else "",
                        "named elsewhere in this article",
                    )
                added.append(mention)
                at = end
                break
        else:
            if (
                (len(first) > 3 or _SAYS.match(text, start + len(first)))
                and people.surname(first)
                and _stands_alone(text, start, start + len(first))
            ):
                mention = Mention(start, start + len(first), "PERSON", first)
                mention.name, mention.basis = people.name(mention)
                added.append(mention)
    kept = [mention for mention in mentions if mention not in shorter] if shorter else mentions
    return sorted(kept + added, key=lambda m: m.start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is not part of a longer one that the model missed: 'Trump Tower', 'Ivanka Trump'."""
    if text[start:end].isupper():
        return True
    if re.match(r" [A-ZÀ-Þ][a-zß-ÿ]", text[end : end + 3]):
        return False
    before = _BEFORE.search(text, max(0, start - 25), start)
    if not before or titles.before(text, start):
        return True
    if before[1].lower() in STOP_WORDS or before[1].endswith(("'s", "’s")):
        return True
    if before[1][-1] in ".?!" and len(before[1]) > 2:
        return True
    return before.start() == 0 or text[before.start() - 1] in '\n"“' or text[max(0, before.start() - 2)] in ".?!:"
