"""What must hold for an action to fall due: if, unless, once, after any ceasefire, within the framework of a deal.

Contingent time ("once fighting ends") is a condition; calendar time ("after 1 June") is not.
"""

from functools import cache

from spacy.tokens import Token

from .clauses import child, governors, is_infinitive, own_subject
from .operators import data, words

FILE = "conditions.toml"


def condition(act) -> tuple[int, int, str] | None:
    """(start, end, type) of the act's condition; a clause with if goes before a contingent time."""
    found = [c for c in _candidates(act) if c is not None]
    return min(found, key=lambda c: (c[2] not in words("clauses_first", FILE), c[0]), default=None)


def _candidates(act):
    sites = _sites(act)
    first_words = _first_words()
    for token in act.cue.sent:
        lower = token.lower_
        if lower not in first_words:
            continue
        opens = token.dep_ in ("mark", "advmod", "prep", "pcomp", "prt", "cc") or _provided(token)
        if lower in words("markers", FILE) and opens:
            yield _clause_or_phrase(token, lower, sites, act)
        elif lower == "should" and _inverted(token) and _host(token.head.head).i in sites:
            yield token.idx, _end(token.head), "if"
        elif lower == "in" and (case := child(token, "pobj")) is not None and _case(case):
            host = _host(token.head)
            said = host.lemma_ in words("saying", "reporting_strength.toml") and host in list(governors(act.cue))
            if host.i in sites or said or _under(host, act.head):
                yield token.idx, _end(token), "if"
        elif lower in words("prefixes", FILE) and _under(token, act.head):
            yield token.idx, token.idx + len(token), "after"
        elif (
            lower == "post"
            and token.i + 2 < len(token.doc)
            and token.nbor(1).text == "-"
            and f"post-{token.nbor(2).lower_}" in words("prefixes", FILE)
            and _under(token, act.head)
        ):
            yield token.idx, token.nbor(2).idx + len(token.nbor(2)), "after"
        elif lower in ("soon", "long") and (second := _second_as(token)) is not None and _host(token).i in sites:
            yield (
                token.nbor(-1).idx,
                _end(second.head if second.dep_ == "mark" else second),
                "once" if lower == "soon" else "provided",
            )


@cache
def _first_words() -> frozenset[str]:
    return words("markers", FILE) | words("prefixes", FILE) | {"in", "long", "post", "soon"}


def _end(top: Token) -> int:
    """Where the words that hang on one end, stops left out."""
    return max(t.idx + len(t) for t in top.subtree if t.pos_ != "PUNCT")


def _case(noun: Token) -> bool:
    """ "in case of attack", "in the event of a breach", "in an emergency", "in return for aid"; not "in the case against him"."""
    first = {c.lower_ for c in noun.children}
    if noun.lemma_ == "emergency":
        return "an" in first or noun.tag_ == "NNS"
    if noun.lemma_ in ("exchange", "return"):
        return "for" in first
    return noun.lemma_ == "event" and "of" in first or noun.lemma_ == "case" and "of" in first and "the" not in first


def _inverted(token: Token) -> bool:
    """ "Should the talks fail": the auxiliary opens a clause and its subject follows."""
    verb = token.head
    begins = token.dep_ == "aux" and verb.dep_ == "advcl" and verb.left_edge is token
    return begins and (who := child(verb, "nsubj", "nsubjpass")) is not None and who.i > token.i


def _second_as(token: Token) -> Token | None:
    """The second "as" of "as soon as he resigns", "as long as it holds"; not of "as soon as possible", "as it takes"."""
    if not 0 < token.i < len(token.doc) - 2 or not token.nbor(-1).lower_ == token.nbor(1).lower_ == "as":
        return None
    second, after = token.nbor(1), token.nbor(2)
    clause = list((second.head if second.dep_ == "mark" else second).subtree)
    set_phrase = after.tag_ in ("JJ", "RB", "VBN") or any(
        t.lemma_ in ("take", "can") for t in clause if t.i > after.i and after.lower_ == "it"
    )
    past = any(t.tag_ == "VBD" for t in clause) or any(t.ent_type_ in ("DATE", "TIME") for t in clause)
    return None if set_phrase or past else second


def _sites(act) -> set[int]:
    """Verbs and nouns whose adjuncts are adjuncts of the action."""
    sites = {act.head.i, act.cue.i}
    node = act.head
    while (
        node.dep_ in ("xcomp", "conj", "pcomp", "dobj", "pobj", "acl", "prep")
        and node.head != node
        and node.head.i not in sites
    ):
        node = node.head
        sites.add(node.i)
    return sites


def _under(token: Token, head: Token) -> bool:
    """Does the token belong to the head's clause, with no aside between them?"""
    while token != head:
        if token.dep_ in ("ROOT", "parataxis", "relcl") or token.dep_ == "advcl" and not is_infinitive(token):
            return False
        token = token.head
    return True


