"""Quotation marks: text -> quotations found, with what is known of each."""

import pytest

from analysis.quoting.marks import find_quotations

CASES = [
    ("“No,” he said.", ["“No,”"]),
    ('"We will go," he said. "And win."', ['"We will go,"', '"And win."']),
    ("''We will go,'' he said. ''Soon.''", ["''We will go,''", "''Soon.''"]),
    ("``We will go,'' he said.", ["``We will go,''"]),
    ("«Nous partons», he said.", ["«Nous partons»"]),
    ("”We go,” he said.", ["”We go,”"]),
    ("‘It’s time,’ he said. ‘We’ll go.’", ["‘It’s time,’", "‘We’ll go.’"]),
    ("'It's time,' he said. 'We'll go.'", ["'It's time,'", "'We'll go.'"]),
    ("The voters' rights in the '90s were theirs.", []),
    ("The leaders’ summit, in the ’90s, wasn’t theirs.", []),
    ("He stands 5'10\" tall.", []),
    ("'Remain' voters' views and 'Leave' voters", ["'Remain'", "'Leave'"]),
    ("“It is a ‘must’,” she said.", ["“It is a ‘must’,”", "‘must’"]),
    ("\"It's 'great',\" she said.", ["\"It's 'great',\"", "'great'"]),
    ("“He asked: “Why now? ” and left,” she said.", ["“He asked: “Why now? ” and left,”", "“Why now? ”"]),
    ("We go,” he said. “I know.”", ["We go,”", "“I know.”"]),
    ("He said (“no”) and—“never”—left.", ["“no”", "“never”"]),
    ("", []),
    ('"', []),
    ("''''", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_quotations(text, wanted):
    assert [quotation.text_of(text) for quotation in find_quotations(text)] == wanted


def test_a_quotation_over_two_paragraphs():
    first, second = find_quotations("“One thing.\n\n“Another thing,” he said.")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_the_same_where_the_paragraph_break_was_lost():
    text = "“One thing. “Another thing,” he said."
    first, second = find_quotations(text)
    assert first.text_of(text) == "“One thing."
    assert second.continues


def test_a_lost_closing_mark_costs_one_paragraph():
    text = "“We will go, he said.\nIt rained. “Yes,” she said."
    assert [q.text_of(text) for q in find_quotations(text)] == ["“We will go, he said.", "“Yes,”"]


def test_levels():
    assert [q.level for q in find_quotations("“It is a ‘must’,” she said. “Yes.”")] == [0, 1, 0]
