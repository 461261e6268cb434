"""What a mention is by its looks: a title, a given name, capitals tell where the model is unsure."""

import re
from collections import Counter

from . import titles
from .bodies import looks_like_body
from .mentions import OTHERS, THINGS, Mention
from .people import fold, sex_of
from .shapes import CAPITALISED, EZAFE, PARTICLE, begins_there

_OFFICE = re.compile(
    r", (?:the |an? |its |their |[A-Z][\w-]+['’]s )?((?:[a-z][a-z-]+ ){0,3}[a-z][a-z-]+)(?= of | for |,|\.)"
)
_WHO = re.compile(r", (?:the |an? )?(?:[a-z][\w-]+ ){0,4}who\b")
_HELD = re.compile(r"\b((?:[a-z][a-z-]+ ){0,2}[a-z][a-z-]+)(?: (?:for|of|on|to) [\w ]+)?, $")
_OF_BODIES = frozenset({"chief", "expert", "general", "head", "member"})
_WITH_PARTICLE = re.compile(rf"(?i:{PARTICLE} )+[A-ZÀ-ÞĀ-ž][\w’-]+")
_UNLIKELY = (THINGS | {"FAC"}) - {"EVENT"}
_SAYS = re.compile(r" (?:said|told)\b")
_TELLS = re.compile(r" (?:said|told)\b[^.\n]{0,200}\bs?he\b")
_ABROAD = re.compile(r" (?:in|to|for) (?:the )?$")
_OWNED = re.compile(r"(.+)['’]s (.+)$")


def persons_by_looks(text: str, mentions: list[Mention]) -> None:
    """Make persons of what the model took for something else but a title, a given name, a country's 's, 'who' or 'told' shows."""
    persons = [m.text for m in mentions if m.label == "PERSON" and not m.name]
    telling = {m.text for m in mentions if m.label == "GPE" and not m.name and _tells(text, m)}
    previous, alone = None, {text.lower() for text in persons if " " not in text or _WITH_PARTICLE.fullmatch(text)}
    for mention in mentions:
        if mention.label == "PERSON" and not mention.name and not mention.title:
            last = mention.text.rpartition(" ")[2].lower()
            if "-e-" in mention.text or (
                " " in mention.text and last in titles.BODIES and sex_of(mention.text) is None
            ):
                mention.label = "ORG"
        if mention.label in OTHERS and not mention.name and mention.text.lower() not in titles.BODIES:
            words = mention.text.split()
            shaped = (
                2 <= len(words) <= 4 and not looks_like_body(words) and all(CAPITALISED.fullmatch(w) for w in words)
            )
            title = mention.title
            of_state = (
                previous
                and previous.known
                and previous.label == "GPE"
                and text[previous.end : mention.start] in ("'s ", "’s ")
            )
            if (
                mention.text in telling
                or (title and title.honorific and len(words) < 4)
                or (
                    title
                    and (shaped or (len(words) == 1 and text[title.office_start].isupper() and mention.label != "NORP"))
                )
                or (
                    shaped
                    and (sex_of(mention.text) or re.match(r"(?:[A-Z]\.? ?){1,3}(?= |(?<=\.)[A-Z])", mention.text))
                )
                or (shaped and any(" ".join(words[k:]).lower() in alone for k in range(1, len(words))))
                or (shaped and of_state and len(words) == 2 and mention.label == "ORG")
                or (shaped and _has_office(text, mention.start, mention.end))
                or (shaped and mention.label in _UNLIKELY and _WHO.match(text, mention.end))
                or (shaped and len(words) > 1 and mention.label == "WORK_OF_ART" and _SAYS.match(text, mention.end))
            ):
                mention.label = "PERSON"
        previous = mention


def _tells(text: str, mention: Mention) -> bool:
    """Whether who tells something is a he or a she, and nobody is in it: 'Dahal told reporters where he had been'."""
    if " " in mention.text or not _TELLS.match(text, mention.end):
        return False
    return re.search(rf"\b(?:at|from|in|near|to) {re.escape(mention.text)}\b", text) is None


def _has_office(text: str, start: int, end: int) -> bool:
    """Whether the bearer's office stands beside a name: ', the permanent secretary of the ministry', 'the envoy for peace, '."""
    after, before = _OFFICE.match(text, end), _HELD.search(text, max(0, start - 80), start)
    words = (
        after[1].split()
        if after
        else before[1].split()
        if before and re.match(r",(?! (?:and|or)\b)", text[end : end + 5])
        else []
    )
    return any(" ".join(words[k:]) in titles.OFFICES for k in range(len(words))) and words[-1] not in _OF_BODIES


