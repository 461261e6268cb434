"""Views of the commitments: who is bound to what, what became of it, who was asked and who answered.

Each view takes a corpus and returns a tidy data frame; `doc_id, start, end, text` are the evidence of a row.

>>> from analysis import load_corpus, ledger
>>> ledger(load_corpus("seeds")).columns.tolist()[:4]
['actor', 'act', 'firmest', 'records']
"""

from collections import defaultdict
from itertools import groupby

import pandas as pd

from .rows import Commitment, Link, Quote, Role, records
from .tracking.answering import answers, way
from .tracking.blocs import SOME_GROUP, bloc, groups
from .tracking.labels import labels, wording
from .tracking.matters import matters
from .tracking.mentions import Mentions
from .tracking.relations import FIRMNESS, OWN_ACTS, Item, act_day
from .tracking.terms import stems
from .tracking.threads import rarity, read_all
from .tracking.timeline import DIFFERENTLY, MENTIONED, OVERDUE, UNDATED, Event, due, history, overdue, standing, state
from .wording import need_corpus

EVIDENCE = ["doc_id", "start", "end", "text"]
UNANSWERED = "no answer in these articles"


def ledger(corpus) -> pd.DataFrame:
    """One row an actor and act, firmest and best attested first.

    Columns: `actor`, `act`, `firmest` (force), `records`, `threads`, `articles`, `sources` (different ones:
    speakers, or outlets where no speaker is named; a text printed twice counts once), `conditional` (records with a
    condition), `first`, `last` (ISO dates), `commitment_id` and evidence of the firmest record, the earliest among
    equals.
    """
    day, printed, rows = _day(corpus), {}, defaultdict(list)
    for record in _records(corpus):
        outlet = corpus[record.doc_id].outlet or record.doc_id
        voice = record.sources[0] if record.sources else printed.setdefault(" ".join(stems(record.text)), outlet)
        for actor in record.actors:
            rows[actor, record.act].append((record, day(record), voice))
    out = []
    for (actor, act), told in rows.items():
        best = max(told, key=lambda entry: (FIRMNESS[entry[0].force], [-ord(c) for c in entry[1]]))[0]
        days = sorted(made for _, made, _ in told if made)
        out.append({
            "actor": actor, "act": act, "firmest": best.force, "records": len(told),
            "threads": len({record.thread for record, _, _ in told}),
            "articles": len({record.doc_id for record, _, _ in told}),
            "sources": len({voice for _, _, voice in told}),
            "conditional": sum(record.condition is not None for record, _, _ in told),
            "first": days[0] if days else None, "last": days[-1] if days else None,
            "commitment_id": best.commitment_id, **_evidence(best),
        })  # fmt: skip
    columns = "actor act firmest records threads articles sources conditional first last commitment_id".split()
    out.sort(key=lambda row: (-FIRMNESS[row["firmest"]], -row["sources"], -row["records"], row["actor"], row["act"]))
    return pd.DataFrame(out, columns=columns + EVIDENCE)


def threads(corpus) -> pd.DataFrame:
    """One row a thread, those told in most articles first.

    Columns: `thread`, `label` (a short phrase, no two alike), `state` (see `analysis.tracking.timeline.EVENTS`;
    "refused in part" where others of the thread bind themselves; where a deadline has passed as of the corpus's latest
    date and no record tells the outcome, "due, mentioned since" if an article of those days speaks of it, else
    "due, not returned to"; "undated" where articles without dates differ, so that none is the last word), `state_of`,
    `state_by` (lists: whose act or conduct it is, and who says so; empty: the articles), `actors` (list), `action`,
    `firmest`, `records`, `articles`, `differences` (reports that differ), `undated` (records of articles without a
    date), `first`, `last`, `due`, `commitment_id` and evidence of the firmest record; `seen_doc_id`, `seen_start`,
    `seen_end`, `seen_text`: the first passage that speaks of what is due.
    """
    as_of, out, histories, mentions = _as_of(corpus), [], _histories(corpus), Mentions(corpus)
    named = _labels(histories)
    for thread, events in histories:
        told = [event.record for event in events]
        best = max(told, key=lambda record: (record.act in OWN_ACTS, FIRMNESS[record.force]))
        days = sorted(event.date for event in events if event.date)
        last, seen = standing(events), {}
        how, by = state(events), [name for event in last for name in event.record.sources]
        if overdue(events, as_of):
            seen = mentions.first(told)
            how, by = MENTIONED if seen else OVERDUE, []
        elif not days and any(event.event == DIFFERENTLY for event in events):
            how, by = UNDATED, []
        out.append({
            "thread": thread, "label": named[thread], "state": how,
            "state_of": list(dict.fromkeys(name for event in last for name in event.record.actors)),
            "state_by": list(dict.fromkeys(by)),
            "actors": list(dict.fromkeys(name for record in told for name in record.actors)),
            "action": wording(best), "firmest": best.force, "records": len(told),
            "articles": len({record.doc_id for record in told}),
            "differences": sum(event.event == DIFFERENTLY for event in events),
            "undated": sum(not event.date for event in events),
            "first": days[0] if days else None, "last": days[-1] if days else None, "due": due(events),
            "commitment_id": best.commitment_id, **_evidence(best), **seen,
        })  # fmt: skip
    columns = (
        "thread label state state_of state_by actors action firmest records articles differences undated first last due"
    )
    columns = [*columns.split(), "commitment_id", *EVIDENCE, *(f"seen_{name}" for name in EVIDENCE)]
    out.sort(key=lambda row: (-row["articles"], -row["records"], row["thread"]))
    return pd.DataFrame(out, columns=columns)


