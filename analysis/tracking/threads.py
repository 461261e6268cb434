"""The same commitment across sentences, articles and dates, and how its records stand to one another.

A thread holds the records of one party about one action on one object, whatever their force, whether they promise,
refuse, demand or report on it. Records are taken in order of date, document and place; each joins the thread it is
closest to, or opens a new one. Only threads that share a term and a party with the record are looked at, through an
inverted index, so that the work grows with the number of records and not with its square. (Leader clustering as in
topic detection and tracking: Allan et al. 1998, https://ciir-publications.cs.umass.edu/pub/web/getpdf.php?id=12.)
"""

import math
import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice

from ..documents import Document
from ..extract import Tables, linker
from ..rows import Commitment
from .blocs import OVERLAP, groups, near, nearness, spoken_for
from .linking import links
from .relations import Item, Weight, act_day, asked
from .terms import BESIDE, OBJECT, STOP, UNDOES, content, spotted, stem, stems, takes_up, terms

JOIN = 0.5  # closeness that puts a record in a thread
CLOSE = 0.6  # likeness of content where the parties are two groups that only overlap
CANDIDATES = 24  # threads looked at: the latest for each term and party, then those with most of them


@linker("threads", needs=("names", "utterances"))
def threads(tables: Tables, documents: list[Document]) -> None:
    """Fill `thread` of the commitments and the table `links`."""
    items = read_all(tables, documents)
    weight = rarity(items)
    found = cluster(items, weight)
    names = slugs(found)
    tables["links"] = []
    for thread, name in zip(found, names):
        for item in thread.items:
            item.record.thread = name
        tables["links"] += links(thread.items, name, weight)
    tables["links"].sort(key=lambda link: (link.from_id, link.to_id))


def read_all(tables: Tables, documents: list[Document]) -> list[Item]:
    """All records ready for comparison, in order of date, document and place."""
    dates = {document.doc_id: (document.event_date, document.published) for document in documents}
    texts = {document.doc_id: document.text for document in documents}
    utterances = {quote.quote_id: quote.same_as for quote in tables.get("quotes", [])}
    states = {role.entity: role.of for role in tables.get("roles", []) if role.of}
    records = sorted(tables.get("commitments", []), key=lambda record: (record.doc_id, record.start))
    nested = inner(records)
    items = taken_up([read(record, dates, texts, utterances, states, nested[id(record)]) for record in records])
    return sorted(items, key=lambda item: item.order)


def inner(records: list[Commitment]) -> dict[int, list[str]]:
    """The words of the records that stand within each record's, by its identity; records in order of place."""
    found = {id(record): [] for record in records}
    for at, record in enumerate(records):
        for other in islice(records, at + 1, None):
            if other.doc_id != record.doc_id or other.start >= record.end:
                break
            if other.end <= record.end and len(other.text) < len(record.text):
                found[id(record)].append(other.text)
    return found


def taken_up(items: list[Item]) -> list[Item]:
    """Records in order of document and place; what only "responds" or "rejects the demand" is about what was asked."""
    done, asked_here, doc_id = [], [], None
    for item in items:
        if item.record.doc_id != doc_id:
            asked_here, doc_id = [], item.record.doc_id
        if takes_up(item.record.action):
            fitting = (other for other in reversed(asked_here) if _put_to(other, item))
            about = next(fitting, None)
            item = replace(item, content=about.content, reply_to=about.record.commitment_id) if about else item
        if item.record.act in ("demand", "offer"):
            asked_here.append(item)
        done.append(item)
    return done


def _put_to(asked_for: Item, item: Item) -> bool:
    """Whether a demand is put to the actors of another record, or an offer made by others."""
    strangers = asked_for.performers.isdisjoint(item.performers)
    return strangers if asked_for.record.act == "offer" else not strangers


def read(record: Commitment, dates, texts, utterances, states, within: list[str]) -> Item:
    """A record with its performers, content and date; what it is about owes nothing to the records `within` its words."""
    names = asked(record) if record.act == "demand" else record.actors
    voice = record.sources[-1] if record.sources else ""
    condition = ""
    words = record.text
    for other in within:
        words = words.replace(other, " ")
    if record.condition:
        start, end = record.condition
        condition = texts[record.doc_id][start:end]
        words = words.replace(condition, " ")
    action = f"{record.action}; {record.object or ''}" if record.action else record.object or words
    return Item(
        record,
        act_day(record, *dates.get(record.doc_id, (None, None))),
        frozenset(states.get(name, name) for name in names),
        voice,
        frozenset(filter(None, (states.get(name) or spoken_for(name) for name in voice.split(" & ")))),
        content(action, words),
        frozenset(terms(condition)),
        utterances.get(record.quote_id),
    )


def rarity(items: list[Item]) -> Weight:
    """A function from a term to its weight: near 1 for a term of few records, less for one of many."""
    total, seen = len(items), Counter(term for item in items for term in item.content.terms)
    return {
        term: 0.3 + 0.7 * math.log((1 + total) / count) / math.log(1 + total) for term, count in seen.items()
    }.__getitem__


