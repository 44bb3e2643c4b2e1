"""Whatever is typed or sent, by mistake or by malice: nothing breaks, and no word is changed."""

import json
from itertools import cycle, islice
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.sendings import ALL
from tests.files import File
from tests.web.clerk import Clerk, fields_of
from tests.web.naughty import MEGABYTE, STRINGS, UNREADABLE, WRONG, other_peoples_ids, sample
from tests.web.routes import NO_FORM
from webapp.web import limits
from webapp.web.forms import Text

# What is sent in vain is sent by another maker of the same form, too.
FORMS = [sent for sent in ALL if "vain" not in sent.name and fields_of(sent)]
EVERY_FORM = pytest.mark.parametrize("sent", FORMS, ids=lambda sent: sent.name)
BY_NAME = {sent.endpoint: sent for sent in FORMS}
META = ("csrf_token", "_op", "_entity", "_base", "_uid", "kept_path", "kept_fields")
NOT_A_FORM = (200, 303, 403, 410, 422)
PLACES = (
    "/login",
    "/logout",
    "/today",
    "/journal/new",
    "//[",
    "/join/x",
    "https://[",
    "\x00",
    "%00",
)


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    """Here it is one person who tries, many thousand times."""
    monkeypatch.setattr(limits, "WINDOW", -limits.WINDOW)


@pytest.fixture
def clerk_for(app, cast, record_property):
    clerks = []

    def call(sent):
        clerks.append(Clerk(sent, app, cast))
        return clerks[-1]

    yield call
    record_property("inputs", sum(clerk.inputs for clerk in clerks))


def naughty(names, strings):
    """Every string in every field, each time with others beside it."""
    for nth in range(len(strings)):
        for start in range(0, len(names), 5):
            group = names[start : start + 5]
            places = [(nth + 29 * place) % len(strings) for place in range(len(group))]
            yield {name: strings[at] for name, at in zip(group, places, strict=True)}


def test_every_form_is_tried(app):
    writing = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    assert writing - NO_FORM == {sent.endpoint for sent in ALL}


@EVERY_FORM
def test_words_are_kept_to_the_letter_or_given_back(sent, clerk_for, database_name):
    clerk = clerk_for(sent)
    names = [*clerk.texts(), *clerk.passwords()]
    strings = sample(STRINGS, database_name)
    if clerk.is_slow:
        strings = strings[:: 4 if database_name == "sqlite" else 24]
    faults = [fault for typed in naughty(names, strings) for fault in clerk.faults_of(typed)]
    assert faults == []


@EVERY_FORM
def test_what_can_be_no_choice_costs_nobody_their_words(sent, clerk_for, cast, database_name):
    """One field of a kind is given everything, its like a part. What every form carries is read in
    one place: each form tries other values of it.
    """
    clerk = clerk_for(sent)
    wrong = (*WRONG, *other_peoples_ids(cast))
    if database_name != "sqlite" or clerk.is_slow:
        wrong = wrong[FORMS.index(sent) % 9 :: 9]
    words = {name: f"These are my words for {name}"[:38] for name in clerk.words()}
    known = set()
    for name in clerk.others():
        kind = clerk.fields[name]
        for value in wrong[:: 5 if kind in known else 1]:
            assert clerk.faults_of({**words, name: value}) == [], (name, value[:60])
        known.add(kind)
    for name in META:
        some = wrong[FORMS.index(sent) % 7 :: 14]
        for value in (*some, str(cast.ilse.id), *(PLACES if name == "kept_path" else ())):
            answer = clerk.send({name: value}).answer
            assert answer.status_code in (200, 303, 403, 409, 410, 422), (name, value)


@EVERY_FORM
def test_forms_of_odd_shapes_and_sizes_break_nothing(sent, clerk_for):
    clerk = clerk_for(sent)
    for name in (*clerk.texts(), *clerk.passwords()):
        assert clerk.faults_of({name: MEGABYTE}, expected=frozenset({422})) == []
    words = {name: f"Mine, {name}"[:38] for name in clerk.words()}
    twice = {name: [text, "and another"] for name, text in words.items()}
    many = {f"extra-{number}": "x" for number in range(500)}
    for shape in (twice, {**words, **many}, {**words, "n" * 1_000_000: "x"}, {}):
        assert clerk.faults_of(shape) == []
    for value in (["", ""], ["1", "2", str(uuid4())]):
        assert clerk.send(dict.fromkeys(clerk.others(), value)).answer.status_code < 500


@EVERY_FORM
@pytest.mark.only_on("sqlite")  # it never comes to the database
def test_what_is_no_form_is_no_words(sent, clerk_for):
    clerk = clerk_for(sent)
    for name in clerk.fields:
        file = {name: File(b"a file", "text/plain")}
        assert clerk.send(file).answer.status_code < 500
    for why, (kind, body) in UNREADABLE.items():
        outcome = clerk.send_raw(body, kind)
        assert (outcome.answer.status_code, outcome.kept) == (400, []), why
    for wrong in ("x", 5, None, ["x"], {"x": 1}):
        body = json.dumps(dict.fromkeys(clerk.fields, wrong)).encode()
        for kind in ("application/json", "text/plain"):
            outcome = clerk.send_raw(body, kind)
            assert outcome.answer.status_code in NOT_A_FORM, (kind, wrong)
            assert "x" not in outcome.kept


@pytest.mark.parametrize("endpoint", ["journal.create", "intentions.update", "checkins.create"])
def test_any_text_at_all_is_kept_to_the_letter(endpoint, clerk_for, database_name):
    clerk = clerk_for(BY_NAME[endpoint])
    texts = st.text(st.characters(codec="utf-8"), max_size=400)
    tries = 60 if database_name == "sqlite" else 12

    @settings(
        max_examples=tries, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.lists(texts, min_size=5, max_size=5))
    def write(texts):
        names = clerk.words()
        assert (
            clerk.faults_of(dict(zip(names, islice(cycle(texts), len(names)), strict=True))) == []
        )

    write()


@pytest.mark.parametrize("how", ["urlencoded", "multipart"])
def test_words_arrive_alike_whichever_way_a_browser_packs_them(how, clerk_for):
    clerk = clerk_for(BY_NAME["journal.create"])
    kind = {"multipart": "multipart/form-data"}.get(how, f"application/x-www-form-{how}")
    for text in ("café 👩🏽‍❤️‍💋‍👩🏻", "two\r\nlines", "\ufffd is what I typed", "a=1&b=%41+c"):
        assert clerk.faults_of({"text": text}, content_type=kind) == []


def test_a_box_that_trims_is_found(clerk_for, monkeypatch):
    def trimming(self, valuelist):
        self.data = valuelist[0].strip() if valuelist else ""

    monkeypatch.setattr(Text, "process_formdata", trimming)
    clerk = clerk_for(BY_NAME["journal.create"])
    assert any("not kept" in fault for fault in clerk.faults_of({"text": "trailing  "}))


def test_a_handler_that_breaks_is_found(app, clerk_for):
    def broken(me):
        raise ZeroDivisionError

    app.view_functions["journal.create"] = broken
    clerk = clerk_for(BY_NAME["journal.create"])
    assert any("500" in fault for fault in clerk.faults_of({"text": "x"}))


def test_a_refusal_that_loses_words_is_found(app, clerk_for):
    app.view_functions["journal.create"] = lambda me: ("<p class='field-error'>No.</p>", 422)
    clerk = clerk_for(BY_NAME["journal.create"])
    assert any("not given back" in fault for fault in clerk.faults_of({"text": "x"}))
