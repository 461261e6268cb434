"""Time of the thread linker by number of records: `python benchmarks/threads.py`.

The records are made up: actors, actions and objects drawn with a few frequent and many rare ones, as in the news on one
conflict, in articles of ten records over two years. The hardest case, all records on one matter, stands beside it.
"""

import random
import time
from datetime import date, timedelta

from analysis.documents import Document
from analysis.rows import Commitment
from analysis.tracking.blocs import BLOCS
from analysis.tracking.terms import TOPICS
from analysis.tracking.threads import threads

ACTORS = sorted({member for bloc in BLOCS.values() for member in bloc["members"]} | set(BLOCS))
OBJECTS = [group["words"] for _, group in sorted(TOPICS["object"].items())]
ACTIONS = [group["words"] for _, group in sorted(TOPICS["action"].items())]
ACTS = [("commit", "will"), ("commit", "pledged"), ("commit", "plans"), ("offer", "ready"), ("consider", "considering"),
        ("refuse", "refuses"), ("demand", "demands"), ("status", "status")]  # fmt: skip
A_DOCUMENT, SIZES = 10, (1_250, 2_500, 5_000, 10_000, 20_000)


def made_up(records: int, one_matter: bool = False, seed: int = 0) -> tuple[dict, list[Document]]:
    """Tables and documents of so many invented records."""
    draw = random.Random(seed)
    pick = (lambda items: items[0]) if one_matter else (lambda items: items[int(len(items) * draw.random() ** 3)])
    documents, rows = [], []
    for number in range(records // A_DOCUMENT):
        doc_id, day = f"d{number:05}", str(date(2024, 1, 1) + timedelta(draw.randrange(730)))
        text = ""
        for _ in range(A_DOCUMENT):
            actor, addressee = pick(ACTORS), pick(ACTORS)
            action = (
                f"{draw.choice(pick(ACTIONS))} {draw.choice(('new', 'more', 'joint'))} {draw.choice(pick(OBJECTS))}"
            )
            act, force = draw.choice(ACTS)
            words = f"{actor} will {action} in zone {draw.randrange(200)}"
            rows.append(
                Commitment(
                    doc_id=doc_id, start=len(text), end=len(text) + len(words), text=words, act=act, force=force,
                    commitment_id=f"{doc_id}-c{len(text)}", polarity="negative" if act == "refuse" else "positive",
                    actors=[actor], addressee=addressee if act == "demand" else None, action=action, made_on=day,
                    status=draw.choice(("fulfilled", "stalled", "breached")) if act == "status" else None,
                )
            )  # fmt: skip
            text += words + ".\n"
        documents.append(Document(doc_id, f"{doc_id}.txt", text, published=day))
    return {"commitments": rows}, documents


def main() -> None:
    print(f"{'matter':8} {'records':>8} {'articles':>8} {'threads':>8} {'links':>8} {'seconds':>8} {'µs a record':>12}")
    for one_matter in (False, True):
        for size in SIZES:
            tables, documents = made_up(size, one_matter)
            start = time.process_time()
            threads(tables, documents)
            took = time.process_time() - start
            kept = len({row.thread for row in tables["commitments"]})
            name = "one" if one_matter else "mixed"
            print(
                f"{name:8} {size:8,} {len(documents):8,} {kept:8,} {len(tables['links']):8,} {took:8.2f} "
                f"{1e6 * took / size:12.0f}"
            )


if __name__ == "__main__":
    main()
