"""What is known of a name's place in the text while it is being resolved."""

import re
from dataclasses import dataclass

from .gazetteer import Known
from .titles import Title

OTHERS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
CAPITAL = re.compile(r"(?<![\w.])[A-ZÀ-ÞĀ-ž][\w’'-]*")


@dataclass(slots=True)
class Mention:
    """A name's place in the text and, once resolved, what it stands for."""

    start: int
    end: int
    label: str
    text: str
    known: Known | None = None
    title: Title | None = None
    name: str = ""
    basis: str = ""
