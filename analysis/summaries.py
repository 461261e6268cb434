"""Who is named how often, where, with whom and when: counts of the table of names, as data frames.

What is counted can be chosen in every summary: `labels` (PERSON, GPE …), `kinds` of naming (name, adjective, metonym,
office), and `under` which name a mention counts: its `entity`; the `country` that an adjective or a metonym stands for;
or its `text`, as if nothing had been merged. Headers and boilerplate do not count, unless zones are what is compared.
"""

import re
from collections import Counter, defaultdict
from itertools import combinations

import pandas as pd

from .voices import interval
from .wording import need_corpus

NAMES = ("PERSON", "GPE", "ORG", "LOC", "FAC", "NORP")
KINDS = ("name", "adjective", "metonym", "office")
UNDATED = "undated"
COLUMNS = ["name", "label", "count", "documents", "share", "low", "high", "rank", "per_1000", "n", "articles"]
_NOT_NEWS = ("header", "boilerplate")
_SENTENCE = re.compile(
    r"(?<![A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col)\.)(?<!\bProf\.)(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-ZÀ-Þ0-9])"
)


def mentions(corpus, labels=NAMES, kinds=KINDS, under: str = "entity", everywhere: bool = False) -> pd.DataFrame:
    """The mentions that count: rows of `entities` with `name` (str), under which each counts, and `outlet`, `date`, `event`.

    Numbers and dates are no names; what stands in headers and boilerplate counts with `everywhere` only.

    `date` (str) is the day of publication, or else of the event; `event` the day of the event reported; "undated" where
    neither is known.
    """
    if under not in ("entity", "country", "text"):
        raise ValueError(f"under='{under}': say 'entity', 'country' or 'text'.")
    need_corpus(corpus)
    rows = corpus.entities()
    rows = rows[rows.label.isin(list(labels)) & rows.kind.isin(list(kinds))]
    rows = rows if everywhere else rows[~rows.zone.isin(_NOT_NEWS)]
    name = rows.stands_for.where(rows.stands_for.notna(), rows.entity) if under == "country" else rows[under]
    return rows.assign(name=name).merge(_dates(corpus), on="doc_id", how="left")


def _dates(corpus) -> pd.DataFrame:
    known = corpus.documents()[["doc_id", "outlet", "published", "event_date"]]
    date = known.published.where(known.published.notna(), known.event_date)
    return pd.DataFrame(
        {
            "doc_id": known.doc_id,
            "outlet": known.outlet.where(known.outlet.notna(), "(outlet not given)").astype(str),
            "date": date.where(date.notna(), UNDATED).astype(str),
            "event": known.event_date.where(known.event_date.notna(), UNDATED).astype(str),
        }
    )


def frequency(
    corpus, by: str | None = None, labels=NAMES, kinds=KINDS, under: str = "entity", every: str = "M"
) -> pd.DataFrame:
    """How often each name is named: one row a name, the most frequent first; with `by`, one a name and group.

    `by`: `doc_id`, `outlet`, `event`, `zone`, or `period` (months; `every` takes pandas' letters: W, Q, Y).

    Columns: the group (str), name, label (str), count, documents (int: articles that name it), share (float: of all mentions
    counted in the group), low, high (float: 95% interval of the share), rank (int; equal counts, equal rank), per_1000
    (float: per 1,000 words), n, articles (int: mentions and articles in the group).

    Mentions in one article are no independent draws. The interval is Wilson's (1927) with n divided by the design effect, the
    variance of the share between articles over the variance of a simple draw (Kish 1965). From one article nothing can
    be said of others: low and high are missing there.

    >>> frequency(load_corpus("seeds"), labels=["PERSON"]).name[0]  # doctest: +SKIP
    'Emmanuel Macron'
    """
    rows = mentions(corpus, labels, kinds, under, everywhere=by == "zone")
    words = _words(corpus)
    if by != "zone":
        words = words[~words.zone.isin(_NOT_NEWS)]
    rows, words = _grouped(rows, by, every), _grouped(words, by, every)
    table = rows.groupby(["group", "name"]).agg(
        label=("label", lambda labels: labels.mode()[0]), count=("label", "size"), documents=("doc_id", "nunique")
    ).reset_index()  # fmt: skip
    if table.empty:
        return pd.DataFrame(columns=COLUMNS if by is None else [by, *COLUMNS])
    size = (
        rows.groupby("group")
        .agg(n=("label", "size"))
        .join(words.groupby("group").agg(words=("words", "sum"), articles=("doc_id", "nunique")))
    )
    table = table.join(size, on="group")
    table["share"] = table["count"] / table.n
    table["rank"] = table.groupby("group")["count"].rank(method="min", ascending=False).astype(int)
    table["per_1000"] = 1000 * table["count"] / table.words.clip(lower=1)
    table["low"], table["high"] = _intervals(rows, table)
    table = table.sort_values(["group", "count", "name"], ascending=[True, False, True], ignore_index=True)
    return table[COLUMNS] if by is None else table[["group", *COLUMNS]].rename(columns={"group": by})


