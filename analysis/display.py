"""An article with what was found in it highlighted.

Only inline styles, `<mark>`, `<figure>` and links are used, so that a notebook looks the same trusted, untrusted and exported.
Colours are those of Okabe and Ito (Color Universal Design, 2008) under black text; each carries a label as well.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from .documents import Document
from .wording import hint

ORANGE, SKY, GREEN, YELLOW, VERMILION, PURPLE, GREY = (
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#D55E00",
    "#CC79A7",
    "#CCCCCC",
)
ENTITY_STYLE = {
    "PERSON": ("person", ORANGE),
    "GPE": ("place", SKY),
    "LOC": ("place", SKY),
    "FAC": ("place", SKY),
    "NORP": ("people", YELLOW),
    "ORG": ("organisation", GREEN),
    "EVENT": ("event", PURPLE),
    "LAW": ("law", PURPLE),
    "PRODUCT": ("product", GREY),
    "WORK_OF_ART": ("title", GREY),
}
QUOTE_STYLE = {"direct": YELLOW, "mixed": ORANGE, "indirect": SKY}
ACT_STYLE = {"commit": GREEN, "offer": SKY, "consider": YELLOW, "refuse": VERMILION, "demand": ORANGE, "status": PURPLE}
GAP = '<p style="margin:0.2em 0">[…]</p>'


@dataclass(frozen=True)
class Mark:
    """A stretch of text to highlight; `label` stands behind it, `key` in the legend."""

    start: int
    end: int
    key: str
    colour: str | None
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Html:
    """HTML that a notebook shows, with a plain text for terminals."""

    html: str = field(repr=False)
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def entity_marks(rows: pd.DataFrame) -> list[Mark]:
    """One mark a name, coloured by type; the label gives the canonical name where the text has another, and of a place or
    building that stands for a government, whose.
    """
    marks = []
    for row in rows[rows.label.isin(ENTITY_STYLE)].itertuples():
        key, colour = ENTITY_STYLE[row.label]
        label = key if row.entity == row.text else f"{key} · {row.entity}"
        label += f", for {row.stands_for}" if row.kind == "metonym" and isinstance(row.stands_for, str) else ""
        marks.append(Mark(row.start, row.end, key, colour, label))
    return marks


def quote_marks(rows: pd.DataFrame) -> list[Mark]:
    """Content coloured by kind and labelled with the speaker; the cue and the source underlined."""
    marks = []
    for row in rows.itertuples():
        who = ", ".join(row.speakers) or "speaker not given"
        content = [(start, end) for start, end in row.content]
        marks += [Mark(start, end, row.kind, QUOTE_STYLE[row.kind]) for start, end in content[:-1]]
        marks += [
            Mark(start, end, row.kind, QUOTE_STYLE[row.kind], f"{who} · {row.kind}") for start, end in content[-1:]
        ]
        marks += [Mark(start, end, "who says it, and how", None) for start, end in [*row.source, *row.cue]]
    return marks


def commitment_marks(rows: pd.DataFrame) -> list[Mark]:
    """Evidence coloured by act, labelled with actor, act and force; the condition underlined."""
    marks = []
    for row in rows.itertuples():
        label = f"{', '.join(row.actors) or 'actor not given'} · {act_and_force(row)}"
        marks.append(Mark(row.start, row.end, row.act, ACT_STYLE[row.act], label))
        if isinstance(row.condition, tuple):
            marks.append(Mark(*row.condition, "condition", None))
    return marks


def act_and_force(row) -> str:
    """`commit (pledged)`; the force is left out where it only repeats the act."""
    return row.act if row.force.startswith(row.act) else f"{row.act} ({row.force})"


MARKS: dict[str, Callable[[pd.DataFrame], list[Mark]]] = {
    "entities": entity_marks,
    "quotes": quote_marks,
    "commitments": commitment_marks,
}


def show(
    document: Document, rows: pd.DataFrame, table: str = "quotes", about: str | None = None, top: int | None = None
) -> Html:
    """The article with what was found in it highlighted.

    `rows` are rows of `table` (`entities`, `quotes` or `commitments`); those of other documents are left out. With
    `about`, only paragraphs with a row on that name are shown; with `top`, only the first so many that have a row.

    >>> show(corpus["000_563a6a8ac85ba4a2"], corpus.quotes(), about="Shigeru Ishiba")   # doctest: +SKIP
    """
    if table not in MARKS:
        raise ValueError(f"No highlighting for {table!r}. Choose one of: {', '.join(MARKS)}.")
    rows = rows[rows.doc_id == document.doc_id]
    wanted = rows if about is None else rows[_on(rows, about)]
    marks = MARKS[table](rows)
    zones, some = document.zones, about is not None or top is not None
    if some:
        zones = [zone for zone in zones if ((wanted.start < zone.end) & (wanted.end > zone.start)).any()][:top]
    blocks, seen = [], []
    for zone in document.zones:
        if zone not in zones:
            blocks += [GAP] if blocks[-1:] != [GAP] else []
            continue
        inside = [mark for mark in marks if mark.start < zone.end and mark.end > zone.start]
        blocks.append(_block(zone.kind, highlight(document.text, inside, zone.start, zone.end)))
        seen += inside
    legend = " ".join(
        f"{open_mark(colour)}{escape(key)}{close_mark(colour)}&nbsp;{sum(mark.key == key and bool(mark.label) for mark in seen) or ''}"
        for key, colour in sorted(
            {(mark.key, mark.colour) for mark in seen}, key=lambda pair: (pair[1] is None, pair[0])
        )
    )
    title = document.title or document.doc_id
    more = f"; {len(zones)} of {len(document.zones)} paragraphs" if some else ""
    more += "" if about is None else f", those on {about}"
    caption = f"{title}: {len(rows)} {table}{more}"
    html = (
        f'<figure style="margin:0;max-width:52em"><figcaption><b>{escape(caption)}</b><br>{legend}</figcaption>'
        f'<div style="line-height:1.7">{"".join(blocks)}</div></figure>'
    )
    lines = [f"{document.text[m.start : m.end]!r} [{m.label}]" for m in dict.fromkeys(seen) if m.label]
    return Html(html, "\n".join([caption, *lines]))


def _on(rows: pd.DataFrame, name: str) -> list[bool]:
    """Which rows are on a name; an unknown name is an error that suggests the nearest."""
    names = [names_of(row) for row in rows.itertuples()]
    known = sorted(set().union(*names))
    if name not in known:
        within = [each for each in known if name.casefold() in each.casefold().split()]
        raise ValueError(f"Nothing on {name!r} in this article. {hint(within[0] if within else name, known)}")
    return [name in each for each in names]


def names_of(row) -> set[str]:
    """All names in a row's name columns."""
    single = {getattr(row, column, None) for column in ("entity", "stands_for", "addressee", "recipient")}
    several = (getattr(row, column, []) for column in ("speakers", "actors", "sources"))
    return {name for name in single.union(*several) if isinstance(name, str)}


