"""What a worker takes of the machine: its share of every page of memory (PSS), and its time."""

from __future__ import annotations

import os
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


def cpu_seconds(server: Server) -> float:
    """What all workers have used so far. Unlike the clock's, it is not others' to take."""
    _granian, *workers = server.processes()
    return sum(_ticks(worker) for worker in workers) / os.sysconf("SC_CLK_TCK")


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
