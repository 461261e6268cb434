import base64
import re
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.charts import KINDS, chart
from analysis.drawing import plots
from analysis.voices import NOT_GIVEN

FRAME = pd.DataFrame(
    {
        "name": ["Kyiv", "Paris <b>\"&'", "$x$ ]]>"],
        "before": [5, 9, 2],
        "after": [9, 9, 1500],
        "share": [0.25, 0.5, 1.0],
        "low": [4, 8, 1],
        "high": [6, 12, 3],
        "other": ["Kiev", "Paris", "x"],
        "2025-03-27": [1, 0, 3],
        "2025-09-04": ["2 will", "", "1 plans"],
        "day": ["2025-03-27", "2025-09-04", "2025-03-27"],
        "state": ["announced", "reaffirmed", "announced"],
    }
)
DRAWN = {
    "bars": ({"label": "name", "value": "before"}, "before: Paris <b>\"&' 9; Kyiv 5; $x$ ]]> 2."),
    "stacked": (
        {"label": "name", "values": ["before", "after"]},
        "before + after: $x$ ]]> 2 + 1,500; Paris <b>\"&' 9 + 9; Kyiv 5 + 9.",
    ),
    "pairs": (
        {"label": "name", "left": "share", "right": "share"},
        "$x$ ]]> 100% against 100%; Paris <b>\"&' 50% against 50%; Kyiv 25%",
    ),
    "slope": (
        {"left_label": "other", "left": "before", "right_label": "name", "right": "after"},
        "x 2, then $x$ ]]> 1,500; Kiev 5, then Kyiv 9;",
    ),
    "matrix": (
        {"label": "name", "columns": ["2025-03-27", "2025-09-04"]},
        "Kyiv: 2025-03-27 1, 2025-09-04 2 will; Paris <b>\"&': none;",
    ),
    "timeline": ({"label": "name", "date": "day", "state": "state"}, "Kyiv: announced 2025-03-27;"),
}


def draw(kind, frame=FRAME, **more):
    return chart(frame, kind, title="The <point>", note="n = 3 & more", **(DRAWN[kind][0] | more))


def test_every_kind_has_an_example():
    assert set(DRAWN) == set(KINDS)


@pytest.mark.parametrize("kind", DRAWN)
def test_numbers_stand_in_the_alt_text(kind):
    html = draw(kind)._repr_html_()
    alt = unescape(re.search(r'alt="([^"]*)"', html)[1])
    assert alt.startswith("The <point>. ") and DRAWN[kind][1] in alt
    assert alt in repr(draw(kind))
    assert html.startswith("<figure") and "<figcaption>n = 3 &amp; more</figcaption>" in html


@pytest.mark.parametrize("kind", DRAWN)
def test_the_picture_is_the_same_every_time_and_holds_no_script(kind):
    first, second = draw(kind), draw(kind)
    assert first._repr_html_() == second._repr_html_()
    picture = base64.b64decode(re.search(r"base64,([^\"]*)", first._repr_html_())[1])
    assert not {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(picture).iter()} & {
        "script",
        "image",
    }


@pytest.mark.parametrize("kind", DRAWN)
def test_an_empty_frame_is_drawn_as_nothing_found(kind):
    assert "Nothing found" in repr(draw(kind, FRAME.head(0)))


def test_one_changed_number_changes_the_text():
    assert repr(draw("bars", FRAME.assign(before=[5, 9, 3]))) != repr(draw("bars"))


def test_the_largest_rows_are_kept_and_the_rest_counted():
    drawn = draw("bars", top=1)
    assert "Paris" in drawn.alt and "Kyiv" not in drawn.alt
    assert drawn.note == "n = 3 & more; 1 of 3 lines drawn"


def test_intervals_stand_beside_their_value():
    assert "Kyiv 5 (4–6)" in draw("bars", low="low", high="high").alt


def test_summaries_choose_their_chart():
    voice = pd.DataFrame(
        {
            "speaker": ["A", "B"],
            "documents": [1, 1],
            "statements": [3, 1],
            "direct_words": [20, 0],
            "paraphrased_words": [10, 10],
            "words": [30, 10],
            "share": [0.75, 0.25],
            "all_words": [40, 40],
        }
    )
    drawn = chart(voice)
    assert (
        drawn.alt == "A has 75% of the words given to speakers. direct words + paraphrased words: A 20 + 10; B 0 + 10."
    )
    assert drawn.note.startswith("n = 40 words of 2 speakers;")
    assert chart(voice.replace({"speaker": {"B": NOT_GIVEN}})).note.startswith(
        "n = 40 words of 1 speaker and of nobody named (10 words);"
    )


