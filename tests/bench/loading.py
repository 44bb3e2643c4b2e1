"""Load on a running server: as much as it takes, or as much as 200 people make."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import subprocess
import time
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from tests.bench.table import Missing
from tests.bench.world import WORDS
from tests.visitor import Visitor

CREATE = Path(__file__).with_name("create.lua")
CONNECTIONS = 16
ACCEPTED = "gzip, deflate, br, zstd"
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


class Measured(NamedTuple):
    per_second: float
    p99: float  # milliseconds


def wrk(url: str, seconds: int, *options: str, arguments: tuple[str, ...] = ()) -> Measured:
    """As many requests as the server answers. AssertionError where it answers with an error."""
    if not shutil.which("wrk"):
        raise Missing("wrk is not installed (on Debian: apt install wrk).")
    # A busy machine may let a request wait for long; that shows in the figures.
    length = ("--timeout", "30s", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency")
    command = ["wrk", *length, *options, url, "--", *arguments]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    per_second = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p99 = re.search(r"99%\s+([\d.]+)([a-z]+)", said)
    assert per_second, said
    assert p99, said
    return Measured(float(per_second[1]), float(p99[1]) * MILLISECONDS[p99[2]])


def cookie_of(visitor: Visitor) -> str:
    return "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


def pages(url: str, seconds: int, visitor: Visitor) -> Measured:
    headers = {"Cookie": cookie_of(visitor), "Accept-Encoding": ACCEPTED}
    options = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    return wrk(url, seconds, *options)


def entries(url: str, seconds: int, visitor: Visitor) -> Measured:
    """New entries by the form. The answer is 303, which wrk counts as fine."""
    arguments = (cookie_of(visitor), visitor.token, quote(WORDS))
    return wrk(url, seconds, "-s", str(CREATE), arguments=arguments)


class Crowd(NamedTuple):
    asked: int
    failed: int
    p99: float  # milliseconds


def crowd(url: str, people: int, seconds: int, visitor: Visitor) -> Crowd:
    """So many people who each open a page every second."""
    return asyncio.run(_crowd(url, people, seconds, cookie_of(visitor)))


async def _crowd(url: str, people: int, seconds: int, cookie: str) -> Crowd:
    taken: list[float] = []
    failed = 0

    async def person() -> None:
        nonlocal failed
        await asyncio.sleep(random.random())
        until = time.monotonic() + seconds
        reader, writer = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
        while (began := time.monotonic()) < until:
            place = random.choice(("/today", "/journal", "/circle"))
            ok = await _ask(reader, writer, place, cookie)
            taken.append((time.monotonic() - began) * 1000)
            failed += not ok
            await asyncio.sleep(max(0, began + 1 - time.monotonic()))
        writer.close()

    await asyncio.gather(*(person() for _ in range(people)))
    return Crowd(len(taken), failed, quantiles(taken, n=100)[98])


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, place: str, cookie: str
) -> bool:
    headers = f"Host: a\r\nCookie: {cookie}\r\nAccept-Encoding: {ACCEPTED}\r\n"
    writer.write(f"GET {place} HTTP/1.1\r\n{headers}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = re.search(r"content-length: (\d+)", head)
    await reader.readexactly(int(length[1]) if length else 0)
    return head.startswith("http/1.1 200")
