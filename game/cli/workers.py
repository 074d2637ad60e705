"""Worker processes for commands that make many runs, and how Ctrl-C ends them: at once and without a word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from signal import SIG_IGN, SIGINT, signal


@contextmanager
def workers() -> Iterator[Executor]:
    """Processes for many runs, of which Ctrl-C ends all without a word from any of them."""
    pool = ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=signal, initargs=(SIGINT, SIG_IGN))
    before = signal(SIGINT, SIG_IGN)  # what starts now inherits it: a terminal sends Ctrl-C to every process
    try:
        for _ in range(os.cpu_count() or 1):
            pool.submit(int)
    finally:
        signal(SIGINT, before)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()
        raise
    pool.shutdown()
