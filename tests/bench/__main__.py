"""`make bench`: every budget of the design, measured in one run and set beside it.

Absolute figures on shared machines mean nothing, so throughput is a ratio to a bare Flask "hello"
on the same granian, in alternating rounds. `--quick` takes about a minute and a half.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.bench.measuring import Bench
from tests.bench.table import Table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter rounds, fewer rows")
    quick = parser.parse_args().quick
    cores, python = os.cpu_count(), platform.python_version()
    print(f"{cores} cores, {platform.machine()}, Python {python}, {'quick' if quick else 'full'}\n")
    table = Table()
    with tempfile.TemporaryDirectory(prefix="afterglow-bench-") as folder, ExitStack() as stack:
        bench = Bench(table, Path(folder), stack, quick=quick)
        for what, measure in bench.measurements().items():
            table.try_to(measure, what)


main()
