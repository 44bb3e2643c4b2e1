"""Whatever is typed or sent, by mistake or by malice: nothing breaks, and no word is changed."""

from itertools import cycle, islice
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.sendings import ALL
from tests.web.clerk import Clerk, fields_of
from tests.web.naughty import MEGABYTE, STRINGS, WRONG, other_peoples_ids, sample
from webapp.web import limits
from webapp.web.forms import Text

# What is sent in vain is sent by another maker of the same form, too.
FORMS = [sent for sent in ALL if "vain" not in sent.name and fields_of(sent)]
EVERY_FORM = pytest.mark.parametrize("sent", FORMS, ids=lambda sent: sent.name)
BY_NAME = {sent.endpoint: sent for sent in FORMS}
META = ("csrf_token", "_op", "_entity", "_base", "_uid", "kept_path", "kept_fields")


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    """Here it is one person who tries, many thousand times."""
    monkeypatch.setattr(limits, "WINDOW", -limits.WINDOW)


@pytest.fixture
def clerk_for(app, cast):
    clerks = []

    def call(sent):
        clerks.append(Clerk(sent, app, cast))
        return clerks[-1]

    yield call
    for clerk in clerks:
        print(f"{clerk.sent.name}: {clerk.inputs} inputs, {clerk.refused} of them refused")


def naughty(names, strings):
    """Every string in every field, each time with others beside it."""
    for nth in range(len(strings)):
        for start in range(0, len(names), 5):
            group = names[start : start + 5]
            places = [(nth + 29 * place) % len(strings) for place in range(len(group))]
            yield {name: strings[at] for name, at in zip(group, places, strict=True)}


def test_every_form_is_tried(app):
    writing = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    assert writing == {sent.endpoint for sent in ALL}


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
def test_a_megabyte_is_refused_in_a_sentence_and_given_back(sent, clerk_for):
    clerk = clerk_for(sent)
    for name in clerk.texts():
        assert clerk.faults_of({name: MEGABYTE}, expected=frozenset({422})) == []
    for name in clerk.passwords():
        assert clerk.faults_of({name: MEGABYTE}, expected=frozenset({422})) == []


@EVERY_FORM
def test_what_can_be_no_choice_costs_nobody_their_words(sent, clerk_for, cast, database_name):
    clerk = clerk_for(sent)
    wrong = (*WRONG, *other_peoples_ids(cast))
    if database_name != "sqlite" or clerk.is_slow:
        wrong = wrong[::5]
    words = {name: f"These are my words for {name}"[:38] for name in clerk.words()}
    for name in clerk.others():
        for value in wrong:
            assert clerk.faults_of({**words, name: value}) == [], (name, value[:60])


@EVERY_FORM
def test_a_page_s_own_fields_can_hold_anything(sent, clerk_for, cast):
    clerk = clerk_for(sent)
    for name in META:
        for value in (*WRONG[::3], cast.ilse.id, cast.harbours.id):
            answer = clerk.send({name: str(value)}).answer
            assert answer.status_code in (200, 303, 403, 409, 410, 422), (name, value)


@EVERY_FORM
def test_forms_of_odd_shapes_break_nothing(sent, clerk_for):
    clerk = clerk_for(sent)
    words = {name: f"Mine, {name}"[:38] for name in clerk.words()}
    twice = {name: [text, "and another"] for name, text in words.items()}
    many = {f"extra-{number}": "x" for number in range(500)}
    for shape in (twice, {**words, **many}, {**words, "n" * 1_000_000: "x"}, {}):
        assert clerk.faults_of(shape) == []
    for value in (["", ""], ["1", "2", str(uuid4())]):
        assert clerk.send(dict.fromkeys(clerk.others(), value)).answer.status_code < 500


UNREADABLE = {
    "not UTF-8": ("application/x-www-form-urlencoded", b"text=caf\xe9"),
    "not UTF-8, in percents": ("application/x-www-form-urlencoded", b"text=caf%E9&csrf_token=x"),
    "a lone surrogate": ("application/x-www-form-urlencoded", b"text=%ED%A0%80"),
    "another charset": ("application/x-www-form-urlencoded; charset=utf-16", b"text=x"),
    "too many fields": ("application/x-www-form-urlencoded", b"a=1&" * 200_000),
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "an odd boundary": ("multipart/form-data; boundary=\xe9", b"--x\r\n"),
    "cut off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf of what I wan',
    ),
    "not UTF-8, in parts": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\ncaf\xe9\r\n--x--\r\n',
    ),
    "a part in another charset": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n'
        b"Content-Type: text/plain; charset=utf-16\r\n\r\na\x00\r\n--x--\r\n",
    ),
}


@EVERY_FORM
def test_what_cannot_be_read_to_the_letter_is_not_taken(sent, clerk_for):
    clerk = clerk_for(sent)
    for why, (kind, body) in UNREADABLE.items():
        outcome = clerk.send_raw(body, kind)
        assert (outcome.answer.status_code, outcome.kept) == (400, []), why
    for kind, body in (("application/json", b'{"text": "x"}'), ("text/plain", b"\xff")):
        outcome = clerk.send_raw(body, kind)
        assert outcome.answer.status_code in (200, 303, 422), kind



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
        assert clerk.faults_of(dict(zip(names, islice(cycle(texts), len(names))))) == []

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
