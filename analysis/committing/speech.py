"""The speech act as found in a sentence, before it becomes a record."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from ..reading.tokens import Tokens
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

    def cue_subject(self) -> Token | None:
        """The subject of the word that carries the act."""
        return subject(self.cue)[0]

    def among(self, tokens: Tokens) -> "Act":
        """The same act, its words taken from `tokens`."""
        words = {name: getattr(self, name) for name in ("cue", "head", "subject", "other")}
        own = {name: tokens[word.i] for name, word in words.items() if word is not None}
        return replace(self, **own, part_of=self.part_of and self.part_of.among(tokens))
