"""Whose words fill the articles: shares of voice, named against quoted, one statement in two wordings."""

import re
from difflib import SequenceMatcher
from math import sqrt

import pandas as pd

from .quoting.marks import find_quotations
from .wording import hint, need_corpus

NOT_GIVEN = "(speaker not given)"
MOUTHPIECE = re.compile(r"\b(?:office|statement|report|spokes\w+)s?\b", re.IGNORECASE)


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


def share_of_voice(corpus, by: str | None = None, confidence: float = 0) -> pd.DataFrame:
    """Who speaks how much: one row a speaker, most words first; with `by` (a column of `documents`), one a group and speaker.

    Statements of less than `confidence` are left out, and with `by` those of articles that the group of is not known.

    Columns: the group, speaker (str), documents, statements, direct_words, paraphrased_words, words (int), share (float: of all
    words), all_words, n (int: words and statements of all speakers), statement_share, low, high (float: share of them and its 95% interval; missing
    where there is but one article). A statement of several speakers counts for each, so shares may add up to more than one.
    """
    columns = ["speaker", "documents", "statements", "direct_words", "paraphrased_words", "words", "share", "all_words", "n",
               "statement_share", "low", "high"]  # fmt: skip
    need_corpus(corpus)
    counted = statements(corpus)
    counted = counted[counted.confidence >= confidence].assign(group="")
    if by is not None:
        documents = corpus.documents().set_index("doc_id", drop=False)
        if by not in documents:
            raise ValueError(f"by={by!r}: no such column of documents. {hint(by, documents)}")
        counted = counted.assign(group=counted.doc_id.map(documents[by])).dropna(subset=["group"])
    if counted.empty:
        return pd.DataFrame(columns=columns if by is None else [by, *columns])
    each = counted.assign(speaker=[names or [NOT_GIVEN] for names in counted.speakers]).explode("speaker")
    table = each.groupby(["group", "speaker"], as_index=False).agg(
        documents=("doc_id", "nunique"), statements=("quote_id", "count"), direct_words=("direct_words", "sum"),
        paraphrased_words=("paraphrased_words", "sum"), words=("words", "sum"),
    )  # fmt: skip
    whole = counted.groupby("group").agg(all_words=("words", "sum"), n=("quote_id", "count"))
    table = table.join(whole, on="group")
    table["share"] = table.words / table.all_words.clip(lower=1)
    table["statement_share"] = table.statements / table.n.clip(lower=1)
    sizes = {group: part.groupby("doc_id").size() for group, part in counted.groupby("group")}
    hits = {key: part.value_counts() for key, part in each.groupby(["group", "speaker"]).doc_id}
    bounds = [clustered(hits[row.group, row.speaker], sizes[row.group]) for row in table.itertuples()]
    table["low"], table["high"] = [low for low, _ in bounds], [high for _, high in bounds]
    table = table.sort_values(["group", "words", "speaker"], ascending=[True, False, True], ignore_index=True)
    return table[columns] if by is None else table[["group", *columns]].rename(columns={"group": by})


def clustered(hits: pd.Series, size: pd.Series) -> tuple[float | None, float | None]:
    """95% interval of a share counted in several articles, `hits` of `size` in each; none where there is but one.

    What stands in one article is no independent draw: n is divided by the design effect, the variance of the share between
    articles over that of simple draws (Kish, 1965), before Wilson's interval is taken.
    """
    if len(size) < 2:
        return None, None
    n, found = size.sum(), hits.reindex(size.index, fill_value=0)
    share = found.sum() / n
    between = ((found - share * size) ** 2).sum() * len(size) / (len(size) - 1) / n**2
    simple = share * (1 - share) / n
    effect = max(1.0, between / simple) if simple else 1.0
    return interval(found.sum() / effect, n / effect)


def interval(hits: float, n: float, z: float = 1.96) -> tuple[float, float]:
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

    Columns: person (str), named, quoted_words (int), share_of_names, share_of_words (float, each of all people's), most named
    first. Pronouns, offices and titles without a name are not counted as names.
    """
    rows = corpus.entities()
    rows = rows[(rows.label == "PERSON") & ~rows.zone.isin(["header", "boilerplate"])]
    mentions = rows.entity.value_counts()
    voice = share_of_voice(corpus).set_index("speaker").words
    table = pd.DataFrame({"named": mentions, "quoted_words": voice.reindex(mentions.index).fillna(0).astype(int)})
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
    """Who passes on whose words, in order of the articles.

    Columns: voice (str, who is heard), speaks_for (str, whose words they are), how (`inside a statement`: one reports another;
    `spokesman`: by office; `in their name`: an office, a statement, a report), doc_id, start, end, text.
    """
    quotes, roles = corpus.quotes(), corpus.roles()
    office = (
        roles[roles.office.str.contains("spokes") & roles.of.notna()].drop_duplicates("entity").set_index("entity").of
    )
    outer = quotes.set_index("quote_id").speakers
    rows = []
    for row in quotes.itertuples():
        place = (row.doc_id, row.start, row.end, row.text)
        speakers = row.speakers or [NOT_GIVEN]
        for voice in (outer.get(row.nested_in) or [NOT_GIVEN]) if isinstance(row.nested_in, str) else []:
            rows += [(voice, speaker, "inside a statement", *place) for speaker in speakers if speaker != voice]
        rows += [(speaker, office[speaker], "spokesman", *place) for speaker in speakers if speaker in office.index]
        if (
            MOUTHPIECE.search(row.speaker_text)
            and row.speaker_kind != "unnamed"
            and not office.index.isin(speakers).any()
        ):
            whose = [speaker for speaker in speakers if speaker.lower() != row.speaker_text.lower()]
            rows += [(row.speaker_text, speaker, "in their name", *place) for speaker in whose]
    return pd.DataFrame(rows, columns=["voice", "speaks_for", "how", "doc_id", "start", "end", "text"])