def timeline(corpus, thread: str | None = None) -> pd.DataFrame:
    """The history of a thread, or of all threads, one row a record in order of date.

    Columns: `thread`, `label`, `date`, `event` (see `analysis.tracking.timeline.EVENTS`; "reported again" and "reported
    differently" are further reports, no change; "undated" ones, of articles without a date, stand last), `relation` and
    `compared_with` (to which earlier or parallel record), `compared_date` (the day of that), `actors`, `act`, `force`, `polarity`, `action`, `sources`,
    `commitment_id`, evidence, `edited`.

    Raises KeyError with the nearest names where there is no such thread.
    """
    told = dict(_histories(corpus))
    named = _labels(list(told.items()))
    if thread is not None and thread not in told:
        near = [name for name in sorted(told) if set(name.split("-")) & set(thread.split("-"))]
        raise KeyError(
            f"No thread {thread!r}. Did you mean one of {near[:5] or sorted(told)[:5]}? All: corpus.threads()"
        )
    columns = "thread label date event relation compared_with compared_date actors act force polarity action sources commitment_id"
    columns = columns.split()
    days = {event.record.commitment_id: event.date or None for events in told.values() for event in events}
    rows = [
        _fields(event.record, columns[7:]) | {
            "thread": name, "label": named[name], "date": event.date or None, "event": event.event, "relation": event.relation,
            "compared_with": event.compared_with, "compared_date": days.get(event.compared_with), "edited": event.record.edited,
        }
        for name, events in told.items() if thread in (None, name) for event in events
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*columns, *EVIDENCE, "edited"])


def answered(corpus) -> pd.DataFrame:
    """Demands and who answered them: one row a demand of a thread and answer, unanswered ones too.

    An answer is what the addressee, or a member of the group addressed, says or does about that matter on that day or
    later: in the same thread, or elsewhere in much the same words and about the same thing. A demand without addressee
    is answered by any other who speaks of it. Between articles of which one has no date, nothing is an answer.

    Columns: `demander`, `addressee`, `action`; `answer` (accepted, offered, considered, refused, a reported status, or
    "no answer in these articles"), `answer_actors` (list) and `answer_text`: who answered, in which words; `date`,
    `answer_date`, `thread`, `label`, `reports` (records of the demand), `commitment_id`, evidence of the demand;
    `answer_sources` (list: who tells of the answer; empty: the article), `answer_force`, `answer_id`, `answer_doc_id`,
    `answer_start`, `answer_end`.
    """
    columns = "demander addressee action answer answer_actors answer_text date answer_date thread label reports".split()
    columns += ["commitment_id", *EVIDENCE, *(f"answer_{name}" for name in "sources force id doc_id start end".split())]
    named = _labels(_histories(corpus))
    items = _items(corpus)
    weight, rows = rarity(items), []
    demands, by_party, by_term = defaultdict(list), defaultdict(list), defaultdict(list)
    for item in items:
        if item.record.act == "demand":
            demands[item.record.thread, " & ".join(item.record.actors), item.record.addressee].append(item)
            continue
        for term in item.content.terms:
            by_term[term].append(item)
        for party in {party for name in item.performers for party in (name, *groups(name))}:
            by_party[party].append(item)
    for (thread, demander, addressee), told in demands.items():
        first, found = told[0], {}
        asked = {
            "demander": demander, "addressee": addressee, "action": wording(first.record), "thread": thread,
            "label": named[thread], "date": first.date or None, "reports": len(told), "commitment_id": first.record.commitment_id,
            **_evidence(first.record),
        }  # fmt: skip
        addressed = {party for name in first.performers for party in (name, bloc(name))} - {None, SOME_GROUP}
        known, of = (by_party, addressed) if addressed else (by_term, first.content.terms)
        theirs = {item.record.commitment_id: item for key in of for item in known[key]}
        for reply in sorted(theirs.values(), key=lambda item: item.order):
            if answers(first, reply, weight):
                found.setdefault(way(first, reply), reply)
        rows += [asked | _reply(answer, reply) for answer, reply in found.items()] or [asked | {"answer": UNANSWERED}]
    rows.sort(key=lambda row: (row["date"] or "", row["doc_id"], row["start"], row.get("answer_date") or ""))
    return pd.DataFrame(rows, columns=columns)


