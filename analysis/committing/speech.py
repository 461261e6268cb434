"""The speech act as found in a sentence, before it becomes a record."""

from dataclasses import dataclass

from spacy.tokens import Token

from .clauses import subject


@dataclass(frozen=True)
class Act:
    """One act: the word that carries it, the head of the action, and what the clause says about both."""

    cue: Token
    act: str
    force: str
    head: Token
    kind: str
    subject: Token | None = None
    shared: bool = False
    negative: bool = False
    other: Token | None = None
    status: str | None = None
    part_of: "Act | None" = None
    relative: bool = False
    teller: Token | None = None

    def cue_subject(self) -> Token | None:
        """The subject of the word that carries the act."""
        return subject(self.cue)[0]
