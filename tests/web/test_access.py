"""Nobody reaches what is not theirs: every route, everybody, and records of all kinds."""

import hashlib

import pytest
from sqlalchemy import select

from tests.cast import PEOPLE, email_of
from tests.web import routes
from tests.web.routes import about_records, ask
from tests.web.worlds import Nowhere, World, worlds
from webapp.database import Base, db
from webapp.journal import reading
from webapp.journal.models import Entry

PRIVATE = ("wrote this alone", "saw a harbour", "wrote before", "intends", "intended before")
JUNIPER = ("wren", "moss", "rue", "sol")
HIDDEN = {404}


def words_hidden_from(name):
    """Everything planted that this person may read nowhere."""
    hidden = {f"{other.title()} {words}" for other in PEOPLE if other != name for words in PRIVATE}
    hidden |= {email_of(other) for other in PEOPLE if other != name}
    circle = set(JUNIPER) if name in ("wren", "moss", "rue", "ana") else set()
    circle |= {"ilse"} if name in ("ilse", "bea") else set()
    for other in (*JUNIPER, "ilse"):
        if other not in circle:
            hidden |= {f"{other.title()} checks in", f"{other.title()} replies"}
        facilitator = {"ana": set(JUNIPER), "bea": {"ilse"}}.get(name, set())
        if other != name and other not in facilitator:
            hidden.add(f"{other.title()} asks")
    return hidden


def leaks_in(answer, name):
    return [
        words
        for words in words_hidden_from(name)
        if words in answer.get_data().decode(errors="replace")
    ]


def fingerprint():
    """Of everything in the database that somebody could have changed."""
    db.session.rollback()
    digest = hashlib.sha256()
    for table in Base.metadata.sorted_tables:
        if table.name not in ("tries", "sign_ins"):
            for row in db.session.execute(select(table).order_by(table.c.id)):
                digest.update(repr(tuple(row)).encode())
    db.session.rollback()
    return digest.hexdigest()


def findings_of(name, cast, app, phone_of):
    """What somebody gets to see or change who should not: a sentence for each."""
    phone = phone_of(getattr(cast, name) if name else None)
    found, before = [], fingerprint()
    # All addresses first: where there is a hole, a record may be gone before the next is asked.
    doors = [
        (rule, world.path(app, rule))
        for world in worlds_of(cast)
        for rule in about_records(app)
        if name not in world.allowed(rule.endpoint)
    ]
    for rule, path in doors:
        answer = ask(phone, rule, path)
        if not refused(answer, name):
            found.append(f"{name} gets {answer.status_code} from {rule.endpoint}")
        found += [f"{name} reads “{words}” at {rule.endpoint}" for words in leaks_in(answer, name)]
    if fingerprint() != before:
        found.append(f"{name} changed something")
    return found


def worlds_of(cast):
    if not hasattr(cast, "worlds"):
        cast.worlds = worlds(cast)
    return cast.worlds


def refused(answer, name):
    if name is None:
        return answer.status_code == 401 or (answer.location or "").startswith("/login?next=")
    return answer.status_code in HIDDEN


def test_every_route_stands_in_exactly_one_list(app):
    for rule in routes.routes(app):
        listed = sum(rule.endpoint in names for names in routes.LISTS)
        assert listed == 1, f"{rule.endpoint} stands in {listed} lists"
    known = {rule.endpoint for rule in routes.routes(app)}
    assert set().union(*routes.LISTS) <= known


@pytest.mark.parametrize("name", [None, *PEOPLE])
def test_what_is_not_theirs_answers_as_what_is_not_there(name, app, cast, phone_of):
    worlds_of(cast)
    assert findings_of(name, cast, app, phone_of) == []


@pytest.mark.parametrize("name", ["wren", "ana", "olive"])
def test_records_that_do_not_exist_are_not_there_for_anybody(name, app, cast, phone_of):
    phone = phone_of(getattr(cast, name))
    world = Nowhere(cast.wren, cast.juniper, cast.coming, frozenset(), "ana")
    for rule in about_records(app):
        assert ask(phone, rule, world.path(app, rule)).status_code == 404, rule.endpoint


@pytest.mark.parametrize("name", PEOPLE)
def test_the_pages_everybody_has_show_each_only_their_own(name, app, cast, phone_of):
    worlds_of(cast)
    phone = phone_of(getattr(cast, name))
    for rule in routes.routes(app):
        if rule.endpoint in routes.SIGNED_IN | routes.FACILITATORS and "GET" in rule.methods:
            answer = phone.get(routes.path_of(app, rule))
            closed = rule.endpoint in routes.FACILITATORS and not facilitates(name)
            closed |= rule.endpoint in routes.IN_A_CIRCLE and name in ("olive", "sol")
            assert answer.status_code == (404 if closed else 200), rule.endpoint
            assert leaks_in(answer, name) == [], rule.endpoint


def test_nobody_signed_out_gets_past_the_door(app, cast, phone_of):
    for rule in routes.routes(app):
        if rule.endpoint in routes.SIGNED_IN | routes.FACILITATORS:
            assert refused(ask(phone_of(), rule, routes.path_of(app, rule)), None), rule.endpoint


@pytest.mark.parametrize("role", ["owner", "peer", "facilitator", "left"])
def test_those_who_may_do_get_in(role, app, cast, phone_of):
    """Otherwise a door locked for everybody would pass for a safe one."""
    [world, _] = worlds_of(cast)
    name = {"owner": "wren", "peer": "moss", "facilitator": "ana", "left": "sol"}[role]
    phone = phone_of(getattr(cast, name))
    for rule in about_records(app):
        if name in world.allowed(rule.endpoint) and "GET" in rule.methods:
            answer = phone.get(world.path(app, rule))
            assert answer.status_code == 200, rule.endpoint
            assert leaks_in(answer, name) == []


def test_the_walk_finds_a_planted_hole(app, cast, phone_of, monkeypatch):
    worlds_of(cast)
    monkeypatch.setattr(Entry, "owned_by", classmethod(lambda cls, me: select(cls)))
    entries = reading._with_what_it_has.__wrapped__  # not as it was put together before
    monkeypatch.setattr(reading, "_with_what_it_has", entries)
    found = findings_of("moss", cast, app, phone_of)
    assert "moss gets 200 from journal.show" in found
    assert any("wrote this alone" in one for one in found)
    assert "moss changed something" in found


def test_a_removed_member_is_out_at_the_next_request(app, cast, phone_of):
    phone, path = phone_of(cast.moss), f"/circle/{cast.juniper.id}"
    assert phone.get(path).status_code == 200
    ana = phone_of(cast.ana)
    world = World(cast.moss, cast.juniper, cast.coming, frozenset(), "ana")
    [removal] = [rule for rule in about_records(app) if rule.endpoint == "facilitation.remove"]
    assert ana.post(world.path(app, removal)).status_code == 303
    assert phone.get(path).status_code == 404
    assert "checks in" not in phone.get("/circle").text


def facilitates(name):
    return name in ("ana", "bea")
