"""Who is asked: the party that a demand wants to act, named in its clause or inside what is asked for.

| words | addressee |
|---|---|
| "urged *Congo* to disarm", "*Russia* must withdraw", "we must act" | the one told to act, or the speaker's side |
| "must be backed by *US* guarantees" | the agent of a passive |
| "called for *U.S.* involvement", "a reaction from *Chad*", "the withdrawal of *Kenyan* troops" | the doer in the noun |
| "the summits that *Mali* agreed to must take place" | who is already bound to it |

"Called for *Gaza* aid" and "demanded *his* arrest" name where and to whom, and nobody who is asked.
"""

from spacy.tokens import Token

from .clauses import by_agent, child, is_passive
from .operators import words

NOT_NAMED = ("it", "this", "that", "there")


def addressee(act, cast, demanders: list[str], sources: list[str]) -> str | None:
    """The name, or names joined by "&"; None where the words give none."""
    names = _asked(act, cast, sources)
    return " & ".join(names) if names and names != demanders else None


def _asked(act, cast, sources: list[str]) -> list[str]:
    token, head = act.other, act.head
    if token is not None and token.lower_ in ("we", "us") and token.text != "US":
        return cast.first_person(act, token, sources).names
    if token is None or token == head or token.lower_ in NOT_NAMED:
        return _doer(head, cast) if head.pos_ == "NOUN" else []
    if token.pos_ != "NOUN" or cast.can_act(token) or token.lemma_ in words("asked", "actors.toml"):
        return cast.phrase(token).names
    if is_passive(head) and (agent := by_agent(head)) is not None:
        return cast.phrase(agent).names if cast.can_act(agent) else _owners(agent, cast)
    return cast.bound.get(token.lemma_.lower(), [])


def _doer(noun: Token, cast) -> list[str]:
    """Who does what a noun names: "from Chad", "by Chad", "of Kenyan troops", "Chad's", "Chadian"."""
    for prep in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")):
        found = child(prep, "pobj")
        if found is not None and prep.lower_ == "of":
            if organ := cast.organ(found):
                return organ
        elif found is not None and cast.can_act(found):
            return cast.phrase(found).names
    return [] if noun.lemma_.lower() in words("undergone", "actors.toml") else _owners(noun, cast)


def _owners(noun: Token, cast) -> list[str]:
    """Parties in a noun's modifiers: "US guarantees", "Rome's support"."""
    return list(
        dict.fromkeys(
            name for c in noun.lefts if c.dep_ in ("poss", "compound", "amod", "nmod") for name in cast.party(c)
        )
    )
