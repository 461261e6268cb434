"""The drawings behind `chart`: each takes a figure and a frame, draws its rows in order, and returns its numbers as a sentence.

From zero, labelled at the data; told apart by position, filling and hatching before colour.
"""

from textwrap import fill, shorten
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, PAPER, LINE = "#56B4E9", "#FFFFFF", "#888888"
WIDTH, ROW = 7.5, 0.3
LABEL_WIDTH = 44
DAY = 1.1  # inches between two days
DAY_WORDS = 17  # letters of a line of the words at a day, so that neighbours do not meet


def ranked(frame: pd.DataFrame, values: list[str], label: str) -> pd.DataFrame:
    """Rows by the sum of `values`, largest first, equal ones by `label`."""
    order = frame.assign(_sum=frame[values].sum(axis=1), _label=frame[label].astype(str))
    return frame.loc[order.sort_values(["_sum", "_label"], ascending=[False, True], kind="stable").index]


def bars(
    figure: "Figure", frame: pd.DataFrame, label: str, value: str, low: str | None = None, high: str | None = None
):
    """One bar a row; with `low` and `high` a line for the interval."""
    axes = _rows(figure, [str(name) for name in frame[label]])
    axes.barh(range(len(frame)), frame[value], color=BLUE, edgecolor="black", linewidth=0.5)
    reach = frame[high] if high else frame[value]
    parts = []
    for y, row in enumerate(frame.to_dict("records")):
        words = _number(row[value], value)
        if low and high:
            axes.plot([row[low], row[high]], [y, y], color="black", linewidth=1.5)
            words += f" ({_number(row[low], value)}–{_number(row[high], value)})"
        axes.annotate(words, (row[high] if high else row[value], y), (4, 0), textcoords="offset points", va="center")
        parts.append(f"{row[label]} {words}")
    axes.set_xlim(0, 1.2 * (reach.max() or 1))
    axes.set_xlabel(_words(value), loc="left")
    return f"{_words(value)}: {'; '.join(parts)}."


def stacked(figure: "Figure", frame: pd.DataFrame, label: str, values: list[str]):
    """One bar a row, divided into `values`."""
    frame = frame.assign(_sum=frame[values].sum(axis=1))
    axes = _rows(figure, [str(name) for name in frame[label]])
    fills = [(BLUE, ""), (PAPER, "////"), ("#444444", ""), (PAPER, "....")]
    left = pd.Series(0.0, index=frame.index)
    whole = frame["_sum"].max() or 1
    for name, (colour, hatch) in zip(values, fills, strict=False):
        axes.barh(
            range(len(frame)),
            frame[name],
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="black",
            linewidth=0.5,
            label=_words(name),
        )
        left += frame[name]
    parts = []
    for y, row in enumerate(frame.to_dict("records")):
        words = " + ".join(_number(row[name], name) for name in values)
        axes.annotate(words, (row["_sum"], y), (4, 0), textcoords="offset points", va="center")
        parts.append(f"{row[label]} {words}")
    axes.set_xlim(0, 1.2 * whole)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, borderaxespad=0, handletextpad=0.4)
    return f"{' + '.join(map(_words, values))}: {'; '.join(parts)}."


def pairs(figure: "Figure", frame: pd.DataFrame, label: str, left: str, right: str):
    """Two values a row on one scale: a filled dot and a hollow diamond, joined by a line."""
    axes = _rows(figure, [str(name) for name in frame[label]])
    y = range(len(frame))
    axes.hlines(y, frame[left], frame[right], color=LINE, linewidth=1)
    axes.scatter(frame[left], y, s=45, color="black", zorder=3, label=_words(left))
    axes.scatter(frame[right], y, s=45, marker="D", facecolor=PAPER, edgecolor="black", zorder=3, label=_words(right))
    parts = []
    for at, row in enumerate(frame.to_dict("records")):
        for name, other in ((left, right), (right, left)):
            ahead = row[name] > row[other] or (row[name] == row[other] and name == left)
            axes.annotate(
                _number(row[name], name),
                (row[name], at),
                (8 if ahead else -8, 0),
                textcoords="offset points",
                va="center",
                ha="left" if ahead else "right",
                fontsize=9,
            )
        parts.append(f"{row[label]} {_number(row[left], left)} against {_number(row[right], right)}")
    most = max(frame[left].max(), frame[right].max()) or 1
    axes.set_xlim(-0.08 * most, 1.12 * most)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, borderaxespad=0, handletextpad=0.4)
    return f"{_words(left)} against {_words(right)}: {'; '.join(parts)}."


def slope(figure: "Figure", frame: pd.DataFrame, left_label: str, left: str, right_label: str, right: str):
    """Two rankings side by side, a line from each name's place in the first to its place in the second."""
    frame = frame.reset_index(drop=True)
    before = frame.sort_values([left, left_label], ascending=[False, True]).index
    figure.set_size_inches(WIDTH, 1 + ROW * max(3, len(frame)))
    axes = figure.add_subplot()
    parts = []
    for place, row in frame.iterrows():
        start = before.get_loc(place)
        axes.plot(
            [0, 1], [start, place], color="black", linewidth=2 if start != place else 0.8, marker="o", markersize=4
        )
        axes.annotate(
            f"{row[left_label]}  {_number(row[left], left)}",
            (0, start),
            (-8, 0),
            textcoords="offset points",
            ha="right",
            va="center",
        )
        axes.annotate(
            f"{_number(row[right], right)}  {row[right_label]}",
            (1, place),
            (8, 0),
            textcoords="offset points",
            ha="left",
            va="center",
        )
        parts.append(
            f"{row[left_label]} {_number(row[left], left)}, then {row[right_label]} {_number(row[right], right)}"
        )
    axes.set_xlim(-1.2, 2.2)
    axes.set_ylim(max(3, len(frame)) - 0.4, -0.6)
    axes.text(0, -0.9, _words(left), ha="right", fontweight="bold")
    axes.text(1, -0.9, _words(right), ha="left", fontweight="bold")
    axes.axis("off")
    return f"{_words(left)}, then {_words(right)}: {'; '.join(parts)}."


