"""Whether a capital or a palace stands for its government in a sentence: 'Kyiv accused', not 'in Kyiv'."""

import tomllib
from importlib.resources import files

from spacy.tokens import Token

_DATA = tomllib.loads(files("analysis.data").joinpath("metonyms.toml").read_text("utf-8"))
_ADDRESSED, _PLACE, _OF_THE_PLACE = (frozenset(_DATA[key]) for key in ("addressed", "place", "of_the_place"))
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
        return not (head.head.lemma_.lower() in beside or head.head.head.lemma_.lower() in beside) or (building and preposition != "to")
    if building:
        return True
    if relation in ("nsubj", "agent", "csubj"):
        return True
    if relation in ("dobj", "iobj", "dative", "nsubjpass"):
        return head.lemma_.lower() in _ADDRESSED
    if relation == "poss":
        return head.lemma_.lower() not in _OF_THE_PLACE
    return False
