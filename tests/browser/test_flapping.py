"""A signal that comes and goes by chance, while somebody writes and writes."""

from __future__ import annotations

import random
from collections import Counter
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from tests.browser.demo import Demo, email_of
from tests.browser.kept import READY, wait_until
from tests.browser.person import Person
from tests.browser.signal import Signal, signal_to
from webapp.database import db, now
from webapp.gatherings.models import Gathering, Kind
from webapp.intentions.models import IntentionPart, PartVersion
from webapp.journal.models import Entry
from webapp.participants.models import Participant, SignIn

pytestmark = pytest.mark.browser

STATES = ("good", "good", "none", "portal", "busy", "cut")
# What a page does with one form, as quickly as a hand never could. Whether the phone has taken it.
SEND = """async ([words, entity, token, uid]) => {
  const fields = new URLSearchParams({
    csrf_token: token, _op: crypto.randomUUID(), _entity: entity, _uid: uid,
    _page: '/journal/new', text: words, happened_on: '2026-01-02', gathering: '',
  });
  const headers = {'HX-Request': 'true'};
  const sent = fetch('/journal', {method: 'POST', body: fields, headers});
  const taken = ['stored', 'duplicate', 'stored-copy', 'waiting'];
  return sent.then(answer => taken.includes(answer.headers.get('Outbox-Result')), () => false);
}"""
# A phone without room: now and then, as told.
ROOM = """() => {
  const {put} = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (row) {
    if (globalThis.full) throw new DOMException('', 'QuotaExceededError');
    return put.call(this, row);
  };
}"""
# And what it does with one box while somebody types, from one page.
TYPE = """async ([words, token, uid, path]) => {
  const fields = new URLSearchParams({
    csrf_token: token, _op: crypto.randomUUID(), _uid: uid, _page: path, _load: 'this page',
    _base: '0', text: words, audience: 'only me', seen: 'only me',
  });
  const headers = {'HX-Request': 'true', 'HX-Request-Type': 'partial'};
  return (await fetch(path, {method: 'POST', body: fields, headers})).status;
}"""
TELL = "() => [document.querySelector('[name=csrf_token]').value, document.body.dataset.uid]"
FLUSH = """() => new Promise(done => {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = done;
  navigator.serviceWorker.controller.postMessage({ask: 'flush', eager: true}, [port2]);
})"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        seeds = range(metafunc.config.getoption("--seeds"))
        metafunc.parametrize("seed", seeds, ids=[f"seed {seed}" for seed in seeds])


def test_everything_arrives_once_over_a_flapping_signal(
    seed, holder, site: Demo, pytestconfig
) -> None:
    drafts = pytestconfig.getoption("--drafts")
    chance, name = random.Random(seed), f"flora{seed}"
    site.newcomer(name)
    with signal_to(site.server.port) as signal:
        flora, told = _begins(holder(name, signal.url))
        [worker] = flora.phone.service_workers
        worker.evaluate(ROOM)
        said = {f"{seed}: {number}": str(uuid4()) for number in range(drafts)}
        still_typed = {}
        for words, entity in said.items():
            _change(signal, chance, site, name)
            worker.evaluate("full => { globalThis.full = full }", chance.random() < 0.1)
            if not flora.page.evaluate(SEND, [words, entity, *told]):
                still_typed[words] = entity
        signal.state, signal.losing = "good", 0
        worker.evaluate("() => { globalThis.full = false }")
        flora.opens("/login")
        if flora.page.url.endswith("/login"):
            flora.signs_in().arrives_at("/today")
        told = flora.opens("/journal/new").page.evaluate(TELL)
        for words, entity in still_typed.items():
            assert flora.page.evaluate(SEND, [words, entity, *told])
        flora.page.evaluate(FLUSH)
        wait_until(lambda: len(_entries(site, name)) >= len(said), 30)
        flora.opens("/outbox")
        expect(flora.page.get_by_text("Nothing waits")).to_be_visible()
    assert Counter(_entries(site, name)) == Counter(list(said))


def test_what_is_typed_over_a_flapping_signal_ends_as_it_was_last(seed, holder, site: Demo) -> None:
    chance, name = random.Random(seed), f"floris{seed}"
    site.newcomer(name)
    with signal_to(site.server.port) as signal:
        floris, told = _begins(holder(name, signal.url))
        with site.inside():
            attended = Gathering.attended_by(_person(name)).where(Gathering.kind == Kind.DOSING)
            session = db.session.scalars(attended).all()[-1]
        path = f"/intentions/{session.id}/fear"
        for number in range(20):
            signal.state, signal.losing = chance.choice(STATES), chance.choice((0, 0, 1))
            floris.page.evaluate(TYPE, [f"Version {number}.", *told, path])
        signal.state, signal.losing = "good", 0
        floris.page.evaluate(FLUSH)
        floris.opens("/outbox")
        expect(floris.page.get_by_text("Nothing waits")).to_be_visible(timeout=30_000)
    with site.inside():
        part = db.session.scalars(IntentionPart.owned_by(_person(name))).one()
        copies = select(PartVersion).where(PartVersion.copied_at.is_not(None))
        mine = copies.where(PartVersion.participant_id == part.participant_id)
        assert part.text == "Version 19."
        assert db.session.scalars(mine).all() == []


def _begins(person: Person) -> tuple[Person, list[str]]:
    """With the form before them, and what it carries."""
    person.opens("/today").opens("/journal/new")
    person.page.wait_for_function(READY)
    return person, person.page.evaluate(TELL)


def _change(signal: Signal, chance: random.Random, site: Demo, name: str) -> None:
    signal.state = chance.choice(STATES)
    signal.losing = chance.choice((0, 0, 0, 1))
    if chance.random() < 0.02:
        with site.inside(), db.transaction() as session:
            ended = update(SignIn).where(SignIn.participant_id == _person(name).id)
            session.execute(ended.values(ended_at=now()))


def _person(name: str) -> Participant:
    return db.session.scalars(Participant.with_email(email_of(name))).one()


def _entries(site: Demo, name: str) -> list[str]:
    with site.inside():
        mine = select(Entry).where(Entry.participant_id == _person(name).id)
        return [entry.words["text"] for entry in db.session.scalars(mine)]
