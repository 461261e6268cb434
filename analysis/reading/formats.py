"""From the bytes of a file to text: encodings, rows of tables, web pages.

What cannot be read raises `UnreadableError`, whose message names the remedy.
"""

import csv
import io
import json
from collections.abc import Iterator

LONGEST = 1_000_000
"""Characters that spaCy's parser takes at once; an article of more is not one article."""
PAGES = {".html", ".htm"}
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or zip file",
    b"\xd0\xcf\x11\xe0": "a Word file",
    b"{\\rtf": "an RTF file",
}
LIKELY = frozenset("“”‘’–—…•·£€§°«»\xa0áàâäãåçéèêëíìîïñóòôöõøúùûüýÁÀÂÄÅÇÉÈÊËÍÎÏÑÓÔÖØÚÛÜßæœÆŒšžŠŽ")


class UnreadableError(ValueError):
    """One file, or one row of a table, cannot be read; the message names the remedy."""


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file, and a notice where it is not plain UTF-8.

    >>> decode("“No”, he said.".encode("cp1252"))
    ('“No”, he said.', 'is not UTF-8: read as cp1252. If letters look wrong, save it as UTF-8')
    """
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableError(f"is {kind}, not plain text: save it as .txt in UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "is not UTF-8: read as UTF-16"
    if b"\0" in data or sum(byte < 9 or 13 < byte < 27 for byte in data[:4096]) > 0.02 * len(data[:4096]):
        raise UnreadableError("is binary, not plain text: save it as .txt in UTF-8")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8-sig", errors="replace")
    damaged, sound = text.count("\ufffd"), sum(character > "\x7f" for character in text)
    if sound > 2 * damaged:
        return text, f"has {damaged} damaged bytes, shown as \ufffd: get a clean copy"
    encoding = max(
        ("cp1252", "mac_roman"), key=lambda name: sum(map(LIKELY.__contains__, data.decode(name, errors="replace")))
    )
    return data.decode(
        encoding, errors="replace"
    ), f"is not UTF-8: read as {encoding}. If letters look wrong, save it as UTF-8"


def _json_rows(text: str) -> Iterator[tuple[int, dict | str]]:
    """Line numbers, with an object or what is wrong with the line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                row = f"is no JSON: {error}"
            yield number, row if isinstance(row, dict | str) else "is no JSON object"


def _csv_rows(text: str) -> Iterator[tuple[int, dict | str]]:
    """Row numbers and rows of a table with a column `text`."""
    csv.field_size_limit(10 * LONGEST)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    rows.fieldnames = [name.strip().lower() for name in rows.fieldnames or []]
    if "text" not in rows.fieldnames:
        raise UnreadableError(
            f"has no column 'text' among {', '.join(rows.fieldnames)}: name the one with the articles so"
        )
    yield from enumerate(rows, 1)


def read_page(html: str) -> tuple[str, dict]:
    """Text and facts of a web page."""
    try:
        import trafilatura
    except ImportError:
        raise UnreadableError("is a web page: to read it, pip install trafilatura (the extra 'html')") from None
    text = trafilatura.extract(html, include_comments=False) or ""
    page = trafilatura.extract_metadata(html, extensive=False)
    facts = {"title": page.title, "outlet": page.sitename, "published": page.date} if page else {}
    return text, {**facts, "published_basis": "stated in the page"}


TABLES = {".csv": _csv_rows, ".jsonl": _json_rows}
