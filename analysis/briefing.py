"""One hand-out in one file: what the articles bear, each row linked to its words in the same file, and what they do not."""

from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd

from .charts import chart
from .display import ACT_STYLE, ENTITY_STYLE, QUOTE_STYLE, Mark, act_and_force, highlight, tint
from .documents import Document
from .ledger import conditions, threads
from .model import model_version
from .page import STYLE, Raw, anchored, place, table, where_links, whole
from .passages import plain, short
from .quoting.encoder import load_encoder
from .voices import NOT_GIVEN, share_of_voice, statements
from .wording import number

DRAWN = 12
"""Rows of a chart, which stands on half a printed page then; the table below it has more."""


def export_briefing(corpus, path: str | Path, title: str | None = None, top: int = 20) -> Path:
    """Write the hand-out as one HTML file that needs no other, and return its path.

    It says who is named, who is quoted, who committed to what, what the threads and conditions are, what the articles do not
    bear, and how the numbers came about; an appendix gives the articles, to which every row of a table links. The same
    corpus gives the same file.

    Raises FileNotFoundError where there is no folder of that name to write to.

    >>> export_briefing(load_corpus("seeds"), "build/briefing.html")   # doctest: +SKIP
    PosixPath('build/briefing.html')
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder '{path.parent}' for the briefing: make it, or give another path.")
    title = title or (f"What {len(corpus)} articles say" if len(corpus) != 1 else "What one article says")
    sections = [
        _articles(corpus),
        _named(corpus, top),
        _quoted(corpus, top),
        _committed(corpus),
        _threads(corpus, top),
        _conditions(corpus, top),
        _limits(corpus),
        _provenance(corpus),
        _appendix(corpus),
    ]
    html = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f"{''.join(sections)}</body></html>\n"
    )
    path.write_text(html, encoding="utf-8", errors="backslashreplace", newline="\n")
    return path


def articles(corpus) -> list[tuple[str, Document]]:
    return [(doc_id, corpus[doc_id]) for doc_id in corpus]


def _articles(corpus) -> str:
    rows = [
        (
            Raw(f'<a href="#{place(doc_id)}">{escape(short(document).split(",")[0])}</a>'),
            document.title,
            document.outlet,
            whole(document.published),
            document.published_basis,
        )
        for doc_id, document in articles(corpus)
    ]
    return "<h2>The articles</h2>" + table(["", "title", "outlet", "published", "known from"], rows)


def _named(corpus, top: int) -> str:
    rows = corpus.entities()
    rows = rows[rows.label.isin(ENTITY_STYLE) & (rows.zone != "boilerplate")]
    counts = rows.groupby("entity").agg(mentions=("doc_id", "size"), articles=("doc_id", "nunique")).reset_index()
    counts = counts.sort_values(["mentions", "entity"], ascending=[False, True]).head(top)
    where = {name: found for name, found in rows.groupby("entity")}
    body = [
        (row.entity, row.mentions, row.articles, where_links(where[row.entity], "e")) for row in counts.itertuples()
    ]
    counted = [number(len(rows), "mention"), number(rows.entity.nunique(), "name"), number(len(corpus), "article")]
    note = "n = {} of {} in {}".format(*counted)
    drawn = chart(
        counts,
        "bars",
        label="entity",
        value="mentions",
        top=DRAWN,
        note=note,
        title=f"{counts.entity.iloc[0]} is named most often" if len(counts) else "No name was found",
    )
    return f"<h2>Who is named</h2>{drawn._repr_html_()}" + table(
        ["name", "mentions", "articles", "where"], body, {1, 2}
    )


def _quoted(corpus, top: int) -> str:
    voice, said = share_of_voice(corpus), statements(corpus)
    by_speaker = said.assign(speaker=[names or [NOT_GIVEN] for names in said.speakers]).explode("speaker")
    body = [
        (
            row.speaker,
            f"{row.words:,}",
            f"{row.share:.0%}",
            row.statements,
            f"{row.statement_share:.0%} {interval_text(row.low, row.high)}",
            where_links(by_speaker[by_speaker.speaker == row.speaker], "q"),
        )
        for row in voice.head(top).itertuples()
    ]
    head = ["speaker", "words", "of words", "statements", "of statements (95%)", "where"]
    return f"<h2>Who is quoted</h2>{chart(voice, top=DRAWN)._repr_html_()}" + table(head, body, {1, 2, 3, 4})


def interval_text(low: float | None, high: float | None) -> str:
    """The bounds of a share; nothing where a single article gives none."""
    return "" if pd.isna(low) else f"({low:.0%}–{high:.0%})"


def _committed(corpus) -> str:
    rows = corpus.commitments()
    body = []
    for row in rows.assign(who=rows.actors.map(plain)).sort_values(["who", "act", "doc_id", "start"]).itertuples():
        condition = corpus[row.doc_id].text[slice(*row.condition)] if isinstance(row.condition, tuple) else ""
        says = " → ".join(row.sources) or "the article"
        words = Raw(f'<a class="words" href="#{place(row.doc_id, "c", row.start)}">{escape(row.text)}</a>')
        body.append(
            (row.who, act_and_force(row), words, condition, says, whole(short(corpus[row.doc_id]).split(",")[0]))
        )
    head = ["who", "act (force)", "in the article's words", "condition", "says who", "article"]
    return f'<h2>Who committed to what</h2><p class="small">n = {number(len(rows), "record")}</p>' + table(head, body)


def _threads(corpus, top: int) -> str:
    rows = threads(corpus)
    body = [
        (
            row.label,
            row.state + (f" by {plain(row.state_by)}" if row.state == "breach alleged" and row.state_by else ""),
            row.firmest,
            row.records,
            Raw(" – ".join(whole(day) for day in dict.fromkeys([row.first, row.last]))),
            Raw(f'<a class="words" href="#{place(row.doc_id, "c", row.start)}">{escape(row.text)}</a>'),
        )
        for row in rows.head(top).itertuples()
    ]
    several = f"{sum(row.first != row.last for row in rows.itertuples())} of them reported on more than one day"
    shown = f"; the {len(body)} most reported" if len(body) < len(rows) else ""
    note = f'<p class="small">n = {number(len(rows), "thread")}, {several}{shown}. Silence is no event: what is “due, not returned to” may have been done.</p>'
    head = ["thread", "state", "firmest", "records", "days", "in the firmest words"]
    return f"<h2>What became of it</h2>{note}" + table(head, body, {3})


def _conditions(corpus, top: int) -> str:
    rows, records = conditions(corpus), corpus.commitments()
    hanging = {matter: set(group.commitment_id) for matter, group in rows.groupby("condition")}
    order = sorted(hanging, key=lambda matter: (-len(hanging[matter]), matter))[:top]
    body = [
        (matter, len(hanging[matter]), where_links(records[records.commitment_id.isin(hanging[matter])], "c"))
        for matter in order
    ]
    of = f"{rows.commitment_id.nunique()} of {number(len(records), 'commitment')} have a condition"
    note = f'<p class="small">n = {of}; one on two matters counts under both.</p>'
    return f"<h2>What hangs on what</h2>{note}" + table(["matter", "commitments", "where"], body, {1})


def _limits(corpus) -> str:
    documents, said, commitments = (
        [document for _, document in articles(corpus)],
        statements(corpus),
        corpus.commitments(),
    )
    outlets = {document.outlet for document in documents if document.outlet}
    undated = [short(document) for document in documents if not document.published]
    points = [
        f"{number(len(documents), 'article')} from {number(len(outlets), 'known outlet')}: shares are shares of these articles, not of public opinion.",
        "Counts say how often something is written, not whether it is true, and not how much it matters.",
        f"{sum(not names for names in said.speakers)} of {number(len(said), 'statement')} without a speaker that the text names.",
        f"{sum(mode != 'author' for mode in commitments.report_mode)} of {number(len(commitments), 'commitment')} known only "
        "through somebody's report of them.",
        "A commitment nobody reports on again is silent, not broken; articles of one day that differ are two reports, not a "
        "change of policy.",
        "Names, speakers and acts were found by a program that errs. Follow the link before you quote a number.",
    ]
    if undated:
        points.insert(1, f"No date of publication is known for {', '.join(undated)}.")
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    return f"<h2>What this does not bear</h2><ul>{items}</ul>"


def _provenance(corpus) -> str:
    settings = [("program", f"analysis {_version('analysis')}"), ("model", model_version(corpus.settings.model))]
    settings += [(name, plain(value)) for name, value in vars(corpus.settings).items() if name != "model"]
    if corpus.settings.quotes == "encoder":
        settings.append(("weights of the encoder, sha256", Raw(f"<code>{load_encoder().version}</code>")))
    errors = [(row.path, row.stage, row.message) for row in corpus.table("errors").itertuples()]
    files = [(Path(document.path).name, Raw(f"<code>{document.sha256}</code>")) for _, document in articles(corpus)]
    return (
        "<h2>How it came about</h2>"
        + table(["", ""], settings)
        + table(["file", "sha256"], files)
        + (f"<h3>Files that failed</h3>{table(['file', 'stage', 'message'], errors)}" if errors else "")
    )


def _appendix(corpus) -> str:
    tables = [
        ("e", corpus.entities(), lambda row: "border-bottom:1px dotted #000", lambda row: row.entity),
        (
            "q",
            corpus.quotes(),
            lambda row: f"background:{tint(QUOTE_STYLE[row.kind])}",
            lambda row: f"{plain(row.speakers) or 'speaker not given'}: {row.kind}",
        ),
        (
            "c",
            corpus.commitments(),
            lambda row: f"border-bottom:3px solid {ACT_STYLE[row.act]}",
            lambda row: f"{plain(row.actors)}: {act_and_force(row)}",
        ),
    ]
    blocks = []
    for doc_id, document in articles(corpus):
        marks = [
            Mark(row.start, row.end, label(row), style(row), anchor=place(doc_id, letter, row.start))
            for letter, rows, style, label in tables
            for row in rows[rows.doc_id == doc_id].itertuples()
        ]
        paragraphs = []
        for zone in document.zones:
            inside = [mark for mark in marks if mark.start < zone.end and mark.end > zone.start]
            paragraphs.append(f"<p>{highlight(document.text, inside, zone.start, zone.end, anchored())}</p>")
        head = f"<h3>{escape(short(document))}{': ' + escape(document.title) if document.title else ''}</h3>"
        blocks.append(f'<article id="{place(doc_id)}">{head}{"".join(paragraphs)}</article>')
    legend = "Statements are shaded, commitments underlined, names dotted; point at one to see what was found."
    return f'<h2>The articles, marked</h2><p class="small">{legend}</p>' + "".join(blocks)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        from . import __version__

        return __version__
