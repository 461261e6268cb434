"""How fast the work is done, side by side with spaCy alone, in one run; prints tables.

    python benchmarks/speed.py [--parts] [--texts FILE.jsonl] [--articles 60] [--repeats 3] [--scaling 480] [--memory 1000,2000] [--utterances 20000]

FILE holds one article a line with a `text`; without it the seeds are used, multiplied with other names. All ratios are
against `nlp.pipe` as spaCy ships it, in the same run; figures are medians. Run it on an idle machine. `--articles 0` leaves
out all but what the last three options ask for.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import spacy
from thinc.api import NumpyOps, set_current_ops

from analysis import extract
from analysis.articles import Settings, parse
from analysis.bulk.engine import Plan, batches, run
from analysis.bulk.machine import collector_paused
from analysis.corpus import load_corpus
from analysis.documents import Document
from analysis.model import DEFAULT_MODEL, kernel, load_model
from analysis.quoting.encoder import load_encoder

sys.path.insert(0, str(Path(__file__).parent))
from utterances import measure  # noqa: E402  beside this file

LENGTHS = (250, 1_000, 4_000, 16_000)
STOCK = "spaCy nlp.pipe alone"
SEEDS = Path(__file__).parents[1] / "seeds"


def articles(path: Path | str | None, count: int) -> tuple[list[Document], str]:
    """Articles to measure on, each different, and what they are."""
    if path:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines[:count]]
        said = f"{len(texts)} articles of {Path(path).name}"
    else:
        texts, said = [], "the seeds"
    texts = texts or [document.text for document in load_corpus(SEEDS)._documents]
    repeated = [perturbed(texts[k % len(texts)], k // len(texts)) for k in range(count)]
    said += "" if len(texts) >= count else f", multiplied to {count} with other words"
    return [Document(f"a{k:06}", f"a{k:06}.txt", text) for k, text in enumerate(repeated)], said


def perturbed(text: str, number: int) -> str:
    """The text with every seventh long word changed, so that the vocabulary grows as in a larger corpus."""
    if not number:
        return text
    words = text.split(" ")
    return " ".join(
        f"{w}{number:x}" if k % 7 == number % 7 and len(w) > 5 and w.isalpha() else w for k, w in enumerate(words)
    )


def timed(work) -> tuple[float, float]:
    """Seconds of wall and of this process's CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def table(title: str, head: list[str], rows: list[list]) -> None:
    cells = [head, *([f"{value:,.2f}" if isinstance(value, float) else str(value) for value in row] for row in rows)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    print(f"\n{title}")
    for row in cells:
        print(
            "  "
            + "  ".join(
                cell.ljust(w) if k == 0 else cell.rjust(w) for k, (cell, w) in enumerate(zip(row, widths, strict=True))
            )
        )


def stock():
    """The pipeline as `spacy.load` gives it."""
    set_current_ops(NumpyOps())
    return spacy.load(DEFAULT_MODEL)


def end_to_end(documents: list[Document], repeats: int, workers: int) -> None:
    plain, texts = stock(), [document.text for document in documents]
    load_model()
    words = sum(len(text.split()) for text in texts)
    rules, encoder = Settings(quotes="rules"), Settings()
    configurations = {
        STOCK: lambda: list(plain.pipe(texts, batch_size=16)),
        "all tables, encoder, cold": lambda: fresh(documents, encoder, 1),
        "all tables, rules, cold": lambda: fresh(documents, rules, 1),
        f"all tables, encoder, cold, {workers} workers": lambda: fresh(documents, encoder, workers),
        f"all tables, rules, cold, {workers} workers": lambda: fresh(documents, rules, workers),
        "all tables, encoder, from parses": lambda: again(documents, encoder),
        "all tables, encoder, corrections changed": lambda: corrected(documents, encoder),
        "all tables, encoder, from tables": lambda: run(documents, encoder, plan=Plan(1)),
    }
    if spacy.util.is_package("textacy"):
        import textacy

        configurations["textacy.Corpus"] = lambda: textacy.Corpus(plain, data=texts)
    for text in texts[:2]:
        plain(text)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANALYSIS_CACHE"] = folder
        run(documents, encoder, plan=Plan(1))
        seconds = {name: [] for name in configurations}
        for _ in range(repeats):
            for name, work in configurations.items():
                seconds[name].append(timed(work)[0])
    base = median(seconds[STOCK])
    rows = [[name, median(s), words / median(s), base / median(s)] for name, s in seconds.items()]
    table(f"End to end, {words:,} words, kernel {kernel()}", ["", "seconds", "words/s", "times spaCy alone"], rows)


def fresh(documents: list[Document], settings: Settings, workers: int) -> None:
    """All tables with nothing kept before; what is kept is written, as in use."""
    kept = os.environ["ANALYSIS_CACHE"]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANALYSIS_CACHE"] = folder
        run(documents, settings, plan=Plan(workers))
    os.environ["ANALYSIS_CACHE"] = kept


def again(documents: list[Document], settings: Settings) -> None:
    """All tables from kept parses: the settings differ in a name list that names nobody."""
    run(documents, replace(settings, names=f"# {time.time_ns()}"), plan=Plan(1))


def corrected(documents: list[Document], settings: Settings) -> None:
    """All tables from the kept rows of each article: the user's file of corrections differs in a remark."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "overrides.toml"
        file.write_text(f"# {time.time_ns()}\n", encoding="utf-8")
        run(documents, settings, overrides=file, plan=Plan(1))


def loading(document: Document) -> None:
    """What is loaded once a process, beside the imports; nothing of it is in the other tables."""
    rows = [["spaCy pipeline", timed(load_model)[1]], ["quote encoder", timed(load_encoder)[1]]]
    first, again = (timed(lambda: extract.process([document]))[1] for _ in range(2))
    rows.append(["word lists: the first article, less the same article again", max(0.0, first - again)])
    table("Loading, once a process", ["", "CPU seconds"], rows)


def by_part(documents: list[Document], repeats: int) -> None:
    """CPU of each part of the work, the least of the repeats, after a first article that loads what is loaded once."""
    settings, least, plain = Settings(), {}, stock()
    texts = [document.text for document in documents]
    extract.process(documents[:1], settings)
    list(plain.pipe(texts[:1]))
    for _ in range(repeats):
        seconds = {}
        add(seconds, STOCK, lambda: list(plain.pipe(texts, batch_size=16)))
        for start in range(0, len(documents), 16):
            with collector_paused():
                one_batch(documents[start : start + 16], settings, seconds)
                add(seconds, "closing, and the collector after each batch", lambda: gc.collect(0))
        least = {name: min(value, least.get(name, value)) for name, value in seconds.items()}
    seconds = least
    tables, _ = extract.process(documents, settings)
    with collector_paused():
        for name, linker in extract.LINKERS.items():
            add(seconds, f"{name} across articles", lambda linker=linker: linker.link(tables, documents))
    rest = sum(value for name, value in seconds.items() if name not in (STOCK, "parse", "encoder"))
    seconds["all but parse and encoder"] = rest
    rows = [
        [name, value, 100 * value / seconds["parse"], 100 * value / seconds[STOCK]] for name, value in seconds.items()
    ]
    table("CPU by part, on one thread", ["", "CPU seconds", "% of our parse", "% of spaCy's"], rows)


def against_words(documents: list[Document]) -> None:
    """CPU a word, for the same words in short and in long articles."""
    words, rows = " ".join(document.text for document in documents).split(" "), []
    for size in LENGTHS:
        parts = [" ".join(words[at : at + size]) for at in range(0, min(len(words), LENGTHS[-1] * 2) - size + 1, size)]
        some = [Document(f"w{k}", f"w{k}.txt", text) for k, text in enumerate(parts)]
        extract.process(some[:1], Settings())
        seconds = timed(lambda: [extract.process(batch, Settings()) for batch in batches(some)])[1]  # noqa: B023
        rows.append([f"{len(some):,} articles of {size:,} words", 1e6 * seconds / (len(some) * size)])
    table("Cost against words", ["", "microseconds a word"], rows)


def one_batch(batch: list[Document], settings: Settings, seconds: dict) -> None:
    """What `process` does for a batch, part by part."""
    found = []
    add(seconds, "parse", lambda: found.extend(parse(batch, Settings(quotes="rules"))))
    for article in found:
        article.settings = settings
        add(seconds, "encoder", lambda a=article: a.reading)
        for name, extractor in extract.EXTRACTORS.items():
            add(seconds, name, lambda a=article, n=name, e=extractor: a.rows.__setitem__(n, list(e.extract(a))))
        add(seconds, "closing, and the collector after each batch", article.close)


def add(seconds: dict, name: str, work) -> None:
    seconds[name] = seconds.get(name, 0.0) + timed(work)[1]


def on_one_thread(call: str, stdout=None) -> str | None:
    """Run a function of this file in a process of its own with one thread, as a worker has it; what it prints, if asked for."""
    program = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); from speed import *; {call}"
    sys.stdout.flush()
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, "-c", program], stdout=stdout, text=True, check=True, env=environment).stdout


def scaling(path: str, count: int, workers: int) -> None:
    """One process with one thread against several such processes and against Dask, nothing kept before."""
    rows = []
    ways = [(1, False), (workers, False), *([(workers, True)] if spacy.util.is_package("distributed") else [])]
    for quotes in ("encoder", "rules"):
        seconds = [
            float(on_one_thread(f"print(cold({path!r}, {count}, {quotes!r}, {n}, {dask}))", stdout=subprocess.PIPE))
            for n, dask in ways
        ]
        times = [[taken, seconds[0] / taken] for taken in seconds[1:]]
        rows.append([f"{count} articles, {quotes}", seconds[0], *[cell for pair in times for cell in pair]])
    head = ["", "1 worker", f"{workers} workers", "times", f"Dask, {workers}", "times"]
    table(f"Workers of one thread, seconds, {workers} started anew", head[: len(rows[0])], rows)


def cold(path: str, count: int, quotes: str, workers: int, dask: bool) -> float:
    """Seconds for all tables of a corpus, what one process loads once left out."""
    documents, _ = articles(path, count)
    extract.process(documents[:1], Settings(quotes=quotes))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANALYSIS_CACHE"] = folder
        plan = Plan(workers, shards=Path(folder) / "shards" if dask else None)
        return timed(lambda: run(documents, Settings(quotes=quotes), plan=plan))[0]


def memory(path: Path | None, sizes: list[int]) -> None:
    """Memory of one worker that keeps nothing, measured as it goes through more and more articles."""
    told = on_one_thread(f"work_through({str(path or '')!r}, {sizes})", stdout=subprocess.PIPE)
    rows = [
        [f"{size:,} articles", *map(float, line.split())] for size, line in zip(sizes, told.splitlines(), strict=True)
    ]
    first = rows[0][1]
    table(
        "Memory of one worker",
        ["", "MB now", "MB at most", "words known", "% over the first"],
        [[*row, 100 * (row[1] / first - 1)] for row in rows],
    )


def work_through(path: str, sizes: list[int]) -> None:
    """Process that many articles and print, at each size, the memory held, its peak, and the words the model knows."""
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")] if path else []
    texts = texts or [document.text for document in load_corpus(SEEDS)._documents]
    done = 0
    for size in sizes:
        some = (
            Document(f"a{k}", f"a{k}.txt", perturbed(texts[k % len(texts)], k // len(texts))) for k in range(done, size)
        )
        for batch in batches(some):
            extract.process(batch, Settings())
        done = size
        pages = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(pages / 2**20, most / 1024, len(load_model().vocab.strings), flush=True)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--texts", type=Path)
    given.add_argument("--articles", type=int, default=60)
    given.add_argument("--repeats", type=int, default=3)
    given.add_argument(
        "--parts", action="store_true", help="only CPU: of each part, and of a word in short and long articles"
    )
    given.add_argument("--workers", type=int, default=2)
    given.add_argument(
        "--memory", default="", help="articles after which one worker's memory is measured: 1000,2000,4000"
    )
    given.add_argument(
        "--utterances", type=int, default=0, help="quotations up to which near-duplicate search is measured"
    )
    given.add_argument(
        "--scaling", type=int, default=0, help="articles on which one worker is compared with --workers and Dask"
    )
    chosen = given.parse_args()
    documents, said = articles(chosen.texts, chosen.articles)
    path = str(chosen.texts or "")
    print(f"Text: {said}. {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    if documents:
        loading(documents[0])
        if not chosen.parts:
            end_to_end(documents, chosen.repeats, chosen.workers)
        on_one_thread(f"by_part(articles({path!r}, {chosen.articles})[0], {chosen.repeats})")
        on_one_thread(f"against_words(articles({path!r}, {chosen.articles})[0])")
    if chosen.scaling:
        scaling(path, chosen.scaling, chosen.workers)
    if chosen.utterances:
        print("\nThe same utterance in many articles")
        measure(chosen.utterances)
    if chosen.memory:
        memory(chosen.texts, [int(size) for size in chosen.memory.split(",")])
    print(f"\nPeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
