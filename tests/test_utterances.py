"""Reports of one utterance meet; others do not; wordings stand side by side."""

from datetime import date

import pytest

from analysis.rows import Quote
from analysis.speaking.utterances import groups, link

DIRECT = "“We will keep the border open for trade, and nobody will be turned back at the bridge.”"


def quotes(*said):
    """Quotes of (doc_id, speakers, words); the document's text is the words."""
    texts, rows, at = {}, [], {}
    for doc_id, speakers, words in said:
        start = at.get(doc_id, 0)
        texts[doc_id] = texts.get(doc_id, "") + words + "\n"
        at[doc_id] = start + len(words) + 1
        rows.append(
            Quote(
                doc_id=doc_id,
                quote_id=f"{doc_id}-q{start}",
                start=start,
                end=start + len(words),
                text=words,
                kind="indirect",
                content=[(start, start + len(words))],
                cue=[],
                source=[],
                speakers=speakers,
                speaker_kind="person" if speakers else "unknown",
                speaker_basis="",
                confidence=1.0,
            )
        )
    return rows, texts


TOGETHER = {
    "verbatim": (["Chipo Moyo"], DIRECT, ["Chipo Moyo"], DIRECT),
    "without marks": (["Chipo Moyo"], DIRECT, ["Chipo Moyo"], DIRECT.strip("“”")),
    "verbatim, one speaker not named": (["Chipo Moyo"], DIRECT, [], DIRECT),
    "abridged": (["Chipo Moyo"], DIRECT, ["Chipo Moyo"], "We will keep the border open for trade"),
    "spelling of another house": (
        ["Arif Rahman"],
        "This is Bengal mobilising its labour behind the programme",
        ["Arif Rahman"],
        "This is Bengal mobilizing its labor behind the program",
    ),
    "translated twice": (
        ["Leila Haddad"],
        "the ceasefire cannot hold unless the prisoners are released within a week",
        ["Leila Haddad"],
        "unless prisoners are freed in a week, holding the ceasefire will be impossible",
    ),
    "quoted here, paraphrased there": (
        ["Leila Haddad"],
        "“Our ports will take in every ship that carries wheat or medicine for Yemen.”",
        ["Leila Haddad"],
        "her country's ports would take ships carrying wheat and medicine for Yemen",
    ),
}
APART = {
    "another speaker": (["Chipo Moyo"], DIRECT, ["Arif Rahman"], DIRECT),
    "another thing on one subject": (
        ["Chipo Moyo"],
        "the border will stay open for trade until the election",
        ["Chipo Moyo"],
        "the election will be held in April, whatever the courts decide",
    ),
    "said and denied": (
        ["Chipo Moyo"],
        "we will withdraw our troops from the border by May",
        ["Chipo Moyo"],
        "we will not withdraw our troops from the border by May",
    ),
    "too short": (["Chipo Moyo"], "a grave mistake", ["Chipo Moyo"], "a grave mistake"),
    "alike, but nobody is named": (
        [],
        "the talks on the border will go on for another week in Harare",
        [],
        "the talks on the border were broken off after a week in Lusaka",
    ),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_reports_of_one_utterance_meet(case):
    first, words, second, others = TOGETHER[case]
    rows, texts = quotes(("a", first, words), ("b", second, others))
    assert [[quote.doc_id for quote in members] for members in groups(rows, texts, {})] == [["a", "b"]]


@pytest.mark.parametrize("case", APART)
def test_others_do_not(case):
    first, words, second, others = APART[case]
    rows, texts = quotes(("a", first, words), ("b", second, others))
    assert groups(rows, texts, {}) == []


def test_within_one_document_only_the_same_words_meet():
    rows, texts = quotes(("a", ["Chipo Moyo"], DIRECT), ("a", ["Chipo Moyo"], DIRECT.strip("“”")))
    assert len(groups(rows, texts, {})) == 1
    rows, texts = quotes(("a", ["Chipo Moyo"], DIRECT), ("a", ["Chipo Moyo"], "We will keep the border open for trade"))
    assert groups(rows, texts, {}) == []


def test_groups_do_not_depend_on_the_order_of_quotations():
    said = [
        (f"d{n}", ["Chipo Moyo"], words)
        for n, words in enumerate([DIRECT, DIRECT[:60], "It rained all day in Mutare.", DIRECT])
    ]
    rows, texts = quotes(*said)
    forward = [[quote.quote_id for quote in members] for members in groups(rows, texts, {})]
    backward = [[quote.quote_id for quote in members] for members in groups(rows[::-1], texts, {})]
    assert forward == backward == [["d0-q0", "d1-q0", "d3-q0"]]


def test_wordings_that_only_resemble_each_other_are_not_one_after_months():
    first, words, second, others = TOGETHER["quoted here, paraphrased there"]
    rows, texts = quotes(("a", first, words), ("b", second, others))
    assert groups(rows, texts, {"a": date(2025, 3, 27), "b": date(2025, 3, 29)})
    assert groups(rows, texts, {"a": date(2025, 3, 27), "b": date(2025, 9, 4)}) == []


def test_link_gives_the_smallest_id_and_leaves_the_others_alone():
    rows, texts = quotes(
        ("b", ["Chipo Moyo"], DIRECT), ("a", ["Chipo Moyo"], DIRECT), ("c", ["Chipo Moyo"], "It rained all day.")
    )
    documents = [
        type("Document", (), {"doc_id": doc_id, "text": text, "event_date": None, "published": None})
        for doc_id, text in texts.items()
    ]
    link({"quotes": rows}, documents)
    assert [quote.same_as for quote in rows] == ["a-q0", "a-q0", None]
