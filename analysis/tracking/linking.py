"""Links between the records of one thread: which record of one article is to be held against which of another.

Two articles of one day are matched statement by statement, as two reports of one event. Between days what counts is
how the matter stood and stands: the firmest of what each article says first. A reported outcome is held against the
promise it is about, an answer against the demand. An article without a date is no earlier and no later than another:
its statements are matched like those of one day.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import groupby

from ..rows import Link, Relation
from .relations import FIRMNESS, OUTCOMES, OWN_ACTS, TIER, Item, Weight, alike, changed, leaning, matter, relation

ONE_STATEMENT = 0.6  # likeness of two reports of one statement
AGAIN = 0.1  # less for each record that only repeats its own article
SAME_MATTER = 0.35  # likeness of two records of a thread on different days
FIRMER = 0.08  # more for each step of force
DAYS, REPORTS = 3, 8  # latest earlier days that an article is compared with, and articles of one day
STANDING = {*OWN_ACTS, "refuse"}

Pair = tuple[Item, Item, Relation, bool]  # and whether it is a change


def links(items: list[Item], thread: str, weight: Weight) -> list[Link]:
    """Links between the articles of a thread: with the reports of the same day and with those of the latest days before;
    outcomes and answers also with the latest day that has a promise or a demand.
    """
    articles = defaultdict(list)
    for item in items:
        articles[item.record.doc_id].append(item)
    told = sorted(articles.values(), key=lambda report: (not _day(report), _day(report), report[0].record.doc_id))
    made, past, promised, asked = [], [], [], []
    for day, today in groupby(told, key=_day):
        reports = list(today)
        if not day:
            others = [other for dated in past for other in dated]
            for at, report in enumerate(reports):
                for other in [*others, *reports[max(0, at - REPORTS) : at]]:
                    made += statements(other, report, weight)
            break
        for at, report in enumerate(reports):
            for other in reports[max(0, at - REPORTS) : at]:
                made += same_day(other, report, weight)
            for other in (other for day in past for other in day):
                made += later(other, report, weight)
            for other in promised if not any(day is promised for day in past) else []:
                made += outcomes(other, report, weight)
            for other in asked if not any(day is asked for day in past) else []:
                made += answers(other, report, weight, True)
        acts, latest = {item.record.act for report in reports for item in report}, reports[-REPORTS:]
        past = [*past, latest][-DAYS:]
        promised = latest if acts & {*OWN_ACTS} else promised
        asked = latest if "demand" in acts else asked
    return [
        Link(
            from_id=a.record.commitment_id,
            to_id=b.record.commitment_id,
            relation=kind,
            same_day=bool(a.date) and a.date == b.date,
            change=change,
            thread=thread,
        )
        for a, b, kind, change in made
    ]


def _day(report: list[Item]) -> str:
    return max(item.date for item in report)


def same_day(one: list[Item], other: list[Item], weight: Weight) -> list[Pair]:
    """Two articles of one day: statements matched one to one, outcomes and answers with what they are about."""
    more = [*outcomes(one, other, weight), *outcomes(other, one, weight)]
    more += [*answers(one, other, weight, False), *answers(other, one, weight, False)]
    return _joined(statements(one, other, weight), more)


def statements(one: list[Item], other: list[Item], weight: Weight) -> list[Pair]:
    """Two articles between which no time has passed, or none that is known: statements matched one to one."""
    repeated = _again(one, True) | _again(other, True)

    def score(a, b):
        if (a.record.act == "status") != (b.record.act == "status"):
            return 0.0
        return alike(a, b, weight) - AGAIN * ((id(a) in repeated) + (id(b) in repeated))

    return [(a, b, kind, False) for a, b in matched(one, other, score, ONE_STATEMENT) if (kind := relation(a, b, True))]


def later(one: list[Item], other: list[Item], weight: Weight) -> list[Pair]:
    """An article and one of the latest earlier day: of what each says first, the firmest pair, then the closest."""
    repeated, found = _again(one) | _again(other), []
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            if id(a) in repeated or id(b) in repeated or not {a.record.act, b.record.act} <= STANDING:
                continue
            near, kind = matter(a, b, weight), relation(a, b, False)
            if kind and near >= SAME_MATTER:
                firm = TIER.get(a.record.force, 0) + TIER.get(b.record.force, 0)
                finer = FIRMER * (FIRMNESS[a.record.force] + FIRMNESS[b.record.force])
                found.append((firm, near + finer, -i, -j, kind))
    made = []
    if found:
        *_, i, j, kind = max(found)
        a, b = one[-i], other[-j]
        same = bool(a.utterance) and a.utterance == b.utterance
        once = same and kind != "contradicts"  # one statement, printed on two days
        kind = relation(a, b, once) or kind
        made = [(a, b, kind, not once and changed(a, b, kind))]
    return _joined(made, [*outcomes(one, other, weight), *answers(one, other, weight, True)])


def outcomes(promised: list[Item], reported: list[Item], weight: Weight) -> list[Pair]:
    """Reported outcomes, each with the promise of the same actor that it is closest to."""

    def score(a, b):
        about = a.record.act in OWN_ACTS and b.record.status in OUTCOMES and not b.reply_to
        return alike(a, b, weight) if about and not a.performers.isdisjoint(b.performers) else 0.0

    pairs = matched(promised, reported, score, SAME_MATTER)
    return [(a, b, kind, True) for a, b in pairs if (kind := relation(a, b, False))]


def answers(asked: list[Item], given: list[Item], weight: Weight, later: bool) -> list[Pair]:
    """Demands, each with the act of the one asked that it is closest to."""

    def score(a, b):
        fits = a.record.act == "demand" and b.record.act in STANDING and not a.performers.isdisjoint(b.performers)
        return matter(a, b, weight) if fits else 0.0

    return [(a, b, "answers", later) for a, b in matched(asked, given, score, SAME_MATTER)]


def matched(
    one: list[Item], other: list[Item], score: Callable[[Item, Item], float], least: float
) -> list[tuple[Item, Item]]:
    """Pairs of records that score at least so much, each record once, best first."""
    pairs = sorted((-score(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other))
    left, right, made = set(), set(), []
    for unlike, i, j in pairs:
        if -unlike >= least and i not in left and j not in right:
            left.add(i)
            right.add(j)
            made.append((one[i], other[j]))
    return made


def _again(report: list[Item], voices: bool = False) -> set[int]:
    """Records of an article that only say once more, or once more in the same voice, what it has said before."""
    seen, repeated = set(), set()
    for item in report:
        record, way = item.record, leaning(item.record, item.content)
        stand = tuple(sorted(way.items())) or record.polarity
        what = (record.act, TIER.get(record.force, 0), record.status, stand, voices and item.voice, item.performers)
        if what in seen:
            repeated.add(id(item))
        seen.add(what)
    return repeated


def _joined(made: list[Pair], more: list[Pair]) -> list[Pair]:
    """All pairs, those whose records are joined already left out."""
    taken = {frozenset((id(a), id(b))) for a, b, *_ in made}
    return made + [pair for pair in more if frozenset((id(pair[0]), id(pair[1]))) not in taken]
