"""Articles from a folder, a file, JSONL or CSV; what cannot be read is named with its remedy and costs nothing else.

The text of an article is its file as decoded, line ends and all: `corpus[doc_id].text[start:end]` is what an editor
shows there. (A byte order mark is part of the encoding, not of the text.) UTF-8 is expected; other encodings are read
where they can be told, and a notice says which.

What is known about an article comes, in this order, from `metadata.toml` in its folder, from its row in a JSONL or
CSV file, and from its own header and dateline. Dates that are not stated in full are not stated.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

from ..documents import Document
from ..naming.gazetteer import check_names
from ..rows import Error
from .damage import legible
from .datelines import agency, iso_date, stated_date
from .formats import LONGEST, PAGES, TABLES, UnreadableError, decode, read_page
from .language import seems_english
from .zones import find_zones

ONE_PARAGRAPH = 6_000
"""A text of more characters without a line break is read, with a notice that its paragraphs are lost."""
FACTS = ("title", "outlet", "published", "event_date")
DOCUMENT_FACTS = (*FACTS, "published_basis", "event_date_basis")
ARTICLES = {".txt", ".md"}
READ = "Files ending in .txt, .md, .html, .jsonl or .csv are read."
NOT_ARTICLES = re.compile(r"(readme|licen[cs]e|codebook|changelog|metadata|names|overrides)\b", re.IGNORECASE)
OTHER_FORMATS = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".xlsx", ".zip"}


class NoArticlesError(ValueError):
    """There is nothing to read at a path; the message says what would have been right."""


class Reader:
    """What has been read so far: `documents` by name, and `errors` for what was not read or not read as it stands.

    `names` is the text of the folder's `names.toml`, if it has one.
    """

    def __init__(self):
        self.names = ""
        self.documents: dict[str, Document] = {}
        self.errors: list[Error] = []
        self._texts: dict[str, str] = {}

    def read(self, path: Path) -> "Reader":
        """Read a folder or one file.

        Raises `NoArticlesError` where there is nothing to read; one bad file among others goes to `errors`.
        """
        if not path.exists():
            raise NoArticlesError(f"No articles found: '{path}' does not exist.{_near(path)}")
        folder = path if path.is_dir() else path.parent
        metadata = {name: _facts(table) for name, table in self._toml(folder / "metadata.toml")[1].items()}
        self.names = self._names(folder / "names.toml")
        for file in _files(path) if path.is_dir() else [path]:
            with self._failures_named(str(file)):
                self._read_file(file, metadata)
        if path.is_dir():
            for name in sorted(metadata.keys() - self.documents.keys()):
                close = get_close_matches(name, sorted(self.documents), n=1)
                meant = f": is it '{close[0]}'?" if close else ""
                self._note(str(path / "metadata.toml"), f"describes '{name}', but no such article was read{meant}")
        return self

    def _read_file(self, file: Path, metadata: dict[str, dict]) -> None:
        kind = file.suffix.lower()
        if kind in OTHER_FORMATS:
            raise UnreadableError(f"is not plain text ({kind}): save it as .txt in UTF-8")
        text, notice = decode(file.read_bytes())
        if notice:
            self._note(str(file), notice)
        if kind in TABLES:
            for number, row in TABLES[kind](text):
                with self._failures_named(f"{file}:{number}"):
                    self._add_row(file, number, row, metadata)
        elif kind in PAGES:
            self._add(file.stem, str(file), *read_page(text), metadata)
        elif re.match(r"\s*<(!doctype html|html|head|body)\b", text, re.IGNORECASE):
            raise UnreadableError("holds HTML, not plain text: give it the ending .html, or save its text")
        else:
            self._add(file.stem, str(file), text, {}, metadata)

    def _add_row(self, file: Path, number: int, row: dict | str, metadata: dict[str, dict]) -> None:
        if isinstance(row, str):
            raise UnreadableError(row)
        if not isinstance(row.get("text"), str):
            raise UnreadableError("has no 'text', or one that is not a string")
        facts = {}
        for fact in FACTS:
            if row.get(fact):
                facts |= {fact: str(row[fact]), f"{fact}_basis": row.get(f"{fact}_basis") or f"stated in {file.name}"}
        name = str(row.get("doc_id") or row.get("id") or f"{file.stem}-{number:04}")
        self._add(name, f"{file}:{number}", row["text"], facts, metadata)

    def _add(self, name: str, path: str, text: str, facts: dict[str, str], metadata: dict[str, dict]) -> None:
        if not any(map(str.isalnum, text)):
            raise UnreadableError("is empty: there are no words in it. Remove it, or put the article in")
        if re.search("[\ud800-\udfff]", text):
            raise UnreadableError("holds halves of characters (surrogates): export it again as UTF-8")
        if len(text) > LONGEST:
            raise UnreadableError(
                f"is too long for one article ({len(text):,} characters; the limit is {LONGEST:,}): split it"
            )
        if name in self.documents:
            raise UnreadableError(f"has the same name as {self.documents[name].path}: rename one of them")
        if text in self._texts:
            self._note(
                path, f"is the same article as {self._texts[text]}, word for word: counted once, remove one of them"
            )
            return
        if len(text) > ONE_PARAGRAPH and len(text.strip().splitlines()) == 1:
            self._note(path, "has no paragraphs: read as one. Captions and most headings cannot be told from the story")
        if legible(text) != text:
            self._note(
                path, "was decoded wrongly (â€œ stands for a quotation mark): read as meant. Save it again as UTF-8"
            )
        if not seems_english(text):
            self._note(
                path,
                "does not look English: what is found in it will be wrong or missing. Translate it, or leave it out",
            )
        known = {**_stated(text, Path(path).name), **facts, **metadata.get(name, {})}
        for day in ("published", "event_date"):
            written = known.get(day)
            known[day] = iso_date(written) if written else None
            if written and not known[day]:
                self._note(
                    path, f"{day} '{written}' is no full date, or could be two: write it as 2025-09-05. Left undated"
                )
            if not known[day]:
                known[f"{day}_basis"] = None
        self._texts[text] = path
        self.documents[name] = Document(name, path, text, **{fact: known.get(fact) for fact in DOCUMENT_FACTS})

    def _names(self, file: Path) -> str:
        """The text of a `names.toml` that can be used; of any other, nothing, and why."""
        text, _ = self._toml(file)
        try:
            check_names(tomllib.loads(text))
        except ValueError as error:
            self._fail(str(file), f"is not used: {str(error).removeprefix('names.toml: ')}")
            return ""
        return text

    def _toml(self, file: Path) -> tuple[str, dict[str, dict]]:
        """Text and tables of a TOML file beside the articles; nothing where none can be read."""
        if file.is_file():
            try:
                text = file.read_bytes().decode("utf-8-sig")
                return text, {name: table for name, table in tomllib.loads(text).items() if isinstance(table, dict)}
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                self._fail(str(file), f"cannot be read, so it is not used: {error}")
        return "", {}

    @contextmanager
    def _failures_named(self, path: str) -> Iterator[None]:
        try:
            yield
        except UnreadableError as error:
            self._fail(path, str(error))
        except OSError as error:
            self._fail(path, f"cannot be opened: {error.strerror}")

    def _fail(self, path: str, message: str) -> None:
        self.errors.append(Error(path=path, stage="reading", message=message))

    def _note(self, path: str, message: str) -> None:
        self.errors.append(Error(path=path, stage="notice", message=message))


def _files(folder: Path) -> list[Path]:
    """Files of a folder that hold articles, in order of name; hidden ones, README, metadata and the like left out."""
    files = [
        file for file in sorted(folder.iterdir()) if not file.name.startswith((".", "~", "_")) and not file.is_dir()
    ]
    endings = ARTICLES | PAGES | TABLES.keys() | OTHER_FORMATS
    found = [file for file in files if file.suffix.lower() in endings and not NOT_ARTICLES.match(file.name)]
    if found:
        return found
    inside = [child for child in sorted(folder.iterdir()) if child.is_dir() and any(child.glob("*.txt"))]
    hint = f" Its folder '{inside[0].name}' does: give that one." if inside else ""
    holds = "is empty" if not files else "holds no articles"
    raise NoArticlesError(f"No articles found: '{folder}' {holds}.{hint} {READ}")


def _near(path: Path) -> str:
    """A question after the path that was meant."""
    names = sorted(child.name for child in path.parent.iterdir()) if path.parent.is_dir() else []
    close = get_close_matches(path.name, names, n=1, cutoff=0.5)
    return f" Did you mean '{path.parent / close[0]}'?" if close else f" {READ}"


def _stated(text: str, file_name: str) -> dict[str, str | None]:
    """What an article says about itself."""
    opening = [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text[:2000])]
    told = [words for kind, words in opening if kind in ("header", "dateline")]
    stated = next(filter(None, map(stated_date, told)), None)
    named = re.search(r"(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)", file_name)
    return {
        "title": next((words for kind, words in opening if kind == "headline"), None),
        "outlet": next(filter(None, map(agency, told)), None),
        "published": stated or (named[0] if named else None),
        "published_basis": "stated in the text" if stated else "stated in the file name",
    }


def _facts(table: dict) -> dict[str, str]:
    """Facts of one article in metadata.toml, with the basis of each."""
    facts = {}
    for fact in FACTS:
        given = table.get(fact)
        value, basis = (given.get("value"), given.get("basis")) if isinstance(given, dict) else (given, None)
        if value:
            facts |= {fact: str(value), f"{fact}_basis": basis or "stated in metadata.toml"}
    return facts
