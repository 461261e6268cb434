"""One row type a table: its columns, their types, their allowed values and what they mean.

The same declaration validates a row when it is made, gives the data frame its columns and prints the codebook:

>>> from analysis.rows import Entity, codebook
>>> codebook(Entity).loc["label", "allowed"]
'CARDINAL, DATE, EVENT, FAC, GPE, LAW, LOC, MONEY, NORP, ORG, PERCENT, PERSON, PRODUCT, QUANTITY, WORK_OF_ART'
"""

from functools import cache
from typing import Literal, get_args, get_origin

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]

Label = Literal[
    "CARDINAL",
    "DATE",
    "EVENT",
    "FAC",
    "GPE",
    "LAW",
    "LOC",
    "MONEY",
    "NORP",
    "ORG",
    "PERCENT",
    "PERSON",
    "PRODUCT",
    "QUANTITY",
    "WORK_OF_ART",
]
ZoneKind = Literal["header", "headline", "dateline", "heading", "caption", "body", "boilerplate"]
Act = Literal["commit", "offer", "consider", "refuse", "demand", "status"]
Force = Literal["pledged", "agreed", "will", "plans", "ready", "considering", "refuses", "demands", "status"]
Relation = Literal[
    "repeats", "specifies", "strengthens", "weakens", "contradicts", "answers", "fulfilled", "stalled", "breached"
]


class Row(BaseModel):
    """What all rows share: a document, and offsets with `document.text[start:end] == text`."""

    model_config = ConfigDict(extra="forbid", validate_assignment=False)

    doc_id: str = Field(description="file name without its ending")
    start: int = Field(ge=0, description="first character of the evidence in the file's text")
    end: int = Field(ge=0, description="one past the last character of the evidence")
    text: str = Field(description="the evidence, word for word: text[start:end]")


class Entity(Row):
    """One mention of a name."""

    label: Label = Field(description="type of name, OntoNotes labels")
    entity: str = Field(description="canonical name that the mention stands for")
    kind: Literal["name", "adjective", "metonym", "office"] = Field(
        "name",
        description="name: the name itself; adjective: 'Ukrainian'; metonym: 'the Kremlin'; office: 'Mr Macron's office'",
    )
    stands_for: str | None = Field(
        None,
        description="adjective: the country; metonym: the government meant, where the sentence has it act or speak",
    )
    zone: ZoneKind = Field(description="part of the article the mention stands in")
    basis: str = Field(description="how the mention got its canonical name")


class Role(Row):
    """One title or office that a text gives a person."""

    entity: str = Field(description="canonical name of the person")
    role: str = Field(description="the title as given: 'French President'")
    office: str = Field(description="its head noun, lower case: 'president'")
    of: str | None = Field(None, description="canonical name of the country or body: 'France'")


class Quote(Row):
    """One attribution: somebody's words or their gist; start, end and text are the content's envelope."""

    quote_id: str = Field(description="unique in the corpus")
    kind: Literal["direct", "mixed", "indirect"] = Field(
        description="direct: all in quotation marks; mixed: partly; indirect: none"
    )
    content: list[Span] = Field(description="what is attributed")
    cue: list[Span] = Field(description="the word that attributes: 'said', 'according to'")
    source: list[Span] = Field(description="the words that name the source; empty where the text has none")
    speaker_text: str = Field("", description="the source's words")
    speakers: list[str] = Field(description="canonical names of the speakers; empty where the text does not say")
    speaker_kind: Literal["person", "group", "government", "organisation", "document", "unnamed", "unknown"] = Field(
        description="what sort of source it is"
    )
    speaker_basis: str = Field(description="the steps from the source's words to the names")
    nested_in: str | None = Field(None, description="quote_id of the attribution this one stands inside")
    same_as: str | None = Field(None, description="group of one utterance reported in several places")
    confidence: float = Field(ge=0, le=1, description="calibrated probability that content and source are right")


class Commitment(Row):
    """One speech act about a future action, or the standing of one already announced."""

    commitment_id: str = Field(description="unique in the corpus")
    act: Act = Field(description="what is done in saying it")
    force: Force = Field(description="how firmly; pledged > agreed > will > plans = ready > considering")
    polarity: Literal["positive", "negative"] = Field(description="negative where the action is not to be done")
    actors: list[str] = Field(description="canonical names: who is bound; for a demand, who demands")
    actor_realisation: Literal["explicit", "metonym", "pronoun", "modifier", "shared", "implicit", "quantified"] = (
        Field("explicit", description="how the actor appears in the words")
    )
    joint: bool = Field(False, description="two or more parties bind themselves in one act")
    addressee: str | None = Field(None, description="for a demand: who is to act")
    action: str = Field("", description="the action, as an infinitive phrase")
    object: str | None = Field(None, description="goods, troops, sums, number of days")
    recipient: str | None = Field(None, description="who is helped or hit by the action")
    valence: Literal["supportive", "adverse", "neutral"] = Field("neutral", description="towards the recipient")
    condition: Span | None = Field(None, description="what must hold for the action to fall due")
    condition_type: str | None = Field(None, description="if, unless, provided, once, after, until, within …")
    time_text: str | None = Field(None, description="calendar time of the action, in the text's words")
    time_iso: str | None = Field(None, description="the same as ISO 8601 date, interval or duration")
    sources: list[str] = Field(default_factory=list, description="who reports it, outermost first; empty: the author")
    report_mode: Literal["author", "direct", "indirect", "mixed"] = Field("author", description="how it is reported")
    hedge: str | None = Field(None, description="word that lowers the force: 'suggested', 'might'")
    specificity: Literal["specific", "vague"] = Field(
        "vague", description="specific: one could say afterwards whether it was done"
    )
    status: Literal["fulfilled", "in_progress", "stalled", "breached", "breach_denied"] | None = Field(
        None, description="for act status: how the action stands"
    )
    quote_id: str | None = Field(None, description="the quotation that carries it")
    thread: str | None = Field(None, description="the same commitment across sentences, articles and dates")
    made_on: str | None = Field(None, description="ISO date of the act")
    made_on_basis: str | None = Field(None, description="how that date is known")
    edited: bool = Field(False, description="true where the user's override file changed this row")


