"""Timeline, ledger and the other views on invented articles."""

import pytest

from analysis.documents import Document
from analysis.ledger import answered, conditions, ledger, threads, timeline
from analysis.rows import Entity, Role
from analysis.tracking.timeline import deadline

from scenarios import record, tell

RAISE = record(
    "ECOWAS will tighten sanctions on Niger unless a date is set", "commit", "ECOWAS", "tighten sanctions",
    recipient="Niger", condition="unless a date is set",
)  # fmt: skip
URGE = record("ECOWAS urged Niger to free the president", "demand", "ECOWAS", "free the president", addressee="Niger")
RIFT = tell(
    ("lagos_1", "2024-01-10", "Lagos Daily", [
        RAISE, URGE,
        record("Niger promised elections by March", "commit", "Niger", "hold elections", force="pledged", time_iso="2024-03"),
    ]),
    ("accra_1", "2024-01-10", "Accra Post", [
        record("ECOWAS may tighten sanctions on Niger unless a date is set", "consider", "ECOWAS", "tighten sanctions",
               condition="unless a date is set"),
        record("Ghana is ready to host talks", "offer", "Ghana", "host talks", sources=["Nana Akufo-Addo"]),
    ]),
    ("niamey_1", "2024-02-02", "Sahel Press", [
        record("Niger would not free the president", "refuse", "Niger", "free the president", sources=["Niger"]),
        record("Ghana repeated that it is ready to host talks", "offer", "Ghana", "host talks", sources=["Nana Akufo-Addo"]),
    ]),
    ("lagos_2", "2024-04-25", "Lagos Daily", [
        record("ECOWAS lifted sanctions on Niger", "status", "ECOWAS", "lift sanctions", status="fulfilled"),
    ]),
)  # fmt: skip


def states(corpus):
    return dict(threads(corpus)[["thread", "state"]].itertuples(index=False))


def events(*articles):
    """Events of the one thread that these articles hold."""
    corpus = tell(*[(f"d{at}", date, f"Paper {at}", records) for at, (date, *records) in enumerate(articles)])
    assert len(threads(corpus)) == 1
    return timeline(corpus)["event"].tolist()


def peru(act, **fields):
    return record(f"Peru {act} reopen its embassy", act, "Peru", "reopen its embassy", **fields)


@pytest.mark.parametrize(
    "articles, expected",
    [
        ([("2024-01-01", peru("commit")), ("2024-02-01", peru("commit"))], ["announced", "reaffirmed"]),
        (
            [("2024-01-01", peru("commit")), ("2024-02-01", peru("commit", time_iso="2024-05"))],
            ["announced", "specified"],
        ),
        ([("2024-01-01", peru("consider")), ("2024-02-01", peru("commit"))], ["announced", "strengthened"]),
        ([("2024-01-01", peru("commit")), ("2024-02-01", peru("consider"))], ["announced", "weakened"]),
        ([("2024-01-01", peru("commit")), ("2024-02-01", peru("refuse"))], ["announced", "contradicted"]),
        ([("2024-01-01", peru("refuse"))], ["refused"]),
        ([("2024-01-01", peru("refuse")), ("2024-02-01", peru("commit"))], ["refused", "no longer refused"]),
        ([("2024-02-01", peru("refuse")), (None, peru("commit"))], ["refused", "undated"]),
        (
            [("2024-01-01", peru("commit")), ("2024-02-01", peru("commit", force="plans"))],
            ["announced", "reported differently"],
        ),
        (
            [("2024-01-01", peru("commit")), ("2024-02-01", peru("status", status="breached", sources=["Chile"]))],
            ["announced", "breach alleged"],
        ),
        (
            [("2024-01-01", peru("commit")), ("2024-02-01", peru("status", status="breached", sources=["Peru"]))],
            ["announced", "breached"],
        ),
        ([("2024-01-01", peru("commit")), ("2024-02-01", peru("status", status="stalled"))], ["announced", "stalled"]),
        (
            [("2024-01-01", peru("commit")), ("2024-02-01", peru("status", status="breached"))],
            ["announced", "breached"],
        ),
        (
            [("2024-01-01", peru("commit")), ("2024-02-01", peru("status", status="fulfilled"))],
            ["announced", "fulfilled"],
        ),
        ([("2024-01-01", peru("commit")), ("2024-01-01", peru("commit"))], ["announced", "reported again"]),
        ([("2024-01-01", peru("commit")), ("2024-01-01", peru("consider"))], ["announced", "reported differently"]),
        ([("2024-01-01", peru("commit"), peru("commit"))], ["announced", "reported again"]),
        (
            [
                (
                    "2024-01-01",
                    peru("commit"),
                    record("Peru and Chile will reopen the embassy", "commit", ["Peru", "Chile"], "reopen the embassy"),
                )
            ],
            ["announced", "reported again"],
        ),
        (
            [
                (
                    "2024-01-01",
                    record("African leaders will send police", "commit", "African leaders", "send police"),
                    record("Kenya will send police", "commit", "Kenya", "send police"),
                )
            ],
            ["announced", "announced"],
        ),
    ],
)
def test_events(articles, expected):
    assert events(*articles) == expected


