"""Which commitments to read first before trusting them: each with what speaks against it.

On annotated news, records were wrong most often where the party is not named in the words, and in quoted words
(`docs/accuracy.md`). An unsure quotation puts the source in doubt, a hedge no record but its force.
"""

import pandas as pd

PARTY = {
    "implicit": "the party is implied",
    "pronoun": "a pronoun names the party",
    "shared": "the party is named with another act",
    "quantified": "the party is counted, not named",
}
UNSURE_QUOTE = 0.7


def doubts(corpus) -> pd.DataFrame:
    """Rows of `commitments` that something speaks against, those with most doubts first.

    Columns: those of `commitments`, and `doubts` (list of str, the weightiest first): how the party stands in the words
    (`actor_realisation`), a quotation of little confidence, words that are somebody else's (`report_mode`), a `hedge`.
    """
    rows = corpus.commitments()
    confidence = corpus.quotes().set_index("quote_id").confidence
    rows["doubts"] = [_against(row, confidence.get(row.quote_id, 1)) for row in rows.itertuples()]
    rows = rows.assign(number=rows.doubts.map(len), named=rows.actor_realisation != "implicit")
    rows = rows.sort_values(["number", "named", "doc_id", "start"], ascending=[False, True, True, True])
    return rows[rows.number > 0].drop(columns=["number", "named"]).reset_index(drop=True)


def _against(row, confidence: float) -> list[str]:
    signs = {
        PARTY.get(row.actor_realisation): row.actor_realisation in PARTY,
        "whose words these are is unsure": confidence < UNSURE_QUOTE,
        "in quoted words": row.report_mode == "direct",
        "hedged": isinstance(row.hedge, str),
    }
    return [sign for sign, there in signs.items() if there]