def parted(text: str, mentions: list[Mention]) -> list[Mention]:
    """Two whom the model took for one body: 'Kiir and Machar', 'National Security Council and Foreign Ministry'."""
    surnames = {m.text.split()[-1] for m in mentions if m.label == "PERSON"}
    parts = []
    for mention in mentions:
        pair = mention.text.split(" and ") if mention.label in OTHERS and not mention.known else ()
        label = None
        if mention.label in ("GPE", "PERSON") and not mention.known and mention.text.count(", ") == 1:
            pair, label = mention.text.split(", "), mention.label
        if len(pair) == 2 and all(half.split()[-1:] and half.split()[-1] in surnames for half in pair):
            label = "PERSON"
        elif len(pair) == 2 and all(
            " " in half and half.split()[-1].lower() in titles.BODIES - titles.DONE_BY_BODIES for half in pair
        ):
            label = "ORG"
        owner = _OWNED.match(mention.text) if mention.label in ("ORG", "FAC") and not mention.known else None
        if owner and looks_like_body(owner[1].split()[-1:]) and looks_like_body(owner[2].split()):
            pair, label = owner.groups(), "ORG"
        if label:
            first, second = mention.start + len(pair[0]), mention.end - len(pair[1])
            parts.append(Mention(mention.start, first, label, pair[0], title=mention.title))
            parts.append(Mention(second, mention.end, label, pair[1]))
        else:
            parts.append(mention)
    return parts


def with_country(text: str, mentions: list[Mention]) -> list[Mention]:
    """Put the country back before its party, and after a mission: 'Bangladesh Nezami Islami Party', 'UN Mission in Mali'."""
    whole: list[Mention] = []
    for mention in mentions:
        land = whole[-1] if whole else None
        country = land and land.known and land.label == "GPE" and land.known.kind == "name" and not land.text.isupper()
        if (
            country
            and text[land.end : mention.start] == " "
            and mention.label in ("ORG", "PERSON")
            and not mention.known
        ):
            if mention.text.split()[-1].lower() in titles.MOVEMENTS or EZAFE.match(mention.text):
                whole[-1] = Mention(land.start, mention.end, "ORG", text[land.start : mention.end])
                continue
        adjective = land and land.label == "NORP" and not (land.known and land.known.country)
        if adjective and text[land.end : mention.start] == " " and mention.label == "ORG" and not mention.known:
            if " " in mention.text and mention.text.split()[-1].lower() in titles.MOVEMENTS:
                whole[-1] = Mention(land.start, mention.end, "ORG", text[land.start : mention.end])
                continue
        sent = land and land.label == "ORG" and not land.known and land.text.split()[-1] in ("Delegation", "Mission")
        if sent and mention.known and mention.label == "GPE" and _ABROAD.fullmatch(text[land.end : mention.start]):
            land.end, land.text = mention.end, text[land.start : mention.end]
            continue
        whole.append(mention)
    return whole


def shorten(text: str, mentions: list[Mention], heads: list[tuple[int, int]]) -> list[Mention]:
    """Cut what is no part of a person's name, and in headlines what only capitals make one.

    An office at its end ('Charlotte Mayor'); a word in front of a name that stands alone elsewhere ('Rip Donald Trump');
    the rest of a headline ('Obama Sees').
    """
    head = lambda m: any(start <= m.start < end for start, end in heads)
    counts = Counter(m.text for m in mentions if m.label == "PERSON" and not m.name and not head(m))
    surnames = {text.split()[-1] for text in counts if " " in text}
    named = {m.text: m.label for m in mentions if m.label in ("GPE", "ORG") and not m.text.isupper() and not head(m)}
    keep = []
    for mention in mentions:
        if mention.name or mention.label not in OTHERS | {"PERSON"}:
            keep.append(mention)
            continue
        words = mention.text.split()
        if mention.label == "PERSON":
            while len(words) > 1 and fold(words[-1]) in titles.OFFICES:
                words.pop()
        whole = " ".join(words)
        if (
            mention.label == "PERSON"
            and len(words) == 1
            and counts[whole] < 2
            and _common_noun(text, mention, surnames)
        ):
            continue
        if head(mention) and not counts[whole] and text.count(whole) < 2:
            opens = words[:1] if len(words) > 1 and not looks_like_body(words[:2]) else []
            known = [part for part in _parts(words) if counts[part]] or [word for word in opens if word in surnames]
            if opens and not known and opens[0] in named and mention.label in OTHERS:
                whole, mention.label = opens[0], named[opens[0]]
            elif mention.label != "PERSON" and not known and len(words) > 3 and not looks_like_body(words[-1:]):
                continue
            whole = known[0] if known and (mention.label == "PERSON" or len(words) > 2) else whole
            mention.label = "PERSON" if known and whole == known[0] else mention.label
        elif mention.label == "PERSON" and counts[whole] == 1:
            opens = begins_there(text, mention.start)
            whole = next(
                (part for part in _parts(words) if " " in part and counts[part] > 1 and (sex_of(part) or opens)), whole
            )
        if whole != mention.text and whole in text[mention.start : mention.end]:
            mention.start = text.index(whole, mention.start)
            mention.end, mention.text = mention.start + len(whole), whole
        keep.append(mention)
    return keep


def _parts(words: list[str]) -> list[str]:
    """The shorter runs of words in a name, the longest first."""
    n = len(words)
    return [" ".join(words[i : i + k]) for k in range(n - 1, 0, -1) for i in range(n - k + 1)]


def _common_noun(text: str, mention: Mention, surnames: set[str]) -> bool:
    """Whether a single word is a name only by the capital of its sentence: 'Bill' over a text about a bill."""
    said = begins_there(text, mention.start) and not mention.title and mention.text not in surnames
    return said and re.search(rf"\b{re.escape(mention.text.lower())}\b", text) is not None