def charge(status, *sources, actor="Iran"):
    return record(f"{status} of the truce", "status", actor, "break the truce", status=status, sources=list(sources))


@pytest.mark.parametrize(
    "told, state, by",
    [
        ([charge("breached", "Israel")], "breach alleged", ["Israel"]),
        ([charge("breached", "Israel"), charge("breach_denied", "Iran")], "breach denied", ["Iran"]),
        (
            [charge("breached", "Israel"), charge("breach_denied", "Israel", actor="Israel")],
            "breach alleged",
            ["Israel"],
        ),
        ([charge("breached")], "breached", []),
    ],
    ids=["alleged", "denied", "the accuser denies its own", "told by the article"],
)
def test_an_accusation_is_not_a_breach(told, state, by):
    truce = record("Iran and Israel agreed to keep the truce", "commit", ["Iran", "Israel"], "keep the truce")
    rows = threads(tell(("a", "2024-01-01", None, [truce]), ("b", "2024-02-01", None, told)))
    assert rows[["state", "state_by"]].values.tolist() == [[state, by]]


def test_a_spokesman_of_the_accused_admits_a_breach():
    corpus = tell(("a", "2024-01-01", None, [charge("breached", "Abbas Araghchi")]))
    corpus.tables["roles"] = [
        Role(
            doc_id="a", start=0, end=1, text="b", entity="Abbas Araghchi", role="minister", office="minister", of="Iran"
        )
    ]
    assert threads(corpus)["state"].tolist() == ["breached"]


def test_articles_without_dates_have_no_last_word():
    rows = threads(tell(("a", None, None, [peru("refuse")]), ("b", None, None, [peru("commit")])))
    assert rows[["state", "undated"]].values.tolist() == [["undated", 2]]
    rows = threads(tell(("a", "2024-01-01", None, [peru("refuse")]), ("b", None, None, [peru("commit")])))
    assert rows[["state", "undated", "last"]].values.tolist() == [["refused", 1, "2024-01-01"]]


@pytest.mark.parametrize(
    "day, text, state",
    [
        ("2024-01-12", "Leaders met in Accra on Friday. Ghana opened the summit with a plea.", "due, mentioned since"),
        ("2024-01-12", "Leaders met in Accra on Friday. A summit is tiring. Ghana rests.", "due, not returned to"),
        ("2024-03-12", "Ghana opened the summit with a plea.", "due, not returned to"),
        ("2024-01-05", "Ghana opened the summit with a plea.", "due, not returned to"),
    ],
    ids=["that day", "not of who was to do it", "much later", "before"],
)
def test_what_is_due_may_be_told_of_without_a_record(day, text, state):
    host = record("Ghana will host a summit", "commit", "Ghana", "host a summit", time_iso="2024-01-12")
    corpus = tell(("a", "2024-01-10", None, [host]), ("b", day, None, []), ("c", "2024-04-01", None, []))
    corpus["b"] = Document("b", "b.txt", text, published=day, event_date=day)
    start = text.index("Ghana")
    where = {"doc_id": "b", "start": start, "end": start + 5, "text": "Ghana"}
    corpus.tables["entities"] = [Entity(**where, label="GPE", entity="Ghana", zone="body", basis="listed")]
    row = threads(corpus).iloc[0]
    assert row.state == state
    assert row.state != "due, mentioned since" or row.seen_text == text[int(row.seen_start) : int(row.seen_end)] == (
        "Ghana opened the summit with a plea."
    )


