"""What the encoder sees of acts, and how labels of acts become training examples."""

import pytest

from analysis.committing.seen import Seen
from analysis.quoting.encoder import ACTS, load_encoder
from analysis.quoting.words import read_words
from analysis.training.examples import UNSEEN, double, items, likely_cues, load_untold

PLEDGE = "Ghana pledged to rebuild the port."
TEXT = f"The weather was fine on Tuesday and the market was full. {PLEDGE}"


@pytest.fixture(scope="module")
def seen():
    words = read_words(TEXT)
    return Seen(words, load_encoder().read_words(words))


def test_a_pledge_looks_more_like_an_act_than_the_weather(seen):
    start = TEXT.index(PLEDGE)
    pledge, weather = seen.evidence("commit", start, len(TEXT)), seen.evidence("commit", 0, start)
    assert pledge["seen"] > 0 > weather["seen"]
    assert pledge["seen as such"] > weather["seen as such"]


def test_chances_of_acts_sum_to_one(seen):
    assert abs(seen.reading.act.sum(axis=1) - 1000).max() <= len(ACTS)


def test_labels_of_acts_move_with_the_text():
    text = f"“No.” {PLEDGE}"
    start = text.index(PLEDGE)
    article = {"text": text, "quotes": [], "acts": [{"act": "commit", "evidence": [[start, len(text)]]}]}
    changed = double(article)
    ((low, high),) = changed["acts"][0]["evidence"]
    assert changed["text"][low:high] == PLEDGE


def test_words_of_evidence_carry_the_act():
    vocabulary = load_encoder()._pieces
    article = {"text": PLEDGE, "quotes": [], "acts": [{"act": "refuse", "evidence": [[0, 13]]}]}
    (window,) = items(article, vocabulary)
    assert window.acts == [ACTS.index("refuse")] * 2 + [0] * 5
    (unlabelled,) = items({"text": PLEDGE, "quotes": []}, vocabulary)
    assert unlabelled.acts is None


def test_a_teacher_is_shown_the_same_words_and_words_that_may_be_cues():
    vocabulary = load_encoder()._pieces
    text = "“No,” he said. She said yes."
    quote = {"source": [[6, 8]], "cue": [[9, 13]], "content": [[0, 5]]}
    (window,) = items({"text": text, "quotes": [quote]}, vocabulary, vocabulary, frozenset({"said"}))
    assert (window.taught.ids, window.taught.places) == (window.ids, window.places)
    cues = window.pairs[:, 1]
    annotated, other = sorted(set(cues.tolist()))
    assert UNSEEN not in window.pairs[cues == annotated, 4] and set(window.pairs[cues == other, 4]) == {UNSEEN}


def test_what_nobody_labelled_is_left_to_the_teacher(tmp_path):
    path = tmp_path / "texts.txt"
    path.write_text("“No,” he said.\n\n", encoding="utf-8")
    (article,) = load_untold(path)
    vocabulary = load_encoder()._pieces
    (window,) = items(double(article), vocabulary, vocabulary, frozenset({"said"}))
    assert set(window.labels) == set(window.pairs[:, 4]) == {UNSEEN}


def test_words_are_likely_cues_that_often_begin_one():
    text = "He said no. We met her. "
    quote = {"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 10]]}
    assert likely_cues([{"text": text, "quotes": [quote]}] * 5) == {"said"}
    assert likely_cues([{"text": text, "quotes": [quote]}] * 4) == frozenset()
