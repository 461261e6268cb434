"""Whatever a user can call, type or read in a column is described."""

import re
from pathlib import Path

import pytest

import analysis
from analysis.bulk.engine import row_types
from analysis.cli import app
from analysis.corpus import Corpus
from analysis.rows import DocumentRow

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLES = row_types() | {"documents": DocumentRow}


@pytest.mark.parametrize("name", sorted(set(analysis.__all__) - {"Corpus"}))
def test_every_public_name_is_in_the_readme(name):
    assert re.search(rf"\b{name}\b", README)
    assert getattr(analysis, name).__doc__


@pytest.mark.parametrize("name", [command.name or command.callback.__name__ for command in app.registered_commands])
def test_every_command_is_in_the_readme(name):
    assert re.search(rf"`{name}`|analysis {name}\b", README)


@pytest.mark.parametrize("name", sorted({*TABLES, "threads"} - {"lengths"}))
def test_every_table_is_in_the_readme(name):
    assert name in README
    assert getattr(Corpus, name).__doc__


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained(table):
    assert [name for name, field in TABLES[table].model_fields.items() if not field.description] == []


def test_the_notebooks_of_the_readme_are_there():
    listed = re.findall(r"\| `(\d\d_\w+)` \|", README)
    assert listed == sorted(file.stem for file in (ROOT / "notebooks").glob("*.ipynb"))
