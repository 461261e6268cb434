"""A parse as plain objects: tokens that know their head, their children and their sentence.

spaCy makes a token anew each time one is asked for, and looks up its strings each time they are read; rules that walk
the tree ask thousands of times an article. Here each is read once. The names are spaCy's; what is not among them is asked
of spaCy's token.

>>> tokens = Tokens(nlp("Kenya will send police."))
>>> tokens[2].children
[Kenya, will, police, .]
"""

from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import chain, pairwise, repeat
from operator import attrgetter

from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc

NONE = ()
_PLACE = attrgetter("i")
KNOWN = 20_000  # strings that are remembered
STRINGS = (ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE)


class Token:
    """A word in its sentence; what spaCy generates (`children`, `subtree`, `ancestors`) are lists."""

    __slots__ = ("sent", "i", "idx", "spaced", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_")
    __slots__ += ("head", "lefts", "rights", "_subtree")

    def __init__(self, i, sent, idx, spaced, text, lower, lemma, pos, tag, dep, ent_type):
        self.i, self.sent, self.idx, self.spaced = i, sent, idx, spaced
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
    def doc(self) -> "Tokens":
        return self.sent.doc

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
            self._subtree = below = [self]
            for token in below:
                below += token.lefts
                below += token.rights
            below.sort(key=_PLACE)
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
        edge = self
        while edge.lefts:
            edge = edge.lefts[0]
        return edge

    @property
    def right_edge(self) -> "Token":
        edge = self
        while edge.rights:
            edge = edge.rights[-1]
        return edge

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
        numbers = doc.to_array((IDX, HEAD, SPACY, SENT_START, *STRINGS))
        self._starts, steps, spaced, opens = numbers[:, :4].astype("int64").T.tolist()
        string = _strings(doc.vocab.strings).__getitem__
        columns = [map(string, column) for column in numbers[:, 4:].T.tolist()]
        starts = [0, *(at for at, open in enumerate(opens) if at and open == 1), len(doc)]
        self.sents = [Span(self, start, end) for start, end in pairwise(starts) if start < end]
        own = chain.from_iterable(repeat(sentence, len(sentence)) for sentence in self.sents)
        self._tokens = list(map(Token, range(len(doc)), own, self._starts, spaced, *columns))
        self._hang(steps)

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, at):
        return self._tokens[at]

    @cached_property
    def ents(self) -> list[Span]:
        """The model's names."""
        return [Span(self, name.start, name.end, name.label_) for name in self.doc.ents]

    def covering(self, start: int, end: int) -> Span | None:
        """The tokens that some characters touch, or None where there are none; spaCy's `char_span`, expanded."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)
        return Span(self, first, last) if 0 <= first < last else None

    def part(self) -> None:
        """Untie the tokens from each other, when they have been read, so that nothing is left for Python's collector."""
        for token in self._tokens:
            token.head = token._subtree = None
            token.lefts = token.rights = NONE
        self._tokens.clear()
        self.sents.clear()

    def _hang(self, steps: list[int]) -> None:
        """Give each token its head, so many places on, and its children, in order."""
        tokens = self._tokens
        for token, step in zip(tokens, steps, strict=True):
            if step:
                head = token.head = tokens[token.i + step]
                if step > 0:
                    head.lefts = [*head.lefts, token]
                else:
                    head.rights = [*head.rights, token]


class _Strings(dict):
    """spaCy's strings by their keys, which are the same in every vocabulary; each is looked up once."""

    def __init__(self, store):
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        if len(self) > KNOWN:
            self.clear()
        self[key] = found = self._store[key]
        return found


_strings = lru_cache(maxsize=2)(_Strings)
