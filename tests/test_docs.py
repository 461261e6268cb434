"""Whatever a user can call, type or read in a column is described."""

import re
import tomllib
from pathlib import Path

import pytest

import analysis
from analysis.bulk.engine import row_types
from analysis.cli import app
from analysis.corpus import Corpus
from analysis.extract import EXTRACTORS
from analysis.naming.gazetteer import check_names
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


def test_the_code_of_the_readme_runs_in_its_order(tmp_path, monkeypatch):
    (tmp_path / "path" / "to" / "folder").mkdir(parents=True)
    (tmp_path / "path" / "to" / "folder" / "name_of_a_file.txt").write_text("Peru will send two ships, Ann Lee said.")
    monkeypatch.chdir(tmp_path)
    space = {"__name__": "__main__"}
    try:
        for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
            exec(block, space)
        assert space["corpus"].table("numbers").text.tolist() == ["two"]
    finally:
        EXTRACTORS.pop("numbers", None)


def test_the_names_of_the_readme_can_be_used():
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    check_names(tomllib.loads(block))


def test_the_pages_that_are_linked_are_there():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
