"""What in a file is news, as spans over the untouched text: header, headline, dateline, heading, caption, body, boilerplate."""

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class Zone:
    """A stretch of text of one kind; `text[start:end]`."""

    kind: str
    start: int
    end: int


def find_zones(text: str) -> list[Zone]:
    """Zones of a text in order, without overlap; between them only white space.

    A body zone is one paragraph.
    """
    return [Zone("body", *line.span()) for line in re.finditer(r"\S[^\n]*(?<=\S)", text)]


def zone_at(zones: list[Zone], offset: int) -> Zone | None:
    """The zone that holds a character, or None between zones."""
    at = bisect_right(zones, offset, key=lambda zone: zone.start) - 1
    return zones[at] if at >= 0 and offset < zones[at].end else None