def open_mark(colour: str | None) -> str:
    """The opening tag of a mark: a colour under black text, or, without a colour, an underline in the text's own."""
    if colour is None:
        return "<u>"
    return f'<mark style="background:{tint(colour)};color:#000;border-bottom:2px solid {colour};padding:0 0.1em">'


def close_mark(colour: str | None) -> str:
    return "</u>" if colour is None else "</mark>"


def tint(colour: str) -> str:
    """A colour mixed with white, so that black text of several lines stays easy to read.

    >>> tint("#D55E00")
    '#EEBF99'
    """
    return "#" + "".join(f"{round(0.4 * int(colour[i : i + 2], 16) + 0.6 * 255):02X}" for i in (1, 3, 5))


def inline(mark: Mark, first: bool) -> str:
    return open_mark(mark.colour)


def highlight(
    text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None, tag: Callable[[Mark, bool], str] = inline
) -> str:
    """`text[start:end]` as escaped HTML with nested `<mark>` elements, `<u>` for those without a colour.

    Marks may nest and overlap: of two that cross, the one that began later is closed and opened anew, so that the
    elements nest. A mark's label stands where the mark ends. `tag(mark, first)` writes the opening tag of each piece.

    >>> highlight("one & two", [Mark(0, 3, "number", "#F0E442", "first")])
    '<mark style="background:#F9F4B3;color:#000;border-bottom:2px solid #F0E442;padding:0 0.1em">one<small> [first]</small></mark> &amp; two'
    """
    end = len(text) if end is None else end
    marks = sorted({m for m in marks if m.start < m.end}, key=lambda m: (m.start, -m.end, m.key, m.label))
    edges = {max(start, min(end, edge)) for mark in marks for edge in (mark.start, mark.end)}
    pieces, opened, at = [], [], start
    for edge in sorted(edges | {end}):
        pieces.append(escape(text[at:edge]))
        at = edge
        depth = next((i for i, mark in enumerate(opened) if mark.end <= edge), len(opened))
        for mark in reversed(opened[depth:]):
            label = f"<small> [{escape(mark.label)}]</small>" if mark.label and mark.end <= edge else ""
            pieces.append(f"{label}{close_mark(mark.colour)}")
        if edge == end:
            pieces.extend(close_mark(mark.colour) for mark in reversed(opened[:depth]))
            break
        again = [mark for mark in opened[depth:] if mark.end > edge]
        fresh = [mark for mark in marks if mark not in opened and max(mark.start, start) == edge < mark.end]
        opened = opened[:depth] + again + fresh
        pieces += [tag(mark, False) for mark in again] + [tag(mark, mark.start >= start) for mark in fresh]
    return "".join(pieces)


def _block(kind: str, html: str) -> str:
    style = {
        "headline": "font-weight:bold;font-size:1.15em",
        "heading": "font-weight:bold",
        "caption": "font-style:italic",
        "header": "opacity:0.7",
        "boilerplate": "opacity:0.7;font-size:0.85em",
    }.get(kind, "")
    note = f"<small>[{kind}]</small> " if kind in ("caption", "boilerplate") else ""
    return f'<p style="margin:0.5em 0;white-space:pre-line;{style}">{note}{html}</p>'