def test_a_cell_of_the_ledger_says_the_force_where_the_act_does_not():
    rows = [("A", "commit", "agreed", 2, 1), ("A", "consider", "considering", 3, 1), ("B", "commit", "will", 1, 1)]
    drawn = chart(pd.DataFrame(rows, columns=["actor", "act", "firmest", "records", "threads"]))
    assert "A: commit 2 agreed, consider 3; B: commit 1 will." in drawn.alt
    assert drawn.note.startswith(
        "n = 6 records of 2 actors, joint ones counted for each, and what is reported twice counted twice;"
    )


@pytest.mark.parametrize(
    ("actors", "title"),
    [
        ("A", "A has most records of act commit: 2, in 1 thread. "),
        ("AB", "A and B have most records of act commit: 2 each. "),
        ("ABC", "3 parties have equally many records of act commit, nobody more. "),
    ],
)
def test_who_is_first_alone_and_who_is_not(actors, title):
    rows = [(actor, "commit", "will", 2, 1) for actor in actors] + [
        ("Z", "commit", "will", 1, 1),
        ("Z", "refuse", "refuses", 9, 1),
    ]
    assert chart(pd.DataFrame(rows, columns=["actor", "act", "firmest", "records", "threads"])).alt.startswith(title)


def test_threads_that_begin_alike_are_two_lines_and_undated_records_are_counted():
    phrase = "heads of state and government: take stock of the consequences of a refusal to"
    rows = [
        (f"t{n}", f"{phrase} {end}", day, event, ["A"], "a")
        for n, (end, day, event) in enumerate(
            [("talk", "2025-01-01", "announced"), ("pay", "2025-01-02", "refused"), ("pay", None, "undated")]
        )
    ]
    drawn = chart(pd.DataFrame(rows, columns=["thread", "label", "date", "event", "actors", "doc_id"]))
    assert f"{phrase} talk: announced 2025-01-01; " in drawn.alt and f"{phrase} pay: refused 2025-01-02." in drawn.alt
    assert "1 record of undated articles left out" in drawn.note


def test_without_a_date_there_is_no_history_and_no_record_is_counted_as_drawn():
    rows = [("t", "A: talk", None, "undated", ["A"], "a"), ("u", "B: pay", None, "undated", ["B"], "a")]
    drawn = chart(pd.DataFrame(rows, columns=["thread", "label", "date", "event", "actors", "doc_id"]))
    assert drawn.alt == "No commitment has a date. Nothing found"
    assert drawn.note.startswith("n = 0 records in 0 articles; 2 records of undated articles left out;")


def test_words_of_neighbouring_days_do_not_meet():
    days = ["2025-03-27", "2025-08-29", "2025-09-04"]
    told = ["announced", "reported differently", "strengthened"]
    figure = Figure(layout="constrained")
    frame = pd.DataFrame({"line": ["a label of some length, as they are"] * 3, "day": days, "event": told})
    plots.timeline(figure, frame, "line", "day", "event")
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) == 3 and all(left.x1 < right.x0 for left, right in pairwise(boxes))


def test_a_matrix_of_many_articles_stays_readable():
    drawn = chart(pd.DataFrame({"name": ["Kyiv"], **{f"{n:03}_article": [n] for n in range(40)}}))
    assert "019 19." in drawn.alt and "20 of 40 columns drawn" in drawn.note


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", DRAWN)
def test_a_single_row_has_room(kind):
    assert "Kyiv" in draw(kind, FRAME.head(1)).alt


def test_nobody_is_said_to_be_talked_about_more_than_heard_who_is_not():
    columns = ["person", "named", "quoted_words", "share_of_names", "share_of_words"]
    drawn = chart(pd.DataFrame([("A", 2, 9, 1.0, 1.0)], columns=columns))
    assert drawn.alt.startswith("Nobody is talked about more than heard") and "2 mentions of 1 person" in drawn.note


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": "pie", "title": "t", "note": "n"}, "Choose one of: bars"),
        ({"kind": "bars", "title": "t", "note": "n", "label": "name", "value": "nothing"}, "No column nothing"),
        ({"kind": "bars", "label": "name", "value": "before"}, "needs title="),
        ({}, "No chart is known"),
    ],
)
def test_what_cannot_be_drawn_is_said(arguments, message):
    with pytest.raises(ValueError, match=message):
        chart(FRAME if arguments else FRAME[["before", "after"]], **arguments)


def test_a_corpus_is_no_summary():
    with pytest.raises(TypeError, match=r"not dict: chart\(frequency\(corpus\)\)"):
        chart({"a": "an article"})
