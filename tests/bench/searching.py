"""Searching a long journal: what it costs beside the journal's list itself."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from config import Settings
from tests.bench.loading import ACCEPTED
from tests.bench.memory import cpu_seconds
from tests.bench.world import opened
from tests.server import Server
from tests.visitor import Reply, Visitor
from webapp.database import db, now
from webapp.journal.models import Entry

ENTRIES, LENGTH = 2_000, 2_000
# Once everything is warm, so often.
WARM, TIMES = 5, 100
# Words come as they do in a language: a few all the time, most of them seldom.
KNOWN = 3_000


def plant(settings: Settings) -> str:
    """So many entries of 2 kB, as phones write them. A word that only the oldest twenty have."""
    chance = random.Random(7)
    letters = "eeeetaaoinnshrdlucmfwygpbvk" * 2 + "éü"
    known = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(KNOWN)]
    often = [1 / (nth + 3) for nth in range(KNOWN)]
    with opened(settings) as cast:
        mine = {"participant_id": cast.wren.id, "gathering_id": cast.gone.id}
        with db.transaction() as session:
            for nth in range(ENTRIES):
                text = f"It’s {' '.join(chance.choices(known, often, k=400))}"[: LENGTH - 20]
                words = {"text": f"{text} “{'lantern' if nth >= ENTRIES - 20 else 'candle'}”"}
                day = (now() - timedelta(days=nth)).date()
                session.add(Entry(**mine, happened_on=day, words=words))
    return "lantern"


def times_the_list(server: Server, visitor: Visitor, word: str) -> float:
    """How much more of the processor a search takes that has to look through everything."""

    def search() -> Reply:
        return visitor.post("/journal/search", {"q": word}, Accept_Encoding=ACCEPTED)

    assert "<mark>" in visitor.post("/journal/search", {"q": word}).text
    return _cpu(server, search) / _cpu(
        server, lambda: visitor.get("/journal", Accept_Encoding=ACCEPTED)
    )


def _cpu(server: Server, ask: Callable[[], Reply]) -> float:
    for _ in range(WARM):
        assert ask().status == 200
    before = cpu_seconds(server)
    for _ in range(TIMES):
        ask()
    return cpu_seconds(server) - before
