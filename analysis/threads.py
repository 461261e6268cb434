"""The same commitment across sentences, articles and dates, and how its records stand to one another.

A thread holds the records of one party about one action on one object, whatever their force, whether they promise,
refuse, demand or report on it. Records are taken in order of date, document and place; each joins the thread it is
closest to, or opens a new one. Only threads that share a term and a party with the record are looked at, through an
inverted index, so that the work grows with the number of records and not with its square. (Leader clustering as in topic
detection and tracking: Allan et al. 1998, https://ciir-publications.cs.umass.edu/pub/web/getpdf.php?id=12.)
"""

import math
from collections import Counter, defaultdict
from itertools import groupby

from .blocs import groups, nearness
from .documents import Document
from .extract import Tables, linker
from .relations import FIRMNESS, OUTCOMES, OWN_ACTS, TIER, Item, alike, matter, relation
from .rows import Commitment, Link
from .terms import content, terms

MIX = 0.5
JOIN = 0.5  # closeness that puts a record in a thread
ONE_STATEMENT = 0.65  # likeness of two reports of one statement
AGAIN = 0.1  # less for each record that its own article has already made
FIRMER = 0.08  # more for each step of force: what changes over time is the firmest word of each day
SAME_MATTER = 0.4  # likeness of two records of a thread on different days
CANDIDATES = 40  # latest threads looked at for a term and a party
REPORTS = 8  # articles of one day, or of the latest day, that a record is compared with


@linker
def threads(tables: Tables, documents: list[Document]) -> None:
    """Fill `thread` of the commitments and the table `links`."""
    dates = {document.doc_id: document.event_date or document.published or "" for document in documents}
    texts = {document.doc_id: document.text for document in documents}
    utterances = {quote.quote_id: quote.same_as for quote in tables.get("quotes", [])}
    states = {role.entity: role.of for role in tables.get("roles", []) if role.of}
    records = tables.get("commitments", [])
    items = sorted((read(record, dates, texts, utterances, states) for record in records), key=lambda item: item.order)
    weight = rarity(items)
    found = cluster(items, weight)
    names = slugs(found)
    tables["links"] = []
    for thread, name in zip(found, names):
        for item in thread.items:
            item.record.thread = name
        tables["links"] += links(thread.items, name, weight)
    tables["links"].sort(key=lambda link: (link.from_id, link.to_id))


def read(record: Commitment, dates, texts, utterances, states) -> Item:
    """A record with its performers, content and date."""
    names = [record.addressee] if record.act == "demand" and record.addressee else record.actors
    condition = ""
    words = record.text
    if record.condition:
        start, end = record.condition
        condition = texts[record.doc_id][start:end]
        words = words.replace(condition, " ")
    action = f"{record.action} {record.object or ''}" if record.action else record.object or words
    return Item(
        record,
        record.made_on or dates.get(record.doc_id, ""),
        frozenset(states.get(name, name) for name in names),
        record.sources[-1] if record.sources else "",
        content(action, words),
        frozenset(terms(condition)),
        utterances.get(record.quote_id),
    )


def rarity(items: list[Item]):
    """A function from a term to its weight: near 1 for a term of few records, less for one of many."""
    total, seen = len(items), Counter(term for item in items for term in item.content.terms)
    return {term: 0.3 + 0.7 * math.log((1 + total) / count) / math.log(1 + total) for term, count in seen.items()}.__getitem__


class Thread:
    """Records found to be about one thing, and their mean content."""

    def __init__(self, number: int):
        self.number = number
        self.items: list[Item] = []
        self.performers: Counter = Counter()
        self.recipients: Counter = Counter()
        self.terms: Counter = Counter()

    def add(self, item: Item) -> None:
        self.items.append(item)
        self.performers.update(item.performers)
        self.recipients.update([item.record.recipient] if item.record.recipient else [])
        self.terms.update(item.content.terms)

    def closeness(self, item: Item, weight) -> float:
        """How surely a record belongs here: content first, then party, then whom it helps or hits; 0 to 1."""
        parties = nearness(item.performers, frozenset(self.performers))
        if not parties or (item.record.act == "refuse" and item.performers and item.performers.isdisjoint(self.performers)):
            return 0.0
        size, mine = len(self.items), item.content.terms
        both = sum(min(w, self.terms[term] / size) * weight(term) for term, w in mine.items() if term in self.terms)
        total = sum(w * weight(term) for term, w in mine.items())
        theirs = sum(w / size * weight(term) for term, w in self.terms.items())
        topic = both / (MIX * min(total, theirs) + (1 - MIX) * (total + theirs) / 2) if total else 0.0
        recipient = item.record.recipient
        helped = 0.5 if not recipient or not self.recipients else float(recipient in self.recipients)
        return 0.65 * topic + 0.25 * parties + 0.1 * helped


