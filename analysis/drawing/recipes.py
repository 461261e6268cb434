"""Which chart a summary gets, known by its columns; title and caption are made from its numbers, so that both stay true."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ..rows import Act, get_args
from ..voices import NOT_GIVEN
from ..wording import number


def unchanged(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


@dataclass(frozen=True)
class Recipe:
    """How a summary with these `columns` is drawn: `prepare` brings it into the shape that the `kind` of chart draws."""

    columns: frozenset[str]
    kind: str
    names: dict
    title: Callable[[pd.DataFrame], str]
    note: Callable[[pd.DataFrame], str]
    prepare: Callable[[pd.DataFrame], pd.DataFrame] = unchanged


def parts_title(frame: pd.DataFrame) -> str:
    words = frame.drop(columns="article").to_numpy().sum()
    return f"{frame.body.sum() / max(1, words):.0%} of the words are the articles' own text"


def parts_note(frame: pd.DataFrame) -> str:
    return f"n = {frame.drop(columns='article').to_numpy().sum():,} words in {_count(frame, 'article')}, by zone"


def voice_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "No statement was found"
    first = frame.sort_values(["words", "speaker"], ascending=[False, True]).iloc[0]
    return f"{first.speaker} has {first.share:.0%} of the words given to speakers"


def voice_note(frame: pd.DataFrame) -> str:
    total = frame.all_words.max() if len(frame) else 0
    given = frame[frame.speaker != NOT_GIVEN]
    without = frame.words[frame.speaker == NOT_GIVEN].sum()
    return (
        f"n = {total:,} words of {_count(given, 'speaker')}"
        + (f" and of nobody named ({number(without, 'word')})" if without else "")
        + "; in quotation marks + in paraphrase; words of several speakers count for each"
    )


def named_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "No name was found"
    row = frame.loc[(frame.share_of_names - frame.share_of_words).idxmax()]
    if row.share_of_names <= row.share_of_words:
        return "Nobody is talked about more than heard"
    return f"{row.person} is talked about more than heard: {row.share_of_names:.0%} of the mentions, {row.share_of_words:.0%} of the words"


def named_note(frame: pd.DataFrame) -> str:
    return (
        f"n = {frame.named.sum():,} mentions of {len(frame)} {'person' if len(frame) == 1 else 'people'}, and {frame.quoted_words.sum():,} words of theirs; "
        "dot: share of the mentions, diamond: share of the words"
    )


def frequency_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "No name was found"
    first = frame.sort_values(["count", "name"], ascending=[False, True]).iloc[0]
    return f"{first['name']} is named most often: {first['count']} of {first.n:,} mentions"


def frequency_note(frame: pd.DataFrame) -> str:
    return f"n = {number(frame.n.max() if len(frame) else 0, 'mention')} of {_count(frame, 'name')}"


def groups_title(frame: pd.DataFrame) -> str:
    first = frame[frame["rank"] == 1].drop_duplicates(frame.columns[0])
    return "Named most often: " + "; ".join(f"{row[1]} ({row[0]})" for row in first.itertuples(index=False))


def groups_note(frame: pd.DataFrame) -> str:
    sizes = frame.drop_duplicates(frame.columns[0])
    return "n = " + ", ".join(f"{row.n:,} mentions in {row[0]}" for row in sizes.itertuples(index=False))


def by_group(frame: pd.DataFrame) -> pd.DataFrame:
    """Names by groups, most mentions first."""
    group = frame.columns[0]
    wide = frame.pivot(index="name", columns=group, values="count").fillna(0).astype(int).rename_axis(columns=None)
    order = wide.assign(_sum=wide.sum(axis=1)).reset_index().sort_values(["_sum", "name"], ascending=[False, True])
    return wide.loc[order.name].reset_index()


def articles_title(frame: pd.DataFrame) -> str:
    counts = frame.set_index("name")
    return f"{(counts > 0).all(axis=1).sum()} of {len(counts)} names stand in every article"


def articles_note(frame: pd.DataFrame) -> str:
    counts = frame.set_index("name").to_numpy()
    return f"n = {number(int(counts.sum()), 'mention')} of {number(len(frame), 'name')} in {number(counts.shape[1], 'article')}"


def short_ids(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns named by the article's number, where that tells them apart."""
    numbers = [str(column).split("_")[0] for column in frame.columns]
    return frame.set_axis(numbers, axis=1) if len(set(numbers)) == len(numbers) else frame