def _words(corpus) -> pd.DataFrame:
    """Words of each zone of each article, with what groups can be made of."""
    counted: Counter = Counter()
    for doc_id in corpus:
        document = corpus[doc_id]
        for zone in document.zones:
            counted[doc_id, zone.kind] += len(document.text[zone.start : zone.end].split())
    rows = [(doc_id, zone, words) for (doc_id, zone), words in counted.items()]
    return pd.DataFrame(rows, columns=["doc_id", "zone", "words"]).merge(_dates(corpus), on="doc_id", how="left")


def _grouped(rows: pd.DataFrame, by: str | None, every: str) -> pd.DataFrame:
    if by is None:
        return rows.assign(group="")
    if by in ("doc_id", "outlet", "event", "zone"):
        return rows.assign(group=rows[by])
    if by == "period":
        days = pd.to_datetime(rows.date, errors="coerce")
        return rows.assign(group=days.dt.to_period(every).astype(str).where(days.notna(), UNDATED))
    raise ValueError(f"by='{by}': say 'doc_id', 'outlet', 'event', 'zone' or 'period'.")


def _intervals(rows: pd.DataFrame, table: pd.DataFrame) -> tuple[list, list]:
    """Wilson's bounds of each share, n divided by the design effect of drawing articles; None for a single article."""
    sizes = rows.groupby(["group", "doc_id"]).size().rename("size").reset_index()
    hits = (
        rows.groupby(["group", "name", "doc_id"])
        .size()
        .rename("hits")
        .reset_index()
        .merge(sizes, on=["group", "doc_id"])
    )
    sums = (
        hits.assign(hits_2=hits.hits**2, both=hits.hits * hits["size"])
        .groupby(["group", "name"])[["hits_2", "both"]]
        .sum()
    )
    sums = table.join(sums, on=["group", "name"])
    sizes_2 = sizes.assign(size_2=sizes["size"] ** 2).groupby("group").size_2.sum()
    squares = sums.hits_2 - 2 * sums.share * sums.both + sums.share**2 * sums.group.map(sizes_2)
    between = squares * sums.articles / (sums.articles - 1).clip(lower=1) / sums.n**2
    simple = sums.share * (1 - sums.share) / sums.n
    effect = (between / simple.where(simple > 0)).fillna(1).clip(lower=1)
    bounds = [
        interval(count / design, n / design) if articles > 1 else (None, None)
        for count, n, articles, design in zip(sums["count"], sums.n, sums.articles, effect, strict=True)
    ]
    return [low for low, _ in bounds], [high for _, high in bounds]


def merging(corpus, labels=NAMES, kinds=KINDS) -> pd.DataFrame:
    """What merging changes: one row a name, the most frequent first.

    Columns: name (str), count, rank (int) as merged; spelling (str), spelling_count, spelling_rank (int): the most frequent of
    its spellings counted alone, and its place if nothing were merged; spellings (int: how many it has).
    """
    merged, apart = frequency(corpus, None, labels, kinds), frequency(corpus, None, labels, kinds, under="text")
    alone = apart.set_index("name")
    rows = mentions(corpus, labels, kinds)
    forms = rows.groupby(["entity", "text"]).size().rename("uses").reset_index()
    forms = forms.sort_values(["entity", "uses", "text"], ascending=[True, False, True])
    first = forms.groupby("entity").agg(spelling=("text", "first"), spellings=("text", "size"))
    table = merged[["name", "count", "rank"]].join(first, on="name")
    table["spelling_count"] = alone["count"].reindex(table.spelling).to_numpy()
    table["spelling_rank"] = alone["rank"].reindex(table.spelling).to_numpy()
    return table[["name", "count", "rank", "spelling", "spelling_count", "spelling_rank", "spellings"]]


def cooccurrence(
    corpus, within: str = "sentence", labels=("PERSON", "GPE", "ORG"), kinds=KINDS, under: str = "entity"
) -> pd.DataFrame:
    """Who is named together: one row a pair, the most frequent first.

    `within`: `sentence`, `paragraph` or `quote` (somebody's words).

    Columns: name, other (str), together (int: sentences, paragraphs or quotes with both), documents, name_count,
    other_count (int: with each), n (int: with any name at all), expected (float: name_count x other_count / n) and
    association (float): together / expected, the "association strength" of van Eck and Waltman (2009). It is 1 where two are
    named together as often as chance would have it; read it beside `together`, since a pair met once says little.
    """
    rows = mentions(corpus, labels, kinds, under)
    units = _units(corpus, rows, within)
    single, pairs, where = Counter(), Counter(), defaultdict(set)
    for (doc_id, *_), names in units.items():
        single.update(names)
        for pair in combinations(sorted(names), 2):
            pairs[pair] += 1
            where[pair].add(doc_id)
    n = len(units)
    found = [
        (a, b, count, len(where[a, b]), single[a], single[b], n, single[a] * single[b] / n)
        for (a, b), count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    ]
    columns = ["name", "other", "together", "documents", "name_count", "other_count", "n", "expected"]
    table = pd.DataFrame(found, columns=columns)
    return table.assign(association=table.together / table.expected)


