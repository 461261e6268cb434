"""How an announced action stands: every word of the list at work, and sentences that report nothing of the kind."""

import pytest

from analysis.committing.acts import find_acts
from analysis.committing.operators import data
from analysis.reading.tokens import Tokens

WORDS = {**data("standing.toml")["verb"], **data("standing.toml")["predicate"]}


@pytest.mark.parametrize("word", WORDS)
def test_every_word_tells_what_it_is_listed_for(nlp, word):
    found = [act.status for act in find_acts(Tokens(nlp(WORDS[word]["example"]))) if act.act == "status"]
    assert found == [WORDS[word]["status"]]


REPORTS = [
    ("Rwanda's troops have violated the ceasefire.", "breached", ["Rwanda"]),
    ("The ceasefire was violated by Rwanda.", "breached", ["Rwanda"]),
    ("Zambia's plan to send police fell through.", "stalled", ["Zambia"]),
    ("Kenya broke the terms of the truce.", "breached", ["Kenya"]),
    ("Kenya denied violating the truce.", "breach_denied", ["Kenya"]),
    ("Kenya has not violated the truce.", "breach_denied", ["Kenya"]),
    ("Kenya denied that it had violated the truce.", "breach_denied", ["Kenya"]),
    ("Kenya denied it had broken the truce.", "breach_denied", ["Kenya"]),
    ("Hungary vetoed the resolution.", "stalled", ["Hungary"]),
    ("Egypt missed the deadline.", "stalled", ["Egypt"]),
    ("Mali has not yet signed the treaty.", "stalled", ["Mali"]),
    ("Chad has not responded.", "stalled", ["Chad"]),
    ("Iran has yet to withdraw its troops.", "stalled", ["Iran"]),
    ("Norway has made good on its pledge.", "fulfilled", ["Norway"]),
    ("Talks between Israel and Syria have stalled.", "stalled", ["Israel", "Syria"]),
    ("Israel accused Hamas of failing to honour the agreement.", "breached", ["Hamas"]),
    ("Eritrea has not complied with the ruling.", "stalled", ["Eritrea"]),
    ("There has been no progress towards talks between Rwanda and Burundi.", "stalled", ["Rwanda", "Burundi"]),
    ("Angola made promises that were not met.", "stalled", ["Angola"]),
    ("Angola's promises remain unfulfilled.", "stalled", ["Angola"]),
    ("Officials deplored Harare's failure to honour the treaty.", "breached", ["Zimbabwe"]),
    ("Officials deplored the failure of Chad to implement the accord.", "breached", ["Chad"]),
]


@pytest.mark.parametrize("sentence, status, actors", REPORTS, ids=[s for s, *_ in REPORTS])
def test_reports(read, sentence, status, actors):
    rows = [row for row in read(sentence).rows["commitments"] if row.act == "status"]
    assert [(row.status, row.actors) for row in rows] == [(status, actors)]


NOTHING = [
    "The rebels might violate the ceasefire.",
    "If Mali breaks the truce, the talks end.",
    "Chad has yet to win a match.",
    "The heat was broken by storms during the convention.",
    "He also met with the negotiators of the deal.",
    "George Wallace carried that message to the convention.",
    "The year broke records for deals.",
    "Tehran will suspend the agreement unless talks resume.",
    "The company suspended its chairman.",
    "The bank failed.",
    "There has been no rain.",
    "There has been no movement on the road between Goma and Bukavu.",
    "The driver failed to observe a red light.",
    "There has been some progress towards talks between Rwanda and Burundi.",
    "The lights are on hold music.",
    "Officials deplored the failure of the engine.",
    "Angola made offers that were not met with joy.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_reported(read, sentence):
    assert [row.status for row in read(sentence).rows["commitments"] if row.act == "status"] == []