def together_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "No two names were found together"
    first = frame.iloc[0]
    return f"{first['name']} and {first.other} are named together most often: {number(first.together, 'time')}"


def together_note(frame: pd.DataFrame) -> str:
    return f"n = {number(frame.n.max() if len(frame) else 0, 'place')} with a name; in brackets: how many times as often as by chance"


def pair_names(frame: pd.DataFrame) -> pd.DataFrame:
    label = frame["name"] + " + " + frame.other
    return frame.assign(pair=[f"{pair} (×{times:.1f})" for pair, times in zip(label, frame.association, strict=True)])


def merging_title(frame: pd.DataFrame) -> str:
    return f"{(frame.spellings > 1).sum()} of {len(frame)} names are spelled in more than one way"


def merging_note(frame: pd.DataFrame) -> str:
    total = frame["count"].sum()
    return f"n = {number(total, 'mention')}; left: the most frequent spelling alone, right: all spellings of the name"


def event_title(frame: pd.DataFrame) -> str:
    return f"{number(len(frame), 'name')} in the reports of one event only"


def event_note(frame: pd.DataFrame) -> str:
    return f"n = {number(frame['count'].sum(), 'mention')} of them"


def with_event(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(name_and_event=frame["name"] + ", " + frame.event)


def edges_title(frame: pd.DataFrame) -> str:
    return f"{(frame.first_date == frame.last_date).sum()} of {len(frame)} names appear on one day only"


def edges_note(frame: pd.DataFrame) -> str:
    return f"n = {number(len(frame), 'name')}; days stand at equal steps, not to scale"


def first_then_last(frame: pd.DataFrame) -> pd.DataFrame:
    ends = [
        frame[["name", f"{end}_date"]].set_axis(["name", "date"], axis=1).assign(end=end) for end in ("first", "last")
    ]
    return pd.concat(ends).sort_values("name", kind="stable").query("date != 'undated'")


def ledger_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "No commitment was found"
    pledges = frame[frame.act == "commit"].set_index("actor").sort_index()
    if not len(pledges):
        return "Nobody is found to be bound"
    most = pledges.records.max()
    first = pledges.index[pledges.records == most]
    if len(first) > 2:
        return f"{len(first)} parties have equally many records of act commit, nobody more"
    if len(first) == 2:
        return f"{' and '.join(first)} have most records of act commit: {most} each"
    return f"{first[0]} has most records of act commit: {most}, in {number(pledges.threads[first[0]], 'thread')}"


def ledger_note(frame: pd.DataFrame) -> str:
    return (
        f"n = {number(frame.records.sum(), 'record')} of {_count(frame, 'actor')}, joint ones counted for each, and what is "
        "reported twice counted twice; "
        "in each cell: records, and the firmest force where the act does not say it"
    )


def by_actor(frame: pd.DataFrame) -> pd.DataFrame:
    """Actors by acts, most records first; a cell: `3 pledged`."""
    acts = [act for act in get_args(Act) if act in set(frame.act)]
    cells = frame.assign(cell=frame.records.astype(str) + " " + frame.firmest)
    said = [force.startswith(act) for force, act in zip(cells.firmest, cells.act, strict=True)]
    cells.loc[said, "cell"] = cells.records.astype(str)
    wide = cells.pivot(index="actor", columns="act", values="cell").fillna("")[acts]
    order = (
        frame.groupby("actor").records.sum().reset_index().sort_values(["records", "actor"], ascending=[False, True])
    )
    return wide.loc[order.actor].reset_index()


def timeline_title(frame: pd.DataFrame) -> str:
    days = frame.groupby("thread").date.nunique()
    if not days.sum():
        return "No commitment has a date" if len(days) else "No commitment was found"
    if len(days) == 1:
        return f"{frame.label.iloc[0]}: {_count(frame, 'date')}, last {frame.event.iloc[-1]}"
    return f"{(days > 1).sum()} of {number(len(days), 'commitment')} reported on more than one day"


def timeline_note(frame: pd.DataFrame) -> str:
    undated, frame = frame.date.isna().sum(), frame.dropna(subset=["date"])
    left_out = f"; {number(undated, 'record')} of undated articles left out" if undated else ""
    drawn = f"n = {number(len(frame), 'record')} in {_count(frame, 'doc_id', 'article')}{left_out}"
    return f"{drawn}; days stand at equal steps, not to scale"


def histories(frame: pd.DataFrame) -> pd.DataFrame:
    """Threads of several days first, then by records, each day's first reports; of a single thread, one line a party."""
    dated = frame.dropna(subset=["date"])
    if dated.thread.nunique() == 1:
        return dated.assign(line=[", ".join(actors) or "actor not given" for actors in dated.actors])
    size = dated.groupby("thread").agg(days=("date", "nunique"), records=("date", "size")).reset_index()
    size = size.sort_values(["days", "records", "thread"], ascending=[False, False, True])
    rank = {thread: at for at, thread in enumerate(size.thread)}
    dated = dated[dated.event != "reported again"]
    ordered = dated.assign(rank=dated.thread.map(rank), line=dated.label)
    return ordered.sort_values(["rank", "date"], kind="stable", ignore_index=True)


def conditions_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "No commitment with a condition was found"
    first = frame.sort_values(["commitments", "condition"], ascending=[False, True]).iloc[0]
    return f"{number(first.commitments, 'commitment')} on one condition: {first.condition}"


def conditions_note(frame: pd.DataFrame) -> str:
    return f"n = {_count(frame, 'commitment_id', 'commitment')} with a condition; one on two matters counts under both"


def once(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop_duplicates("condition")


def answers_title(frame: pd.DataFrame) -> str:
    without = frame.answer.str.startswith("no answer").sum()
    return f"{without} of {_count(frame, 'commitment_id', 'demand')} found no answer in these articles"


def answers_note(frame: pd.DataFrame) -> str:
    return f"n = {len(frame)} demands and answers in {_count(frame, 'doc_id', 'article')}"


def by_answer(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.groupby("answer").size().rename("demands").reset_index()


def _count(frame: pd.DataFrame, column: str, noun: str = "") -> str:
    return number(frame[column].nunique(), noun or column)


RECIPES = [
    Recipe(frozenset({"article", "body"}), "matrix", {"label": "article"}, parts_title, parts_note),
    Recipe(
        frozenset({"speaker", "direct_words", "paraphrased_words"}), "stacked",
        {"label": "speaker", "values": ["direct_words", "paraphrased_words"]}, voice_title, voice_note,
    ),
    Recipe(
        frozenset({"name", "count", "spelling", "spelling_count"}), "slope",
        {"left_label": "spelling", "left": "spelling_count", "right_label": "name", "right": "count"},
        merging_title, merging_note,
    ),
    *(
        Recipe(frozenset({group, "name", "count", "rank", "n"}), "matrix", {"label": "name"}, groups_title, groups_note, by_group)
        for group in ("doc_id", "outlet", "event", "zone", "period")
    ),
    Recipe(
        frozenset({"name", "count", "rank", "n"}), "bars", {"label": "name", "value": "count"}, frequency_title, frequency_note
    ),
    Recipe(
        frozenset({"name", "other", "together", "association"}), "bars", {"label": "pair", "value": "together"},
        together_title, together_note, pair_names,
    ),
    Recipe(
        frozenset({"name", "event", "documents", "count"}), "bars", {"label": "name_and_event", "value": "count"},
        event_title, event_note, with_event,
    ),
    Recipe(
        frozenset({"name", "first_date", "last_date"}), "timeline", {"label": "name", "date": "date", "state": "end"},
        edges_title, edges_note, first_then_last,
    ),
    Recipe(
        frozenset({"person", "named", "quoted_words", "share_of_names", "share_of_words"}), "pairs",
        {"label": "person", "left": "share_of_names", "right": "share_of_words"}, named_title, named_note,
    ),
    Recipe(frozenset({"actor", "act", "firmest", "records", "threads"}), "matrix", {"label": "actor"}, ledger_title, ledger_note, by_actor),
    Recipe(
        frozenset({"label", "thread", "date", "event", "actors"}), "timeline", {"label": "line", "date": "date", "state": "event"},
        timeline_title, timeline_note, histories,
    ),
    Recipe(
        frozenset({"condition", "commitments", "commitment_id"}), "bars", {"label": "condition", "value": "commitments"},
        conditions_title, conditions_note, once,
    ),
    Recipe(
        frozenset({"demander", "addressee", "answer"}), "bars", {"label": "answer", "value": "demands"},
        answers_title, answers_note, by_answer,
    ),
    Recipe(frozenset({"name"}), "matrix", {"label": "name"}, articles_title, articles_note, short_ids),
]  # fmt: skip
