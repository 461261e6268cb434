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
SPEAKING = {"GPE", "NORP", "ORG", "PERSON"}
SOURCES = ("person", "deputies", "bodies", "governments", "unnamed_plurals", "plurals", "documents")
LOOSE = {"ADP", "CCONJ", "SCONJ", "SPACE", "ADV", "AUX"}
REACH = 5

Span = tuple[int, int]


def tidied(scene, spans: list[Span], taken: list[Span]) -> list[Span]:
    """The noun phrases that a source's characters mean, without those that name nobody.

    `scene` is the article's `Discourse`, `taken` are characters of cue and content. Names are made whole, what hangs
    over at the edges goes, and so does a dateline; a phrase that breaks off is completed, of a clause the subject is kept.
    """
    found = [_phrase(scene, *scene.whole_names(*span), taken) for span in spans]
    return [span for span in found if span is not None]


def is_nobodys(cue: Token) -> bool:
    """Words without an owner, to which something else only stands in time: "the summit followed reports that"."""
    return cue.pos_ == "NOUN" and cue.dep_ == "dobj" and cue.head.lemma_ in ("follow", "precede")


def relayed(verb: Token | None) -> Span | None:
    """Who is quoted, not who quotes: 'the agency quoted Mr Li as saying', 'Mr Li was quoted by the agency as saying'."""
    if verb is not None and verb.lemma_ == "say" and verb.dep_ == "pcomp":
        verb = verb.head.head
    if verb is None or verb.lemma_ not in ("cite", "quote"):
        return None
    said = [c for c in verb.rights if c.lower_ == "as" and any(v.tag_ == "VBG" and v.dep_ == "pcomp" for v in c.rights)]
    told = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if not said or not told:
        return None
    last = told[0].right_edge if told[0].right_edge.i < said[0].i else said[0].nbor(-1)
    return told[0].left_edge.idx, last.idx + len(last)


def governing(scene, verb: Token | None, source: list[Span]) -> Span | None:
    """The subject of a cue of which the source is only a dependent: 'officials, angered by the militants, said'."""
    verb = verb.head if verb is not None and verb.pos_ == "ADV" else verb
    for subject in verb.lefts if verb is not None else ():
        start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
        if subject.dep_ == "nsubj" and source and all(start <= s and e <= end for s, e in source):
            own = subject.idx, subject.idx + len(subject)
            speaks = subject.ent_type_ in SPEAKING or is_source(subject.lower_, *SOURCES)
            if speaks and not any(s < own[1] and own[0] < e for s, e in source):
                loose = [child.left_edge.idx for child in subject.rights if child.dep_ in ("acl", "appos", "relcl")]
                end = min([end, *loose])
                return start, start + len(scene.text[start:end].rstrip(" ,—–-"))
    return None


def _phrase(scene, start: int, end: int, taken: list[Span]) -> Span | None:
    start = max(start, scene.zones[scene.paragraph(end - 1)])
    span = scene.doc.covering(start, end)
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
    while len(tokens) > 1 and _parted(tokens[-1]) and (tokens[-1].pos_ in LOOSE or _when(tokens[-1])):
        told = len(tokens) > 2 and _when(tokens[-1]) and tokens[-2].dep_ == "acl"
        tokens = tokens[: -2 if told else -1]
    return tokens


def _when(token: Token) -> bool:
    """A time that the source only stands beside: "police Sunday"; not "the budget of 2024"."""
    return token.ent_type_ == "DATE" and token.dep_ != "pobj"


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
    free = not any(s < noun.idx + len(noun) and added[0].idx < e for s, e in taken)
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