class Thread:
    """Records found to be about one thing, and their mean content."""

    def __init__(self, number: int, weight: Weight):
        self.number, self.weight = number, weight
        self.items: list[Item] = []
        self.parties: Counter = Counter()
        self.party: frozenset[str] = frozenset()
        self.recipients: set[str] = set()
        self.terms: Counter = Counter()
        self.marks: dict[str, frozenset[str]] = defaultdict(frozenset)
        self.total = 0.0

    def add(self, item: Item) -> None:
        self.items.append(item)
        self.parties.update(sorted(item.performers))
        self.party = self.party | item.performers
        self.recipients.update([item.record.recipient] if item.record.recipient else [])
        self.terms.update(item.content.terms)
        for name, marks in item.content.marks.items():
            self.marks[name] |= marks
        self.total += mass(item, self.weight)

    def closeness(self, item: Item, total: float) -> float:
        """How surely a record of so much content belongs here: by content, then party, then whom it helps or hits."""
        shared = nearness(item.performers, self.party)
        strangers = item.performers and item.performers.isdisjoint(self.party)
        if not shared or strangers and "refuse" in (item.record.act, self.items[0].record.act):
            return 0.0  # a member's refusal is not the group's
        marks = item.content.marks
        if any(apart(marks[name] - self.party, self.marks[name] - self.party) for name in marks if name in self.marks):
            return 0.0  # a 30-day truce is not the truce at sea
        size, mine = len(self.items), item.content.terms
        common = [term for term in mine if term in self.terms]
        deeds = all(term.startswith("action:") for term in common)
        if deeds and not all(term.startswith("action:") for term in (*mine, *self.terms)):
            return 0.0  # "provide air support" and "provide answers"
        both = sum(min(mine[term], self.terms[term] / size) * self.weight(term) for term in common)
        ours = self.total / size
        topic = both / (0.5 * min(total, ours) + 0.25 * (total + ours)) if total else 0.0
        if shared <= OVERLAP and topic < CLOSE:
            return 0.0
        recipient = item.record.recipient
        helped = 0.5 if not recipient or not self.recipients else float(recipient in self.recipients)
        return 0.65 * topic + 0.25 * shared + 0.1 * helped


def apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the marks of two objects of one kind have nothing to do with each other."""
    return bool(some and others) and not any(near(one, other) for one in some for other in others)


def mass(item: Item, weight: Weight) -> float:
    """Weight of all terms of a record."""
    return sum(w * weight(term) for term, w in item.content.terms.items())


def keys(item: Item) -> list[tuple[str, str]]:
    """Where a record is looked up: each of its main terms with each party it may belong to."""
    main = [term for term, w in item.content.terms.items() if w >= OBJECT * BESIDE]
    parties = sorted({party for name in item.performers for party in groups(name)}) or [""]
    return [(term, party) for term in main for party in parties]


def cluster(items: list[Item], weight: Weight) -> list[Thread]:
    """Threads of records, in the order of their first record."""
    found: list[Thread] = []
    index: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    home: dict[str, int] = {}
    for item in items:
        where, total = keys(item), mass(item, weight)
        votes = Counter(number for key in where for number in islice(reversed(index[key]), CANDIDATES))
        likely = sorted(votes, key=lambda number: (-votes[number], number))[:CANDIDATES]
        scored = ((found[number].closeness(item, total), -number) for number in likely)
        best, number = max(scored, default=(0.0, 0))
        if item.reply_to in home:
            number = -home[item.reply_to]
        elif best < JOIN:
            number = -len(found)
            found.append(Thread(len(found), weight))
        thread = found[-number]
        thread.add(item)
        home[item.record.commitment_id] = thread.number
        for key in where:
            index[key].pop(thread.number, None)
            index[key][thread.number] = None
    return found


def slugs(found: list[Thread]) -> list[str]:
    """A readable name for each thread: who, and what in its first record's words; the same in every run."""
    names, used = [], Counter()
    for thread in found:
        speakers = thread.items[0].record.actors or ["unnamed"]
        who = min(thread.parties, key=lambda name: (-thread.parties[name], name), default=speakers[0])
        name = "-".join(re.sub(r"\W+", "_", part.lower()).strip("_") for part in [who, *telling(thread)])
        used[name] += 1
        names.append(name if used[name] == 1 else f"{name}-{used[name]}")
    return names


def telling(thread: Thread) -> list[str]:
    """The words of a thread's first record that say most about all of it: one for the action, two in all."""
    record = thread.items[0].record
    said = record.action or record.text
    words, told, negated = {}, {}, record.act not in ("refuse", "status") and record.polarity == "negative"
    for term, word in spotted(said):
        if not word.endswith("ly") and stem(word) not in words and term not in thread.items[0].condition:
            words[stem(word)] = word
            told[word] = UNDOES.get(term, term)
    order = list(told)
    done = [word for word in order if told[word].startswith("action:")][:1]
    rest = sorted(
        (word for word in order if word not in done),
        key=lambda word: (":" not in told[word], word[0].isupper(), -thread.terms[told[word]], order.index(word)),
    )
    chosen = sorted(done + rest[: 1 if done else 2], key=order.index)
    chosen = [word.removesuffix("'s").removesuffix("’s") for word in chosen] or said.split()[:2]
    return ["not", *chosen] if negated and not STOP & set(stems(said)[:1]) else chosen
