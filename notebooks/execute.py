"""Execute notebooks in place: `python notebooks/execute.py notebooks/01_the_corpus.ipynb ...`.

What differs from one machine to the next (times, the version of Python) is left out, so that an analysis that gives the
same leaves the same file.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def execute(path: Path) -> None:
    """Run all cells of a notebook, in its folder and in order, and keep what they show; a cell's error ends it."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("executing", name, flush=True)
        execute(Path(name))
