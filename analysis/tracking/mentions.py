"""Where other articles speak of what was due, so that a deadline without a record is not taken for one without a report."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property

from ..rows import Commitment
from .relations import OWN_ACTS
from .terms import OBJECT, content, terms
from .timeline import deadline

SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*(?:[.!?](?=\w)[^.!?\n]*)*[.!?]?")  # "U.S. troops" is no end of one
AFTER = timedelta(days=7)  # how long after the deadline its outcome is looked for


class Mentions:
    """The articles of a corpus by day, with who is named in them."""

    def __init__(self, corpus):
        self.corpus = corpus

    @cached_property
    def days(self) -> list[tuple[str, str]]:
        """Day and doc_id of the dated articles, in order."""
        articles = ((doc_id, self.corpus[doc_id]) for doc_id in self.corpus)
        return sorted((article.event_date or article.published or "", doc_id) for doc_id, article in articles)

    @cached_property
    def named(self) -> dict[str, list[tuple[int, set[str]]]]:
        """Places in each article where somebody is named, with the states and bodies these names speak for."""
        states = dict(self.corpus.table("roles")[["entity", "of"]].dropna().values)
        found = defaultdict(list)
        table = self.corpus.table("entities")[["doc_id", "start", "entity", "stands_for"]]
        for doc_id, start, entity, stands_for in table.itertuples(index=False):
            found[doc_id].append((start, {entity, stands_for, states.get(entity)}))
        return found

    def first(self, told: list[Commitment]) -> dict:
        """The first passage that names what a thread's latest deadline is about and one who is to do it.

        It stands in an article of those days that is not itself of the thread, and comes as `seen_doc_id`, `seen_start`,
        `seen_end` and `seen_text`; empty where no article speaks of it.
        """
        promised = [record for record in told if record.act in OWN_ACTS and deadline(record.time_iso)]
        record = max(promised, key=lambda record: deadline(record.time_iso))
        things = {term for term, weight in content(record.action or record.text).terms.items() if weight == OBJECT}
        begins = max(record.time_iso.partition("/")[0], record.made_on or "")
        ends = str(date.fromisoformat(deadline(record.time_iso)) + AFTER)
        ours = {record.doc_id for record in told}
        near = slice(bisect_left(self.days, (begins, "")), bisect_right(self.days, (ends, chr(0x10FFFF))))
        for doc_id in [doc_id for _, doc_id in self.days[near] if doc_id not in ours] if things else []:
            places = [at for at, names in self.named[doc_id] if names & set(record.actors)]
            for match in SENTENCE.finditer(self.corpus[doc_id].text) if places else []:
                if any(match.start() <= at < match.end() for at in places) and things <= set(terms(match[0])):
                    return {
                        "seen_doc_id": doc_id,
                        "seen_start": match.start(),
                        "seen_end": match.end(),
                        "seen_text": match[0],
                    }
        return {}
