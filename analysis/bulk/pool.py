"""Batches to worker processes, one matrix thread each; a worker that dies costs nothing but, at worst, the article
that kills it.

One batch a worker is under way and one more waits, so that no worker does. When a process dies, all that it can have
held are tried again, one article at a time; an article that is under way when a process dies a second time is reported
and left out.
"""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from ..rows import Error

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class OneThread:
    """While open, processes that are started use one thread for matrix products, and do not run the user's script again."""

    def __enter__(self):
        self._before = {name: os.environ.get(name) for name in THREADS}
        os.environ.update(dict.fromkeys(THREADS, "1"))
        self._main = vars(sys.modules["__main__"])
        self._script = {name: self._main.pop(name) for name in ("__file__", "__spec__") if name in self._main}
        self._main["__spec__"] = None

    def __exit__(self, *_):
        self._main.update(self._script)
        for name, value in self._before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def run_pool(work: Callable, batches: list[list], workers: int) -> Iterator:
    """`work(batch)` for each batch, in whatever order they are done.

    A batch is a list of documents, and `work` gives rows by table and a list of errors.
    """
    waiting, suspects = deque(batches), deque()
    while waiting or suspects:
        alone = bool(suspects)
        queue, width, most = (suspects, 1, 1) if alone else (waiting, workers, workers + 1)
        with OneThread():
            executor = ProcessPoolExecutor(width, mp_context=multiprocessing.get_context("spawn"))
            under_way: dict[Future, list] = {}
            try:
                yield from _drain(executor, work, queue, most, under_way)
            except BrokenProcessPool:
                lost = list(under_way.values())
                if alone:
                    yield {"lengths": []}, [death(document) for batch in lost for document in batch]
                else:
                    suspects.extend([document] for batch in lost for document in batch)
            finally:
                _stop(executor)


def _drain(executor, work, queue: deque, most: int, under_way: dict) -> Iterator:
    """Results of a queue's batches, at most so many of them under way at a time."""
    while queue or under_way:
        while queue and len(under_way) < most:
            batch = queue.popleft()
            try:
                under_way[executor.submit(work, batch)] = batch
            except BrokenProcessPool:
                queue.appendleft(batch)
                raise
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda future: future.exception() is not None):
            result = future.result()
            del under_way[future]
            yield result


def death(document) -> Error:
    """The error of an article that no worker survives."""
    message = "Each worker that came to this article died (killed, or out of memory). Leave it out, or try it alone."
    return Error(path=document.path, stage="worker", message=message)


def _stop(executor) -> None:
    """End at once, also when a worker is in the middle of a batch (Ctrl-C), and leave no process behind."""
    for process in list((executor._processes or {}).values()):
        process.terminate()
    executor.shutdown(wait=True, cancel_futures=True)
