"""Work begun in a process of its own, and waited for later; begun at once, for nothing is loaded as for `parallel`."""

import os
from collections.abc import Callable
from functools import cache
from threading import active_count
from typing import NoReturn


def begun(work: Callable[[], bytes], otherwise: Callable[[], bytes] | None = None) -> Callable[[], bytes]:
    """Has `work` done in another process from now on, and gives what waits for its bytes.

    Where that process fails, or none can be forked, `otherwise` is done in this one when it is called: the same, if
    nothing else is said.
    """
    here = otherwise or work
    if not hasattr(os, "fork") or active_count() > 1:
        return here
    incoming, outgoing = os.pipe()
    child = os.fork()
    if not child:
        os.close(incoming)  # so that it does not wait for a reader that is gone
        _do(work, outgoing)
    os.close(outgoing)

    @cache
    def wait() -> bytes:
        try:
            with os.fdopen(incoming, "rb") as pipe:
                body = pipe.read()
        finally:
            _, status = os.waitpid(child, 0)
        return here() if status else body

    return wait


def _do(work: Callable[[], bytes], outgoing: int) -> NoReturn:
    failed = 1
    try:
        body = work()
        with os.fdopen(outgoing, "wb") as pipe:
            pipe.write(body)
        failed = 0
    finally:
        os._exit(failed)
