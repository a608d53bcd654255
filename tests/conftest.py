"""No test judges by the clock: a loaded machine is no failure. `make soak` tries more inputs of each kind.

Messages are compared in English, whatever the language of who runs the tests; programs that are started can be
interrupted, even where the tests run in the background of a shell that ignores Ctrl+C for them.
"""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect

from browsing import chromium

os.environ["LANGUAGE"] = "en"
signal.signal(signal.SIGINT, signal.default_int_handler)

expect.set_options(timeout=30_000)
settings.register_profile("unhurried", deadline=None)
settings.register_profile("soak", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "2000")))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "unhurried"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