def _host(token: Token) -> Token:
    """The verb or noun that an adverbial hangs on: "the day after ..." hangs on the verb of "the day"."""
    while (token.dep_ in ("npadvmod", "advmod", "prep", "quantmod") or token.pos_ == "PUNCT") and token.head != token:
        token = token.head
    return token


def _clause_or_phrase(token: Token, lower: str, sites: set[int], act):
    if token.dep_ in ("prep", "pcomp") or _provided(token):
        top, host = token, token.head
    else:
        top, host = token.head, token.head.head
    host = _host(host)
    if (
        lower == "once"
        and token.i + 1 < len(token.doc)
        and token.nbor(1).lower_ == "again"
        or lower == "when"
        and top.tag_ == "VBG"
    ):
        return None
    if top == act.head or top == act.cue or _under(act.head, top) and top != act.head:
        return None
    joined = host.dep_ == "conj" and host.i > act.head.i and own_subject(host) is None
    aim = host.head if host.dep_ == "xcomp" else host
    purpose = aim.dep_ == "advcl" and is_infinitive(aim) and aim.head.i in sites
    beside = joined or purpose or _part_of_what_is_said(host, token, act)
    if not (host.i in sites or _under(host, act.head) or beside) or host == top:
        return None
    kind = words_type(lower)
    if (
        token.i > token.sent.start
        and token.nbor(-1).lower_ == "even"
        or kind == "if"
        and (top.dep_ in ("ccomp", "pcomp") or top.pos_ == "ADV")
        or lower == "when"
        and any(t.ent_type_ in ("DATE", "TIME") for t in top.subtree)
    ):
        return None
    told = host == act.cue != act.head and act.cue.tag_ in ("VBD", "VBN")
    if top.dep_ in ("prep", "pcomp") or token.dep_ == "prep":
        noun = child(token, "pobj", "pcomp", "ccomp")
        if noun is None or not _contingent(noun, kind):
            return None
        if (
            kind in ("after", "until", "within")
            and told
            and (token.i < act.cue.i or noun.lemma_.lower() not in words("contingent", FILE))
        ):
            return None
    elif kind in ("after", "before") and any(t.tag_ == "VBD" for t in [top, *top.children]):
        return None
    elif kind == "after" and top.tag_ == "VBG" and host == act.cue and act.cue != act.head:
        return None
    inside = [t for t in top.subtree if t.i < _next_purpose(top)]
    start = min(t.idx for t in inside)
    end = max(t.idx + len(t) for t in inside if t.pos_ != "PUNCT")
    if lower == "after" and token.i >= 2 and token.nbor(-1).lower_ == "day":
        start = token.nbor(-2).idx
    return start, end, kind


def _part_of_what_is_said(host: Token, token: Token, act) -> bool:
    """ "They will stay, the day after a truce," he said; he said they would stay, provided it held: not the saying waits."""
    told = host.lemma_ in words("saying", "reporting_strength.toml") and host in list(governors(act.cue))
    waits = token.i < host.i or words_type(token.lower_) in ("provided", "unless")
    return told and act.cue.i < token.i and waits


def _provided(token: Token) -> bool:
    """A participle with a clause of its own: "provided Kenya agrees"."""
    return token.tag_ in ("VBN", "VBG") and child(token, "ccomp") is not None


def _next_purpose(top: Token) -> int:
    """Where a second purpose of the main verb begins: "to meet once there is a deal, *and to denounce the raid*"."""
    finite = top.tag_ in ("VBD", "VBP", "VBZ")
    beside = (
        c for c in top.children if c.dep_ == "conj" and c.tag_ == "VB" and any(a.tag_ == "TO" for a in c.children)
    )
    ends = [
        max((c.i for c in top.children if c.dep_ == "cc" and c.i < verb.i), default=verb.left_edge.i) for verb in beside
    ]
    return min(ends) if finite and ends else len(top.doc)


def _contingent(noun: Token, kind: str) -> bool:
    """A time that depends on an event, not on the calendar and not on what already happened."""
    if noun.ent_type_ in ("DATE", "TIME") or any(
        t.ent_type_ == "DATE" and t.head == noun for t in noun.children if t.dep_ != "det"
    ):
        return False
    if noun.pos_ == "VERB":
        return kind in ("after", "if", "unless", "within", "provided")
    lemma = noun.lemma_.lower()
    if kind == "within":
        inner = child(next((c for c in noun.children if c.lower_ == "of"), noun), "pobj")
        return lemma in words("contingent", FILE) or lemma in words("frameworks", FILE) and inner is not None
    return lemma in words("contingent", FILE)


def words_type(lower: str) -> str:
    """The type of a condition by its first word."""
    for kind, members in _types().items():
        if lower in members:
            return kind
    return lower


def _types():
    return data(FILE)["types"]
