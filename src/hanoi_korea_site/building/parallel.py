"""Work spread over processes: in order, and dropped at once where it is interrupted.

What pools are made of is loaded where there is one: small work is done in one process.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from hanoi_korea_site.language import speak

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

C = TypeVar("C")
T = TypeVar("T")

MANY = 200
"""Below so many articles or files, starting processes takes longer than what they would do."""

_AHEAD = 2
"""As many chunks wait for each process, so that it need not wait for them."""

METHOD = "fork" if sys.platform == "linux" else "spawn"


def processors() -> int:
    """How many processes to spread work over by default."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(jobs: int, begin: Callable[[], None] | None = None) -> "Iterator[ProcessPoolExecutor]":
    """A pool of `jobs` processes, each of which calls `begin` first.

    Where the body of the `with` fails or is interrupted, the processes are ended in the middle of what they do. On
    Linux they are forked, and share what is in memory already; elsewhere `begin` is sent to them.
    """
    import multiprocessing  # noqa: PLC0415 - slow to load
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - likewise

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


def shared(
    chunks: Iterable[C],
    jobs: int,
    own: Callable[[C], T],
    theirs: Callable[[C], T],
    begin: Callable[[], None] | None = None,
) -> Iterator[T]:
    """The chunks done by `jobs` processes, in no promised order: this one does its `own`, each other one `theirs`."""
    from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - slow to load

    left = iter(chunks)
    running: list[Future[T]] = []
    with workers(jobs - 1, begin) as pool:
        while True:
            running += [pool.submit(theirs, chunk) for chunk in islice(left, _AHEAD * (jobs - 1) - len(running))]
            done = [future for future in running if future.done()]
            if done:
                running = [future for future in running if future not in done]
                yield from (future.result() for future in done)
            elif chunk := next(left, None):
                yield own(chunk)
            elif running:
                wait(running, return_when=FIRST_COMPLETED)
            else:
                return


def apart(work: Callable[[], T], jobs: int, meanwhile: Callable[[], object] = tuple) -> T:
    """What `work` gives, done in a process of its own, with which the memory goes that it took; in this one for 1.

    `meanwhile` is called in this process while that one works; not for 1.
    """
    if jobs == 1:
        return work()
    with beside(work) as done:
        meanwhile()
        return done()


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Has `work` done in a process of its own from now on; gives what waits for it, and tells what it gave."""
    with workers(1, partial(_take, work)) as pool:
        working = pool.submit(_taken_up)
        yield lambda: cast(T, working.result())


_taken: Callable[[], object]
"""In a process of its own: what it was started for."""


def _take(work: Callable[[], object]) -> None:
    global _taken  # noqa: PLW0603 - a worker process has one job
    _taken = work


def _taken_up() -> object:
    return _taken()


def _begin(begin: Callable[[], None] | None) -> None:
    speak()
    # Ctrl-C reaches every process of a terminal; it is the first one's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin()


def _end_with_parent() -> None:
    """A forked process has inherited the lock of the build; it must not outlive one that was killed."""
    from multiprocessing import connection, parent_process  # noqa: PLC0415 - slow to load

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