def test_refusing_the_opposite_is_no_refusal():
    ease = record("Oslo refused to ease sanctions", "refuse", "Norway", "ease sanctions")
    tighten = record("Oslo will tighten sanctions", "commit", "Norway", "tighten sanctions")
    assert events(("2024-01-01", tighten), ("2024-02-01", ease)) == ["announced", "reaffirmed"]


def test_one_of_several_did_it():
    both = record("Chad and Sudan will open the border", "commit", ["Chad", "Sudan"], "open the border")
    one = record("Chad opened the border", "status", "Chad", "open the border", status="fulfilled")
    assert events(("2024-01-01", both), ("2024-02-01", one)) == ["announced", "fulfilled in part"]


def test_an_opponents_word_is_no_stand_to_compare_with():
    corpus = tell(
        ("a", "2024-01-01", None, [peru("commit")]),
        ("b", "2024-02-01", None, [peru("refuse", sources=["Chile"])]),
        ("c", "2024-03-01", None, [peru("refuse", sources=["Peru"])]),
    )
    assert timeline(corpus)["event"].tolist() == ["announced", "reported differently", "contradicted"]


def test_refused_by_one_of_those_who_were_asked():
    ask = record(
        "Chad urged Mali and Togo to open the port", "demand", "Chad", "open the port", addressee="Mali & Togo"
    )
    yes = record("Togo will open the port", "commit", "Togo", "open the port")
    no = record("Mali refused to open the port", "refuse", "Mali", "open the port")
    row = threads(tell(("a", "2024-01-01", None, [ask]), ("b", "2024-02-01", None, [yes, no]))).iloc[0]
    assert (row.state, row.state_of) == ("refused in part", ["Mali"])


def test_what_is_told_on_the_day_it_was_due_is_not_overdue():
    deal = record("Peru will sign the deal on 8 May", "commit", "Peru", "sign the deal", time_iso="2024-05-08")
    signed = record("Peru signed the deal", "commit", "Peru", "sign the deal", force="agreed")
    told = [("a", "2024-05-01", None, [deal]), ("b", "2024-05-08", None, [signed]), ("c", "2024-06-01", None, [])]
    assert threads(tell(*told))["state"].tolist() == ["reaffirmed"]
    assert threads(tell(told[0], told[2]))["state"].tolist() == ["due, not returned to"]


def test_states():
    assert states(RIFT) == {
        "ecowas-tighten-sanctions": "contradicted",
        "niger-free-president": "refused",
        "ghana-host-talks": "reaffirmed",
        "niger-hold-elections": "due, not returned to",
    }


def test_overdue_is_told_by_the_corpus_and_not_by_the_clock():
    promise = record("Niger promised elections by 2030", "commit", "Niger", "hold elections", time_iso="2030")
    assert states(tell(("a", "2024-01-10", None, [promise]))) == {"niger-hold-elections": "announced"}


def test_silence_is_no_event():
    assert timeline(RIFT, "niger-hold-elections")["event"].tolist() == ["announced"]


@pytest.mark.parametrize(
    "time_iso, expected",
    [
        ("2025-03-27", "2025-03-27"),
        ("2025-03-27/P7D", "2025-04-03"),
        ("2024-12-31/P2M", "2025-02-28"),
        ("2025-03-27/2025-04-30", "2025-04-30"),
        ("2025-02", "2025-02-28"),
        ("2025-W10", "2025-03-09"),
        ("2025", "2025-12-31"),
        ("P30D", None),
        ("2025-03-27/..", None),
        ("2025-13", None),
        ("soon", None),
        (None, None),
    ],
)
def test_deadline(time_iso, expected):
    assert deadline(time_iso) == expected


