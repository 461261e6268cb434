"""Acts without a word for them: futurate tenses, headlines, imperatives."""

from collections.abc import Iterator

from spacy.tokens import Token

from .clauses import auxiliaries, child, is_negated, own_subject, subject
from .operators import words
from .speech import Act


def futurate_acts(token: Token) -> Iterator[Act]:
    """ "is meeting the king on Friday"; "arrives in Doha tomorrow"."""
    progressive = token.tag_ == "VBG" and any(a.lemma_ == "be" and a.tag_ in ("VBP", "VBZ") for a in auxiliaries(token))
    scheduled = token.lemma_ in words("scheduled", "times.toml")
    present = token.tag_ in ("VBZ", "VBP") and scheduled
    if not (progressive or present) or token.lemma_ in ("go", "be"):
        return
    kind = "future" if not scheduled else "months" if progressive else "today"
    if _future_time(token, kind) or progressive and token.lemma_ in words("preparing", "times.toml"):
        who, shared = subject(token)
        yield Act(
            token,
            "commit",
            "plans" if progressive else "will",
            token,
            "futurate",
            subject=who,
            shared=shared,
            negative=is_negated(token),
        )


def _future_time(verb: Token, kind: str) -> bool:
    """Does a verb have a time to come? `kind` names words of `times.toml` that are to come beside those of the future."""
    times = [c for c in verb.children if c.dep_ == "npadvmod" or c.dep_ == "advmod"] + [
        n
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("on", "in", "at", "over", "during") and (n := child(c, "pobj")) is not None
    ]
    near = {t.lower_ for noun in times for t in noun.subtree}
    dated = any(
        n.ent_type_ in ("DATE", "TIME") or not words("future", "times.toml").isdisjoint(t.lower_ for t in n.subtree)
        for n in times
    )
    return dated and bool(
        near & frozenset().union(*(words(name, "times.toml") for name in ("future", "weekdays", kind)))
    )


def imperative_acts(token: Token) -> Iterator[Act]:
    """ "Let him decide"; "It is time to leave": a demand on whoever is spoken to."""
    if (
        token.tag_ == "VB"
        and (
            token.dep_ in ("ROOT", "ccomp")
            or token.dep_ == "advcl"
            and token.head.lemma_ == "tell"
            and token.head.i > token.i
        )
        and own_subject(token) is None
        and not any(a.tag_ in ("MD", "TO") or a.lemma_ == "do" and not is_negated(token) for a in auxiliaries(token))
        and token.left_edge.i - token.sent.start <= 2
    ):
        yield Act(token, "demand", "demands", token, "imperative", negative=is_negated(token))
    elif token.lower_ == "time" and token.dep_ == "attr" and token.head.lemma_ == "be":
        verb = next(
            (
                c
                for c in [*token.children, *token.head.children]
                if c.i > token.i and c.tag_ == "VB" and any(a.tag_ == "TO" for a in auxiliaries(c))
            ),
            None,
        )
        if verb is not None:
            who = child(verb, "nsubj")
            yield Act(token, "demand", "demands", verb, "imperative", subject=who, negative=is_negated(verb), other=who)


def headline_acts(token: Token) -> Iterator[Act]:
    """ "Kenya to send police to Haiti": an infinitive in a line without a finite verb."""
    if (
        token.tag_ != "VB"
        or token.dep_ not in ("acl", "relcl", "ROOT", "xcomp", "ccomp")
        or not any(a.tag_ == "TO" for a in auxiliaries(token))
    ):
        return
    sentence = token.sent
    finite = [t for t in sentence if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    if any(t.dep_ not in ("relcl", "advcl") for t in finite) or token.i < 1 or not _begins(sentence[0]):
        return
    who = child(token, "nsubj", "dep") or (token.head if token.dep_ in ("acl", "relcl") else None)
    if (
        who is not None
        and who.pos_ in ("PROPN", "NOUN")
        and (who.dep_ == "ROOT" or who.head == token)
        and (who.ent_type_ or not finite and who.lemma_.lower() in words("agents"))
        and who.i < token.i
    ):
        yield Act(
            next(a for a in auxiliaries(token) if a.tag_ == "TO"),
            "commit",
            "will",
            token,
            "headline",
            subject=who,
            negative=is_negated(token),
        )


def _begins(token: Token) -> bool:
    """Whether a line or a sentence begins here, not the rest of one that the parser has cut: "press (President) Putin"."""
    before = token.nbor(-1) if token.i else None
    return before is None or "\n" in before.text_with_ws or before.text in (".", "!", "?", ":", "”", '"', "—", "–", "-")
