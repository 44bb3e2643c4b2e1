"""People who write as fast as they can, each keeping a ledger of what the server acknowledged.

Every write bears words of its own, so that afterwards each can be looked for: it has to be there,
and once. What got no answer is sent again under the same name until it gets one.
"""

from __future__ import annotations

import random
import re
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from multiprocessing import get_context
from uuid import UUID, uuid4

from tests.visitor import Reply, Visitor

BASE = re.compile(r'name="_base"[^>]* value="(\d+)"')
KINDS = ("entry", "entry", "edit", "edit", "part", "check-in", "reply", "resonance")


@dataclass(frozen=True)
class Desk:
    """Where one device writes. The entry is shared by all devices of its person."""

    who: str
    owner: UUID
    circle: UUID
    gathering: UUID
    part: str
    post: UUID
    entry: UUID


@dataclass
class Write:
    """One write; `base` is the version it was typed over, where there are versions."""

    kind: str
    path: str
    words: str
    fields: dict[str, str]
    record: UUID
    owner: UUID
    base: int = 0
    op: str = field(default_factory=lambda: str(uuid4()))
    status: int = 0
    result: str = ""
    seconds: float = 0


class Device:
    """Somebody's phone, signed in, with a ledger."""

    def __init__(self, url: str, desk: Desk, seed: int) -> None:
        self.desk, self.ledger = desk, list[Write]()
        self.unanswered: Write | None = None
        self._visitor = Visitor(url).sign_in(desk.who)
        self._chance = random.Random(seed)
        self._bases: dict[str, int] = {}

    def write(self) -> Write:
        """One write more, or once more the one that was not answered. OSError: no answer."""
        self.unanswered = self.unanswered or self._next()
        return self._send(self.unanswered)

    def repeat(self) -> Reply:
        """The last acknowledged write again, under the same name."""
        last = self.ledger[-1]
        return self._visitor.post(last.path, last.fields, op=last.op, X_Outbox="1")

    def close(self) -> None:
        self._visitor.close()

    def _send(self, write: Write) -> Write:
        began = time.perf_counter()
        answer = self._visitor.post(write.path, write.fields, op=write.op, X_Outbox="1")
        write.seconds = time.perf_counter() - began
        write.status, write.result = answer.status, answer.headers.get("Outbox-Result", "")
        self.unanswered = None
        self.ledger.append(write)
        if write.kind in ("edit", "part"):
            # Known to be the newest only when it was just stored; else it is looked up.
            stored = write.result == "stored"
            self._bases[write.path] = write.base + 1 if stored else 0
        return write

    def _next(self) -> Write:
        kind, words = self._chance.choice(KINDS), f"words {uuid4().hex}"
        if kind in ("edit", "part"):
            return self._over_what_is_there(kind, words)
        post = f"/circle/check-ins/{self.desk.post}"
        if kind == "resonance":
            way = self._chance.choice(("resonance", "resonance/withdrawal"))
            return Write(kind, f"{post}/{way}", way, {}, self.desk.post, self.desk.owner)
        record = uuid4()
        place = {"entry": "/journal", "check-in": "/circle/check-ins", "reply": f"{post}/replies"}
        fields = {"text": words, "_entity": str(record)}
        if kind == "check-in":
            fields |= {"circle": str(self.desk.circle), "welcome": "y"}
        return Write(kind, place[kind], words, fields, record, self.desk.owner)

    def _over_what_is_there(self, kind: str, words: str) -> Write:
        desk, fields = self.desk, {"text": words}
        if kind == "edit":
            record, path = desk.entry, f"/journal/{desk.entry}"
            base = self._base(path, f"{path}/edit")
        else:
            record, path = desk.gathering, f"/intentions/{desk.gathering}/{desk.part}"
            base = self._base(path, path)
            fields["audience"] = "circle"
        return Write(kind, path, words, fields | {"_base": str(base)}, record, desk.owner, base)

    def _base(self, path: str, page: str) -> int:
        if known := self._bases.get(path):
            return known
        found = BASE.search(self._visitor.get(page).text)
        assert found, f"{page} names its version"
        return int(found[1])


def write_together(url: str, desks: list[Desk], writes: int) -> list[list[Write]]:
    """All of it, from several processes with two devices each. What each device was told."""
    each = writes // len(desks)
    pairs = [desks[place : place + 2] for place in range(0, len(desks), 2)]
    with ProcessPoolExecutor(len(pairs), mp_context=get_context("spawn")) as pool:
        asked = [
            pool.submit(_write_pair, url, pair, each, place) for place, pair in enumerate(pairs)
        ]
        return [ledger for answer in asked for ledger in answer.result()]


def _write_pair(url: str, pair: list[Desk], each: int, seed: int) -> list[list[Write]]:
    def write(place: int) -> list[Write]:
        device = Device(url, pair[place], seed * 2 + place)
        for _ in range(each):
            device.write()
        device.close()
        return device.ledger

    with ThreadPoolExecutor(len(pair)) as threads:
        return list(threads.map(write, range(len(pair))))


def write_until_silence(device: Device) -> None:
    """As long as the server answers."""
    try:
        while True:
            device.write()
    except (OSError, HTTPException):
        return
