"""A parse as plain objects: tokens that know their head, their children and their sentence.

spaCy makes a token anew each time one is asked for, and looks up its strings each time they are read; rules that walk
the tree ask thousands of times an article. Here a sentence is read when one of its tokens is first asked for, and kept.
The names are spaCy's; what is not among them is asked of spaCy's token.

>>> tokens = Tokens(nlp("Kenya will send police."))
>>> tokens[2].children
[Kenya, will, police, .]
"""

from bisect import bisect_right
from functools import cached_property

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

NUMBERS = (IDX, SPACY, HEAD)
NONE = ()
STRINGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)


class Token:
    """A word in its sentence; what spaCy generates (`children`, `subtree`, `ancestors`) are lists."""

    __slots__ = ("doc", "sent", "i", "idx", "spaced", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_")
    __slots__ += ("head", "lefts", "rights", "_subtree")

    def __init__(self, doc, sent, i, idx, spaced, text, lower, lemma, pos, tag, dep, ent_type):
        self.doc, self.sent, self.i, self.idx, self.spaced = doc, sent, i, idx, spaced
        self.text, self.lower_, self.lemma_ = text, lower, lemma
        self.pos_, self.tag_, self.dep_, self.ent_type_ = pos, tag, dep, ent_type
        self.head, self.lefts, self.rights, self._subtree = self, NONE, NONE, None

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: "Token") -> bool:
        return self.i < other.i

    def __getattr__(self, name: str):
        return getattr(self.doc.doc[self.i], name)

    @property
    def text_with_ws(self) -> str:
        return self.text + " " if self.spaced else self.text

    @property
    def children(self) -> list["Token"]:
        return [*self.lefts, *self.rights]

    @property
    def subtree(self) -> list["Token"]:
        """The token with all that hangs on it, as it stands in the sentence."""
        if self._subtree is None:
            self._subtree, waiting = [], [(self, False)]
            while waiting:
                token, lefts_done = waiting.pop()
                if lefts_done:
                    self._subtree.append(token)
                else:
                    waiting += [(right, False) for right in reversed(token.rights)]
                    waiting += [(token, True), *((left, False) for left in reversed(token.lefts))]
        return self._subtree

    @property
    def ancestors(self) -> list["Token"]:
        """The heads above a token, nearest first."""
        found, token = [], self
        while token.head is not token:
            token = token.head
            found.append(token)
        return found

    def is_ancestor(self, other: "Token") -> bool:
        return self in other.ancestors

    @property
    def left_edge(self) -> "Token":
        return self.doc[self.doc.doc[self.i].left_edge.i]

    @property
    def right_edge(self) -> "Token":
        return self.doc[self.doc.doc[self.i].right_edge.i]

    def nbor(self, step: int = 1) -> "Token":
        """The token so many places on; IndexError where there is none."""
        if self.i + step < 0:
            raise IndexError(f"Nothing stands {-step} before the word '{self.text}'.")
        return self.doc[self.i + step]


class Span:
    """Neighbouring tokens: a sentence, a name."""

    def __init__(self, doc: "Tokens", start: int, end: int, label_: str = ""):
        self.doc, self.start, self.end, self.label_ = doc, start, end, label_

    @cached_property
    def tokens(self) -> list[Token]:
        return self.doc[self.start : self.end]

    def __iter__(self):
        return iter(self.tokens)

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, at):
        return self.tokens[at]

    @property
    def start_char(self) -> int:
        return self.tokens[0].idx

    @property
    def end_char(self) -> int:
        return self.tokens[-1].idx + len(self.tokens[-1])

    @property
    def text(self) -> str:
        *tokens, last = self.tokens
        return "".join([token.text_with_ws for token in tokens]) + last.text

    @property
    def sent(self) -> "Span":
        return self.tokens[0].sent

    @property
    def root(self) -> Token:
        """The token that is nearest to the root of its sentence."""
        return self.doc[self.doc.doc[self.start : self.end].root.i]

    @cached_property
    def ents(self) -> list["Span"]:
        """The model's names inside."""
        return [name for name in self.doc.ents if self.start <= name.start and name.end <= self.end]


class Tokens:
    """The tokens of a parse: `tokens[i]`, or `tokens[i:j]` as a list; `doc` is spaCy's."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self._numbers, self._keys = doc.to_array(NUMBERS).astype("int64"), doc.to_array(STRINGS)
        self._starts = [0, *(np.flatnonzero(doc.to_array(SENT_START)[1:] == 1) + 1).tolist(), len(doc)]
        self._strings = _Strings(doc.vocab.strings)
        self._tokens: list[Token | None] = [None] * len(doc)

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, at):
        found = self._tokens[at]
        if isinstance(at, slice):
            places = range(*at.indices(len(self)))
            return [token or self._read(i) for i, token in zip(places, found, strict=True)] if None in found else found
        return found or self._read(at if at >= 0 else at + len(self))

    @cached_property
    def ents(self) -> list[Span]:
        """The model's names."""
        return [Span(self, name.start, name.end, name.label_) for name in self.doc.ents]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """The tokens between two characters, or None; as spaCy's."""
        found = self.doc.char_span(start, end, alignment_mode=alignment_mode)
        return Span(self, found.start, found.end) if found is not None else None

    def _read(self, at: int) -> Token:
        """The token at a place; its sentence is read with it."""
        if self._tokens[at] is not None:
            return self._tokens[at]
        number, strings = bisect_right(self._starts, at), self._strings
        start, end = self._starts[number - 1 : number + 1]
        sentence = Span(self, start, end)
        numbers = self._numbers[start:end].tolist()
        columns = [[strings[key] for key in column] for column in self._keys[start:end].T.tolist()]
        tokens = [
            Token(self, sentence, i, idx, spaced, *words)
            for i, (idx, spaced, _), *words in zip(range(start, end), numbers, *columns, strict=True)
        ]
        for place, (_, _, step) in enumerate(numbers):
            if step and 0 <= place + step < len(tokens):
                head = tokens[place].head = tokens[place + step]
                if step > 0:
                    head.lefts = [*head.lefts, tokens[place]]
                else:
                    head.rights = [*head.rights, tokens[place]]
        self._tokens[start:end] = sentence.tokens = tokens
        return self._tokens[at]


class _Strings(dict):
    """spaCy's strings by their keys, each looked up once."""

    def __init__(self, store):
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = found = self._store[key]
        return found