class Link(BaseModel):
    """Two records of one thread and how the later stands to the earlier."""

    model_config = ConfigDict(extra="forbid")

    from_id: str = Field(description="commitment_id of the earlier record")
    to_id: str = Field(description="commitment_id of the later record")
    relation: Relation = Field(description="how the later stands to the earlier")
    same_day: bool = Field(description="true where both are acts of one day; false also where a day is not known")
    change: bool = Field(description="true: the matter stands differently; false: only the reports differ or agree")
    thread: str = Field(description="the thread both belong to")
    edited: bool = Field(False, description="true where the user's override file changed this row")


class DocumentRow(BaseModel):
    """One article that was read."""

    model_config = ConfigDict(extra="forbid")

    doc_id: str = Field(description="file name without its ending")
    path: str = Field(description="the file; with :N for row N of a JSONL or CSV file")
    sha256: str = Field(description="fingerprint of the text")
    title: str | None = Field(None, description="headline")
    outlet: str | None = Field(None, description="publisher, or the agency in the dateline")
    published: str | None = Field(None, description="ISO date of publication")
    published_basis: str | None = Field(None, description="how that date is known")
    event_date: str | None = Field(None, description="ISO date of the event that the article reports")
    words: int = Field(description="words of the body, as divided by white space")
    sentences: int | None = Field(
        None, description="sentences of the body; empty where the article could not be processed"
    )


class Error(BaseModel):
    """One document, or part of the work on it, that failed."""

    model_config = ConfigDict(extra="forbid")

    path: str = Field(description="the file")
    stage: str = Field(description="reading, parsing, or the extractor's name; notice: used, but not as it stands")
    message: str = Field(description="what was wrong and what to do")


def columns(row_type: type[BaseModel]) -> list[str]:
    """Column names of a row type, in order."""
    return list(row_type.model_fields)


def frame(rows: list[BaseModel], row_type: type[BaseModel]) -> pd.DataFrame:
    """Rows as a data frame with the row type's columns and their types, also where there are no rows."""
    return typed(pd.DataFrame([vars(row) for row in rows], columns=columns(row_type), dtype=object), row_type)


def typed(table: pd.DataFrame, row_type: type[BaseModel]) -> pd.DataFrame:
    """The table with each column in the type that its row type declares; lists and spans stay Python objects."""
    known = kinds(row_type)
    return table.astype(
        {name: known[name] for name, kind in table.dtypes.items() if known.get(name, str(kind)) != str(kind)}
    )


def records(table: pd.DataFrame) -> list[dict]:
    """The table's rows as dictionaries of Python values; what is missing is None."""
    return table.astype(object).where(table.notna(), None).to_dict("records")


@cache
def kinds(row_type: type[BaseModel]) -> dict[str, str]:
    """The pandas type of each column but those of Python objects."""
    known = {name: _kind(field.annotation) for name, field in row_type.model_fields.items()}
    return {name: kind for name, kind in known.items() if kind}


def _kind(annotation) -> str | None:
    if _values(annotation) or annotation in (str, str | None):
        return "str"
    return {int: "int64", int | None: "Int64", float: "float64", bool: "bool"}.get(annotation)


def codebook(row_type: type[BaseModel]) -> pd.DataFrame:
    """Columns of a table: index `column`; `type`, `allowed` values and `meaning` (all str)."""
    fields = row_type.model_fields
    allowed = [", ".join(map(str, _values(field.annotation))) for field in fields.values()]
    types = [_type_name(field.annotation) for field in fields.values()]
    meaning = [field.description for field in fields.values()]
    index = pd.Index(list(fields), name="column")
    return pd.DataFrame({"type": types, "allowed": allowed, "meaning": meaning}, index=index)


def _values(annotation) -> tuple:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(value for part in get_args(annotation) for value in _values(part))


def _type_name(annotation) -> str:
    if _values(annotation):
        return "str"
    return annotation.__name__ if annotation in (str, int, float, bool) else str(annotation).replace("NoneType", "None")