def test_timeline_tells_differences_between_reports_apart():
    told = timeline(RIFT, "ecowas-tighten-sanctions")
    assert told[["doc_id", "event"]].values.tolist() == [
        ["accra_1", "announced"], ["lagos_1", "reported differently"], ["lagos_2", "contradicted"],
    ]  # fmt: skip
    assert told["relation"].tolist()[1:] == ["strengthens", "contradicts"]
    assert (told["date"] == told["compared_date"]).tolist() == [False, True, False]
    assert threads(RIFT).set_index("thread").loc["ecowas-tighten-sanctions", "differences"] == 1


def test_unknown_thread_names_a_near_one():
    with pytest.raises(KeyError, match="ghana-host-talks"):
        timeline(RIFT, "ghana-talks")


def test_ledger_counts_speakers_and_outlets_once():
    rows = ledger(RIFT).set_index(["actor", "act"])
    assert rows.loc[("Ghana", "offer"), ["records", "articles", "sources"]].tolist() == [2, 2, 1]
    assert rows.loc[("ECOWAS", "commit"), ["firmest", "conditional", "sources"]].tolist() == ["will", 1, 1]
    assert rows.index[0] == ("Niger", "commit")


def test_wire_copy_is_one_source():
    copy = peru("commit")
    corpus = tell(("a", "2024-01-01", "One", [copy]), ("b", "2024-01-01", "Two", [copy]))
    assert ledger(corpus)[["records", "sources"]].values.tolist() == [[2, 1]]


def test_answered():
    rows = answered(RIFT)
    assert rows[["demander", "addressee", "answer", "answer_text", "answer_doc_id"]].values.tolist() == [
        ["ECOWAS", "Niger", "refused", "Niger would not free the president", "niamey_1"]
    ]
    assert rows.columns.tolist()[:6] == ["demander", "addressee", "action", "answer", "answer_actors", "answer_text"]
    silent = tell(("a", "2024-01-10", None, [URGE]))
    assert answered(silent)["answer"].tolist() == ["no answer in these articles"]


def test_conditions_that_several_commitments_hang_on():
    truce = [
        record("Chad will send aid once a truce holds", "commit", "Chad", "send aid", condition="once a truce holds"),
        record("Togo will host talks after a ceasefire or peace deal", "commit", "Togo", "host talks",
               condition="after a ceasefire or peace deal"),
    ]  # fmt: skip
    rows = conditions(tell(("a", "2024-01-01", None, truce)))
    assert rows[["condition", "commitments", "text"]].values.tolist() == [
        ["ceasefire", 2, "once a truce holds"],
        ["ceasefire", 2, "after a ceasefire or peace deal"],
        ["peace", 1, "after a ceasefire or peace deal"],
    ]


@pytest.mark.parametrize("view", [ledger, threads, timeline, answered, conditions])
def test_views_carry_their_evidence(view):
    rows = view(RIFT)
    assert len(rows)
    for row in rows.itertuples():
        assert RIFT[row.doc_id].text[row.start : row.end] == row.text


@pytest.mark.parametrize("view", [ledger, threads, timeline, answered, conditions])
def test_views_of_nothing_have_their_columns(view):
    nothing = tell(("a", "2024-01-01", None, []))
    assert view(nothing).empty
    assert view(nothing).columns.tolist() == view(RIFT).columns.tolist()


TALKS = record("Togo proposed talks on fishing rights", "offer", "Togo", "talks on fishing rights")


