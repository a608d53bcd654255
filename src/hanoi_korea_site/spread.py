"""Work spread over processes: in order, and dropped at once where it is interrupted."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection

from hanoi_korea_site.language import speak

METHOD = "fork" if sys.platform == "linux" else "spawn"


def processors() -> int:
    """How many processes to spread work over by default."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(jobs: int, begin: Callable[[], None] | None = None) -> Iterator[ProcessPoolExecutor]:
    """A pool of `jobs` processes, each of which calls `begin` first.

    Where the body of the `with` fails or is interrupted, the processes are ended in the middle of what they do. On
    Linux they are forked, and share what is in memory already; elsewhere `begin` is sent to them.
    """
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(METHOD), _begin, (begin,))
    strangers = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - strangers:
            process.kill()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def _begin(begin: Callable[[], None] | None) -> None:
    speak()
    # Ctrl-C reaches every process of a terminal; it is the first one's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin()


def _end_with_parent() -> None:
    """A forked process has inherited the lock of the build; it must not outlive one that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
