"""Which kind of name stands there, told by the words beside it, where the model named a kind that neither speaks nor lies anywhere.

The model takes unknown places for peoples or products ("in Punjab", "the town of Skhirat") and parties for laws ("the
Citizens Coalition for Change"). One clear place in the article decides for all of them.
"""

from collections import defaultdict

from spacy.tokens import Doc, Span

from . import titles
from .mentions import THINGS, Mention

_WITHIN = frozenset({"at", "from", "in", "near", "outside"})
_ADJECTIVES = ("an", "ese", "i", "ic", "ish", "ist", "ite")
_JOINING = frozenset({"for", "of"})


def set_kinds(doc: Doc, mentions: list[Mention]) -> None:
    """Make places and bodies of what the model took for peoples, laws and products."""
    spans = defaultdict(list)
    for mention in mentions:
        if mention.label in THINGS or mention.label == "NORP":
            span = doc.char_span(mention.start, mention.end)
            if span is not None:
                spans[mention.label, mention.text].append((mention, span))
    for (label, text), found in spans.items():
        if label in THINGS and _is_body(text.split()):
            kind = "ORG"
        elif label == "NORP" and text.isupper() and len(text) > 2:
            kind = "ORG"
        elif any(_of_place(span) for _, span in found) and any(_noun(span, label) for _, span in found):
            kind = "GPE"
        else:
            continue
        for mention, _ in found:
            mention.label = kind


def _is_body(words: list[str]) -> bool:
    """Whether a name has the head of a body that acts: 'Coalition for Change', 'Geo TV'; not 'Labour Party Act'."""
    lower = [word.lower() for word in words]
    if titles.enacted(" ".join(words)):
        return False
    heads = {word for word, after in zip(lower, lower[1:], strict=False) if after in _JOINING} or {lower[-1]}
    return len(words) > 1 and not heads.isdisjoint(titles.BODIES - titles.DONE_BY_BODIES)


def _of_place(span: Span) -> bool:
    """'Abbotabad town', 'town of Skhirat'; for what is no people, 'in Nkandla' will do."""
    doc = span.doc
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    named = span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in titles.PLACES
    return after in titles.PLACES or named or span.label_ != "NORP" and _within(span)


def _within(span: Span) -> bool:
    return span.root.dep_ == "pobj" and span.root.head.lower_ in _WITHIN and span.start == span.root.head.i + 1


def _noun(span: Span, label: str) -> bool:
    """Whether the name stands as a noun, as adjectives of peoples do not."""
    if label == "NORP" and span.text.lower().endswith(_ADJECTIVES):
        return False
    determined = span.start > 0 and span.doc[span.start - 1].pos_ == "DET"
    return label != "NORP" or _within(span) or not determined and all(token.tag_ == "NNP" for token in span)
