"""Charts whose numbers can be read without seeing them.

A chart is a matplotlib drawing in a `<figure>`: the picture, alt text with every number drawn, and a caption that says
what was counted. The alt text is also the chart's plain text, so checking a notebook compares numbers, not pixels.

The columns of a summary say which chart it gets (`analysis.drawing.recipes`); `kind` and its columns can be named instead:

>>> import pandas as pd
>>> frame = pd.DataFrame({"place": ["Kyiv", "Paris"], "visits": [7, 3]})
>>> chart(frame, "bars", label="place", value="visits", title="Kyiv is visited most", note="n = 10 visits in 2 articles")
Kyiv is visited most. visits: Kyiv 7; Paris 3.
n = 10 visits in 2 articles
"""

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from textwrap import fill

import pandas as pd

from .drawing import plots
from .drawing.recipes import RECIPES

STYLE = {
    "svg.hashsalt": "analysis",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "hatch.linewidth": 0.6,
    "figure.facecolor": "white",
    "text.parse_math": False,
}
KINDS: dict[str, Callable[..., str]] = {
    draw.__name__: draw for draw in (plots.bars, plots.stacked, plots.pairs, plots.slope, plots.matrix, plots.timeline)
}
SORTED_BY = {
    "bars": ("label", "value"),
    "stacked": ("label", "values"),
    "pairs": ("label", "left"),
    "slope": ("right_label", "right"),
}
MOST_COLUMNS = 20  # of a matrix: more would be too small to read


@dataclass(frozen=True)
class Chart:
    """A drawing with its numbers as text: `alt` has all of them, `note` says what was counted."""

    alt: str
    note: str
    svg: bytes = field(repr=False)

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self.svg).decode("ascii")
        return (
            f'<figure style="margin:0"><img alt="{escape(self.alt)}" style="max-width:100%" '
            f'src="data:image/svg+xml;base64,{picture}"><figcaption>{escape(self.note)}</figcaption></figure>'
        )

    def __repr__(self) -> str:
        return f"{self.alt}\n{self.note}"


def chart(
    frame: pd.DataFrame,
    kind: str | None = None,
    *,
    title: str | None = None,
    note: str | None = None,
    top: int = 15,
    **columns,
) -> Chart:
    """Draw a summary; at most `top` rows of it, and 20 columns of a matrix; the caption says how many there are.

    Without `kind` the frame's columns decide; then title and caption are made from its numbers. With `kind` (`bars`,
    `stacked`, `pairs`, `slope`, `matrix`, `timeline`) give `title` (the point), `note` (what was counted, with its *n*) and
    the columns to draw, as the function of that name in `analysis.drawing.plots` calls them.
    """
    import matplotlib  # here, so that reading a corpus need not wait for it
    from matplotlib.figure import Figure

    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"A chart draws a summary (a data frame), not {type(frame).__name__}: chart(frequency(corpus)), for example."
        )
    if frame.index.name:
        frame = frame.reset_index()
    if kind is None:
        recipe = next((r for r in RECIPES if r.columns <= set(frame.columns)), None)
        if recipe is None:
            raise ValueError(
                f"No chart is known for a frame with the columns {', '.join(map(str, frame.columns))}. "
                f"Name one of the kinds {', '.join(KINDS)} and its columns, with title and note."
            )
        kind, columns = recipe.kind, recipe.names | columns
        title, note, frame = title or recipe.title(frame), note or recipe.note(frame), recipe.prepare(frame)
    if kind not in KINDS:
        raise ValueError(f"No chart of kind {kind!r}. Choose one of: {', '.join(KINDS)}.")
    if title is None or note is None:
        raise ValueError("A chart needs title= (the point it makes) and note= (what was counted, with n).")
    wanted = [name for value in columns.values() for name in ([value] if isinstance(value, str) else value)]
    missing = [name for name in wanted if name not in frame.columns]
    if missing:
        raise ValueError(f"No column {', '.join(missing)} to draw. There are: {', '.join(map(str, frame.columns))}.")
    if kind in SORTED_BY:
        label, values = (columns[name] for name in SORTED_BY[kind])
        frame = plots.ranked(frame.reset_index(drop=True), [values] if isinstance(values, str) else values, label)
    lines = frame[columns["label"]] if kind == "timeline" else pd.Series(range(len(frame)), index=frame.index)
    if lines.nunique() > top:
        note = f"{note}; {top} of {lines.nunique()} lines drawn"
        frame = frame[lines.isin(lines.unique()[:top])]
    if kind == "matrix" and columns.get("columns") is None:
        every = [name for name in frame.columns if name != columns["label"]]
        columns = columns | {"columns": every[:MOST_COLUMNS]}
        note += f"; {MOST_COLUMNS} of {len(every)} columns drawn" if len(every) > MOST_COLUMNS else ""
    with matplotlib.rc_context(STYLE):
        figure = Figure(layout="constrained")
        if len(frame):
            numbers = KINDS[kind](figure, frame, **columns)
        else:
            numbers = "Nothing found"
            figure.set_size_inches(plots.WIDTH, 1)
        figure.suptitle(fill(title, 78), x=0.01, ha="left", fontweight="bold", fontsize=11)
        drawn = io.BytesIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    return Chart(f"{title}. {numbers}", note, drawn.getvalue())
