"""The command line: what is written, what is said, and how it ends."""

import csv
import json
from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from analysis.bulk.export import write_files, write_tables
from analysis.cli import app
from analysis.rows import Commitment, DocumentRow, Entity, Error, Link, Quote, Role, columns

SEEDS = Path(__file__).parents[1] / "seeds"
TABLES = {
    "documents": DocumentRow,
    "entities": Entity,
    "roles": Role,
    "quotes": Quote,
    "commitments": Commitment,
    "links": Link,
    "errors": Error,
}
NEWS = (
    "PARIS: France will send 20 tanks to Ukraine if the talks fail, President Emmanuel Macron said on Thursday."
    " “We are ready,” he added.\n"
)


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    for form in ("jsonl", "csv", "parquet"):
        result = run("extract", SEEDS, "--out", folder, "--format", form, "--quotes", "rules")
        assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_one_file_a_table_in_three_formats(tables, name):
    wanted = columns(TABLES[name])
    rows = [json.loads(line) for line in (tables / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(list(row) == wanted for row in rows)
    with (tables / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file, restval=None))
    nested = parquet.read_table(tables / f"{name}.parquet")
    assert nested.schema.names == wanted
    assert nested.to_pylist() == rows
    for row, cell in zip(rows, cells, strict=True):
        for column, value in row.items():
            if isinstance(value, list):
                assert json.loads(cell[column]) == value
            elif not isinstance(value, bool | float):
                assert cell[column] == ("" if value is None else str(value))


def test_lists_stay_lists(tables):
    quote = json.loads((tables / "quotes.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert isinstance(quote["content"][0], list) and isinstance(quote["speakers"], list)
    assert str(parquet.read_schema(tables / "quotes.parquet").field("content").type).startswith("list<")


def test_what_it_was_made_with_is_recorded(tables):
    made = json.loads((tables / "provenance.json").read_text())
    assert made["articles"] == 5 and made["quotes"] == "rules" and "3.8.0" in made["model"]


def test_same_bytes_again(tables, tmp_path):
    run("extract", SEEDS, "--out", tmp_path, "--quotes", "rules")
    for name in TABLES:
        assert (tmp_path / f"{name}.jsonl").read_bytes() == (tables / f"{name}.jsonl").read_bytes()


def test_a_failed_file_is_named_and_the_others_are_written(tmp_path):
    (tmp_path / "good.txt").write_text(NEWS)
    (tmp_path / "bad.txt").write_text("")
    result = run("extract", tmp_path, "--out", tmp_path / "out", "--quotes", "rules")
    assert result.exit_code == 1
    assert f"{tmp_path / 'bad.txt'}: is empty" in result.output
    assert "failed, named above" in " ".join(result.output.split())
    assert len((tmp_path / "out/documents.jsonl").read_text().splitlines()) == 1
    assert json.loads((tmp_path / "out/errors.jsonl").read_text())["stage"] == "reading"


def test_names_that_cannot_be_used_are_named_and_cost_no_article(tmp_path):
    (tmp_path / "good.txt").write_text(NEWS)
    (tmp_path / "names.toml").write_text('[person]\n"Ana Roy" = ["Ana"]\n')
    result = run("extract", tmp_path, "--out", tmp_path / "out", "--quotes", "rules")
    assert result.exit_code == 1 and f"{tmp_path / 'names.toml'}: is not used: no table 'person'" in result.output
    assert "Macron" in (tmp_path / "out/entities.jsonl").read_text(encoding="utf-8")


def test_a_notice_is_no_failure(tmp_path):
    (tmp_path / "one.txt").write_text(NEWS)
    (tmp_path / "two.txt").write_text(NEWS)
    result = run("extract", tmp_path, "--out", tmp_path / "out", "--quotes", "rules")
    assert result.exit_code == 0 and "is the same article as" in result.output


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["seedz"], "does not exist"),
        ([SEEDS, "--model", "xx_none"], "xx_none"),
    ],
)
def test_nothing_to_do(tmp_path, arguments, message):
    result = run("extract", *arguments, "--out", tmp_path)
    assert result.exit_code == 2 and message in result.output
    assert "Traceback" not in result.output and not list(tmp_path.iterdir())


def test_briefing(tmp_path):
    (tmp_path / "good.txt").write_text(NEWS)
    result = run("briefing", tmp_path, "--out", tmp_path / "new" / "briefing.html", "--quotes", "rules")
    assert result.exit_code == 0 and "1 article; briefing in" in " ".join(result.output.split()), result.output
    assert "Emmanuel Macron" in (tmp_path / "new" / "briefing.html").read_text(encoding="utf-8")


def test_files_are_written_all_or_none(tmp_path):
    write_files({"a": b"old", "b": b"old"}, tmp_path)
    with pytest.raises(TypeError):
        write_files({"a": b"new", "b": "not bytes"}, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_unknown_format(tmp_path):
    with pytest.raises(ValueError, match="Choose one of: jsonl, csv, parquet"):
        write_tables({}, tmp_path, "xml")
