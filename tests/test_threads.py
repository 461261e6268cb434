"""Threads and their links: which records of invented articles belong together, and how one stands to another."""

import random

import pytest

from analysis.rows import Quote
from analysis.tracking.blocs import nearness
from analysis.tracking.terms import content, stem, terms
from analysis.tracking.threads import threads

from scenarios import record, tell


def links(corpus):
    return [(link.from_id.split("-")[0], link.to_id.split("-")[0], link.relation) for link in corpus.tables["links"]]


def pair(first, then, dates=("2024-03-01", "2024-04-01")):
    """Two articles of one record each."""
    return tell(("a", dates[0], "One", [first]), ("b", dates[1], "Two", [then]))


@pytest.mark.parametrize(
    "word, other",
    [
        ("deployment", "deploying"),
        ("sanctions", "sanction"),
        ("withdrew", "withdrawal"),
        ("violated", "violation"),
        ("submitted", "submit"),
        ("countries", "country"),
    ],
)
def test_forms_of_a_word_share_a_stem(word, other):
    assert stem(word) == stem(other)


@pytest.mark.parametrize("word, other", [("army", "arms"), ("station", "state"), ("talks", "tall"), ("party", "part")])
def test_other_words_do_not(word, other):
    assert stem(word) != stem(other)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("ramp up the embargo", ["action:raise", "object:sanctions"]),
        ("the cessation of hostilities", ["object:ceasefire"]),
        ("would begin talks with the junta", ["action:hold", "object:talks", "junta"]),
        ("it will be so", []),
    ],
)
def test_terms(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize(
    "action, expected",
    [
        ("tighten sanctions", {"action:raise": 1}),
        ("lift sanctions", {"action:raise": -1}),
        ("stop sending troops", {"action:send": -1}),
        ("withdraw troops", {"action:send": -1}),
        ("discuss the matter", {}),
    ],
)
def test_directions(action, expected):
    assert content(action).directions == expected


@pytest.mark.parametrize(
    "some, others, expected",
    [
        ({"Kenya"}, {"Kenya", "Uganda"}, 1.0),
        ({"Nigeria"}, {"ECOWAS"}, 0.7),
        ({"West African leaders"}, {"ECOWAS"}, 0.7),
        ({"African Union"}, {"ECOWAS"}, 0.5),
        ({"Kenya"}, {"Uganda"}, 0.0),
        ({"Mali"}, {"ECOWAS"}, 0.0),
        ({"a senator"}, {"NATO"}, 0.0),
        ({"12 of its allies"}, {"12 Gulf states"}, 0.7),
        ({"the countries"}, {"ECOWAS"}, 0.5),
        ({"some countries"}, {"ECOWAS"}, 0.0),
        (set(), {"Kenya"}, 0.4),
    ],
)
def test_nearness_of_parties(some, others, expected):
    assert nearness(frozenset(some), frozenset(others)) == expected


WILL_SEND = record("Kenya will send 600 police to Haiti", "commit", "Kenya", "send 600 police", recipient="Haiti")


@pytest.mark.parametrize(
    "first, then, relation",
    [
        (
            WILL_SEND,
            record("Kenya is to deploy 600 police in Haiti", "commit", "Kenya", "deploy 600 police"),
            "repeats",
        ),
        (
            record("Kenya may send police to Haiti", "consider", "Kenya", "send police", recipient="Haiti"),
            record("Kenya pledged to send police", "commit", "Kenya", "send police", force="pledged"),
            "strengthens",
        ),
        (WILL_SEND, record("Kenya may send 600 police", "consider", "Kenya", "send 600 police"), "weakens"),
        (
            WILL_SEND,
            record(
                "Kenya will send 600 police if a court agrees",
                "commit",
                "Kenya",
                "send 600 police",
                condition="if a court agrees",
            ),
            "weakens",
        ),
        (
            WILL_SEND,
            record(
                "Kenya will send 600 police by May",
                "commit",
                "Kenya",
                "send 600 police",
                time_text="by May",
                time_iso="2024-05",
            ),
            "specifies",
        ),
        (WILL_SEND, record("Kenya will not send police to Haiti", "refuse", "Kenya", "send police"), "contradicts"),
        (
            WILL_SEND,
            record("Kenya will withdraw its 600 police", "commit", "Kenya", "withdraw 600 police"),
            "contradicts",
        ),
        (
            WILL_SEND,
            record("Kenyan police landed in Haiti", "status", "Kenya", "send police", status="fulfilled"),
            "fulfilled",
        ),
        (
            WILL_SEND,
            record("Kenya has sent no police so far", "status", "Kenya", "send police", status="stalled"),
            "stalled",
        ),
        (
            record("Haiti urged Kenya to send police", "demand", "Haiti", "send police", addressee="Kenya"),
            record("Kenya refused to send police", "refuse", "Kenya", "send police"),
            "answers",
        ),
    ],
)
def test_relations_over_time(first, then, relation):
    corpus = pair(first, then)
    assert links(corpus) == [("a", "b", relation)]
    assert corpus.tables["links"][0].change and not corpus.tables["links"][0].same_day


@pytest.mark.parametrize(
    "first, then",
    [
        (WILL_SEND, record("Benin will send 600 police to Haiti", "commit", "Benin", "send 600 police")),
        (WILL_SEND, record("Kenya will host a summit", "commit", "Kenya", "host a summit")),
        (
            record("African leaders will send a force", "commit", "African leaders", "send troops"),
            record("Chad refused to send soldiers", "refuse", "Chad", "send troops"),
        ),
    ],
    ids=["other actor", "other matter", "a member's refusal is not the group's"],
)
def test_nothing_joins_these(first, then):
    corpus = pair(first, then)
    assert links(corpus) == []
    assert corpus.commitments()["thread"].nunique() == 2


TRUCE = record("Chad offered a 30-day truce", "offer", "Chad", "a 30-day truce")
PLAN = record("Kenya plans to send police", "commit", "Kenya", "send police", force="plans")


@pytest.mark.parametrize(
    "first, then, number",
    [
        (TRUCE, record("Chad again offered a truce", "offer", "Chad", "a truce"), 1),
        (TRUCE, record("Chad offered a three-day ceasefire", "offer", "Chad", "a three-day ceasefire"), 2),
        (TRUCE, record("Chad and Sudan agreed to a Red Sea truce", "commit", ["Chad", "Sudan"], "a Red Sea truce"), 2),
        (
            record("Chad will buy American weapons", "commit", "Chad", "buy American weapons"),
            record("Chad is to buy U.S. weapons", "commit", "Chad", "buy U.S. weapons"),
            1,
        ),
        (
            record("Chad will send Chadian troops to Mali", "commit", "Chad", "send Chadian troops to Mali"),
            record("Chad will send African troops to Mali", "commit", "Chad", "send African troops to Mali"),
            1,
        ),
        (
            record("Chad may support the port by air", "consider", "Chad", "support the port by air"),
            record("Chad will provide clear answers", "commit", "Chad", "provide clear answers"),
            2,
        ),
    ],
    ids=["one not marked", "other duration", "other place", "one name", "its own", "only the kind of action"],
)
def test_objects_of_one_kind_are_told_apart_by_what_marks_them(first, then, number):
    assert pair(first, then).commitments()["thread"].nunique() == number


def test_what_a_record_holds_within_is_no_matter_of_its_own():
    corpus = tell(("a", "2024-03-01", "One", [("the force will not wage wars but guarantee peace", {
        "act": "commit", "force": "will", "polarity": "negative", "actors": ["ECOWAS"], "action": "wage wars",
    })]), link=False)  # fmt: skip
    whole = corpus.tables["commitments"][0]
    start = whole.text.index("guarantee")
    peace = whole.model_copy(
        update={
            "start": start, "text": whole.text[start:], "action": "peace", "polarity": "positive", "commitment_id": "a-c1"
        }
    )  # fmt: skip
    corpus.tables["commitments"].append(peace)
    threads(corpus.tables, list(corpus.values()))
    assert [row.thread for row in corpus.tables["commitments"]] == ["ecowas-not-wage-wars", "ecowas-peace"]


@pytest.mark.parametrize(
    "first, then, relation, is_change",
    [
        (WILL_SEND, record("Kenya may send police", "consider", "Kenya", "send police"), "weakens", True),
        (WILL_SEND, PLAN, "weakens", False),
        (PLAN, record("Kenya may send police", "consider", "Kenya", "send police"), "weakens", False),
        (
            WILL_SEND,
            record("Kenya may send police", "consider", "Kenya", "send police", sources=["Somalia"]),
            "weakens",
            False,
        ),
        (
            WILL_SEND,
            record("Kenya will not send police", "refuse", "Kenya", "send police", sources=["Somalia"]),
            "contradicts",
            False,
        ),
        (
            WILL_SEND,
            record("Kenya will not send police", "refuse", "Kenya", "send police", sources=["Kenya"]),
            "contradicts",
            True,
        ),
        (
            WILL_SEND,
            record("Kenya will not send police", "refuse", "Kenya", "send police", sources=["Ann Achieng"]),
            "contradicts",
            True,
        ),
        (PLAN, WILL_SEND, "strengthens", False),
        (
            PLAN,
            record("12 African countries pledged to send police", "commit", "12 African countries", "send police",
                   force="pledged", sources=["Kenya"]),
            "strengthens",
            True,
        ),
        (
            record("ECOWAS agreed to tighten sanctions", "commit", "ECOWAS", "tighten sanctions", force="agreed"),
            record("ECOWAS will tighten sanctions if talks fail, Ghana said", "commit", "ECOWAS", "tighten sanctions",
                   condition="if talks fail", sources=["Ghana"]),
            "specifies",
            True,
        ),
    ],
    ids=["two steps", "a weaker word", "a step", "an opponent's word", "an opponent's no", "its own no", "who may speak for it", "a firmer word",
         "told by one of the group", "a condition that one of the group names"],
)  # fmt: skip
def test_a_change_is_the_partys_own_and_more_than_a_reporters_word(first, then, relation, is_change):
    corpus = pair(first, then)
    assert links(corpus) == [("a", "b", relation)]
    assert corpus.tables["links"][0].change is is_change and not corpus.tables["links"][0].same_day


def test_one_of_a_group_that_only_considers_weakens_nothing():
    group = record("Several African countries will send police", "commit", "several African countries", "send police")
    corpus = pair(group, record("Kenya may send police", "consider", "Kenya", "send police"))
    assert corpus.commitments()["thread"].nunique() == 1
    assert links(corpus) == []


@pytest.mark.parametrize("undated", ["a", "b"])
def test_an_article_without_a_date_is_no_earlier_and_no_later(undated):
    signed = record("Kenya will send police to Haiti", "commit", "Kenya", "send police", recipient="Haiti")
    refused = record("Kenya will not send police to Haiti", "refuse", "Kenya", "send police", recipient="Haiti")
    done = record("Kenya sent police", "status", "Kenya", "send police", status="fulfilled")
    corpus = tell(*[(name, None if name == undated else "2024-03-01", None, [act])
                    for name, act in {"a": signed, "b": refused}.items()], ("c", None, None, [done]))  # fmt: skip
    assert {(link.same_day, link.change) for link in corpus.tables["links"]} == {(False, False)}
    assert "fulfilled" not in {link.relation for link in corpus.tables["links"]}


def test_an_outcome_is_held_against_the_promise_also_over_a_refusal_between():
    corpus = tell(
        ("a", "2024-03-01", "One", [WILL_SEND]),
        ("b", "2024-04-01", "One", [record("Kenya will not send police", "refuse", "Kenya", "send police")]),
        ("c", "2024-05-01", "One", [record("Kenya sent police", "status", "Kenya", "send police", status="fulfilled")]),
    )
    assert links(corpus) == [("a", "b", "contradicts"), ("a", "c", "fulfilled")]


def test_two_reports_of_one_day_are_differences_between_reports():
    agreed = record("The two armies agreed to a truce", "commit", ["North", "South"], "observe a truce", force="agreed")
    discussed = record("The two armies discussed a ceasefire", "consider", ["North", "South"], "observe a ceasefire")
    corpus = pair(agreed, discussed, ("2024-03-01", "2024-03-01"))
    assert links(corpus) == [("a", "b", "weakens")]
    assert corpus.tables["links"][0].same_day and not corpus.tables["links"][0].change


def test_a_breach_is_a_change_even_when_reported_the_same_day():
    truce = record("a deal not to shell the port", "commit", ["North", "South"], "shell the port", polarity="negative")
    broken = record("North accused South of shelling the port", "status", "South", "shell the port", status="breached")
    corpus = pair(truce, broken, ("2024-03-01", "2024-03-01"))
    assert links(corpus) == [("a", "b", "breached")]
    assert corpus.tables["links"][0].same_day and corpus.tables["links"][0].change


def test_a_group_and_its_member_meet_in_one_thread():
    corpus = pair(
        record(
            "West African leaders agreed to ramp up the embargo",
            "commit",
            "West African leaders",
            "ramp up the embargo",
        ),
        record("ECOWAS will ease sanctions on Niger", "commit", "ECOWAS", "ease sanctions"),
    )
    assert corpus.commitments()["thread"].unique().tolist() == ["ecowas-ramp_up-embargo"]


def test_statements_are_matched_one_to_one():
    plan = record("Peru plans to reopen its embassy", "commit", "Peru", "reopen its embassy", force="plans")
    again = record("the plan to reopen the embassy", "commit", "Peru", "reopen the embassy", force="plans")
    corpus = tell(("a", "2024-03-01", "One", [plan, again]), ("b", "2024-03-01", "Two", [plan]))
    assert links(corpus) == [("a", "b", "repeats")]


def test_no_links_within_an_article():
    assert links(tell(("a", "2024-03-01", "One", [WILL_SEND, WILL_SEND]))) == []


def test_missing_action_actor_and_date_do_no_harm():
    corpus = tell(
        ("a", None, None, [record("sanctions will be tightened", "commit", [], "")]),
        ("b", None, None, [record("the sanctions are to be tightened", "commit", [], "")]),
    )
    assert links(corpus) == [("a", "b", "repeats")]


def test_empty_corpus():
    tables = {"commitments": [], "quotes": []}
    threads(tables, [])
    assert tables["links"] == []


@pytest.mark.parametrize("seed", range(3))
def test_same_result_in_any_order(seed):
    def told():
        return tell(
            ("a", "2024-03-01", "One", [WILL_SEND, record("Kenya may host talks", "consider", "Kenya", "host talks")]),
            ("b", "2024-03-01", "Two", [WILL_SEND]),
            ("c", "2024-04-01", "One", [record("Kenya will not send police", "refuse", "Kenya", "send police")]),
        )

    corpus, other = told(), told()
    expected = {row.commitment_id: row.thread for row in corpus.tables["commitments"]}, corpus.tables["links"]
    documents = list(other.values())
    random.Random(seed).shuffle(documents)
    random.Random(seed).shuffle(other.tables["commitments"])
    threads(other.tables, documents)
    assert ({row.commitment_id: row.thread for row in other.tables["commitments"]}, other.tables["links"]) != ({}, [])
    found = {row.commitment_id: row.thread for row in other.tables["commitments"]}
    assert (dict(sorted(found.items())), other.tables["links"]) == (dict(sorted(expected[0].items())), expected[1])


def test_yes_and_no_are_not_one_statement_however_alike_their_words():
    told = [
        ("a", "2024-03-01", None, [record("Kenya will send police", "commit", "Kenya", "send police", quote_id="a-q")]),
        (
            "b",
            "2024-04-01",
            None,
            [record("Kenya will not send police", "refuse", "Kenya", "send police", quote_id="b-q")],
        ),
    ]
    corpus = tell(*told, link=False)
    corpus.tables["quotes"] = [
        Quote(doc_id=name, start=0, end=5, text="Kenya", quote_id=f"{name}-q", kind="indirect", content=[(0, 5)], cue=[],
              source=[], speakers=[], speaker_kind="unknown", speaker_basis="", same_as="a-q", confidence=1)
        for name in "ab"
    ]  # fmt: skip
    threads(corpus.tables, list(corpus.values()))
    assert [(link.relation, link.change) for link in corpus.tables["links"]] == [("contradicts", True)]
