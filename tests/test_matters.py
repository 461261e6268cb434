"""What a reader sees of conditions and threads: the matter of a condition, the label of a thread."""

import pytest

from analysis.tracking.labels import label, labels, short
from analysis.tracking.matters import matters
from analysis.tracking.terms import takes_up

from scenarios import record, tell

CONDITIONS = [
    ("once there is agreement on a ceasefire, including the deployment of troops", ["ceasefire"]),
    ("after a ceasefire or peace deal", ["ceasefire", "peace"]),
    ("after any end to the fighting", ["peace"]),
    ("once fighting ends in the north", ["peace"]),
    ("post-war", ["peace"]),
    ("if Juba continues to refuse concrete peace talks", ["refusal of talks"]),
    ("if there is no election", ["no elections"]),
    ("if the rebels continue to play for time", ["the rebels continue to play for time"]),
    ("unless Niamey frees the president", ["Niamey frees the president"]),
    ("if", ["if"]),
]


@pytest.mark.parametrize("condition, expected", CONDITIONS, ids=[c for c, _ in CONDITIONS])
def test_matters(condition, expected):
    assert matters(condition) == expected


@pytest.mark.parametrize(
    "action, expected",
    [
        ("respond", True),
        ("respond to the offer", True),
        ("the proposal", True),
        ("the Saudi proposal", True),
        ("the proposal for talks", False),
        ("send troops", False),
        ("", False),
    ],
)
def test_what_only_takes_up(action, expected):
    assert takes_up(action) is expected


def told(*records):
    return tell(("a", "2024-01-10", None, records)).tables["commitments"]


SEND = record("Kenya will send police", "commit", "Kenya", "send police")
REFUSE = record("Kenya refused to send police", "refuse", "Kenya", "send police")
ASK = record("Haiti asked Kenya to send police", "demand", "Haiti", "send police", addressee="Kenya")


@pytest.mark.parametrize(
    "records, expected",
    [
        ([SEND], "Kenya: send police"),
        ([ASK, REFUSE, SEND], "Kenya: send police"),
        ([ASK, REFUSE], "Kenya, refusing: send police"),
        ([ASK], "Kenya, asked: send police"),
        ([record("Haiti called for help", "demand", "Haiti", "help")], "Haiti, asking: help"),
        (
            [record("It was broken", "status", "Chad", "break the truce", status="breached", sources=["Mali"])],
            "Chad, accused: break the truce",
        ),
        ([record("no talks yet", "status", "Chad", "hold talks", status="stalled")], "Chad, reported: hold talks"),
        ([record("it will not", "commit", "Chad", "wage wars", polarity="negative")], "Chad: not to wage wars"),
        ([record("it will be done", "commit", [], "be done")], "somebody: be done"),
        ([record("they will go", "commit", ["Chad", "Mali", "Togo", "Benin"], "go")], "Chad, Mali and 2 more: go"),
    ],
)
def test_label(records, expected):
    assert label(told(*records)) == expected


@pytest.mark.parametrize(
    "phrase, expected",
    [
        ("send a “reassurance force”", "send a reassurance force"),
        ("discuss the leaders' plan", "discuss the leaders' plan"),
        ("impose sanctions on the central bank of the country", "impose sanctions …"),
        ("send a 'reassurance force'", "send a reassurance force"),
        ("reopen the border, close the port and send the envoys home", "reopen the border, close the port …"),
        ("send the envoys of all the member governments home", "send the envoys of all the member …"),
        ("the meetings which were agreed upon, and to which they came", "the meetings which were agreed upon …"),
        ("take stock of the consequences of the army's refusal", "take stock of the consequences …"),
        ("restructure its debt by the end of the second quarter", "restructure its debt …"),
        ("x" * 60, "x" * 44 + " …"),
        ("an agreement with the International Monetary Fund", "an agreement …"),
        ("", ""),
    ],
)
def test_a_long_phrase_ends_where_another_begins(phrase, expected):
    assert short(phrase) == expected


def test_no_two_threads_have_one_label():
    records = told(SEND)
    assert labels([("a", records), ("b", records), ("c", told(REFUSE))]) == {
        "a": "Kenya: send police",
        "b": "Kenya: send police (2)",
        "c": "Kenya, refusing: send police",
    }
