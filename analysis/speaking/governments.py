"""Where a state is said to speak, its government does: "Washington said" is said by the Government of the United States."""

import tomllib
from importlib.resources import files

from ..documents import Document
from ..extract import Tables, linker
from ..naming.gazetteer import gazetteer

SOURCES = tomllib.loads((files("analysis") / "data" / "sources.toml").read_text(encoding="utf-8"))
WITH_ARTICLE = frozenset(SOURCES["with_article"])


@linker("governments", needs=("names",))
def link(tables: Tables, documents: list[Document]) -> None:
    """Name the government where a quotation's speaker is a state."""
    states = {known.name for known in gazetteer().forms.values() if known.label == "GPE" and known.kind == "name"}
    for quote in tables.get("quotes", []):
        if quote.speaker_kind == "government":
            quote.speakers = [government(name) if name in states else name for name in quote.speakers]


def government(state: str) -> str:
    """The government of a state.

    >>> government("Ukraine"), government("United States")
    ('Government of Ukraine', 'Government of the United States')
    """
    return f"Government of {'the ' if state in WITH_ARTICLE else ''}{state}"
