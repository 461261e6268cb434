"""Whose words fill the articles: shares of voice, named against quoted, one statement in two wordings, spokesmen."""

from difflib import SequenceMatcher
from math import sqrt

import pandas as pd

from .marks import find_quotations
from .rows import Quote

NOT_GIVEN = "(speaker not given)"


def statements(corpus) -> pd.DataFrame:
    """Quotations with their words counted: the columns of `quotes` and `direct_words`, `paraphrased_words` (int).

    Words inside quotation marks are direct, the others paraphrased. What stands inside another's statement is part of that
    statement and left out here.
    """
    quotes = corpus.quotes()
    quotes = quotes[quotes.nested_in.isna()]
    marks = {doc_id: [(q.start, q.end) for q in find_quotations(corpus[doc_id].text)] for doc_id in corpus}
    direct, words = [], []
    for row in quotes.itertuples():
        text = corpus[row.doc_id].text
        spans = [(start, end) for start, end in row.content]
        words.append(sum(len(text[start:end].split()) for start, end in spans))
        cuts = [(max(a, s), min(b, e)) for a, b in marks[row.doc_id] for s, e in spans]
        quoted = sum(len(text[s:e].split()) for s, e in _outermost(cuts))
        direct.append(words[-1] if row.kind == "direct" else 0 if row.kind == "indirect" else min(quoted, words[-1]))
    counted = quotes.assign(direct_words=direct, words=words)
    return counted.assign(paraphrased_words=counted.words - counted.direct_words)


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for start, end in sorted((s for s in spans if s[0] < s[1]), key=lambda s: (s[0], -s[1])):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return found


def share_of_voice(corpus, by: str | None = None) -> pd.DataFrame:
    """Who speaks how much: one row a speaker, most words first; with `by` (a column of `documents`), one a speaker and group.

    Columns: speaker (str), documents, statements, direct_words, paraphrased_words, words (int), share of all words, and the
    share of all statements with its 95% interval, statement_share, low, high (float; Wilson, 1927). A statement of several
    speakers counts for each, so shares may add up to more than one.
    """
    counted = statements(corpus)
    groups = [] if by is None else [by]
    if by is not None:
        counted = counted.merge(corpus.documents()[["doc_id", by]], on="doc_id")
    each = counted.assign(speaker=[names or [NOT_GIVEN] for names in counted.speakers]).explode("speaker")
    table = each.groupby([*groups, "speaker"], as_index=False, dropna=False).agg(
        documents=("doc_id", "nunique"),
        statements=("quote_id", "count"),
        direct_words=("direct_words", "sum"),
        paraphrased_words=("paraphrased_words", "sum"),
        words=("words", "sum"),
    )
    totals = (
        counted.groupby(groups, as_index=False, dropna=False).agg(all_words=("words", "sum"), n=("quote_id", "count"))
        if groups
        else pd.DataFrame({"all_words": [counted.words.sum()], "n": [len(counted)]})
    )
    table = table.merge(totals, on=groups) if groups else table.merge(totals, how="cross")
    table["share"] = table.words / table.all_words.clip(lower=1)
    table["statement_share"] = table.statements / table.n.clip(lower=1)
    bounds = [interval(k, n) for k, n in zip(table.statements, table.n, strict=True)]
    table["low"], table["high"] = [low for low, _ in bounds], [high for _, high in bounds]
    table = table.drop(columns=["all_words", "n"])
    return table.sort_values(
        [*groups, "words", "speaker"], ascending=[*[True] * len(groups), False, True], ignore_index=True
    )


def interval(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95% interval for a share of `hits` in `n`.

    >>> [round(bound, 2) for bound in interval(5, 10)]
    [0.24, 0.76]
    """
    if n == 0:
        return 0.0, 1.0
    p, spread = hits / n, z * sqrt(hits * (n - hits) / n + z * z / 4) / (n + z * z)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def named_and_quoted(corpus) -> pd.DataFrame:
    """People by how often they are named and how many of their words are given.

    Columns: person (str), named, quoted_words (int), share_of_names, share_of_words (float, each of all people's), sorted by
    `named`. Titles, pronouns and offices do not count as names.
    """
    entities = corpus.entities()
    people = entities[(entities.label == "PERSON") & (entities.zone != "boilerplate")]
    named = people.entity.value_counts()
    voice = share_of_voice(corpus)
    words = voice[voice.speaker.isin(named.index)].set_index("speaker").words
    table = pd.DataFrame({"named": named, "quoted_words": words.reindex(named.index).fillna(0).astype(int)})
    table["share_of_names"] = table.named / max(1, table.named.sum())
    table["share_of_words"] = table.quoted_words / max(1, table.quoted_words.sum())
    table = table.rename_axis("person").reset_index()
    return table.sort_values(["named", "person"], ascending=[False, True], ignore_index=True)


def same_words(corpus) -> pd.DataFrame:
    """One utterance as several articles give it: rows of `quotes` with a group, in order of group and article."""
    quotes = corpus.quotes()
    shared = quotes[quotes.same_as.notna()]
    in_several = shared.groupby("same_as").doc_id.transform("nunique") > 1
    return shared[in_several].sort_values(["same_as", "doc_id", "start"], ignore_index=True)


def differing(first: str, second: str) -> list[tuple[str, str, bool]]:
    """Two wordings, piece by piece: `(words of the first, words of the second, whether they agree)`.

    Case and marks around a word do not count as a difference.

    >>> differing("Europe mobilizing together", "Europe mobilising together")
    [('Europe', 'Europe', True), ('mobilizing', 'mobilising', False), ('together', 'together', True)]
    """
    a, b = first.split(), second.split()
    bare = [[word.strip("\"'“”‘’.,;:!?").casefold() for word in words] for words in (a, b)]
    pieces = SequenceMatcher(a=bare[0], b=bare[1], autojunk=False).get_opcodes()
    return [(" ".join(a[i:j]), " ".join(b[k:m]), tag == "equal") for tag, i, j, k, m in pieces]


def speaks_for(corpus) -> pd.DataFrame:
    """Who passes on whose words: statements inside another's statement.

    Columns: voice (str, who is heard), speaks_for (str, whose words they are), doc_id, start, end, text.
    """
    quotes = corpus.quotes()
    inner = quotes[quotes.nested_in.notna()]
    outer = quotes.set_index("quote_id").speakers
    rows = [
        (voice, speaker, row.doc_id, row.start, row.end, row.text)
        for row in inner.itertuples()
        if row.nested_in in outer.index
        for voice in outer[row.nested_in] or [NOT_GIVEN]
        for speaker in row.speakers or [NOT_GIVEN]
        if voice != speaker
    ]
    return pd.DataFrame(rows, columns=["voice", "speaks_for", *list(Quote.model_fields)[:4]])
