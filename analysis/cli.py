"""The command line: `python -m analysis extract CORPUS --out DIR`, `python -m analysis briefing CORPUS --out FILE`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from . import __version__
from .articles import Settings
from .briefing import export_briefing
from .bulk.cache import default_folder, open_cache
from .bulk.cluster import ShardsError
from .bulk.engine import Plan, row_types
from .bulk.export import FORMATS, write_files, write_tables
from .corpus import Corpus, load_corpus
from .model import DEFAULT_MODEL, ModelError, model_version
from .reading.readers import NoArticlesError
from .rows import DocumentRow, records
from .wording import number

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
told = Console(stderr=True, emoji=False)
Format = StrEnum("Format", FORMATS)
Engine = StrEnum("Engine", ["local", "dask"])
Method = StrEnum("Method", ["encoder", "rules"])
CorpusPath = Annotated[
    Path, typer.Argument(metavar="CORPUS", help="Folder of .txt files, or one .txt, .jsonl or .csv file.")
]
Model = Annotated[
    str, typer.Option(help="An installed English spaCy pipeline; the default is spaCy's en_core_web_sm as a package.")
]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes; as many as the corpus deserves where not given.")]
Quotes = Annotated[
    Method, typer.Option(help="How attributions are found: by the trained encoder, or by rules alone (faster).")
]


@app.callback()
def main() -> None:
    """Who is named, who said what, who committed to what, in a folder of news articles."""


@app.command()
def extract(
    corpus: CorpusPath,
    out: Annotated[Path, typer.Option(help="Folder for the tables; made if it is missing.")],
    format: Annotated[Format, typer.Option(help="One file a table, in this format.")] = Format.jsonl,
    model: Model = DEFAULT_MODEL,
    quotes: Quotes = Method.encoder,
    workers: Workers = None,
    engine: Annotated[
        Engine, typer.Option(help="local: processes here. dask: a cluster, in shards under OUT.")
    ] = Engine.local,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler; without one, a cluster here.")
    ] = None,
) -> None:
    """Write documents, entities, roles, quotes, commitments, links and errors as one file a table.

    Ends with 1 where an article failed (the others are in the tables), with 2 where nothing could be read or written.
    """
    found = _load(corpus, model, quotes, Plan(workers, out / "shards" if engine == Engine.dask else None, scheduler))
    types = row_types() | {"documents": DocumentRow}
    rows = {name: (row_type, records(found.table(name))) for name, row_type in types.items() if name != "lengths"}
    try:
        written = write_tables(rows, out, format)
        write_files({"provenance.json": (json.dumps(provenance(found), indent=1) + "\n").encode()}, out)
    except OSError as error:
        _stop(f"The tables cannot be written to '{out}' ({error}). What was there before is untouched.")
    _report(found, f"{len(written)} tables in {out}")


def provenance(corpus: Corpus) -> dict:
    """What the tables were made with: version, model and settings."""
    return {
        "analysis": __version__,
        "model": model_version(corpus.settings.model),
        "quotes": corpus.settings.quotes,
        "articles": len(corpus),
    }


def _load(path: Path, model: str, quotes: str, plan: Plan = Plan()) -> Corpus:
    try:
        corpus = load_corpus(path, Settings(model=model, quotes=str(quotes)), plan)
        corpus.errors()
    except (NoArticlesError, ModelError, ShardsError) as error:
        _stop(str(error))
    return corpus


def _stop(message: str) -> NoReturn:
    told.print(message, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(2) from None


@app.command()
def briefing(
    corpus: CorpusPath,
    out: Annotated[Path, typer.Option(help="The HTML file to write; its folder is made if it is missing.")],
    model: Model = DEFAULT_MODEL,
    quotes: Quotes = Method.encoder,
) -> None:
    """Write one HTML file to hand out: tables and charts, each row linked to its words."""
    found = _load(corpus, model, quotes)
    out.parent.mkdir(parents=True, exist_ok=True)
    _report(found, f"briefing in {export_briefing(found, out)}")


@app.command()
def cache(clear: Annotated[bool, typer.Option("--clear", help="Forget everything that is kept.")] = False) -> None:
    """See, or clear, what is kept of earlier runs: parses, rows of articles, and tables."""
    kept = open_cache(str(default_folder())) if default_folder() else None
    if kept is None:
        told.print("The cache is off (ANALYSIS_CACHE=off).")
        return
    if clear:
        told.print(f"{kept.clear()} entries forgotten.", highlight=False)
    facts = kept.summary()
    counts = ", ".join(f"{facts[kind]} {kind}" for kind in ("parses", "articles", "tables"))
    told.print(f"{facts['folder']}: {counts}, {facts['bytes'] / 1e6:.1f} MB", highlight=False)


def _report(corpus: Corpus, done: str) -> None:
    """Say what was written and name what failed."""
    errors = corpus.errors()
    for error in errors.itertuples():
        stage = "" if error.stage in ("reading", "notice") else f"{error.stage}: "
        told.print(f"{error.path}: {stage}{error.message}", markup=False, highlight=False, soft_wrap=True)
    failed = errors[errors.stage != "notice"].path.nunique()
    told.print(
        f"{number(len(corpus), 'article')}; {done}" + (f"; {failed} failed, named above" if failed else ""),
        highlight=False,
    )
    if failed:
        raise typer.Exit(1)
