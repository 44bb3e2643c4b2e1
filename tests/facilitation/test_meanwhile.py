"""Ana and Olive facilitate the same circle, at the same time."""

import re
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from tests.circles.test_at_once import at_once
from tests.facilitation.test_gatherings import form, path_of
from tests.gatherings.planting import add_member, again
from webapp.circles.models import Role
from webapp.gatherings.asking import Question
from webapp.web.forms import Form


@pytest.fixture
def ana_and_olive(phone_of, cast):
    add_member(cast.juniper, cast.olive, Role.FACILITATOR)
    return phone_of(cast.ana), phone_of(cast.olive)


@pytest.fixture
def read_by_both(monkeypatch):
    """Nobody writes before both have read, unless one is kept from reading until then."""
    both, validate = Barrier(2), Form.validate

    def wait_and_validate(form, *further):
        with suppress(BrokenBarrierError):
            both.wait(timeout=2)
        return validate(form, *further)

    monkeypatch.setattr(Form, "validate", wait_and_validate)


def base_on(page):
    return re.search(r'type="hidden" name="_base" value="([^"]*)"', page)[1]


def test_what_olive_saved_meanwhile_is_not_replaced_unseen(ana_and_olive, cast):
    ana, olive = ana_and_olive
    path = path_of(cast.coming)
    base = base_on(ana.get(f"{path}/edit").text)
    olives = form(what_to_expect="Bring a blanket, says Olive.", place="Upstairs", _base=base)
    assert olive.post(path, olives).status_code == 303
    sent = ana.post(path, form(what_to_expect="Eat early, says Ana.", _base=base))
    assert sent.status_code == 422
    assert again(cast.coming).what_to_expect == "Bring a blanket, says Olive."
    for words in ("Somebody changed it meanwhile", "says Olive", "says Ana", "Upstairs"):
        assert words in sent.text
    both = form(what_to_expect="Both.", _base=base_on(sent.text))
    assert ana.post(path, both).location == path
    assert again(cast.coming).what_to_expect == "Both."


@pytest.mark.parametrize("base", [None, "", "0", "2", "x", "\x00", "9" * 400])
def test_a_form_that_names_no_version_or_a_wrong_one_replaces_nothing(ana_and_olive, cast, base):
    fields = form() if base is None else form(_base=base)
    assert ana_and_olive[0].post(path_of(cast.coming), fields).status_code == 422
    assert again(cast.coming).place == "The room of Juniper circle"


def test_a_page_that_had_something_to_mend_still_knows_what_it_was_written_over(
    ana_and_olive, cast
):
    ana, olive = ana_and_olive
    path = path_of(cast.coming)
    base = base_on(ana.get(f"{path}/edit").text)
    olive.post(path, form(place="Upstairs", _base=base))
    mended = ana.post(path, form(ends="", _base=base)).text
    assert ana.post(path, form(place="Downstairs", _base=base_on(mended))).status_code == 422
    assert again(cast.coming).place == "Upstairs"


def test_the_same_saved_twice_is_no_quarrel(ana_and_olive, cast):
    for phone in ana_and_olive:
        assert phone.post(path_of(cast.coming), form(_base="1")).status_code == 303


@pytest.mark.usefixtures("read_by_both")
def test_of_two_changes_at_the_same_moment_one_is_asked_to_look_again(ana_and_olive, cast):
    path = path_of(cast.coming)
    sendings = [
        lambda phone=phone, place=place: phone.post(path, form(place=place, _base="1"))
        for phone, place in zip(ana_and_olive, ("Upstairs", "Downstairs"), strict=True)
    ]
    answers = at_once(*sendings)
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert again(cast.coming).version == 2


@pytest.mark.usefixtures("read_by_both")
def test_of_two_answers_at_the_same_moment_one_is_asked_to_look_again(ana_and_olive, cast):
    asked = cast.one(Question, cast.wren)
    path = f"/facilitation/questions/{asked.id}"
    sendings = [
        lambda phone=phone, text=text: phone.post(path, {"text": text, "_base": ""})
        for phone, text in zip(ana_and_olive, ("Yes.", "No."), strict=True)
    ]
    answers = at_once(*sendings)
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert again(asked).answer in refused.text
    assert again(asked).answer == ("Yes." if answers[0].status_code == 303 else "No.")
