"""Each row in its words: evidence tables, links that open an article at the passage, wordings side by side."""

import os
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote as percent_encode

import pandas as pd

from .display import ORANGE, YELLOW, Html, open_mark
from .documents import Document
from .voices import differing, same_words
from .wording import hint, number

LINKED = {".txt", ".md", ".html", ".htm"}


def text_fragment(text: str, start: int, end: int, words: int = 3) -> str:
    """`#:~:text=…` for `text[start:end]`: a browser opens the file there and highlights it.

    A passage of more than a dozen words is given by its first and last words, a short one with a few words around it,
    so that the link finds this occurrence. (Text Fragments, WICG draft.)

    >>> text_fragment("He said: no, never. Then he left.", 9, 18)
    '#:~:text=He%20said%3A-,no%2C%20never,-.%20Then%20he'
    """
    passage = re.findall(r"\S+", text[start:end])
    line = text[text.rfind("\n", 0, start) + 1 : start]
    before = re.findall(r"\S+", line)[-words:]
    rest = text[end:].split("\n", 1)[0]
    after = re.findall(r"\S+", rest)[:words]
    if len(passage) > 12 or "\n" in text[start:end]:
        middle = f"{_encode(passage[:5])},{_encode(passage[-5:])}"
    else:
        middle = _encode(passage)
    prefix = f"{_encode(before)}-," if before else ""
    suffix = f",-{_encode(after)}" if after else ""
    return f"#:~:text={prefix}{middle}{suffix}"


def _encode(words: Sequence[str]) -> str:
    return percent_encode(" ".join(words), safe="").replace("-", "%2D")


def link(document: Document, start: int, end: int) -> str:
    """Relative address of the article at `text[start:end]`."""
    path = Path(os.path.relpath(re.sub(r":\d+$", "", document.path))).as_posix()
    fragment = text_fragment(document.text, start, end) if Path(path).suffix.lower() in LINKED else ""
    return percent_encode(path, safe="/.") + fragment


def anchor(document: Document, start: int, end: int) -> str:
    """`<a>` with the article's short name that opens it at `text[start:end]`."""
    where = escape(link(document, start, end))
    parts = [
        f'<b style="font-weight:normal;white-space:nowrap">{escape(part)}</b>' for part in short(document).split(" ")
    ]
    return f'<a href="{where}" target="_blank">{" ".join(parts)}</a>'


def evidence(rows: pd.DataFrame, corpus, columns: Sequence[str] | None = None, around: int = 60, top: int = 20) -> Html:
    """Each row in its words: chosen columns, the passage in context, and a link that opens the article there.

    `rows` needs `doc_id`, `start` and `end`; `around` characters of context stand on each side; at most `top` rows are
    shown and the rest counted.

    >>> evidence(corpus.quotes().query("kind == 'direct'"), corpus)   # doctest: +SKIP
    """
    missing = {"doc_id", "start", "end"} - set(rows.columns)
    if missing:
        raise ValueError(
            f"An evidence table needs the columns doc_id, start and end; {', '.join(sorted(missing))} not found. "
            "Give it rows of corpus.entities(), quotes() or commitments(), not a summary of them."
        )
    columns = list(columns if columns is not None else default_columns(rows))
    if unknown := [name for name in columns if name not in rows]:
        raise ValueError(f"No column {unknown[0]!r} in these rows. {hint(unknown[0], rows, most=40)}")
    cell = '<td style="text-align:left;vertical-align:top;padding:0.3em 0.6em">'
    wide = cell.replace("padding", "min-width:18em;padding")
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in [*columns, "in its words", "article"])
    body, lines = [], []
    for row in rows.head(top).to_dict("records"):
        document = corpus[row["doc_id"]]
        values = [plain(row[name]) for name in columns]
        words = in_context(document.text, row["start"], row["end"], around)
        where = anchor(document, row["start"], row["end"])
        cells = "".join(f"{cell}{item}</td>" for item in map(escape, values))
        body.append(f"<tr>{cells}{wide}{words}</td>{cell}{where}</td></tr>")
        lines.append(" | ".join([*values, document.text[row["start"] : row["end"]], document.doc_id]))
    caption = f"n = {len(rows)}" + (f", the first {top} shown" if len(rows) > top else "")
    if not len(rows):
        return Html(
            "<p>n = 0: nothing of the kind in these articles</p>", "n = 0: nothing of the kind in these articles"
        )
    html = (
        f'<table style="border-collapse:collapse"><caption style="text-align:left">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )
    return Html(html, "\n".join([caption, *lines]))


def default_columns(rows: pd.DataFrame) -> list[str]:
    """The columns that tell rows of a table apart at a glance."""
    for columns in (["actors", "act", "force"], ["speakers", "kind"], ["entity", "label"]):
        if set(columns) <= set(rows.columns):
            return columns
    return []


def in_context(text: str, start: int, end: int, around: int) -> str:
    """The passage marked, with what stands around it on its line, cut at words."""
    line_before, line_after = text[text.rfind("\n", 0, start) + 1 : start], text[end:].split("\n", 1)[0]
    left, right = line_before[-around:] if around else "", line_after[:around]
    if len(left) < len(line_before):
        left = "… " + left.partition(" ")[2]
    if len(right) < len(line_after):
        right = right.rpartition(" ")[0] + " …"
    return f"{escape(left)}{open_mark(YELLOW)}{escape(text[start:end])}</mark>{escape(right)}"


def plain(value) -> str:
    """A cell's value as text: lists joined, nothing for what is missing."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if pd.isna(value) else str(value)


def short(document: Document) -> str:
    """Number of the article, outlet and date as far as known: `000, Anadolu, 2025-09-05`."""
    number = document.doc_id.split("_")[0]
    return ", ".join(filter(None, [number, document.outlet, document.published]))


def wordings(corpus, top: int = 10) -> Html:
    """One utterance in two articles, side by side; the words that differ are marked.

    >>> wordings(corpus)   # doctest: +SKIP
    """
    groups = [group for _, group in same_words(corpus).groupby("same_as", sort=True)]
    cell = '<td style="text-align:left;vertical-align:top;padding:0.4em 0.8em;width:50%">'
    body, lines = [], []
    for group in groups[:top]:
        first = group.iloc[0]
        for second in group[group.doc_id != first.doc_id].itertuples():
            pieces = differing(first.text, second.text)
            texts = [
                " ".join(escape(piece[side]) if piece[2] else marked(piece[side]) for piece in pieces)
                for side in (0, 1)
            ]
            heads = [
                f"<b>{escape(plain(row.speakers))}</b> in {anchor(corpus[row.doc_id], row.start, row.end)}<br>"
                for row in (first, second)
            ]
            body.append("<tr>" + "".join(f"{cell}{head}{text}</td>" for head, text in zip(heads, texts)) + "</tr>")
            lines += [f"{row.doc_id}: {row.text}" for row in (first, second)]
    caption = f"n = {number(len(groups), 'utterance')} reported in several articles" + (
        f", {top} shown" if len(groups) > top else ""
    )
    html = (
        f'<table style="border-collapse:collapse"><caption style="text-align:left">{caption}; what differs is marked</caption>'
        f"<tbody>{''.join(body)}</tbody></table>"
    )
    return Html(html, "\n".join([caption, *lines]))


def marked(words: str) -> str:
    return f"{open_mark(ORANGE)}{escape(words)}</mark>" if words else ""