@pytest.mark.parametrize(
    "asked, given, expected",
    [
        (
            record("Chad urged Mali to keep the truce", "demand", "Chad", "keep the truce", addressee="Mali"),
            record(
                "Niger accused Mali of breaking the truce",
                "status",
                "Mali",
                "break the truce",
                status="breached",
                sources=["Niger"],
            ),
            [("breach alleged", ["Mali"])],
        ),
        (
            record("Chad urged Mali to free the hostages", "demand", "Chad", "free the hostages", addressee="Mali"),
            record("Mali rejected the demand", "refuse", "Mali", "the demand"),
            [("refused", ["Mali"])],
        ),
        (
            record(
                "Chad urged Mali and Togo to open the port", "demand", "Chad", "open the port", addressee="Mali & Togo"
            ),
            record("Togo will open the port", "commit", "Togo", "open the port"),
            [("accepted", ["Togo"])],
        ),
        (
            record("Chad called on ECOWAS to lift sanctions", "demand", "Chad", "lift sanctions", addressee="ECOWAS"),
            record("Nigeria will lift its sanctions", "commit", "Nigeria", "lift its sanctions"),
            [("accepted", ["Nigeria"])],
        ),
        (
            record("Chad urged Nigeria to lift sanctions", "demand", "Chad", "lift sanctions", addressee="Nigeria"),
            record("Benin will lift sanctions", "commit", "Benin", "lift sanctions"),
            [("no answer in these articles", None)],
        ),
        (
            record("Chad called for a truce", "demand", "Chad", "a truce"),
            record("Mali agreed to a truce", "commit", "Mali", "a truce", force="agreed"),
            [("accepted", ["Mali"])],
        ),
        (
            record(
                "Chad urged ECOWAS to put pressure on Mali over its war efforts",
                "demand",
                "Chad",
                "put pressure on Mali over its war efforts",
                addressee="ECOWAS",
            ),
            record("ECOWAS will not wage war on Mali", "commit", "ECOWAS", "wage war on Mali", polarity="negative"),
            [("no answer in these articles", None)],
        ),
        (
            record("Chad urged ECOWAS to send troops", "demand", "Chad", "send troops", addressee="ECOWAS"),
            record("12 countries will send troops", "commit", "12 countries", "send troops"),
            [("no answer in these articles", None)],
        ),
        (
            record("Chad urged Mali to free the hostages", "demand", "Chad", "free the hostages", addressee="Mali"),
            record("Mali freed a football coach", "commit", "Mali", "free a football coach"),
            [("no answer in these articles", None)],
        ),
    ],
    ids=[
        "an accusation",
        "the demand",
        "one of two",
        "a member",
        "somebody else",
        "nobody named",
        "another matter",
        "another group",
        "another thing",
    ],
)
def test_who_answers(asked, given, expected):
    rows = answered(tell(("a", "2024-01-10", None, [asked, given])))
    found = [
        (answer, who if isinstance(who, list) else None) for answer, who in rows[["answer", "answer_actors"]].values
    ]
    assert found == expected


def test_no_answer_comes_from_an_article_without_a_date():
    yes = record("Niger will free the president", "commit", "Niger", "free the president")
    corpus = tell(("a", "2024-01-10", None, [URGE]), ("b", None, None, [yes]))
    assert answered(corpus)["answer"].tolist() == ["no answer in these articles"]


def test_a_reply_is_about_what_was_offered():
    late = record("Benin has failed to respond", "status", "Benin", "respond", status="stalled")
    corpus = tell(("a", "2024-01-10", None, [TALKS, late]))
    assert corpus.commitments()["thread"].nunique() == 1
    assert corpus.tables["links"] == []


@pytest.mark.parametrize(
    "action, polarity, expected",
    [
        ("ease sanctions", "negative", "not to ease sanctions"),
        ("any new sanctions", "negative", "not any new sanctions"),
        ("refrain from raids", "negative", "refrain from raids"),
        ("lift sanctions", "positive", "lift sanctions"),
    ],
)
def test_what_is_not_to_be_done_reads_so(action, polarity, expected):
    words = record(f"ECOWAS agreed on it: {action}", "commit", "ECOWAS", action, polarity=polarity)
    assert threads(tell(("a", "2024-01-10", None, [words])))["action"].tolist() == [expected]
