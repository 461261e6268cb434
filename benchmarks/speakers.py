"""How often are pronoun and role sources read right? `python benchmarks/speakers.py POLNEAR_FOLDER [--errors]`

Reads dev.jsonl of PolNeAR (one document a line: id, text, quotes with source, cue and content spans) and
`labels/speakers_dev.jsonl`, which names for each source in question the place of a mention of whoever is meant.
Attributions are taken as PolNeAR gives them, so that only the reading of sources is measured. Documents with an even
number were used to develop, those with an odd number only to score. Shares are given with a 95% Wilson interval,
beside the simplest rule there is: the person named last before the source.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from analysis import corpus  # noqa: F401  registers the extractors
from analysis.documents import Document
from analysis.extract import EXTRACTORS, Article
from analysis.model import load_model
from analysis.rows import Quote
from analysis.speaking.speakers import resolve

LABELS = Path(__file__).parent / "labels" / "speakers_dev.jsonl"


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def spans(pairs) -> list[tuple[int, int]]:
    return [(start, end) for start, end in pairs]


def resolved(record: dict, doc) -> tuple[Article, dict]:
    """The article and the speaker of each attribution, by its source and content spans."""
    article, found, earlier = Article(Document(record["id"], record["id"], record["text"]), doc), {}, []
    for table in ("entities", "roles"):
        if table in EXTRACTORS:
            article.rows[table] = list(EXTRACTORS[table].extract(article))
    for number, quote in enumerate(sorted(record["quotes"], key=lambda quote: min(quote["content"]))):
        source, cue, content = (spans(quote[part]) for part in ("source", "cue", "content"))
        speaker = resolve(article, source, cue, content, earlier)
        found[key(quote)] = speaker
        start, end = min(content)[0], max(end for _, end in content)
        text = record["text"]
        earlier.append(
            Quote(
                doc_id=article.doc_id,
                quote_id=f"{article.doc_id}-{number}",
                start=start,
                end=end,
                text=text[start:end],
                kind="direct" if text[start] in '"“' else "indirect",
                content=content,
                cue=cue,
                source=source,
                speaker_text=" ".join(text[s:e] for s, e in source),
                speakers=speaker.names,
                speaker_kind=speaker.kind,
                speaker_basis=speaker.basis,
                confidence=1.0,
            )
        )
    return article, found


def key(quote: dict) -> str:
    return json.dumps([quote["source"], quote["content"]])


def fold(name: str) -> str:
    words = name.lower().replace("’", "'").strip('“”" ').split()
    return " ".join(word for word in words if word not in ("a", "an", "the", "mr.", "mrs.", "ms.", "mr", "mrs", "ms"))


def same(name: str, wanted: list[str]) -> bool:
    """Equal names; a single word equals a name's last word; a description holds the words of the one wanted, or they
    it."""
    for other in wanted:
        mine, theirs, described = fold(name), fold(other), any(word[0].islower() for word in f"{name} {other}".split())
        alone = len(mine.split()) == 1 or len(theirs.split()) == 1
        if mine == theirs or alone and mine.split()[-1:] == theirs.split()[-1:]:
            return True
        if described and mine and (mine in theirs or theirs in mine):
            return True
    return False


def right(article: Article, names: list[str], label: dict) -> bool:
    if not label["referent"]:
        return names == ["author"]
    text, rows = article.document.text, article.rows["entities"]
    wanted = [
        [
            text[s:e],
            *(name for row in rows if row.start < e and s < row.end for name in (row.entity, row.stands_for) if name),
        ]
        for s, e in label["referent"]
    ]
    return len(names) == len(wanted) and all(any(same(name, options) for name in names) for options in wanted)


def nearest(article: Article, label: dict) -> list[str]:
    """The person named last before the source."""
    before = [row for row in article.rows["entities"] if row.label == "PERSON" and row.end <= label["source"][0][0]]
    return [before[-1].entity] if before else []


def interval(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval."""
    share, spread = hits / n, z * ((hits / n * (1 - hits / n) + z * z / (4 * n)) / n) ** 0.5
    return (share + z * z / (2 * n) - spread) / (1 + z * z / n), (share + z * z / (2 * n) + spread) / (1 + z * z / n)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what is read wrongly in the even documents")
    arguments = parser.parse_args()
    nlp, labels, counts = load_model(), defaultdict(list), defaultdict(lambda: [0, 0, 0])
    for label in read(LABELS):
        labels[label["id"]].append(label)
    for number, record in enumerate(read(arguments.polnear / "dev.jsonl")):
        if record["id"] not in labels:
            continue
        article, found = resolved(record, nlp(record["text"]))
        for label in labels[record["id"]]:
            speaker, half = found[key(label)], "odd" if number % 2 else "even"
            hit, base = right(article, speaker.names, label), right(article, nearest(article, label), label)
            for row in ((half, label["kind"]), (half, "all"), ("both", label["kind"]), ("both", "all")):
                for column, value in enumerate((1, hit, base)):
                    counts[row][column] += value
            if arguments.errors and half == "even" and not hit:
                text = record["text"]
                print(number, [text[s:e] for s, e in label["referent"]], "| got", speaker.names, "|", speaker.basis)
                print(
                    "     ", text[max(0, label["source"][0][0] - 200) : label["source"][0][1] + 40].replace("\n", " ")
                )
    print("half  kind         n   right  95% interval   nearest person")
    for half, kind in sorted(counts):
        n, hits, base = counts[half, kind]
        low, high = interval(hits, n)
        print(f"{half:5} {kind:10} {n:4}   {hits / n:.3f}  {low:.3f}–{high:.3f}    {base / n:.3f}")


if __name__ == "__main__":
    main()
