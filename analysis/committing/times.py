"""Calendar time of an action: its words, and an ISO 8601 date, interval or duration where text and dates allow.

>>> iso("in the coming days", date(2025, 3, 27))
'2025-03-27/P7D'
>>> iso("soon", date(2025, 3, 27)) is None
True
"""

import re
from datetime import date, timedelta

from spacy.tokens import Token

from .operators import data, words

FILE = "times.toml"
NUMBERS = dict(
    zip(
        "a an one two three four five six seven eight nine ten eleven twelve".split(),
        [1, 1, *range(1, 13)],
        strict=True,
    )
)
PREPOSITIONS = {
    "on",
    "in",
    "by",
    "at",
    "within",
    "over",
    "before",
    "from",
    "during",
    "until",
    "for",
    "through",
    "this",
    "next",
    "later",
}


def day(text: str | None) -> date | None:
    """A date from its ISO text, None where it is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def time_of(act) -> tuple[int, int] | None:
    """Offsets of the words that date the action, not the saying of it."""
    own = act.cue == act.head or act.kind in ("modal", "headline", "existential", "adjective")
    for ent in act.head.sent.ents:
        if (
            ent.label_ not in ("DATE", "TIME")
            or _measures(ent)
            or not _dates_action(ent.root, act, own)
            or re.search(
                r"\bago\b|\blast\b|\bold\b|\byesterday\b|\brecent\b|\bpast\b|\bearlier\b|\bprevious\b", ent.text.lower()
            )
        ):
            continue
        first = ent[0]
        if ent.start and first.nbor(-1).lower_ in PREPOSITIONS and first.nbor(-1).sent == ent.sent:
            first = first.nbor(-1)
        return first.idx, ent.end_char
    for token in act.head.sent:
        if token.lower_ in ("soon", "shortly", "immediately") and token.head == act.head:
            return token.idx, token.idx + len(token)
    return None


def _measures(ent) -> bool:
    """ "a 30-day truce", "tomorrow's army": what a thing is like, not when something is done."""
    after = ent.doc[ent.end] if ent.end < len(ent.doc) else None
    owner = after is not None and after.tag_ == "POS" or ent[-1].tag_ == "POS"
    length = ent.root.dep_ in ("amod", "compound", "nmod", "nummod") and any(t.like_num for t in ent)
    return owner or length and ent.root.head.i >= ent.end


def _dates_action(root: Token, act, own: bool) -> bool:
    node = root
    while (
        node.dep_ in ("pobj", "prep", "npadvmod", "compound", "nmod", "amod", "nummod", "advmod") and node.head != node
    ):
        if node.head == act.head or node.head == act.cue:
            return node.head == act.head or own or act.cue.tag_ not in ("VBD", "VBN")
        node = node.head
    return (
        root.i > act.head.i
        and act.head.is_ancestor(root)
        and not any(a.dep_ in ("relcl", "advcl", "ccomp") for a in _between(root, act.head))
    )


def _between(token: Token, head: Token):
    for a in token.ancestors:
        if a == head:
            return
        yield a


def iso(text: str, anchor: date | None) -> str | None:
    """ISO 8601 for a time expression; None rather than a guess."""
    words_ = text.lower().replace("’", "'")
    if duration := re.search(r"\b(\d+|%s)[- ](day|week|month|year|hour)s?\b" % "|".join(NUMBERS), words_):
        amount = NUMBERS.get(duration[1]) or int(duration[1])
        unit = data(FILE)["units"][duration[2]]
        length = f"PT{amount}H" if unit == "H" else f"P{amount}{unit}"
        if re.match(r"(within|in the next|over the next|in the coming)\b", words_) and anchor and unit != "H":
            return f"{anchor.isoformat()}/{length}"
        return length
    if full := re.search(r"\b(20\d\d|19\d\d)-(\d\d)-(\d\d)\b", words_):
        return full[0]
    if (found := _month(words_, anchor)) is not None:
        return found
    if year := re.search(r"\b(20\d\d)\b", words_):
        return year[1]
    return _relative(words_, anchor) if anchor else None


def _month(text: str, anchor: date | None) -> str | None:
    months = sorted(words("months", FILE))
    found = re.search(
        r"\b(?:(\d{1,2}) )?(%s|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
        r"(?: (\d{1,2})(?:st|nd|rd|th)?\b)?(?:,? (\d{4}))?" % "|".join(months),
        text,
    )
    if not found or found[2] == "may" and not (found[1] or found[3] or found[4] or text in ("in may", "by may", "may")):
        return None
    order = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    month, number = order.index(found[2][:3]) + 1, found[1] or found[3]
    if not found[4] and anchor is None:
        return None
    year = int(found[4]) if found[4] else anchor.year + (month < anchor.month)
    try:
        return date(year, month, int(number)).isoformat() if number else f"{year}-{month:02d}"
    except ValueError:
        return None


def _relative(text: str, anchor: date) -> str | None:
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]):
        if name in text:
            return (anchor + timedelta((number - anchor.weekday()) % 7)).isoformat()
    if "tomorrow" in text:
        return (anchor + timedelta(1)).isoformat()
    if re.search(r"\b(today|tonight)\b", text):
        return anchor.isoformat()
    for unit, length in (("day", 7), ("week", 28), ("month", 90), ("hour", 1)):
        if re.search(rf"\b(coming|next few|days and|next)\b.*\b{unit}s\b|\b{unit}s ahead\b", text):
            return f"{anchor.isoformat()}/P{length}D"
    year, week, _ = anchor.isocalendar()
    if re.search(r"\bnext week\b", text):
        year, week, _ = (anchor + timedelta(7)).isocalendar()
        return f"{year}-W{week:02d}"
    if re.search(r"\bthis week\b", text):
        return f"{year}-W{week:02d}"
    if re.search(r"\bnext month\b", text):
        return f"{anchor.year + anchor.month // 12}-{anchor.month % 12 + 1:02d}"
    if re.search(r"\b(this|later this) month\b", text):
        return f"{anchor.year}-{anchor.month:02d}"
    if re.search(r"\bnext year\b", text):
        return str(anchor.year + 1)
    return str(anchor.year) if re.search(r"\bthis year\b|\bend of the year\b", text) else None


def made_on(weekday: str | None, published: date | None) -> date | None:
    """The latest such weekday on or before publication."""
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    if published is None or weekday not in names:
        return published
    return published - timedelta((published.weekday() - names.index(weekday)) % 7)
