"""An article as read: text untouched, what is known about it and how."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from .reading.zones import Zone, find_zones


@dataclass(frozen=True)
class Document:
    """One article. `text` is the file's text as read; everything else lies over it."""

    doc_id: str
    path: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_basis: str | None = None
    event_date: str | None = None
    event_date_basis: str | None = None

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        return find_zones(self.text)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
