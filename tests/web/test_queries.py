"""No page asks the database more often because more has been lived and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import event, select

from tests.cast import Cast
from tests.conftest import close
from tests.phone import Phone
from tests.web import crowd, routes
from tests.web.worlds import worlds
from webapp import create_app
from webapp.checkins.cursors import Cursor
from webapp.circles.invitations import Invitation
from webapp.database import db, now
from webapp.journal.models import Entry
from webapp.journal.tags import Tag, tag
from webapp.keys import key_store
from webapp.participants.models import Participant

FEW, MANY = 10, 1000
MOST, MOST_FOR_A_POLL = 6, 4
# Asked for again and again while a page is open, or by a machine that watches the server.
POLLS = {"offline.healthz"}
# Answered without the database's help, or only to a page that is on its way elsewhere.
ELSEWHERE = {"static", "today.home"}
HOUSEKEEPING = ("BEGIN", "PRAGMA", "SET ")


@contextmanager
def counting(app) -> Iterator[list[str]]:
    """The statements that are sent meanwhile, to the words and to the keys."""
    statements: list[str] = []

    def look(_c, _k, statement, *_):
        if not statement.startswith(HOUSEKEEPING):
            statements.append(statement)

    engines = (db.reading, app.extensions["key_store"]._reading)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", look)
    yield statements
    for engine in engines:
        event.remove(engine, "before_cursor_execute", look)


def pages(app, world) -> Iterator[tuple[str, str, str | None]]:
    """Every page there is: what it is called, where, and for whom."""
    for rule in routes.routes(app):
        if "GET" not in rule.methods or rule.endpoint in ELSEWHERE:
            continue
        yield rule.endpoint, path_of(app, rule, world), visitor(rule.endpoint, world)
    me = world.owner.display_name.lower()
    yield "the second page of the journal", f"/journal?before={now().date()}_{last(world)}", me
    yield "a session's journal", f"/journal?session={world.gathering.id}", me
    yield "a kind of fragment", "/journal?kind=images", me
    yield "days after", "/journal?kind=days", me
    yield "all that is narrowed at once", f"/journal?kind=text&tag={tag_of(world)}", me
    yield "older posts of the circle", f"/circle/check-ins?before={Cursor(now(), last(world))}", me
    yield "the care card, signed in", "/care", me


def tag_of(world):
    """A tag of theirs; and from here on they see what they wrote a year ago."""
    with db.transaction() as session:
        owner = session.get(Participant, world.owner.id)
        owner.looks_back = True
        tag(session.get(Entry, last(world)), ["lake"])
    return Tag.id_of(world.owner.id, "lake")


def path_of(app, rule, world):
    if rule.endpoint == "circles.join":
        invitation, token = Invitation.to(
            world.circle, role="participant", uses_left=1, expires_at=now()
        )
        with db.transaction() as session:
            session.add(invitation)
        return f"/join/{token}"
    if rule.endpoint == "participants.reset":
        with app.test_request_context():
            return f"/password/reset/{generate_reset_password_token(world.owner)}"
    return world.path(app, rule)


def visitor(endpoint, world):
    if endpoint in routes.PUBLIC:
        return None
    if endpoint in routes.SIGNED_IN:
        return world.owner.display_name.lower()
    if endpoint in routes.FACILITATORS:
        return world.facilitator
    allowed = world.allowed(endpoint)
    owner = world.owner.display_name.lower()
    return owner if owner in allowed else world.facilitator


def last(world):
    return db.session.scalar(
        select(Entry.id).where(Entry.participant_id == world.owner.id).limit(1)
    )


def counts_at(
    number, which, databases, folder, spoil=lambda app: None
) -> dict[str, tuple[int, int]]:
    """How many statements every page takes, with the keys still to be opened and without."""
    folder.mkdir()
    counts = {}
    with databases.fresh(folder) as settings:
        app = create_app(settings)
        spoil(app)
        with app.app_context():
            cast = Cast.load()
            world = worlds(cast)[which]
            # Named before there are more, so that both times the same are opened.
            named = list(pages(app, world))
            crowd.plant(world, cast, number)
            phones = {
                name: Phone(app).signed_in_as(getattr(cast, name)) if name else Phone(app)
                for name in (world.owner.display_name.lower(), world.facilitator, None)
            }
            for name, path, who in named:
                counts[f"{name} for {who}"] = count(app, phones[who], path, name)
        close(app)
    return counts


def count(app, phone, path, name):
    key_store()._opened.clear()
    found = []
    for _ in range(2):
        with counting(app) as statements:
            answer = phone._open("GET", path)
        assert answer.status_code in (200, 401, 410), (name, answer.status_code)
        found.append(len(statements))
    return tuple(found)


def grown(few, many):
    return {name: (few[name], many[name]) for name in few if few[name] != many[name]}


@pytest.mark.parametrize("which", [0, 1], ids=["closed circle", "open circle"])
@pytest.mark.only_on("sqlite")  # the same is asked of both
def test_pages_ask_no_more_often_of_a_thousand_than_of_ten(which, databases, tmp_path):
    few = counts_at(FEW, which, databases, tmp_path / "few")
    many = counts_at(MANY, which, databases, tmp_path / "many")
    assert grown(few, many) == {}
    heavy = {
        name: count
        for name, (_, count) in many.items()
        if count > (MOST_FOR_A_POLL if name.split()[0] in POLLS else MOST)
    }
    assert heavy == {}


def test_a_page_that_asks_once_for_each_is_found(databases, tmp_path):
    def spoil(app):
        index = app.view_functions["journal.index"]

        def once_for_each(me):
            for entry_id in db.session.scalars(select(Entry.id)).all():
                db.session.get(Entry, entry_id)
            return index(me)

        app.view_functions["journal.index"] = once_for_each

    few, many = (
        counts_at(number, 0, databases, tmp_path / str(number), spoil) for number in (1, 4)
    )
    found = [name for name in grown(few, many) if name.startswith("journal.index")]
    assert found == ["journal.index for wren"]
