"""The machine under one process: the threads it may use, how they take turns, the memory it gives back, and Python's
collector, which waits while a batch is worked on.

Rows, tokens and parses are made by the ten thousand and nearly all live until their batch is done. A collector that goes
through them again and again while they grow finds nothing; it does so once, after the batch.

>>> with collector_paused():
...     rows = process(batch)
"""

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


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


def give_back() -> None:
    """Hand memory that is free back to the system; a C library that cannot be asked to keeps some of it.

    Without it a worker that goes on for thousands of articles holds what the largest batch needed, in pieces.
    """
    if trim := _trim():
        trim(0)


@cache
def _trim():
    """glibc's `malloc_trim`, or None elsewhere."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
