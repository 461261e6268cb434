"""Which chart a summary gets, known by its columns; title and caption are made from its numbers, so that both stay true."""

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

import pandas as pd

from .rows import Act, get_args


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
        return "Nobody is quoted"
    first = frame.sort_values(["words", "speaker"], ascending=[False, True]).iloc[0]
    return f"{first.speaker} has {first.share:.0%} of the words given to speakers"


def voice_note(frame: pd.DataFrame) -> str:
    return f"n = {frame.words.sum():,} words of {_count(frame, 'speaker')}; in quotation marks + in paraphrase"


def named_title(frame: pd.DataFrame) -> str:
    return f"{(frame.quoted_words == 0).sum()} of {len(frame)} people named are given no words of their own"


def named_note(frame: pd.DataFrame) -> str:
    return (
        f"n = {frame.named.sum():,} mentions of {len(frame)} people, and {frame.quoted_words.sum():,} words of theirs; "
        "dot: share of the mentions, diamond: share of the words"
    )


def ledger_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "Nobody commits to anything"
    pledges = frame[frame.act == "commit"].groupby("actor").records.sum().sort_index()
    return f"{pledges.idxmax()} is bound most often" if len(pledges) else "Nobody is bound to anything"


def ledger_note(frame: pd.DataFrame) -> str:
    return f"n = {frame.records.sum()} records of {_count(frame, 'actor')}; in each cell: records, and the firmest force"


def by_actor(frame: pd.DataFrame) -> pd.DataFrame:
    """Actors by acts, most records first; a cell: `3 pledged`."""
    acts = [act for act in get_args(Act) if act in set(frame.act)]
    cells = frame.assign(cell=frame.records.astype(str) + " " + frame.firmest)
    cells.loc[cells.firmest.isin({"refuses", "demands", "status"}), "cell"] = cells.records.astype(str)
    wide = cells.pivot(index="actor", columns="act", values="cell").fillna("")[acts]
    order = frame.groupby("actor").records.sum().reset_index().sort_values(["records", "actor"], ascending=[False, True])
    return wide.loc[order.actor].reset_index()


def timeline_title(frame: pd.DataFrame) -> str:
    days = frame.groupby("thread").date.nunique()
    if len(days) == 1:
        return f"{days.index[0]}: {_count(frame, 'date')}, last {frame.event.iloc[-1]}"
    return f"{(days > 1).sum()} of {len(days)} commitments are reported on more than one day"


def timeline_note(frame: pd.DataFrame) -> str:
    return f"n = {len(frame)} records in {_count(frame, 'doc_id', 'article')}; days stand at equal steps, not to scale"


def histories(frame: pd.DataFrame) -> pd.DataFrame:
    """Threads of several days first, then by records, each day's first reports; of a single thread, one line a party."""
    dated = frame.dropna(subset=["date"])
    if dated.thread.nunique() == 1:
        return dated.assign(line=[", ".join(actors) or "actor not given" for actors in dated.actors])
    size = dated.groupby("thread").agg(days=("date", "nunique"), records=("date", "size")).reset_index()
    size = size.sort_values(["days", "records", "thread"], ascending=[False, False, True])
    rank = {thread: at for at, thread in enumerate(size.thread)}
    dated = dated[dated.event != "reported again"]
    ordered = dated.assign(rank=dated.thread.map(rank), line=dated.thread.map(lambda name: shorten(name, 40)))
    return ordered.sort_values(["rank", "date"], kind="stable", ignore_index=True)


def conditions_title(frame: pd.DataFrame) -> str:
    if not len(frame):
        return "Nothing hangs on a condition"
    first = frame.sort_values(["commitments", "condition"], ascending=[False, True]).iloc[0]
    return f"{first.commitments} commitments hang on one matter: {first.condition}"


def conditions_note(frame: pd.DataFrame) -> str:
    return f"n = {frame.commitment_id.nunique()} commitments with a condition; one on two matters counts under both"


def once(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop_duplicates("condition")


def answers_title(frame: pd.DataFrame) -> str:
    without = frame.answer.str.startswith("no answer").sum()
    return f"{without} of {_count(frame, 'commitment_id', 'demand')} find no answer in these articles"


def answers_note(frame: pd.DataFrame) -> str:
    return f"n = {len(frame)} demands and answers in {_count(frame, 'doc_id', 'article')}"


def by_answer(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.groupby("answer").size().rename("demands").reset_index()


def _count(frame: pd.DataFrame, column: str, noun: str = "") -> str:
    number = frame[column].nunique()
    return f"{number} {noun or column}{'' if number == 1 else 's'}"


RECIPES = [
    Recipe(frozenset({"article", "body"}), "matrix", {"label": "article"}, parts_title, parts_note),
    Recipe(
        frozenset({"speaker", "direct_words", "paraphrased_words"}), "stacked",
        {"label": "speaker", "values": ["direct_words", "paraphrased_words"]}, voice_title, voice_note,
    ),
    Recipe(
        frozenset({"person", "named", "quoted_words", "share_of_names", "share_of_words"}), "pairs",
        {"label": "person", "left": "share_of_names", "right": "share_of_words"}, named_title, named_note,
    ),
    Recipe(frozenset({"actor", "act", "firmest", "records"}), "matrix", {"label": "actor"}, ledger_title, ledger_note, by_actor),
    Recipe(
        frozenset({"thread", "date", "event", "actors"}), "timeline", {"label": "line", "date": "date", "state": "event"},
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
]  # fmt: skip
