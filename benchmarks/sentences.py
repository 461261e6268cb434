"""Acts and actors in 485 single sentences of diplomacy: `python benchmarks/sentences.py [--errors]`

labels/sentences.tsv has one sentence a line with its acts and their actors, by the guideline of commitments. The sentences
are invented, in the manner of the examples in event-coding manuals (CAMEO, WEIS, PLOVER), whoever is named in them. Their
writers did not know what the rules can do. The rules were read against the sets a, b and c; of d only the actors have been read.
Printed are, for each set, the mean F1 of the six acts, each act's F1, and the share of right actors among the acts found.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis import corpus  # noqa: F401  registers the extractors
from analysis.bulk.engine import run
from analysis.documents import Document
from analysis.naming.gazetteer import gazetteer

LABELS = Path(__file__).parent / "labels" / "sentences.tsv"
ACTS = ("commit", "offer", "consider", "refuse", "demand", "status")


def plain(name: str) -> str:
    known = gazetteer().forms.get(name.strip().removeprefix("the "))
    return (known.name if known else name).strip().lower().removeprefix("the ")


def same(found: list[str], wanted: str) -> bool:
    """The same parties; a listed name is the same in each of its forms, and the last word of a name is enough."""
    parties = {plain(name) for name in wanted.split(";")}
    return len(found) == len(parties) and all(
        any(plain(f).split()[-1:] == p.split()[-1:] for p in parties) for f in found
    )


def score(sentences: pd.DataFrame, rows: pd.DataFrame, errors: bool) -> dict[str, float]:
    """F1 by act, their mean, and the share of right actors; `rows` are the commitments found, `doc_id` a line's number."""
    right, wrong, missed, actors = dict.fromkeys(ACTS, 0), dict.fromkeys(ACTS, 0), dict.fromkeys(ACTS, 0), []
    for number, line in sentences.iterrows():
        found = rows[rows.doc_id == str(number)]
        wanted = dict(zip(line.act.split("+"), line.actor.split("+"), strict=True)) if line.act != "none" else {}
        for act in ACTS:
            right[act] += act in wanted and act in set(found.act)
            wrong[act] += act not in wanted and act in set(found.act)
            missed[act] += act in wanted and act not in set(found.act)
            if act in wanted and act in set(found.act):
                actors.append(any(same(names, wanted[act]) for names in found[found.act == act].actors))
        if errors and (set(wanted) != set(found.act) or actors and not actors[-1]):
            print(
                line.act,
                line.actor,
                "|",
                line.sentence,
                "|",
                [(a, *n) for a, n in zip(found.act, found.actors, strict=True)],
            )
    f1 = {act: 2 * right[act] / max(1, 2 * right[act] + wrong[act] + missed[act]) for act in ACTS}
    return {
        "sentences": len(sentences),
        "mean F1": sum(f1.values()) / len(ACTS),
        **f1,
        "actor": sum(actors) / len(actors),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print the sentences that are read wrong")
    given = parser.parse_args()
    sentences = pd.read_csv(LABELS, sep="\t", quoting=3)
    documents = [
        Document(str(k), f"{k}.txt", text, published="2025-03-05") for k, text in enumerate(sentences.sentence)
    ]
    rows = run(documents)["commitments"]
    scores = {name: score(part, rows, given.errors) for name, part in sentences.groupby("set")}
    print(pd.DataFrame(scores).T.round(3).to_string())


if __name__ == "__main__":
    main()
