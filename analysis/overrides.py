"""A reader's corrections: `overrides.toml` beside the articles changes, deletes or adds commitments and links.

    [[commitment]]                                    # correct a record, found by its id …
    id = "lagos_02-c310"
    actors = ["ECOWAS"]
    condition = "unless a date is set"                # in the article's words, or as offsets

    [[commitment]]                                    # … or by its article and exact words
    doc_id = "lagos_02"
    text = "Bamako will hold elections"
    delete = true

    [[commitment]]                                    # add one that was missed
    add = true
    doc_id = "lagos_02"
    text = "Niamey is ready to send a delegation"
    act = "offer"
    force = "ready"
    polarity = "positive"
    actors = ["Niger"]

    [[link]]                                          # correct or add a link; `delete = true` removes it
    from = "lagos_01-c12"
    to = { doc_id = "lagos_02", text = "ECOWAS may lift the sanctions" }
    relation = "weakens"
    change = false                                    # only the reports differ; else the days decide

Corrected records find their threads anew; what the file says has the last word. Changed rows have `edited` true. The
file is read at every run, and the ids depend on the article alone, so that corrections outlive a rerun. An entry that
does not fit is left out and named in the errors table.
"""

import tomllib
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from .documents import Document
from .extract import Tables
from .rows import Commitment, Error, Link
from .tracking.threads import threads

FIXED = {"doc_id", "start", "end", "text", "commitment_id", "edited"}
FINDS = {"id", "doc_id", "text", "start", "add", "delete"}


class Misfit(ValueError):
    """An entry that cannot be applied; the message says why and what to do."""


def apply_overrides(tables: Tables, documents: list[Document], path: Path) -> list[Error]:
    """Apply the file to the linked tables, in place; the entries that do not fit, as errors. No file, no change."""
    if not path.exists():
        return []
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [_error(path, f"is not valid TOML ({error}): nothing in it was applied. Mend that line and run again")]
    errors = [
        _error(path, f"'{name}' is no kind of entry: write [[commitment]] or [[link]]")
        for name, listed in entries.items()
        if name not in ("commitment", "link") or not isinstance(listed, list)
    ]
    texts = {document.doc_id: document.text for document in documents}
    days = {document.doc_id: document.event_date or document.published for document in documents}

    def each(kind, apply):
        listed = entries.get(kind)
        for number, entry in enumerate(listed if isinstance(listed, list) else [], 1):
            try:
                apply(entry)
            except Misfit as error:
                errors.append(_error(path, f"[[{kind}]] {number}: {error}"))

    named = {}
    each("commitment", lambda entry: named.update(_commitment(tables, entry, texts, days)))
    if entries.get("commitment"):
        threads(tables, documents)
        _name_threads(tables, named)
    each("link", lambda entry: _link(tables, entry, texts))
    tables["links"].sort(key=lambda link: (link.from_id, link.to_id))
    return errors


def _error(path: Path, message: str) -> Error:
    return Error(path=str(path), stage="overrides", message=message)


def _commitment(tables: Tables, entry: dict, texts: dict[str, str], days: dict[str, str | None]) -> dict[str, str]:
    """Apply one entry; the thread it names, by commitment_id."""
    changes = {key: value for key, value in entry.items() if key not in FINDS}
    if unknown := sorted(changes.keys() - (Commitment.model_fields.keys() - FIXED)):
        close = get_close_matches(unknown[0], Commitment.model_fields, n=1)
        hint = (
            f"did you mean '{close[0]}'?"
            if close and close[0] not in FIXED
            else "its words are fixed: delete it and add another"
        )
        raise Misfit(f"'{unknown[0]}' cannot be set: {hint}")
    records = tables["commitments"]
    if entry.get("add"):
        record = _validated(_new(records, entry, texts, days) | changes, texts)
        records.append(record)
        records.sort(key=lambda row: (row.doc_id, row.start, row.end, row.commitment_id))
    else:
        old = _found(records, entry, texts)
        if entry.get("delete"):
            records.remove(old)
            return {}
        if not changes:
            raise Misfit("changes nothing: give a field and its value, or delete = true")
        record = _validated(dict(old) | changes | {"edited": True}, texts)
        records[records.index(old)] = record
    return {record.commitment_id: record.thread} if "thread" in changes else {}


def _new(records: list[Commitment], entry: dict, texts: dict[str, str], days: dict[str, str | None]) -> dict:
    doc_id, start, text = _place(entry, texts)
    taken = {record.commitment_id for record in records}
    names = [f"{doc_id}-c{start}{letter}" for letter in ("", *"abcdefghijklmnopqrstuvwxyz")]
    made = {"made_on": days[doc_id], "made_on_basis": "date of the article"} if days[doc_id] else {}
    place = {"doc_id": doc_id, "start": start, "end": start + len(text), "text": text}
    return {**place, **made, "commitment_id": next(name for name in names if name not in taken), "edited": True}


