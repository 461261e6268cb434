"""Small corpora told by hand: articles whose records are written down, not extracted."""

from analysis.documents import Document
from analysis.rows import Commitment, Entity, Link, Quote, Role, frame
from analysis.tracking.threads import threads

ROWS = {"entities": Entity, "roles": Role, "quotes": Quote, "commitments": Commitment, "links": Link}
FORCE = {
    "commit": "will",
    "offer": "ready",
    "consider": "considering",
    "refuse": "refuses",
    "demand": "demands",
    "status": "status",
}


class Told(dict):
    """A corpus by doc_id with the tables of a real one."""

    def __init__(self, documents, tables):
        super().__init__((document.doc_id, document) for document in documents)
        self.tables = tables

    def table(self, name):
        return frame(self.tables[name], ROWS[name])

    def entities(self):
        return self.table("entities")

    def quotes(self):
        return self.table("quotes")

    def commitments(self):
        return self.table("commitments")


def record(text, act, actors, action, **fields):
    """A record as (text, fields)."""
    names = [actors] if isinstance(actors, str) else actors
    polarity = "negative" if act == "refuse" else "positive"
    return text, {"act": act, "force": FORCE[act], "polarity": polarity, "actors": names, "action": action, **fields}


def tell(*articles, link=True):
    """A corpus of (doc_id, date, outlet, records); a condition is given in words and found in the text."""
    documents, tables = [], {name: [] for name in ROWS}
    for doc_id, date, outlet, records in articles:
        text = ""
        for words, fields in records:
            start = len(text)
            text += words + ".\n"
            fields = dict(fields)
            if condition := fields.pop("condition", None):
                at = start + words.index(condition)
                fields["condition"] = (at, at + len(condition))
            row = {"doc_id": doc_id, "start": start, "end": start + len(words), "text": words, "made_on": date}
            tables["commitments"].append(Commitment(**row, commitment_id=f"{doc_id}-c{start}", **fields))
        documents.append(Document(doc_id, f"{doc_id}.txt", text, outlet=outlet, published=date, event_date=date))
    if link:
        threads(tables, documents)
    return Told(documents, tables)
