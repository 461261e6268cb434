"""Two reports side by side: what is recorded of one and not of the other, and what stands nearest to it there.

Records are compared, not meanings: what one report lacks may stand in it in other words, or may have been overlooked.
"""

from itertools import groupby

import pandas as pd

from .ledger import EVIDENCE
from .tracking.mentions import SENTENCE
from .tracking.terms import spotted, stems
from .wording import need_corpus

NEAREST = [f"nearest_{name}" for name in EVIDENCE]
LEAST, SHARE = 2, 0.5  # words, and share of the words, that a passage near to a record has in common with it
STEM = 6  # letters by which "deterrent" and "deterrence" are one


def parallel(corpus) -> list[str]:
    """The first two articles (doc_id) of the first event that several report on; none where there is no such event.

    >>> parallel(load_corpus("seeds"))   # doctest: +SKIP
    ['002_02db67045c6df099', '004_7b99cd4a3399dad9']
    """
    need_corpus(corpus)
    dated = sorted((corpus[doc_id].event_date, doc_id) for doc_id in corpus if corpus[doc_id].event_date)
    events = ([doc_id for _, doc_id in event] for _, event in groupby(dated, key=lambda pair: pair[0]))
    return next((event[:2] for event in events if len(event) > 1), [])


def only_in(corpus, a: str | None = None, b: str | None = None) -> pd.DataFrame:
    """What is recorded of the articles of `a` and not of those of `b`; each is a doc_id, an outlet or a date.

    Without `a` and `b` these are the two articles of `parallel`; where there are none, no row comes back.

    Columns: `table` (entities, quotes, commitments), `who`, `what`, `mentions`, evidence of the first mention;
    `nearest_doc_id`, `nearest_start`, `nearest_end`, `nearest_text`: of a commitment, the sentence of `b` that has most of
    its words, missing where none has half of them. A name counts by its canonical form, a quotation by its utterance, a
    commitment by its thread.

    Raises KeyError where a selection has no articles.
    """
    columns = ["table", "who", "what", "mentions", *EVIDENCE, *NEAREST]
    if a is None or b is None:
        a, b = parallel(corpus) or (None, None)
        if a is None:
            return pd.DataFrame(columns=columns)
    ours, theirs = _articles(corpus, a), _articles(corpus, b)
    entities, quotes, acts = corpus.entities(), corpus.quotes(), corpus.commitments()
    utterances, kept = quotes["same_as"].fillna(quotes["quote_id"]), acts["thread"].fillna(acts["commitment_id"])
    actions = acts["action"].where(acts["action"] != "", acts["text"])
    parts = [
        ("entities", entities, entities["entity"], entities["entity"], entities["label"]),
        ("quotes", quotes, utterances, quotes["speakers"].map(", ".join), quotes["text"]),
        ("commitments", acts, kept, acts["actors"].map(", ".join), actions),
    ]
    out = []
    for table, frame, key, who, what in parts:
        frame = frame.assign(table=table, key=key, who=who, what=what)
        mine = frame[frame["doc_id"].isin(ours) & ~frame["key"].isin(frame.loc[frame["doc_id"].isin(theirs), "key"])]
        mine = mine.sort_values(["doc_id", "start"], kind="stable")
        out.append(mine.assign(mentions=mine.groupby("key")["key"].transform("size")).drop_duplicates("key"))
    found = pd.concat([part[columns[: -len(NEAREST)]] for part in out], ignore_index=True)
    sentences = [
        (doc_id, match, _words(match[0])) for doc_id in theirs for match in SENTENCE.finditer(corpus[doc_id].text)
    ]
    near = [_nearest(row.what, sentences) if row.table == "commitments" else {} for row in found.itertuples()]
    return found.join(pd.DataFrame(near, columns=NEAREST, index=found.index, dtype=object))


def _nearest(what: str, sentences: list) -> dict:
    """The sentence that has most telling words of `what`, among equals most of all its words; empty where none has enough."""
    asked, said = _words(what), set(stems(what))
    telling = [(len(asked & words), at) for at, (_, _, words) in enumerate(sentences)]
    number, _ = max(telling, default=(0, 0))
    equal = ((len(said.intersection(stems(sentences[at][1][0]))), -at) for shared, at in telling if shared == number)
    _, at = max(equal, default=(0, 0))
    if number < max(LEAST, SHARE * len(asked)):
        return {}
    doc_id, match, _ = sentences[-at]
    return dict(zip(NEAREST, (doc_id, match.start(), match.end(), match[0]), strict=True))


def _words(text: str) -> frozenset[str]:
    """What a text is about: its known things and actions, and the stems of its other words and of those in phrases."""
    found = []
    for term, words in spotted(text):
        found += [term] if ":" in term else []
        found += [root[:STEM] for root in stems(words)] if ":" not in term or " " in words else []
    return frozenset(found)


def _articles(corpus, selection: str) -> list[str]:
    articles = {doc_id: corpus[doc_id] for doc_id in corpus}
    found = [
        name
        for name, article in articles.items()
        if selection in (name, article.outlet, article.event_date, article.published)
    ]
    if not found:
        known = sorted(
            {str(name) for article in articles.values() for name in (article.outlet, article.event_date) if name}
        )
        raise KeyError(f"No article has {selection!r} as doc_id, outlet or date. Known: {', '.join([*corpus, *known])}")
    return found