def keys(item: Item) -> list[tuple[str, str]]:
    """Where a record is looked up: each of its main terms with each party it may belong to."""
    main = [term for term, w in item.content.terms.items() if w >= 1]
    parties = sorted({party for name in item.performers for party in groups(name)}) or [""]
    return [(term, party) for term in main for party in parties]


def cluster(items: list[Item], weight) -> list[Thread]:
    """Threads of records, in the order of their first record."""
    found: list[Thread] = []
    index: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for item in items:
        where = keys(item)
        numbers = {number: None for key in where for number in list(index[key])[-CANDIDATES:]}
        scored = [(found[number].closeness(item, weight), -number) for number in numbers]
        best, number = max(scored, default=(0.0, 0))
        if best < JOIN:
            number = -len(found)
            found.append(Thread(len(found)))
        thread = found[-number]
        thread.add(item)
        for key in where:
            index[key].pop(thread.number, None)
            index[key][thread.number] = None
    return found


def slugs(found: list[Thread]) -> list[str]:
    """A readable name for each thread: who, what; the same in every run."""
    names, used = [], Counter()
    for thread in found:
        who = thread.performers.most_common(1)[0][0] if thread.performers else "unnamed"
        what = [term.split(":")[-1] for term, _ in sorted(thread.terms.items(), key=lambda pair: (-pair[1], pair[0]))[:2]]
        name = "-".join([who, *what]).lower().replace(" ", "_")
        used[name] += 1
        names.append(name if used[name] == 1 else f"{name}-{used[name]}")
    return names


def links(items: list[Item], name: str, weight) -> list[Link]:
    """Links between the documents of a thread: with the reports of the same day, and with the latest earlier day."""
    made, earlier = [], []
    for _, today in groupby(items, key=lambda item: item.date):
        reports = [list(group) for _, group in groupby(today, key=lambda item: item.record.doc_id)]
        for at, report in enumerate(reports):
            for other in reports[max(0, at - REPORTS) : at]:
                made += same_day(other, report, weight)
            for other in earlier[-REPORTS:]:
                made += later(other, report, weight)
        earlier = reports
    return [
        Link(from_id=a.record.commitment_id, to_id=b.record.commitment_id, relation=kind, same_day=at_once, thread=name)
        for a, b, kind, at_once in made
    ]


def again(report: list[Item]) -> set[int]:
    """Records of an article that only say once more, in the same voice, what it has said before."""
    seen, repeated = set(), set()
    for item in report:
        record = item.record
        what = (record.act, TIER.get(record.force, 0), record.status, record.polarity, item.voice, item.performers)
        repeated.update([id(item)] if what in seen else [])
        seen.add(what)
    return repeated


def same_day(one: list[Item], other: list[Item], weight) -> list[tuple]:
    """Two articles of one day: statements matched one to one, best first; outcomes also with what they are about."""
    repeated = again(one) | again(other)

    def score(a, b):
        if (a.record.act == "status") != (b.record.act == "status"):
            return 0.0
        return alike(a, b, weight) - AGAIN * ((id(a) in repeated) + (id(b) in repeated))

    made = [(a, b, relation(a, b, True), True) for a, b in matched(one, other, score, ONE_STATEMENT)]
    return [pair for pair in made if pair[2]] + outcomes(one, other, weight) + outcomes(other, one, weight)


def outcomes(promised: list[Item], reported: list[Item], weight) -> list[tuple]:
    """Reported outcomes, each with the promise of the same actor that it is closest to."""

    def score(a, b):
        about = a.record.act in OWN_ACTS and b.record.status in OUTCOMES and not a.performers.isdisjoint(b.performers)
        return alike(a, b, weight) if about else 0.0

    return [(a, b, OUTCOMES[b.record.status], False) for a, b in matched(promised, reported, score, SAME_MATTER)]


def matched(one: list[Item], other: list[Item], score, least: float) -> list[tuple[Item, Item]]:
    """Pairs of records that score at least so much, each record once, best first."""
    pairs = sorted((-score(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other))
    left, right, made = set(), set(), []
    for score, i, j in pairs:
        if -score >= least and i not in left and j not in right:
            left.add(i)
            right.add(j)
            made.append((one[i], other[j]))
    return made


def later(one: list[Item], other: list[Item], weight) -> list[tuple]:
    """An article and one of the latest earlier day: of what each says first, the pair that is closest and firmest."""
    repeated = again(one) | again(other)
    best = (0.0, 0, 0)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            if not {id(a), id(b)} & repeated and "status" not in (a.record.act, b.record.act) and relation(a, b, False):
                near = matter(a, b, weight)
                firm = FIRMNESS[a.record.force] + FIRMNESS[b.record.force]
                best = max(best, (near + FIRMER * firm, -i, -j)) if near >= SAME_MATTER else best
    score, i, j = best
    made = [(one[-i], other[-j], relation(one[-i], other[-j], False), False)] if score else []
    return outcomes(one, other, weight) + made
