"""What the worker processes of test_pool do; they import it by name."""

import os
import signal
from pathlib import Path

from analysis.documents import Document
from analysis.rows import Error


def note(batch: list[Document], folder: Path):
    """Give each document back; die at one called `kills`, die once at `dies once`, fail at `fails`."""
    for document in batch:
        with (folder / document.doc_id).open("a") as seen:
            seen.write("x")
        first = len((folder / document.doc_id).read_text()) == 1
        if document.doc_id == "kills" or (document.doc_id == "dies once" and first):
            os.kill(os.getpid(), signal.SIGKILL)
    failed = [Error(path=d.path, stage="test", message="fails") for d in batch if d.doc_id == "fails"]
    return {"lengths": [d.doc_id for d in batch if d.doc_id != "fails"]}, failed
