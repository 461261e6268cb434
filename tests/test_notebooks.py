"""The notebooks as a reader finds them: run in order, with outputs that a check can compare and nobody need be ashamed of."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NAMES = ["01_the_corpus", "02_who_is_mentioned", "03_who_is_quoted", "04_who_committed_to_what"]
MACHINE = re.compile(
    r"/(?:root|home|Users|work|tmp|opt|usr)/|[A-Z]:\\\\|site-packages|<[\w.]+ object at|\b0x[0-9a-f]{6,}"
)


@pytest.fixture(params=NAMES, scope="module")
def notebook(request):
    return nbformat.read(NOTEBOOKS / f"{request.param}.ipynb", as_version=4)


@pytest.fixture
def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture
def html(code):
    return "\n".join(output.data.get("text/html", "") for cell in code for output in cell.outputs if "data" in output)


def test_ran_from_top_to_bottom(code):
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


def test_has_outputs_and_no_errors_warnings_or_clock(code):
    kinds = [output.output_type for cell in code for output in cell.outputs]
    assert len(kinds) >= 5 and set(kinds) <= {"execute_result", "display_data"}
    assert not any("execution" in cell.metadata for cell in code)


def test_a_cell_that_ends_in_a_value_shows_it(code):
    for cell in code:
        assert isinstance(ast.parse(cell.source).body[-1], ast.Expr) == bool(cell.outputs), cell.source


def test_no_machine_in_it(notebook):
    words = re.sub(r"base64,[\w+/=]*", "", nbformat.writes(notebook))
    assert not MACHINE.search(words), MACHINE.search(words)


def test_prose_before_code_and_short_cells(notebook, code):
    assert notebook.cells[0].cell_type == "markdown" and notebook.cells[0].source.startswith("# ")
    assert re.fullmatch(r'FOLDER = "[^"]+"', code[0].source)
    assert code[1].source.startswith("from analysis import ")
    for cell in code:
        assert len(cell.source.splitlines()) <= 3, cell.source
        assert not re.search(r"^\s*(?:for|while|def|import re)\b|;\s*$", cell.source, re.MULTILINE), cell.source


def test_shows_a_chart_with_numbers_in_words_a_passage_and_evidence(html):
    alts = re.findall(r'<figure[^>]*><img alt="([^"]*)"', html)
    assert alts and all(re.search(r"\d", alt) for alt in alts)
    assert "<mark" in html and "<figcaption><b>" in html
    assert "#:~:text=" in html


def test_works_untrusted(html):
    assert not re.search(r"<(?:script|svg|iframe|link)\b|\son\w+=|javascript:", html)
    assert not re.search(r"<style(?! scoped)", html)


def test_links_lead_to_words_that_are_there(html):
    links = re.findall(r'href="([^"#]+)#:~:text=([^"]+)"', html)
    assert links
    for path, fragment in links:
        text = " ".join((NOTEBOOKS / unquote(path)).read_text("utf-8").split())
        words = [unquote(part) for part in re.split(r"-?,-?", fragment)]
        assert all(part in text for part in words), fragment


def test_says_what_it_cannot_bear_and_ends_with_the_readers_turn(notebook):
    headings = [
        line
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line[:3] == "## "
    ]
    assert any("cannot bear" in heading for heading in headings)
    assert headings[-1] == "## Your turn"


FOREIGN = {
    "undated": {
        "a": "The Harbour Union met the Port Company in Valmora. Ines Duarte said the union would not sign before wages rise.\n\n"
        "“We have waited long enough,” Duarte told reporters. Paul Renn said he was ready to raise wages if the night shift stays.",
        "b": "Paul Renn told the Valmora council that the Port Company will keep all jobs until the talks end. The council urged"
        " both sides to sign.\n\nAccording to the council, the union agreed to call off the strike once an offer is made.",
        "c": "It rained in Valmora. The ferries did not sail.",
    },
    "one without statements": {"only": "It rained in Valmora. The ferries did not sail."},
}


@pytest.mark.filterwarnings("error::UserWarning")
@pytest.mark.parametrize("texts", FOREIGN.values(), ids=FOREIGN)
def test_runs_on_another_folder(notebook, code, texts, tmp_path, monkeypatch):
    """Each cell, as in a notebook whose first cell names another folder: nothing fails, all that is shown can be shown."""
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(NOTEBOOKS)
    space = {"__name__": "__main__"}
    for cell in [new_code_cell(f"FOLDER = {str(tmp_path)!r}"), *code[1:]]:
        body = ast.parse(cell.source).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), space)
        if last:
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            assert shown._repr_html_(), cell.source


SOURCE = """import pandas as pd
from analysis import chart
frame = pd.DataFrame({"name": ["Kyiv", "Paris"], "mentions": [7, 3]})"""
DRAW = 'chart(frame, "bars", label="name", value="mentions", title="Kyiv leads", note="n = 10")'


def checked(folder: Path, **sources: str) -> str:
    """Run nbval on notebooks whose outputs were made from `SOURCE`, whatever their code says now."""
    for name in ("conftest.py", "nbval.cfg"):
        shutil.copy(NOTEBOOKS / name, folder / name)
    space: dict = {}
    exec(SOURCE, space)
    shown = [eval(DRAW, space), space["frame"]]
    for name, source in sources.items():
        cells = [new_code_cell(source, execution_count=1)]
        for count, (line, value) in enumerate(zip([DRAW, "frame"], shown, strict=True), 2):
            data = {"text/plain": repr(value), "text/html": value._repr_html_()}
            cells.append(
                new_code_cell(
                    line, execution_count=count, outputs=[new_output("execute_result", data, execution_count=count)]
                )
            )
        kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        nbformat.write(new_notebook(cells=cells, metadata=kernel), folder / f"{name}.ipynb")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-rA",
        "--color=no",
        "-p",
        "no:cacheprovider",
        str(folder),
    ]
    path = os.pathsep.join([str(NOTEBOOKS.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONPATH": path}
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False).stdout


def test_one_changed_number_fails_the_check_and_a_changed_picture_does_not(tmp_path):
    report = checked(
        tmp_path,
        same=SOURCE,
        picture=SOURCE + "\nimport analysis.drawing.plots\nanalysis.plots.BLUE = '#FF0000'",
        number=SOURCE.replace("[7, 3]", "[7, 4]"),
        cell=SOURCE.replace("Paris", "Rome"),
    )
    for name in ("same", "picture"):
        assert len(re.findall(rf"^PASSED \S*{name}.ipynb::Cell [12]$", report, re.MULTILINE)) == 2, report
    for name in ("number", "cell"):
        assert len(re.findall(rf"^FAILED \S*{name}.ipynb::Cell [12]\b", report, re.MULTILINE)) == 2, report