def _items(corpus) -> list[Item]:
    """All commitments ready for comparison."""
    types = {"commitments": Commitment, "quotes": Quote, "roles": Role}
    tables = {
        name: [kind.model_construct(**row) for row in records(corpus.table(name))] for name, kind in types.items()
    }
    return read_all(tables, [corpus[doc_id] for doc_id in corpus])


def _reply(answer: str, item: Item) -> dict:
    evidence = {f"answer_{key}": value for key, value in _evidence(item.record).items()}
    return {"answer": answer, "answer_actors": item.record.actors, "answer_sources": item.record.sources, "answer_force": item.record.force,
            "answer_date": item.date or None, "answer_id": item.record.commitment_id, **evidence}  # fmt: skip


def conditions(corpus) -> pd.DataFrame:
    """What commitments hang on: one row a condition and commitment, conditions that most commitments share first.

    Columns: `condition` (its matter: "ceasefire", "refusal of talks", or else its own words), `commitments`, `threads`
    (how many hang on it), `condition_type`, `actors`, `act`, `force`, `action`, `thread`, `label`, `commitment_id`,
    evidence (the condition's own words). A condition on two matters ("a ceasefire or peace agreement") stands under both.
    """
    found, named = defaultdict(list), _labels(_histories(corpus))
    for record in _records(corpus):
        if record.condition:
            start, end = record.condition
            text = corpus[record.doc_id].text[start:end]
            for matter in matters(text):
                found[matter].append((record, {"doc_id": record.doc_id, "start": start, "end": end, "text": text}))
    fields = "condition_type actors act force action thread commitment_id".split()
    rows = []
    for matter, hanging in sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        number = {"commitments": len(hanging), "threads": len({record.thread for record, _ in hanging})}
        rows += [
            {
                "condition": matter,
                **number,
                **_fields(record, fields),
                "action": wording(record),
                "label": named.get(record.thread),
                **where,
            }
            for record, where in hanging
        ]
    columns = ["condition", "commitments", "threads", *fields[:-1], "label", fields[-1], *EVIDENCE]
    return pd.DataFrame(rows, columns=columns)


def _records(corpus) -> list[Commitment]:
    return [Commitment.model_construct(**row) for row in records(corpus.commitments())]


def _day(corpus):
    """A function from a record to the day of its act."""
    need_corpus(corpus)
    dates = {doc_id: (corpus[doc_id].event_date, corpus[doc_id].published) for doc_id in corpus}
    return lambda record: act_day(record, *dates[record.doc_id])


def _as_of(corpus) -> str:
    """The latest day that the corpus knows of: never the clock's, so that a rerun says the same."""
    need_corpus(corpus)
    return max(
        (day for doc_id in corpus for day in (corpus[doc_id].published, corpus[doc_id].event_date) if day), default=""
    )


def _histories(corpus) -> list[tuple[str, list[Event]]]:
    """Threads by name, each with its events."""
    links, day = defaultdict(list), _day(corpus)
    for row in records(corpus.table("links")):
        links[row["thread"]].append(Link.model_construct(**row))
    threaded = sorted((record for record in _records(corpus) if record.thread), key=lambda record: record.thread)
    grouped = groupby(threaded, key=lambda record: record.thread)
    states = dict(corpus.table("roles")[["entity", "of"]].dropna().values)
    return [(name, history(list(told), links[name], day, states)) for name, told in grouped]


def _labels(histories: list[tuple[str, list[Event]]]) -> dict[str, str]:
    """A short phrase for each thread."""
    return labels([(thread, [event.record for event in events]) for thread, events in histories])


def _evidence(record: Commitment) -> dict:
    return _fields(record, EVIDENCE)


def _fields(record: Commitment, names: list[str]) -> dict:
    return {name: getattr(record, name) for name in (*names, *EVIDENCE)}