def _units(corpus, rows: pd.DataFrame, within: str) -> dict[tuple, set[str]]:
    """Names by the stretch of text they stand in."""
    if within == "sentence":
        spans = {
            doc_id: [(a, b) for zone in corpus[doc_id].zones for a, b in _sentences(corpus[doc_id].text, zone)]
            for doc_id in corpus
        }
    elif within == "paragraph":
        spans = {doc_id: [(zone.start, zone.end) for zone in corpus[doc_id].zones] for doc_id in corpus}
    elif within == "quote":
        quotes = corpus.quotes()
        quotes = quotes[quotes.nested_in.isna()]
        spans = {doc_id: sorted(zip(part.start, part.end, strict=True)) for doc_id, part in quotes.groupby("doc_id")}
    else:
        raise ValueError(f"within='{within}': say 'sentence', 'paragraph' or 'quote'.")
    units: dict[tuple, set[str]] = defaultdict(set)
    for doc_id, part in rows.sort_values(["doc_id", "start"]).groupby("doc_id"):
        names, at = list(zip(part.start, part.end, part.name, strict=True)), 0
        for start, end in spans.get(doc_id, ()):
            while at < len(names) and names[at][0] < start:
                at += 1
            for first, last, name in names[at:]:
                if first >= end:
                    break
                if last <= end:
                    units[doc_id, start, end].add(name)
    return units


def _sentences(text: str, zone) -> list[tuple[int, int]]:
    cuts = [match.end() for match in _SENTENCE.finditer(text, zone.start, zone.end)]
    return list(zip([zone.start, *cuts], [*cuts, zone.end], strict=True))


def entity_by_article(
    corpus, top: int = 20, labels=NAMES, kinds=KINDS, under: str = "entity", per_1000: bool = False
) -> pd.DataFrame:
    """Names by articles: index `name` (the `top` most frequent), a column an article (doc_id), counts (int) or rates (float)."""
    table = frequency(corpus, "doc_id", labels, kinds, under)
    value = "per_1000" if per_1000 else "count"
    wide = table.pivot(index="name", columns="doc_id", values=value).reindex(columns=list(corpus)).fillna(0)
    order = frequency(corpus, None, labels, kinds, under).name[:top]
    return wide.reindex(order).rename_axis(columns=None).astype(float if per_1000 else int)


def first_and_last(corpus, labels=NAMES, kinds=KINDS, under: str = "entity") -> pd.DataFrame:
    """When each name first and last appears: one row a name, in order of first appearance.

    Columns: name (str), count, documents (int), first_date, first_doc (str), first_start (int), first_text (str, the words
    there), and the same for last. Order is by date, article, place; what is undated comes last.
    """
    rows = mentions(corpus, labels, kinds, under).sort_values(["date", "doc_id", "start"], ignore_index=True)
    found = rows.groupby("name", sort=False)
    table = found.agg(count=("text", "size"), documents=("doc_id", "nunique"))
    for end, edge in (("first", found.head(1)), ("last", found.tail(1))):
        edge = edge.set_index("name")[["date", "doc_id", "start", "text"]]
        table = table.join(edge.set_axis([f"{end}_date", f"{end}_doc", f"{end}_start", f"{end}_text"], axis=1))
    return table.reset_index()


def in_one_event(corpus, labels=("PERSON",), kinds=KINDS) -> pd.DataFrame:
    """Names that the reports of one event alone have: columns name, event (str), documents, count (int), most frequent first.

    Empty where the corpus reports on fewer than two events.
    """
    rows = mentions(corpus, labels, kinds)
    table = rows.groupby("name").agg(
        event=("event", "first"), events=("event", "nunique"), documents=("doc_id", "nunique"), count=("text", "size")
    ).reset_index()  # fmt: skip
    table = table[(table.events == 1) & (table.event != UNDATED)] if rows.event.nunique() > 1 else table[:0]
    table = table.sort_values(["event", "count", "name"], ascending=[True, False, True], ignore_index=True)
    return table[["name", "event", "documents", "count"]]


def who_is_who(corpus) -> pd.DataFrame:
    """The offices that the texts give people, and when: Scholz is Chancellor in March, Merz in September.

    One row a person, office and country or body, in order of person and date. Columns: entity, role (str: the most frequent
    wording), office, of (str, or None), first_date, last_date (str), documents, count (int).
    """
    rows = corpus.roles().merge(_dates(corpus), on="doc_id", how="left")
    wording = rows.groupby(["entity", "office", "of", "role"], dropna=False).size().rename("uses").reset_index()
    wording = wording.sort_values(["uses", "role"], ascending=[False, True]).drop_duplicates(["entity", "office", "of"])
    table = rows.groupby(["entity", "office", "of"], dropna=False, as_index=False).agg(
        first_date=("date", "min"), last_date=("date", "max"), documents=("doc_id", "nunique"), count=("doc_id", "size")
    )
    table = table.merge(wording[["entity", "office", "of", "role"]], on=["entity", "office", "of"])
    table = table.sort_values(["entity", "first_date", "office", "of"], ignore_index=True)
    return table[["entity", "role", "office", "of", "first_date", "last_date", "documents", "count"]]
