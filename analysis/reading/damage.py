"""Marks of a text that was decoded wrongly, read as they were meant: UTF-8 taken for Windows-1252, and raw C1 controls.

The text of the article stays as it is. What is read instead is as long, so that every offset is the article's own; a
row's `text` is cut from the article again.

>>> legible("He said: â€œWe donâ€™t.â€ ")
'He said:   “We don  ’t.”  '
"""

import re
from dataclasses import replace

from pydantic import BaseModel

from ..documents import Document

_MEANT = {
    "â€œ": "  “",
    "â€\x9d": "”  ",
    "â€™": "  ’",
    "â€˜": "  ‘",
    "â€“": " – ",
    "â€”": " — ",
    "â€¦": "…  ",
    "â€": "” ",
    "Â\xa0": "  ",
    **dict(zip("\x85\x91\x92\x93\x94\x96\x97", "…‘’“”–—", strict=True)),
}
_DAMAGED = re.compile("|".join([*_MEANT, r"(?<=[a-z])â(?=(?:d|ll|m|re|s|t|ve)\b)"]))


def legible(text: str) -> str:
    """A text with its damaged marks as they were meant, each with blanks to its old length."""
    return _DAMAGED.sub(lambda mark: _MEANT.get(mark[0], "’"), text)


def readable(document: Document) -> Document:
    """The document with a legible text; itself where nothing is damaged."""
    text = legible(document.text)
    return document if text == document.text else replace(document, text=text)


def restored(tables: dict[str, list[BaseModel]], text: str) -> None:
    """Give rows that were found in a legible text the words of the article itself."""
    for row in (row for rows in tables.values() for row in rows if hasattr(row, "text")):
        row.text = text[row.start : row.end]
