"""Phrases that carry an act as a whole: every one at work, and the same words where they carry none."""

import pytest

from analysis.committing.acts import find_acts
from analysis.committing.operators import data
from analysis.reading.tokens import Tokens

PHRASES = data("idioms.toml")


@pytest.mark.parametrize("name", PHRASES)
def test_every_phrase_is_the_act_it_is_listed_for(nlp, name):
    found = [(act.act, act.force) for act in find_acts(Tokens(nlp(PHRASES[name]["example"])))]
    assert found == [(PHRASES[name]["act"], PHRASES[name]["force"])]


SAID = [
    ("Jakarta will not shut the door on mediation.", "consider", ["Indonesia"]),
    ("Rabat is not glad to host the talks.", None, None),
    ("Riga would not be glad to host the talks.", "refuse", ["Latvia"]),
    ("Intervention by the African Union is a possibility.", "consider", ["African Union"]),
    ("The plan was voted down by Bosnia.", "refuse", ["Bosnia and Herzegovina"]),
    ("Surrender is not an option, Hamas said.", "refuse", ["Hamas"]),
    ("A blockade is being considered in Canberra.", "consider", ["Australia"]),
    ("The painting is on the table.", None, None),
    ("The guards shut the door on Monday.", None, None),
    ("The army shot down a plane.", None, None),
    ("We are glad to be here.", None, None),
    ("Egypt set the table for dinner.", None, None),
    ("The storm is about to end.", None, None),
    ("The tourist sought the sun.", None, None),
    ("Iran refused to bow to pressure.", "refuse", ["Iran"]),
    ("The United States urged Israel to give its blessing to the plan.", "demand", ["United States"]),
    ("Germany failed to give the green light to the mission.", None, None),
    ("The king was told to say no to the loan.", None, None),
    ("Canada denied ignoring the request.", None, None),
    ("Italy cannot ignore the call of history.", None, None),
    ("An invasion is a possibility, analysts said.", None, None),
    ("Israel had nothing to do with the blast, an official said.", None, None),
    ("The two leaders shook hands on the steps of the palace.", None, None),
    ("Police did not hesitate to open fire.", None, None),
]


@pytest.mark.parametrize("sentence, act, actors", SAID, ids=[s[0][:40] for s in SAID])
def test_phrases_in_sentences(read, sentence, act, actors):
    rows = read(sentence).rows["commitments"]
    assert [(row.act, row.actors) for row in rows] == ([(act, actors)] if act else [])
