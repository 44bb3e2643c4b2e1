"""Whatever is sent twice is done once: one after the other, and at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import Integer, delete, func, select

from tests.cast import Cast
from tests.faults.sendings import ALL, Sending, Sent
from tests.server import Server
from tests.visitor import Reply, Visitor
from tests.web.routes import NO_FORM
from webapp.database import Base, db
from webapp.web.commits import Afterglow
from webapp.web.limits import Tries

MOMENTS = 3
EVERY_FORM = pytest.mark.parametrize("sent", ALL, ids=lambda sent: sent.name)


class House:
    """A running server, the people at it, and a look into its database from beside."""

    def __init__(self, server: Server, beside: Afterglow) -> None:
        self.server, self.beside = server, beside
        self._visitors: dict[str, Visitor] = {}
        with beside.app_context():
            self.cast = Cast.load()

    def close(self) -> None:
        for visitor in self._visitors.values():
            visitor.close()

    @contextmanager
    def made(self, sent: Sent) -> Iterator[tuple[Sending, Visitor]]:
        """A form to send, and somebody who is signed in and may."""
        with self.beside.app_context():
            sending = sent.make(self.cast, lambda field: f"said-{uuid4().hex}")
            with db.transaction() as session:
                session.execute(delete(Tries))  # so many sign-ins are no attack here
        with closing(self._visitor(sending.who)) as visitor:
            yield sending, visitor

    def _visitor(self, who: str | None) -> Visitor:
        if who is None:
            stranger = Visitor(self.server.url)
            stranger.get("/login")
            return stranger
        if who not in self._visitors:
            self._visitors[who] = Visitor(self.server.url).sign_in(who)
        return self._visitors[who].twin()

    def tally(self) -> Counter[str]:
        """How many rows there are, how often what may be empty is not, and the sum of numbers."""
        counts: Counter[str] = Counter()
        with self.beside.app_context():
            for table in Base.metadata.sorted_tables:
                asked = {f"{table.name}": func.count()}
                for column in table.columns:
                    if column.nullable:
                        asked[f"{table.name}.{column.name}"] = func.count(column)
                    elif isinstance(column.type, Integer):
                        asked[f"{table.name}.{column.name}"] = func.sum(column)
                row = db.session.execute(select(*asked.values()).select_from(table)).one()
                counts.update(
                    {name: int(value or 0) for name, value in zip(asked, row, strict=True)}
                )
        return counts

    def effect(self, sent: Sent, send: Callable[[Sending, Visitor], None]) -> Counter[str]:
        """What sending it changed, by table and column."""
        with self.made(sent) as (sending, visitor):
            before = self.tally()
            send(sending, visitor)
            after = self.tally()
        changed = Counter({name: after[name] - before[name] for name in after})
        ignored = ("tries", "sign_ins") if sending.each_signs_in else ("tries",)
        return Counter(
            {name: by for name, by in changed.items() if by and name.split(".")[0] not in ignored}
        )


@pytest.fixture(scope="module")
def house(server: Server, beside: Afterglow) -> Iterator[House]:
    with closing(House(server, beside)) as house:
        yield house


def _once(sending: Sending, visitor: Visitor) -> None:
    answer = visitor.post(sending.path, sending.fields)
    assert answer.status == sending.status, answer.gist


def _like(first: Reply, second: Reply, sending: Sending) -> None:
    """Both were told the same, or the second what the table says it may be."""
    answers = [(reply.status, reply.location) for reply in (first, second)]
    assert answers[0][0] == sending.status, first.gist
    assert answers[1] == answers[0] or answers[1][0] == sending.again, second.gist


def _one_after_the_other(sending: Sending, visitor: Visitor) -> None:
    """The phone never got the first answer, so it has no new cookie either."""
    op = str(uuid4())
    with closing(visitor.twin()) as twin:
        first = visitor.post(sending.path, sending.fields, op=op)
        _like(first, twin.post(sending.path, sending.fields, op=op), sending)


def _at_the_same_moment(sending: Sending, visitor: Visitor) -> None:
    op, barrier = str(uuid4()), Barrier(2)

    def send(one: Visitor) -> Reply:
        one.get("/healthz")  # both connections stand before the race begins
        barrier.wait(10)
        return one.post(sending.path, sending.fields, op=op)

    with closing(visitor.twin()) as twin, ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(send, [visitor, twin]))
    answers.sort(key=lambda reply: reply.status != sending.status)
    _like(*answers, sending)


@EVERY_FORM
def test_a_form_sent_twice_is_carried_out_once(house: House, sent: Sent) -> None:
    once = house.effect(sent, _once)
    assert house.effect(sent, _one_after_the_other) == once
    for _ in range(MOMENTS):
        assert house.effect(sent, _at_the_same_moment) == once
    with house.made(sent) as (sending, _visitor):
        assert bool(once) != sending.only_asks or sending.each_signs_in


def test_no_form_is_left_out(beside: Afterglow) -> None:
    writing = {
        rule.endpoint for rule in beside.url_map.iter_rules() if "POST" in (rule.methods or ())
    }
    assert {sent.endpoint for sent in ALL} == writing - NO_FORM


def test_a_form_that_forgets_what_was_sent_is_found(house: House) -> None:
    """The planted fault: without its name, the second is a new one."""
    [write] = [sent for sent in ALL if sent.name == "journal.create-write_an_entry"]

    def unnamed(sending: Sending, visitor: Visitor) -> None:
        for _ in range(2):
            visitor.post(sending.path, sending.fields)

    assert house.effect(write, unnamed) != house.effect(write, _once)
