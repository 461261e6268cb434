"""What of each article is news: words by zone."""

import pandas as pd

from .passages import short
from .rows import ZoneKind, get_args


def parts(corpus) -> pd.DataFrame:
    """Words of each article by zone: one row an article; columns article (str) and one a kind of zone that occurs (int).

    >>> parts(corpus).columns.tolist()   # doctest: +SKIP
    ['article', 'body', 'heading', 'boilerplate']
    """
    rows = []
    for doc_id in corpus:
        document = corpus[doc_id]
        words = dict.fromkeys(get_args(ZoneKind), 0)
        for zone in document.zones:
            words[zone.kind] += len(document.text[zone.start : zone.end].split())
        rows.append({"article": short(document), **words})
    table = pd.DataFrame(rows, columns=["article", *get_args(ZoneKind)])
    found = [kind for kind in get_args(ZoneKind) if table[kind].any()]
    return table[["article", *sorted(found, key=lambda kind: -table[kind].sum())]]
