"""What conditions hang on: the words of a condition, and the matter that a reader sees."""

import pytest

from analysis.tracking.matters import matters
from analysis.tracking.terms import takes_up

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