def _place(entry: dict, texts: dict[str, str]) -> tuple[str, int, str]:
    """Article, offset and words that an entry points at."""
    doc_id, text = entry.get("doc_id"), entry.get("text")
    if not isinstance(doc_id, str) or not isinstance(text, str) or not text:
        raise Misfit("needs doc_id and text (the exact words in the article)" + ("" if entry.get("add") else ", or id"))
    if doc_id not in texts:
        close = get_close_matches(doc_id, texts, n=1)
        raise Misfit(f"there is no article '{doc_id}'" + (f": did you mean '{close[0]}'?" if close else ""))
    if isinstance(start := entry.get("start"), int) and texts[doc_id][start : start + len(text)] == text:
        return doc_id, start, text
    places = texts[doc_id].count(text)
    if not places:
        raise Misfit(f"'{doc_id}' does not hold the words {text[:60]!r}: copy them letter by letter, on one line")
    if places > 1:
        raise Misfit(f"'{doc_id}' holds these words {places} times: add start, the offset of the right ones")
    return doc_id, texts[doc_id].index(text), text


def _found(records: list[Commitment], entry: dict | str, texts: dict[str, str]) -> Commitment:
    """The record that an entry names by its id or by its article and words."""
    if isinstance(entry, str):
        entry = {"id": entry}
    if name := entry.get("id"):
        found = [record for record in records if record.commitment_id == name]
        if not found:
            close = get_close_matches(str(name), [record.commitment_id for record in records], n=1)
            raise Misfit(f"there is no record '{name}'" + (f": did you mean '{close[0]}'?" if close else ""))
        return found[0]
    if "start" in entry or texts.get(entry.get("doc_id"), "").count(str(entry.get("text"))) < 2:
        doc_id, start, text = _place(entry, texts)
        found = [record for record in records if (record.doc_id, record.start, record.text) == (doc_id, start, text)]
    else:
        found = [record for record in records if (record.doc_id, record.text) == (entry["doc_id"], entry["text"])]
    if len(found) == 1:
        return found[0]
    if found:
        raise Misfit(
            f"several records have these words: use id, one of {', '.join(record.commitment_id for record in found)}"
        )
    raise Misfit("no record has exactly these words as its evidence: use its id, or add = true to make one")


def _validated(row: dict, texts: dict[str, str]) -> Commitment:
    if isinstance(words := row.get("condition"), str):
        text = texts[row["doc_id"]]
        places = [at for at in range(len(text)) if text.startswith(words, at)] if words else []
        if not places:
            raise Misfit(f"'{row['doc_id']}' does not hold the condition {words[:60]!r}: copy it letter by letter")
        at = min(places, key=lambda place: abs(place - row["start"]))
        row = row | {"condition": (at, at + len(words))}
    try:
        return Commitment.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        raise Misfit(f"'{'.'.join(map(str, first['loc']))}': {first['msg'][0].lower()}{first['msg'][1:]}") from None


def _name_threads(tables: Tables, named: dict[str, str]) -> None:
    """Put records in the threads that the file names, and their links with them."""
    threads_now = {}
    for record in tables["commitments"]:
        record.thread = named.get(record.commitment_id, record.thread)
        threads_now[record.commitment_id] = record.thread
    for link in tables["links"]:
        link.thread = threads_now[link.to_id] or link.thread
    tables["links"] = [link for link in tables["links"] if threads_now[link.from_id] == threads_now[link.to_id]]


def _link(tables: Tables, entry: dict, texts: dict[str, str]) -> None:
    if unknown := sorted(entry.keys() - {"from", "to", "relation", "same_day", "change", "delete"}):
        raise Misfit(f"'{unknown[0]}' cannot be set: a link has from, to, relation, same_day, change and delete")
    if "from" not in entry or "to" not in entry:
        raise Misfit("needs from and to: an id, or a table with doc_id and text")
    a, b = (_found(tables["commitments"], entry[end], texts) for end in ("from", "to"))
    ends = {a.commitment_id, b.commitment_id}
    old = next((link for link in tables["links"] if {link.from_id, link.to_id} == ends), None)
    if entry.get("delete"):
        if old is None:
            raise Misfit(
                f"there is no link between {a.commitment_id} and {b.commitment_id} to delete: remove this entry"
            )
        tables["links"].remove(old)
        return
    if "relation" not in entry:
        raise Misfit("needs a relation, or delete = true")
    same_day = entry.get("same_day", old.same_day if old else bool(a.made_on) and a.made_on == b.made_on)
    change = entry.get("change", old.change if old and "same_day" not in entry else not same_day)
    row = {"from_id": a.commitment_id, "to_id": b.commitment_id, "relation": entry["relation"]}
    row |= {"same_day": same_day, "change": change}
    try:
        link = Link.model_validate({**row, "thread": b.thread or a.thread or "", "edited": True})
    except ValidationError as error:
        raise Misfit(f"'{error.errors()[0]['loc'][0]}': {error.errors()[0]['msg'].lower()}") from None
    tables["links"] = [other for other in tables["links"] if other is not old] + [link]
