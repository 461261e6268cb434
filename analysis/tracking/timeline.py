"""What became of a thread, as a reader sees it: announced, reaffirmed, specified, strengthened, weakened …

Changes are read off the links between days. Articles of one day that differ are differences between reports, not
changes, and marked so; so is what differs on a later day only in the words of another source, or by a step of force. An article without a
date tells no change. Silence is never an event: that no article tells what came of a deadline is a property of the thread (`overdue`).
"""

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from types import MappingProxyType

from ..rows import Commitment, Link
from .relations import DIFFERENCES, FIRMNESS, OWN_ACTS, against, leaning

CHANGES = {
    "repeats": "reaffirmed",
    "specifies": "specified",
    "strengthens": "strengthened",
    "weakens": "weakened",
    "contradicts": "contradicted",
}
STATUS = {"in_progress": "in progress", "breach_denied": "breach denied"}
EVENTS = {  # the later in this list, the more it weighs among the events of one day
    "demanded": "somebody wants another to do it: 'Accra called on Bamako to set a date'",
    "announced": "somebody binds itself, offers or considers it for the first time: 'Bamako will set a date'",
    "in progress": "a source says it is under way: 'Bamako is preparing the vote'",
    "reaffirmed": "said again on a later day: 'Bamako repeated that it will set a date'",
    "specified": "said again with a time, a sum, a condition or a partner: 'Bamako will set a date in May'",
    "strengthened": "said more firmly: 'Bamako guarantees a date'",
    "weakened": "said less firmly or with a new condition: 'Bamako may set a date'",
    "refused": "turned down: 'Bamako will not set a date'",
    "breach alleged": "somebody else says it was broken: 'Accra accused Bamako of dropping the date'",
    "breach denied": "somebody rejects the charge: 'Bamako denied having dropped the date'",
    "stalled": "a source says nothing moves: 'Bamako has yet to set a date'",
    "fulfilled in part": "a source says that some of those bound did it: 'the capital voted, the north did not'",
    "no longer refused": "bound to or weighed after the same actor's refusal: 'Bamako has agreed to set a date after all'",
    "breached": "the article itself or the actor says it was broken: 'Bamako dropped the date'",
    "fulfilled": "a source says it was done: 'Bamako set a date'",
    "contradicted": "the same actor says the opposite on a later day: 'Bamako will set no date'",
}
AGAIN, DIFFERENTLY, UNDATED = "reported again", "reported differently", "undated"
PRECEDENCE = {
    "contradicts": 6, "fulfilled": 5, "breached": 5, "stalled": 5, "strengthens": 4, "weakens": 4, "specifies": 3,
    "answers": 2, "repeats": 1,
}  # fmt: skip
SETTLED = {"refused", "stalled", "breach alleged", "breach denied", "breached", "fulfilled", "contradicted"}
IN_PART = "refused in part"
OVERDUE, MENTIONED = "due, not returned to", "due, mentioned since"
DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True)
class Event:
    """One record's place in the history of its thread."""

    record: Commitment
    date: str
    event: str  # one of EVENTS; AGAIN or DIFFERENTLY for a further report, UNDATED for one of an article without a date
    relation: str | None  # how it stands to the record `compared_with`
    compared_with: str | None


def history(
    records: list[Commitment],
    links: list[Link],
    day: Callable[[Commitment], str],
    states: Mapping[str, str] = MappingProxyType({}),
) -> list[Event]:
    """The events of one thread in order; `day` gives the day of a record's act, `states` whom a person speaks for."""
    links = sorted(links, key=lambda link: (link.from_id, link.to_id))
    twins, acts_of = defaultdict(list), {record.commitment_id: record.act for record in records}
    for link in links:
        if not link.change:
            twins[link.from_id].append((link.to_id, link))
            twins[link.to_id].append((link.from_id, link))
    told_on = {record.commitment_id: (day(record), FIRMNESS[record.force]) for record in records}
    changes = [link for link in reversed(links) if link.change and link.from_id in told_on]
    disputed = {link.to_id for link in links if not link.change and link.relation in DIFFERENCES}
    changes.sort(key=lambda link: (link.from_id not in disputed, told_on[link.from_id][0], PRECEDENCE[link.relation],
                                   told_on[link.from_id][1]))  # fmt: skip
    changes = {link.to_id: link for link in changes}
    stance, bound, events, seen, known = {}, [], [], {}, set()
    ordered = sorted(records, key=lambda record: (not day(record), day(record), record.doc_id, record.start))
    for today, group in groupby(ordered, key=day):
        group, said = list(group), set()
        if events and not today:
            for record in group:
                other, link = next(iter(twins[record.commitment_id]), (None, None))
                events.append(Event(record, "", UNDATED, link and link.relation, other))
            break
        for record in group:
            if record.act in OWN_ACTS:
                stance = leaning(record) | stance
                bound.append(set(record.actors))
        acts = {record.commitment_id for record in group if _own(record, stance)}
        for record in group:
            number, own, anew = record.commitment_id, record.commitment_id in acts, known.isdisjoint(record.actors)
            change = changes.get(number)
            name = (
                _report(record, stance, bound, states)
                if record.act == "status"
                else _name(record, own, change, acts_of, anew)
            )
            what = (name, *record.actors)
            told = (link for other, link in twins[number] if other in seen and (not change or seen[other] == today))
            twin = next(told, None)
            if twin or what in said or own and not change and not anew:
                name = DIFFERENTLY if twin and twin.relation in DIFFERENCES else AGAIN
            seen[number] = today
            said.add(what)
            known.update(record.actors if own else [])
            link = twin or change
            compared = link and (link.from_id if link.to_id == number else link.to_id)
            events.append(Event(record, today, name, link and link.relation, compared))
    return events


