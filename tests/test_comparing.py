"""What is recorded of one report and not of another, and what stands nearest to it there."""

import pytest
from test_ledger import RIFT

from analysis.comparing import only_in, parallel

from scenarios import record, tell


@pytest.mark.parametrize("a, b", [("lagos_1", "accra_1"), ("lagos_1", "Accra Post")])
def test_only_in(a, b):
    assert only_in(RIFT, a, b)[["table", "who", "what"]].values.tolist() == [
        ["commitments", "ECOWAS", "free the president"],
        ["commitments", "Niger", "hold elections"],
    ]


def test_only_in_says_what_there_is():
    with pytest.raises(KeyError, match="Accra Post"):
        only_in(RIFT, "lagos_1", "Acra Post")


DETER = record("The force would serve as a deterrent against future attacks", "commit", "Chad",
               "serve as a deterrent against future attacks")  # fmt: skip


@pytest.mark.parametrize(
    "there, nearest",
    [
        ("It would have the character of deterrence against possible attacks", True),
        ("Mali was attacked", False),
        ("It rained", False),
    ],
    ids=["in other words", "a word in common", "nothing"],
)
def test_what_is_missing_may_stand_there_in_other_words(there, nearest):
    other = record(there, "status", "Mali", "", status="fulfilled")
    corpus = tell(("a", "2024-01-01", None, [DETER]), ("b", "2024-01-01", None, [other]))
    (row,) = only_in(corpus, "a", "b").itertuples()
    assert row.what == "serve as a deterrent against future attacks"
    if nearest:
        assert corpus["b"].text[row.nearest_start : row.nearest_end] == row.nearest_text == f"{there}."
    else:
        assert row.nearest_text != row.nearest_text  # missing


@pytest.mark.parametrize(
    "dates, expected",
    [
        (["2024-01-01", "2024-01-02", "2024-01-02"], ["b", "c"]),
        (["2024-01-02", "2024-01-01", "2024-01-03"], []),
        ([None, None, "2024-01-02"], []),
    ],
)
def test_only_reports_of_one_event_are_laid_side_by_side_unasked(dates, expected):
    corpus = tell(*((name, date, None, [DETER]) for name, date in zip("abc", dates, strict=True)))
    assert parallel(corpus) == expected
    assert only_in(corpus).columns.tolist() == only_in(corpus, "a", "b").columns.tolist()
    assert len(only_in(corpus)) == 0