def matrix(figure: "Figure", frame: pd.DataFrame, label: str, columns: list[str] | None = None):
    """A grid of rows by `columns` (all but the label) with each value in its cell; numbers shade it, 0 stays empty."""
    columns = [column for column in frame.columns if column != label] if columns is None else columns
    figure.set_size_inches(max(WIDTH, 2.2 + 0.75 * len(columns)), 1.3 + ROW * len(frame))
    axes = figure.add_subplot()
    cells = frame[list(columns)]
    depth = cells.map(_first_number)
    edges = [[at - 0.5 for at in range(n + 1)] for n in reversed(depth.shape)]
    axes.pcolormesh(*edges, depth, cmap="Greys", vmin=0, vmax=1.8 * (depth.to_numpy().max() or 1))
    axes.invert_yaxis()
    parts = []
    for y, (name, row) in enumerate(zip(frame[label], cells.to_dict("records"), strict=True)):
        full = [(x, column, row[column]) for x, column in enumerate(columns) if row[column] not in (0, "", None)]
        for x, _, value in full:
            axes.text(x, y, _number(value), ha="center", va="center", fontsize=9)
        parts.append(f"{name}: " + (", ".join(f"{column} {_number(value)}" for _, column, value in full) or "none"))
    axes.set_yticks(range(len(frame)), [shorten(str(name), LABEL_WIDTH, placeholder="…") for name in frame[label]])
    axes.set_xticks(range(len(columns)), [str(column) for column in columns])
    axes.xaxis.tick_top()
    if max(len(str(column)) for column in columns) > 9:
        axes.tick_params(axis="x", rotation=35)
        for tick in axes.get_xticklabels():
            tick.set_ha("left")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return f"{'; '.join(parts)}."


def timeline(figure: "Figure", frame: pd.DataFrame, label: str, date: str, state: str):
    """One line a `label`, in two lines where it is long, a dot for each `date` with its `state` above; dates stand in
    order, at equal steps.
    """
    dates = sorted(frame[date].dropna().unique())
    names = list(dict.fromkeys(frame[label]))
    told = [_by_day(frame[frame[label] == name].dropna(subset=[date]), date, state) for name in names]
    words = {y: [fill(", ".join(states), DAY_WORDS) for states in points.values()] for y, points in enumerate(told)}
    most = max((text.count("\n") + 1 for texts in words.values() for text in texts), default=1)
    axes = _rows(figure, names, height=max(0.5, 0.3 + 0.13 * most))
    figure.set_figwidth(max(WIDTH, 3.5 + DAY * len(dates)))
    parts = []
    for y, (name, points) in enumerate(zip(names, told, strict=True)):
        at = [dates.index(day) for day in points]
        axes.plot(at, [y] * len(at), color="black", marker="o", markersize=5, linewidth=1)
        for x, text in zip(at, words[y], strict=True):
            axes.annotate(text, (x, y), (0, 6), textcoords="offset points", ha="center", fontsize=8, linespacing=1)
        parts.append(f"{name}: " + ", then ".join(f"{', '.join(states)} {day}" for day, states in points.items()))
    axes.set_xticks(range(len(dates)), dates)
    axes.set_xlim(-0.6, len(dates) - 0.4)
    axes.grid(axis="x", color="#DDDDDD")
    axes.set_axisbelow(True)
    return f"{'; '.join(parts)}."


def _by_day(frame: pd.DataFrame, date: str, state: str) -> dict[str, list[str]]:
    """The states of each day, each once, in the order of days."""
    ordered = frame.sort_values(date, kind="stable")
    return {day: list(dict.fromkeys(states)) for day, states in ordered.groupby(date)[state]}


def _rows(figure: "Figure", names: list[str], height: float = ROW):
    """Axes with one horizontal line a name, first on top, and no scale: the numbers stand at the data. In a `height` for
    two lines a long name takes two.
    """
    figure.set_size_inches(WIDTH, 0.9 + height * max(2, len(names)))
    axes = figure.add_subplot()
    lines = 2 if height > ROW else 1
    labels = [fill(shorten(name, lines * LABEL_WIDTH, placeholder="…"), LABEL_WIDTH) for name in names]
    axes.set_yticks(range(len(names)), labels)
    axes.set_ylim(len(names) - 0.4, -0.7)
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return axes


def _number(value, column: str = "") -> str:
    """Whole numbers with thousands marked, shares in percent, other fractions to three figures, words as they are."""
    if isinstance(value, str):
        return value
    if "share" in column:
        return f"{value:.0%}"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:.3g}"


def _first_number(value) -> float:
    if isinstance(value, str):
        head = value.split()[0] if value else "0"
        return float(head) if head.isdigit() else 1.0
    return float(value or 0)


def _words(column: str) -> str:
    return column.replace("_", " ")
