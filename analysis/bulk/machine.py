"""The machine under one process: the threads it may use, how they take turns, and Python's collector, which waits
while a batch is worked on.

Rows, tokens and parses are made by the ten thousand and nearly all live until their batch is done. A collector that goes
through them again and again while they grow finds nothing; it does so once, after the batch.

>>> with collector_paused():
...     rows = process(batch)
"""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def cores() -> int:
    """Threads that this process may use: OMP_NUM_THREADS where it is set, else one a core."""
    return int(os.environ.get("OMP_NUM_THREADS") or os.cpu_count() or 1)


@contextmanager
def short_turns() -> Iterator[None]:
    """Python's threads take turns a hundred times as often meanwhile: one that wakes from long arithmetic need not wait."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 100)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's collector of cycles waits meanwhile, and then goes on as before."""
    going = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if going:
            gc.enable()
