"""What names cost: beside the parse, in one run, and as mentions grow to 100,000.

    python benchmarks/names.py [FOLDER]

Prints two tables: processor seconds of parsing, of names and roles in each article, and of linking across articles, on the
articles of FOLDER (default: seeds), the best of three; and seconds of linking for made-up corpora of growing size.
"""

import random
import sys
from time import process_time

import pandas as pd

from analysis import load_corpus
from analysis.documents import Document
from analysis.extract import EXTRACTORS, Article
from analysis.model import load_model
from analysis.naming.names import link
from analysis.rows import Entity, Role

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za".split()


def timed(work):
    start = process_time()
    result = work()
    return process_time() - start, result


def beside_the_parse(documents: list[Document]) -> pd.DataFrame:
    nlp = load_model()
    best: dict[str, float] = {}
    for _ in range(3):
        spent, docs = timed(lambda: list(nlp.pipe([document.text for document in documents], batch_size=16)))
        times, tables = {"parse": spent}, {"entities": [], "roles": []}
        articles = [Article(document, doc) for document, doc in zip(documents, docs, strict=True)]
        for table in tables:
            extract = EXTRACTORS[table].extract
            times[table] = 0.0
            for article in articles:
                spent, article.rows[table] = timed(lambda article=article, extract=extract: list(extract(article)))
                times[table] += spent
                tables[table] += article.rows[table]
        times["link"], _ = timed(lambda tables=tables: link(tables, documents))
        best = {step: min(best.get(step, spent), spent) for step, spent in times.items()}
    steps = pd.Series(best, name="seconds").rename_axis("step").to_frame()
    return steps.assign(share_of_parse=steps.seconds / steps.seconds["parse"])


def made_up(mentions: int) -> dict[str, list]:
    """Rows of articles of forty mentions: full names, surnames, rare twins, bodies and acronyms."""
    chance = random.Random(mentions)
    word = lambda n: "".join(chance.choice(SYLLABLES) for _ in range(n)).title()
    people = [f"{word(2)} {word(3)}" for _ in range(mentions // 50 + 5)]
    bodies = [f"{word(3)} {word(2)} Council" for _ in range(mentions // 200 + 5)]
    entities, roles = [], []
    for i in range(mentions):
        doc_id = f"d{i // 40}"
        person = chance.choice(people)
        name, label = chance.choice([(person, "PERSON"), (person.split()[1], "PERSON"), (chance.choice(bodies), "ORG")])
        entities.append(
            Entity(
                doc_id=doc_id,
                start=i,
                end=i + len(name),
                text=name,
                label=label,
                entity=name,
                zone="body",
                basis="as written",
            )
        )
        if i % 10 == 0:
            roles.append(
                Role(
                    doc_id=doc_id,
                    start=i,
                    end=i + 5,
                    text="mayor",
                    entity=name,
                    role="mayor",
                    office="mayor",
                    of=word(1),
                )
            )
    return {"entities": entities, "roles": roles}


def growing() -> pd.DataFrame:
    rows = []
    for mentions in (1_000, 5_000, 20_000, 50_000, 100_000):
        tables = made_up(mentions)
        spent, _ = timed(lambda tables=tables: link(tables, []))
        rows.append((mentions, spent, 1e6 * spent / mentions))
    return pd.DataFrame(rows, columns=["mentions", "seconds", "microseconds_a_mention"]).set_index("mentions")


if __name__ == "__main__":
    corpus = load_corpus(sys.argv[1] if len(sys.argv) > 1 else "seeds")
    print(beside_the_parse([corpus[doc_id] for doc_id in corpus]).round(4).to_string(), "\n")
    print(growing().round(3).to_string())
