"""Where other articles speak of what was due, so that a deadline without a record is not taken for one without a report."""

import re
from datetime import date, timedelta

from ..rows import Commitment
from .relations import OWN_ACTS
from .terms import OBJECT, content, terms
from .timeline import deadline

SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*(?:[.!?](?=\w)[^.!?\n]*)*[.!?]?")  # "U.S. troops" does not end one
AFTER = timedelta(days=7)  # how long after the deadline its outcome is looked for


def mention(corpus, told: list[Commitment]) -> dict | None:
    """The first passage that names what is due and one who is to do it, in an article of those days outside the thread.

    It is `seen_doc_id`, `seen_start`, `seen_end`, `seen_text`; None where no article speaks of it.
    """
    promised = [record for record in told if record.act in OWN_ACTS and deadline(record.time_iso)]
    if not promised:
        return None
    record = max(promised, key=lambda record: deadline(record.time_iso))
    things = {term for term, weight in content(record.action or record.text).terms.items() if weight == OBJECT}
    first = max(record.time_iso.partition("/")[0], record.made_on or "")
    last = str(date.fromisoformat(deadline(record.time_iso)) + AFTER)
    ours, day = {record.doc_id for record in told}, lambda doc_id: corpus[doc_id].event_date or corpus[doc_id].published
    others = [doc_id for doc_id in corpus if doc_id not in ours and first <= (day(doc_id) or "") <= last]
    entities, states = corpus.table("entities"), dict(corpus.table("roles")[["entity", "of"]].dropna().values)
    for doc_id in sorted(others, key=lambda doc_id: (day(doc_id), doc_id)) if things else []:
        named = entities[entities["doc_id"] == doc_id]
        parties = named["entity"].map(states).fillna(named["stands_for"]).fillna(named["entity"])
        places = named["start"][parties.isin(record.actors) | named["entity"].isin(record.actors)]
        for match in SENTENCE.finditer(corpus[doc_id].text):
            if any(match.start() <= place < match.end() for place in places) and things <= set(terms(match[0])):
                found = {"doc_id": doc_id, "start": match.start(), "end": match.end(), "text": match[0]}
                return {f"seen_{name}": value for name, value in found.items()}
    return None