def _own(record: Commitment, stance: dict[str, int]) -> bool:
    """Whether a record is an act of its own: 'no lifting of sanctions' is one after 'sanctions will be tightened'."""
    agrees = record.act == "refuse" and any(stance.get(base) == way for base, way in leaning(record).items())
    return record.act in OWN_ACTS or agrees


def _report(record: Commitment, stance: dict[str, int], bound: list[set[str]], states: Mapping[str, str]) -> str:
    heard = {party for source in record.sources for name in source.split(" & ") for party in (name, states.get(name))}
    if record.status == "breached" and heard and heard.isdisjoint(record.actors):
        return "breach alleged"
    if record.status == "fulfilled" and against(leaning(record), stance):
        return "contradicted"
    if record.status == "fulfilled" and bound and not any(actors <= set(record.actors) for actors in bound):
        return "fulfilled in part"
    return STATUS.get(record.status, record.status or "in progress")


def _name(record: Commitment, own: bool, change: Link | None, acts_of: dict[str, str], anew: bool) -> str:
    if record.act == "demand":
        return "demanded"
    if change and change.relation in (CHANGES if own else ("contradicts",)):
        turned = own and change.relation == "contradicts" and acts_of[change.from_id] == "refuse"
        return "no longer refused" if turned else CHANGES[change.relation]
    if not own:
        return "refused"
    return "announced" if anew else "reaffirmed"


def standing(events: list[Event]) -> list[Event]:
    """The events that tell how a thread stands after its last day: that day's weightiest, all of one name.

    A demand counts only where there is no act, and a denial only against what is alleged of those who deny it.
    """
    told = [event for event in events if event.event in EVENTS]
    acts = [event for event in told if event.event != "demanded"] or told
    last = [event for event in acts if event.date == acts[-1].date]
    cleared = {name for event in last if event.event == "breach denied" for name in event.record.actors}
    charged = [event for event in last if event.event == "breach alleged" and not cleared & {*event.record.actors}]
    last = [event for event in last if not charged or event.event != "breach denied"]
    weightiest = max((event.event for event in last), key=list(EVENTS).index)
    return [event for event in last if event.event == weightiest]


def state(events: list[Event]) -> str:
    """How a thread stands after its last day: one of `EVENTS`, or that only some of its parties refuse."""
    last = standing(events)
    refusing = {name for event in last for name in event.record.actors}
    bound = (event.record.actors for event in events if event.record.act in OWN_ACTS)
    if last[0].event == "refused" and any(refusing.isdisjoint(actors) for actors in bound):
        return IN_PART
    return last[0].event


def deadline(time_iso: str | None) -> str | None:
    """Last day of an ISO 8601 date, week, month, year or interval; None for a bare duration or an open end.

    >>> deadline("2025-03-27/P7D"), deadline("2025-02"), deadline("P30D")
    ('2025-04-03', '2025-02-28', None)
    """
    start, _, end = (time_iso or "").partition("/")
    try:
        if match := end and DURATION.fullmatch(end):
            years, months, weeks, days = (int(number or 0) for number in match.groups())
            first = date.fromisoformat(_last_day(start))
            month = first.month - 1 + months + 12 * years
            year, month = first.year + month // 12, month % 12 + 1
            first = first.replace(year=year, month=month, day=min(first.day, calendar.monthrange(year, month)[1]))
            return str(first + timedelta(weeks=weeks, days=days))
        return _last_day(end or start)
    except ValueError:
        return None


def _last_day(text: str) -> str:
    text = text.split("T")[0]
    if re.fullmatch(r"\d{4}", text):
        return f"{text}-12-31"
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return f"{text}-{calendar.monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    if re.fullmatch(r"\d{4}-W\d{2}", text):
        return str(date.fromisocalendar(int(text[:4]), int(text[6:]), 7))
    return str(date.fromisoformat(text))


def due(events: list[Event]) -> str | None:
    """The latest deadline that a thread's own acts name."""
    named = (deadline(event.record.time_iso) for event in events if event.record.act in OWN_ACTS)
    return max((day for day in named if day), default=None)


def overdue(events: list[Event], as_of: str) -> bool:
    """Whether the deadline passed before `as_of` and no article says since what became of it."""
    day = due(events)
    if not day or day >= as_of:
        return False
    told = any(event.date > day or event.date == day > events[0].date for event in events)
    return not told and not any(event.record.act == "status" or event.event in SETTLED for event in events)
