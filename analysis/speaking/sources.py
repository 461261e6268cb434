"""The words that name a source, made one noun phrase: an encoder marks words one by one, a parse knows phrases.

>>> tidied(scene, [(0, 19)], [(34, 38)])  # "Mr Downer inspected the camps and says they work."
[(0, 9)]
"""

from spacy.tokens import Token

from .nouns import is_source, nouns

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
SUBJECTS = {"nsubj", "nsubjpass"}
MODIFIERS = {"det", "amod", "poss", "compound", "nmod", "nummod", "predet"}
JOINING = {"and", "but", "or", "nor"}
REACH = 5

Span = tuple[int, int]


def tidied(scene, spans: list[Span], taken: list[Span]) -> list[Span]:
    """The noun phrases that a source's characters mean, without those that name nobody.

    `scene` is the article's `Discourse`, `taken` are characters of cue and content. Names are made whole, what hangs
    over at the edges goes, and so does a dateline; a phrase that breaks off is completed, of a clause the subject is kept.
    """
    found = [_phrase(scene, *scene.whole_names(*span), taken) for span in spans]
    return [span for span in found if span is not None]


def _phrase(scene, start: int, end: int, taken: list[Span]) -> Span | None:
    start = max(start, scene.zones[scene.paragraph(end - 1)])
    span = scene.doc.char_span(start, end, alignment_mode="expand")
    name = any(row.end == end and row.label != "NORP" for row in scene.within(start, end))
    tokens = _subject(_completed(_trimmed(list(span)), name, taken)) if span is not None else []
    if not any(map(_names, tokens)):
        return None
    if tokens == list(span):
        return start, end
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _names(token: Token) -> bool:
    """Can a word stand for somebody?"""
    noun = token.pos_ in NOMINAL or token.dep_ in SUBJECTS or token.lower_ in nouns()["indefinite"]
    return noun or bool(token.ent_type_)


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without conjunctions, prepositions and adverbs at the edges."""
    while len(tokens) > 1 and (tokens[0].pos_ in ("ADP", "SPACE") or tokens[0].lower_ in (",", *JOINING)):
        tokens = tokens[1:]
    while (
        len(tokens) > 1 and tokens[-1].pos_ in ("ADP", "CCONJ", "SCONJ", "SPACE", "ADV", "AUX") and _parted(tokens[-1])
    ):
        tokens = tokens[:-1]
    return tokens


def _parted(token: Token) -> bool:
    """Does a word stand by itself, not as part of a longer one or of a verb: "I|ve", "passing by"?"""
    return bool(token.nbor(-1).whitespace_) and token.tag_ != "RP"


def _completed(tokens: list[Token], name: bool, taken: list[Span]) -> list[Token]:
    """With the owner before an "'s" and the noun that the last word belongs to; without that word if they are taken.

    `name` says that a name ends with the last word.
    """
    doc, first, last, noun = tokens[0].doc, tokens[0], tokens[-1], tokens[-1].head
    if first.tag_ == "POS" and first.head.i < first.i:
        tokens = [*doc[first.head.left_edge.i : first.i], *tokens]
    if last.dep_ not in MODIFIERS or not last.i < noun.i <= last.i + REACH or noun.sent != last.sent:
        return tokens
    added = doc[last.i + 1 : noun.i + 1]
    free = not any(s < added.end_char and added.start_char < e for s, e in taken)
    elsewhere = noun.dep_ == "pobj" and last.dep_ == "det" and len(tokens) > 1
    if free and noun.pos_ in NOMINAL and not elsewhere and (not name or is_source(noun.lower_)):
        return [*tokens, *added]
    while len(tokens) > 1 and not _names(tokens[-1]):
        tokens = tokens[:-1]
    return _trimmed(tokens)


def _subject(tokens: list[Token]) -> list[Token]:
    """Of a clause that begins with its subject, the subject."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.pos_ not in ("VERB", "AUX") or token.head.i != token.i and token.head.i in inside:
            continue
        for child in token.lefts:
            if child.dep_ in SUBJECTS and child.left_edge.i <= tokens[0].i <= child.i:
                rest = [t for t in tokens if t.i > child.right_edge.i]
                if not any(t.ent_type_ for t in rest):
                    return [t for t in tokens if t.i <= child.right_edge.i]
    return tokens
