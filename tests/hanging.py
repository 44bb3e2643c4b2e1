"""Where a test stands still is said before it is ended, which says nothing of its own."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Iterator
from threading import Timer, main_thread
from types import FrameType

import greenlet
import pytest

# Seconds before the end.
BEFORE = 20
INNERMOST = 12


def pytest_configure(config: pytest.Config) -> None:
    """Now: later what is written there is kept for the report, which never comes."""
    config.stash[said_to] = os.dup(sys.__stderr__.fileno() if sys.__stderr__ else 2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    patience = float(item.config.getini("timeout")) - BEFORE
    telling = Timer(patience, _tell, (item.nodeid, item.config.stash[said_to]))
    telling.daemon = True
    telling.start()
    try:
        return (yield)
    finally:
        telling.cancel()


def _tell(name: str, to: int) -> None:
    lines = [f"\n{name} stands still:\n"]
    for frame in _waiting():
        lines += [*traceback.format_stack(frame)[-INNERMOST:], "---\n"]
    os.write(to, "".join(lines).encode())


def _waiting() -> Iterator[FrameType]:
    """The test itself, and what it waits for: Playwright runs beside it, in the same thread."""
    yield sys._current_frames()[main_thread().ident or 0]
    for one in gc.get_objects():
        if isinstance(one, greenlet.greenlet) and one.gr_frame is not None:
            yield one.gr_frame


said_to = pytest.StashKey[int]()
