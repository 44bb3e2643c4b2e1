"""The same contention without the app: several processes add to one number and note that they did.

Run on SQLAlchemy's own settings for SQLite this loses updates and is told that the database is
locked, which shows that the load is one that can.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Engine, create_engine, insert, select, update
from sqlalchemy.exc import OperationalError

from webapp.database import now
from webapp.engines import open_engine
from webapp.web.limits import Tries

NAME = b"counted together"
PROCESSES = 4


class Count(NamedTuple):
    acknowledged: int
    locked: int


def house_engine(url: str) -> Engine:
    return open_engine(url).execution_options(writes=True)


def stock_engine(url: str) -> Engine:
    """As SQLAlchemy makes it, in the mode a new SQLite database has."""
    return create_engine(url)


def lay_out(url: str, *, stock: bool) -> None:
    engine = stock_engine(url) if stock else house_engine(url)
    Tries.__table__.create(engine)
    with engine.begin() as connection:
        row = {"id": uuid4(), "name": NAME, "began_at": now(), "tried": 0}
        connection.execute(insert(Tries).values(row))
    engine.dispose()


def count_together(url: str, times: int, *, stock: bool) -> Count:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        asked = [pool.submit(_count, url, times // PROCESSES, stock) for _ in range(PROCESSES)]
        answers = [answer.result() for answer in asked]
    return Count(*(sum(column) for column in zip(*answers, strict=True)))


def counted(url: str) -> int:
    engine = stock_engine(url)
    with engine.connect() as connection:
        total = connection.scalar(select(Tries.tried).where(Tries.name == NAME))
    engine.dispose()
    return total or 0


def _count(url: str, times: int, stock: bool) -> tuple[int, int]:
    engine = stock_engine(url) if stock else house_engine(url)
    acknowledged = locked = 0
    for _ in range(times):
        try:
            _add_one(engine)
            acknowledged += 1
        except OperationalError:
            locked += 1
    engine.dispose()
    return acknowledged, locked


def _add_one(engine: Engine) -> None:
    mine = select(Tries.tried).where(Tries.name == NAME)
    with engine.begin() as connection:
        seen = connection.scalar(mine) or 0
        note = {"id": uuid4(), "name": uuid4().bytes, "began_at": now(), "tried": 1}
        connection.execute(insert(Tries).values(note))
        connection.execute(update(Tries).where(Tries.name == NAME).values(tried=seen + 1))
