"""What a worker really takes of the machine: its share of every page of memory (PSS)."""

from __future__ import annotations

import re
from pathlib import Path

from tests.server import Server


def megabytes_per_worker(server: Server) -> float:
    """The largest worker's."""
    _granian, *workers = server.processes()
    return max(_pss(worker) for worker in workers) / 1024


def _pss(process: int) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    assert found, "the kernel tells"
    return int(found[1])
