"""What speaks against a commitment, and which come first."""

from analysis.documents import Document
from analysis.doubts import doubts
from analysis.rows import Quote

from scenarios import Told, record, tell

SURE = record("France will send tanks", "commit", "France", "send tanks")
HEDGED = record("Peru might sell ships", "consider", "Peru", "sell ships", hedge="might")
IMPLIED = record("tanks will be sent", "commit", "France", "send tanks", actor_realisation="implicit")
QUOTED = record(
    "we will sell ships",
    "commit",
    "Peru",
    "sell ships",
    actor_realisation="pronoun",
    report_mode="direct",
    quote_id="q",
)


def test_most_doubts_first_and_none_for_what_is_plain():
    told = tell(("a", None, None, [SURE, HEDGED, IMPLIED, QUOTED]))
    where = {"doc_id": "a", "start": 0, "end": 6, "text": "France"}
    parts = {"content": [(0, 6)], "cue": [], "source": [], "speakers": ["Peru"], "speaker_basis": ""}
    told.tables["quotes"] = [
        Quote(**where, **parts, quote_id="q", kind="direct", speaker_kind="government", confidence=0.4)
    ]
    found = doubts(told)
    assert found.text.tolist() == ["we will sell ships", "tanks will be sent", "Peru might sell ships"]
    assert found.doubts.tolist() == [
        ["a pronoun names the party", "whose words these are is unsure", "in quoted words"],
        ["the party is implied"],
        ["hedged"],
    ]


def test_nothing_to_doubt():
    assert doubts(tell(("a", None, None, [SURE]))).empty
    tables = {name: [] for name in ("commitments", "quotes")}
    assert "doubts" in doubts(Told([Document("a", "a.txt", "News.")], tables))
