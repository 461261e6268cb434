"""The evidence of an act: the shortest stretch that holds its cue, action, actor, condition and time."""

from spacy.tokens import Token

from .clauses import child
from .standing import LINKING

AFTERWARDS = {"after", "before", "during", "following", "when"}
CUT = {"while", "as", "although", "though", "because", "since", "whereas", "but"}


def evidence(act, condition, text: str) -> tuple[int, int]:
    """Offsets of the evidence span, on one line, without outer marks and final stop."""
    start_token = act.cue if act.kind != "futurate" else act.head
    tokens = [act.cue, act.head]
    if act.part_of is not None:
        tokens, start_token = [act.head], act.head
    if (
        act.subject is not None
        and not (act.shared and act.cue.tag_ == "VBG" and act.cue.dep_ in ("advcl", "acl", "conj"))
        and not (act.shared and (act.part_of is not None or _far(act)))
    ):
        tokens += _relative(act) or _phrase(act.subject)
    if act.kind == "noun" and act.part_of is None:
        tokens += _between(act)
    if act.kind in ("verb", "adjective", "idiom") and act.part_of is None:
        tokens += [
            t
            for t in _clause(act.cue, act)
            if t.i > act.cue.i or t.head == act.cue and t.dep_ in ("aux", "auxpass", "neg")
        ]
    elif act.part_of is None:
        tokens += [t for t in act.head.children if t.dep_ in ("aux", "auxpass", "neg", "expl")]
    if act.other is not None and act.other.head == act.cue and act.other.dep_ == "nsubjpass":
        tokens += _phrase(act.other)
    if act.kind == "status" and act.cue.lemma_ in LINKING and act.cue != act.head:
        tokens += [
            t
            for c in act.cue.children
            if c.i > act.cue.i and c.dep_ in ("prep", "acomp", "attr", "advmod")
            for t in _phrase(c)
        ]
    if act.kind == "status" and child(act.cue, "expl") is not None:
        tokens += [t for t in act.cue.children if t.dep_ in ("expl", "aux")]
    tokens += _clause(act.head, act)
    start, end = min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)
    if condition and act.part_of is None:
        start, end = min(start, condition[0]), max(end, condition[1])
    return _trim(text, start, end, start_token)


def _far(act) -> bool:
    """A shared subject that another verb separates from the cue."""
    low, high = sorted((act.subject.i, act.cue.i))
    return (
        any(
            t.pos_ == "VERB" and t != act.head and t not in set(act.subject.subtree)
            for t in act.cue.doc[low + 1 : high]
        )
        or high - low > 25
    )


def _relative(act) -> list[Token]:
    """ "who has pledged ...": the relative pronoun, where the actor's own words are outside the clause."""
    clause = next((t for t in [act.cue, *act.cue.ancestors] if t.dep_ == "relcl" and t.head == act.subject), None)
    if clause is None:
        return []
    return [c for c in clause.children if c.tag_ in ("WP", "WDT") and c.dep_ in ("nsubj", "nsubjpass")]


def _phrase(token: Token) -> list[Token]:
    return [t for t in token.subtree if t.sent == token.sent]


def _between(act) -> list[Token]:
    low, high = sorted((act.cue.i, act.head.i))
    return [t for t in act.cue.doc[low:high]]


def _clause(head: Token, act) -> list[Token]:
    """The head's own words: without the other verbs joined to it, asides and reporting tails."""
    kept, stack = [head], [head]
    while stack:
        for c in stack.pop().children:
            if (
                c.dep_ in ("conj", "cc")
                and c.head == head
                and (c.dep_ == "cc" and not _joined_nouns(head, c) or c.pos_ in ("VERB", "AUX"))
            ):
                if act.part_of is None and not _keeps(act, head):
                    continue
                if (
                    c.dep_ == "conj"
                    and c.tag_ in ("VBD", "VBZ", "VBP")
                    or c.dep_ == "conj"
                    and c.pos_ in ("VERB", "AUX")
                    and any(s.dep_.startswith("nsubj") for s in c.children)
                ):
                    continue
            if (
                c.dep_ == "mark"
                and c.head == act.head
                and c.lower_ == "that"
                and c.i < act.cue.i
                or c.dep_ == "appos"
                and c.left_edge.nbor(-1).pos_ == "PUNCT"
            ):
                continue
            if (
                head == act.cue != act.head
                and c.head == head
                and c.i > act.head.i
                and (
                    c.lower_ in AFTERWARDS
                    or any(m.dep_ in ("mark", "advmod") and m.lower_ in AFTERWARDS for m in c.children)
                )
            ):
                continue
            if c.lower_ == "following" and c.dep_ == "prep" and c.i > act.head.i:
                continue
            if c.dep_ in ("parataxis", "intj") or c.dep_ == "advcl" and c.head in (head, act.cue) and _aside(c):
                continue
            if (
                c.dep_ == "punct"
                or c.sent != head.sent
                or c.dep_ == "relcl"
                and c.left_edge.i
                and c.left_edge.nbor(-1).text == ","
            ):
                continue
            if c.dep_ in ("nsubj", "csubj") and c.head != act.head and c.head != act.cue and c.i < act.cue.i:
                continue
            kept.append(c)
            stack.append(c)
    return kept


def _keeps(act, head: Token) -> bool:
    """ "deploying troops or being present" stays one act."""
    return any(c.dep_ == "cc" and c.lower_ == "or" for c in head.children) or any(
        c.dep_ == "cc" and c.lower_ in ("rather", "but") for c in head.children
    )


def _joined_nouns(head: Token, cc: Token) -> bool:
    return any(c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX") for c in head.children)


def _aside(clause: Token) -> bool:
    return (
        any(c.dep_ == "mark" and c.lower_ in CUT for c in clause.children)
        or clause.tag_ == "VBG"
        and clause.left_edge.i > 0
        and clause.left_edge.nbor(-1).text == ","
    )


def _trim(text: str, start: int, end: int, cue: Token) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, cue.idx) + 1
    line_end = text.find("\n", cue.idx)
    start, end = max(start, line_start), min(end, line_end if line_end >= 0 else len(text))
    while start < end and text[start] in " \t\"“'‘,;:.—–-":
        start += 1
    while start < end and text[end - 1] in " \t\"”'’,;:.!—–-":
        end -= 1
    return start, end
