"""A short phrase for each thread, for tables and charts: who, and what is to be done or not done.

>>> short("send a “reassurance force” to Ukraine after any future peace deal")
'send a reassurance force to Ukraine …'
"""

import re
from collections import Counter

from ..rows import Commitment
from .relations import OWN_ACTS, asked
from .terms import STOP, TOPICS, UNMARKED, stems

PHRASE, LEAST, PARTIES = 44, 10, 2  # longest and shortest cut phrase, in characters, and parties named
MARKED = re.compile(r"[\"“”]|(?<!\w)['‘](?P<within>[^'’]*)['’](?!\w)")
BREAK = re.compile(rf"\s*[,;:(–—]\s*|\s(?=(?:{'|'.join(TOPICS['break']['words'])})\b)", re.IGNORECASE)
NOUNS = re.compile(rf"(?:{'|'.join(TOPICS['break']['determiners'])})\b", re.IGNORECASE)


def wording(record: Commitment) -> str:
    """The action as it is meant: "not to ease sanctions"; a refusal, a report and "refrain from" say it themselves."""
    said = record.action or record.text
    denied = record.polarity == "negative" and record.act not in ("refuse", "status") and record.action
    if not denied or STOP & set(stems(said)[:1]):
        return said
    return f"not {said}" if NOUNS.match(said) or said[0].isupper() else f"not to {said}"


def short(phrase: str) -> str:
    """A phrase without quotation marks, ended where another begins if it is longer than that."""
    phrase = " ".join(MARKED.sub(lambda match: match["within"] or "", phrase).split())
    if len(phrase) <= PHRASE:
        return phrase
    ends = [match.start() for match in BREAK.finditer(phrase) if LEAST < match.start() <= PHRASE]
    whole = phrase[: PHRASE + 1].rpartition(" ")[0] or phrase[:PHRASE]
    words = phrase[: max(ends, default=len(whole))].split()
    while len(words) > 1 and (words[-1].lower() in UNMARKED or words[-1].endswith(("'s", "’s"))):
        words.pop()
    return f"{' '.join(words).rstrip(',;:')} …"


def label(records: list[Commitment]) -> str:
    """Who and what, by the first promise of a thread, or else its first refusal, report or demand.

    >>> label([Commitment.model_construct(act="refuse", actors=["Italy"], action="send troops", polarity="negative")])
    'Italy, refusing: send troops'
    """
    ranked = (OWN_ACTS, ("refuse",), ("status",), ("demand",))
    first = next(record for acts in ranked for record in records if record.act in acts)
    names = first.actors if first.act != "demand" else asked(first) or first.actors
    more = f" and {len(names) - PARTIES} more" if len(names) > PARTIES else ""
    asking = ", asked" if first.addressee else ", asking"
    report = ", accused" if first.status in ("breached", "breach_denied") else ", reported"
    part = {"refuse": ", refusing", "demand": asking, "status": report}.get(first.act, "")
    return f"{', '.join(names[:PARTIES]) or 'somebody'}{more}{part}: {short(wording(first))}"


def labels(histories: list[tuple[str, list[Commitment]]]) -> dict[str, str]:
    """A label for each thread, its records in order given; no two alike."""
    found, used = {}, Counter()
    for thread, told in histories:
        name = label(told)
        used[name] += 1
        found[thread] = name if used[name] == 1 else f"{name} ({used[name]})"
    return found
