"""Grammar of a clause, as a reader sees it: who its subject is, what is negated, how far it goes."""

from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
CLAUSES = {"ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "parataxis"}
RELATIVE = {"who", "which", "that", "whom"}


def child(token: Token, *deps: str) -> Token | None:
    """First child with one of the dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass")]


def is_infinitive(verb: Token) -> bool:
    """ "to send", "to be sent", also where the tagger takes "to" for a preposition; not "to have sent"."""
    auxes = auxiliaries(verb) if verb.tag_ in ("VB", "VBN") else ()
    return any(a.lower_ == "to" for a in auxes) and (verb.tag_ == "VB" or any(a.dep_ == "auxpass" for a in auxes))


def own_subject(verb: Token) -> Token | None:
    """The subject that stands in the clause itself, also at its auxiliary; a relative pronoun gives the noun it relates to."""
    found = child(verb, *SUBJECTS)
    if found is None:
        found = next((s for c in verb.children if c.dep_ == "auxpass" and (s := child(c, *SUBJECTS)) is not None), None)
    if found is not None and found.lower_ in RELATIVE and found.tag_ in ("WP", "WDT", "IN"):
        return verb.head if verb.dep_ == "relcl" else None
    return found


def subject(verb: Token) -> tuple[Token | None, bool]:
    """The word that heads the subject, and whether the verb shares another verb's subject."""
    shared = False
    for _ in range(8):
        found = own_subject(verb)
        if found is not None:
            return found, shared
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ"):
            verb, shared = head, True
        elif (
            verb.dep_ in ("xcomp", "advcl", "ccomp", "acomp", "oprd")
            and head.pos_ in ("VERB", "AUX", "ADJ")
            and head != verb
        ):
            controller = child(head, "dobj") if verb.dep_ == "xcomp" and verb.tag_ == "VB" else None
            if controller is not None and controller.i < verb.i and controller.pos_ in ("PROPN", "PRON"):
                return controller, True
            verb, shared = head, True
        elif verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX", "ADJ"):
            verb, shared = head.head, True
        elif verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VBN"):
            return head, True
        elif verb.dep_ in ("aux", "auxpass") and head != verb:
            verb = head
        else:
            return None, shared
    return None, shared


def purpose_before(verb: Token, offset: int) -> bool:
    """Does an infinitive of purpose stand between a verb and a place: "host a meeting *to discuss* aid once …"?"""
    return any(
        is_infinitive(t) and t.i > verb.i and t.idx < offset for t in verb.subtree if t.dep_ in ("advcl", "xcomp")
    )


def is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return False
    deps = {c.dep_ for c in verb.children}
    return bool(deps & {"auxpass", "nsubjpass"}) or (
        verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head) and not deps & {"aux", "nsubj"}
    )


def is_reduced(verb: Token) -> bool:
    """A passive without its auxiliary: "a plan rejected by Chad"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and by_agent(verb) is not None


def by_agent(verb: Token) -> Token | None:
    agent = child(verb, "agent")
    return child(agent, "pobj") if agent is not None else None


def not_all(subject: Token | None) -> bool:
    """True for "not all allies", "not every state": some will not, nobody says who."""
    if subject is None:
        return False
    first = subject.left_edge
    return any(
        t.lower_ in ("not", "n't") and t.i < subject.i and t.nbor(1).lower_ in ("all", "every", "everyone", "everybody")
        for t in subject.doc[max(0, first.i - 1) : subject.i + 1]
        if t.i + 1 < len(subject.doc)
    )


def before(verb: Token) -> Token | None:
    """The noun or pronoun right before a finite verb group, for a subject that the parse has lost."""
    edge = min([verb, *auxiliaries(verb)], key=lambda t: t.i)
    for token in reversed(verb.doc[max(verb.sent.start, edge.i - 3) : edge.i]):
        if token.pos_ in ("PROPN", "PRON", "NOUN"):
            return token
        if token.pos_ != "ADV":
            break
    named = [
        t for t in verb.doc[verb.sent.start : edge.i] if t.dep_ == "nsubj" and t.ent_type_ in ("PERSON", "ORG", "GPE")
    ]
    return named[0] if named else None


def is_negated(verb: Token) -> bool:
    """True where "not", "never", "no longer" or a subject with "no" denies the verb."""
    for c in verb.children:
        if c.dep_ == "neg" or c.lower_ == "never":
            return True
        if c.dep_ in SUBJECTS and (
            c.lower_ in ("nobody", "none", "neither", "nothing")
            or any(d.lower_ in ("no", "neither") and d.dep_ == "det" for d in c.children)
        ):
            return True
        if c.dep_ == "advmod" and c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children):
            return True
    return False


def conjuncts(head: Token) -> list[Token]:
    """Verbs coordinated with the head that share its subject and operator."""
    found, waiting = [], _joined(head)[::-1]
    while waiting:
        found.append(waiting.pop())
        waiting += _joined(found[-1])[::-1]
    return found


def _joined(head: Token) -> list[Token]:
    return [
        c
        for c in head.children
        if c.dep_ == "conj"
        and c.pos_ in ("VERB", "AUX")
        and own_subject(c) is None
        and not _alternative(c)
        and c.tag_ not in ("VBD", "VBZ", "VBP")
        and not any(a.tag_ == "MD" for a in auxiliaries(c))
    ]


def _alternative(verb: Token) -> bool:
    """True for what is not to be done: "tighten rather than ease", "deal instead of fight"."""
    return verb.i > 1 and (
        verb.nbor(-1).lower_ == "than" or verb.nbor(-1).lower_ == "of" and verb.nbor(-2).lower_ == "instead"
    )


def governors(token: Token):
    """The heads above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def mark_of(verb: Token) -> str:
    """Lower-case word that introduces the verb's clause: if, whether, that, how ... or the empty string."""
    for c in verb.lefts:
        if c.dep_ == "mark" or (
            c.dep_ in ("advmod", "dobj", "attr", "nsubj", "pobj") and c.tag_ in ("WRB", "WP", "WDT")
        ):
            return c.lower_
    return ""
