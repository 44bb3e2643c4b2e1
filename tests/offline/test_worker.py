"""The service worker knows this app's own routes and files, and every change makes it a new one."""

import json
import re
from dataclasses import replace
from uuid import uuid4

import pytest

from config import Clinic
from tests.conftest import close
from tests.phone import Phone
from webapp import create_app
from webapp.offline import worker

# What a phone may hold until there is a signal, and what not: nobody is invited, removed or signed
# out later than they believe.
CAN_WAIT = {
    "journal.create", "journal.update", "intentions.update", "checkins.create", "checkins.reply",
    "checkins.resonate", "checkins.withdraw_resonance", "checkins.say_check_in",
    "checkins.say_reply", "gatherings.ask", "gatherings.attend",
    "gatherings.see_to", "gatherings.take_back_question", "intentions.carry",
    "journal.answer_softly", "journal.write_on_day", "journal.create_prompt",
    "journal.remove_prompt", "journal.answer_prompt", "measures.keep_day", "measures.remove",
    "measures.answer_questionnaire", "journal.answer_softly_with", "journal.create_with",
    "journal.add_with", "journal.keep_choice", "journal.share", "journal.take_back_excerpt",
    "journal.describe",
}  # fmt: skip


def told_to(phone):
    code = phone.get("/sw.js").text
    return json.loads(re.match(r"const TOLD = (\{.*?\n\});\n", code, re.DOTALL)[1])


def test_the_browser_looks_for_a_new_one_at_every_visit(phone_of):
    answer = phone_of().get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_all_that_every_phone_keeps_is_there_and_nobodys(phone_of, cast):
    stranger, wren = phone_of(), phone_of(cast.wren)
    for address in told_to(stranger)["shell"]:
        answer = stranger.client.get(address, base_url="https://localhost", buffered=True)
        assert answer.status_code == 200
        assert "X-Person" not in answer.headers
        assert b'name="csrf_token"' not in answer.data
    assert told_to(wren) == told_to(stranger)


def test_every_page_it_names_is_a_route(app, phone_of):
    told = told_to(phone_of())
    routes = app.url_map.bind("")
    for name in ("login", "away", "outbox", "session"):
        assert routes.match(told[name], "GET")


def test_exactly_these_writes_may_wait(app, phone_of):
    patterns = [re.compile(pattern) for pattern in told_to(phone_of())["canWait"]]
    waiting = set()
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()):
            continue
        values = {name: _example(rule, name) for name in rule.arguments}
        address = app.url_map.bind("").build(rule.endpoint, values, method="POST")
        if any(pattern.fullmatch(address) for pattern in patterns):
            waiting.add(rule.endpoint)
    assert waiting == CAN_WAIT


def _example(rule, name):
    converter = rule._converters[name]
    examples = {"UUIDConverter": uuid4(), "SmallNumber": 3}
    known = examples.get(type(converter).__name__, "a-token")
    return next(iter(getattr(converter, "items", ())), known)


@pytest.fixture
def version(app):
    with app.test_request_context(base_url="https://localhost"):
        yield lambda code="code", told=None: worker._version(app, code, told or {"shell": []})


def test_other_code_is_a_new_version(version):
    assert version() == version()
    assert version(code="other code") != version()


def test_another_file_is_a_new_version(version):
    assert version(told={"shell": ["/static/0a/js/app.js"]}) != version(
        told={"shell": ["/static/0b/js/app.js"]}
    )


def test_a_page_that_says_something_else_is_a_new_version(settings, phone_of):
    before = told_to(phone_of())["version"]
    moved = replace(settings, clinic=Clinic("Harbour Street clinic", "+1 555 0199"))
    other = create_app(moved)
    with other.app_context():
        assert told_to(Phone(other))["version"] != before
    close(other)
