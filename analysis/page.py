"""Pieces of a page that stands alone: its style, tables, anchors, and links from a count to its words."""

from collections.abc import Callable, Iterable
from html import escape

import pandas as pd

from .display import Mark
from .passages import plain

STYLE = """
body{font:16px/1.5 Georgia,'Times New Roman',serif;max-width:50em;margin:2em auto;padding:0 1em;color:#000;background:#fff}
h1,h2,h3{font-family:Helvetica,Arial,sans-serif;line-height:1.2}h2{margin-top:2em;border-top:2px solid #000;padding-top:.4em}
table{border-collapse:collapse;width:100%;font-size:.9em}th,td{text-align:left;vertical-align:top;padding:.25em .6em .25em 0}
tr{border-bottom:1px solid #ccc;break-inside:avoid}td.number,th.number{text-align:right}figure{margin:1em 0}
figcaption,.small{font-size:.85em;color:#333}a{color:#004b87}.where a{margin-right:.35em}a.words{color:#000;text-decoration-color:#999}mark{color:#000;background:none}
mark:target{outline:3px solid #000;background:#F0E442!important}article{margin-top:2em}article p{white-space:pre-line}
.date,td.number{white-space:nowrap}
@media print{body{max-width:none;margin:0;font-size:10pt;line-height:1.35}.where{display:none}a{color:#000;text-decoration:none}
figure{break-inside:avoid}figure img{width:100%}
thead,tbody tr:first-child{break-after:avoid}tbody tr:last-child{break-before:avoid}
h2,h3{break-after:avoid}p{orphans:3;widows:3}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
MOST_LINKS = 60


class Raw(str):
    """HTML that is already escaped."""


def anchored() -> Callable[[Mark, bool], str]:
    """A writer of opening tags that gives each anchor to the first piece that has it."""
    given = set()

    def tag(mark: Mark, first: bool) -> str:
        name = f' id="{mark.anchor}"' if first and mark.anchor not in given else ""
        given.add(mark.anchor)
        return f'<mark{name} title="{escape(mark.key)}" style="{mark.colour}">'

    return tag


def where_links(rows: pd.DataFrame, letter: str) -> Raw:
    """Numbered links to the words behind a count, article by article."""
    parts = []
    for doc_id, group in rows.head(MOST_LINKS).groupby("doc_id"):
        links = "".join(f'<a href="#{place(doc_id, letter, start)}">{n}</a>' for n, start in enumerate(group.start, 1))
        parts.append(f"{escape(doc_id.split('_')[0])}:&nbsp;{links}")
    more = f"and {len(rows) - MOST_LINKS} more" if len(rows) > MOST_LINKS else ""
    return Raw(f'<span class="where">{" ".join([*parts, more])}</span>')


def whole(value: str | None) -> Raw:
    """A date or a short name that is not broken over two lines."""
    return Raw(f'<span class="date">{escape(plain(value))}</span>')


def table(head: list[str], rows: Iterable[tuple], numbers: set[int] = frozenset()) -> Raw:
    """An HTML table; cells are escaped unless they are `Raw`. A column `where` has links only, and is not printed."""

    def cell(tag, at, value):
        kind = ' class="where"' if head[at] == "where" else ' class="number"' if at in numbers else ""
        return f"<{tag}{kind}>{value if isinstance(value, Raw) else escape(plain(value))}</{tag}>"

    lines = ["".join(cell("td", at, value) for at, value in enumerate(row)) for row in rows]
    top = "".join(cell("th", at, value) for at, value in enumerate(head))
    return Raw(
        f"<table><thead><tr>{top}</tr></thead><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"
    )


def place(doc_id: str, letter: str = "", start: int | None = None) -> str:
    """An anchor: letters, digits and `-` of the document's id, what it is, where it starts."""
    safe = "".join(c if c.isalnum() and c.isascii() else f"-{ord(c):x}-" for c in doc_id)
    return f"a{safe}" if start is None else f"a{safe}-{letter}{start}"
