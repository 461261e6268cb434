"""Whether a capital or a palace stands for its government in a sentence: 'Kyiv accused', not 'in Kyiv'."""

import tomllib
from importlib.resources import files

from spacy.tokens import Token

_DATA = tomllib.loads(files("analysis.data").joinpath("metonyms.toml").read_text("utf-8"))
_ADDRESSED, _PLACE, _OF_THE_PLACE, _VISITED = (
    frozenset(_DATA[key]) for key in ("addressed", "place", "of_the_place", "visited")
)
_BESIDE = {preposition: frozenset(words) for preposition, words in _DATA["place_beside"].items()}


def acts(token: Token, building: bool = False) -> bool:
    """True where the sentence has the place act, speak, or be spoken to.

    `token` is the last word of the name. A building is read as its owner unless the words put somebody in it.
    """
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    relation, head = token.dep_, token.head
    if relation == "pobj":
        preposition = head.lower_
        if preposition in _PLACE:
            return False
        beside = _BESIDE.get(preposition, frozenset())
        near = {head.head.lemma_.lower(), head.head.head.lemma_.lower()} & beside
        return not near or (building and preposition not in ("for", "to"))
    if building:
        return relation != "dobj" or head.lemma_.lower() not in _VISITED
    if relation in ("nsubj", "agent", "csubj"):
        return True
    if relation in ("dobj", "iobj", "dative", "nsubjpass"):
        return head.lemma_.lower() in _ADDRESSED
    if relation == "poss":
        return head.lemma_.lower() not in _OF_THE_PLACE
    return False
