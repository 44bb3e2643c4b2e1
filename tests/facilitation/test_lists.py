"""What a circle's facilitators share: the steps before, the days after, and who answers."""

import pytest

from tests.facilitation import test_days_after, test_responders, test_steps
from tests.facilitation.test_meanwhile import ana_and_olive, base_on
from webapp.gatherings.days_after import STANDARD as DAYS
from webapp.gatherings.steps import STANDARD as STEPS

__all__ = ["ana_and_olive"]


def step(cast):
    fields = test_steps.NEW
    return f"{test_steps.of_circle(cast)}/{STEPS[1].name}", fields, "text"


def step_of_one_session(cast):
    return f"{test_steps.of_gathering(cast)}/{STEPS[1].name}", test_steps.NEW, "text"


def day(cast):
    fields = {"day": "3", "prompt": "What is near?", "text": "Look."}
    return f"{test_days_after.days_of(cast)}/3", fields, "prompt"


def responder(cast):
    return test_responders.path(cast), test_responders.SAID, "who"


LISTS = {
    "step": (test_steps.of_circle, [said.name for said in STEPS], "One step stays."),
    "page": (test_days_after.days_of, [said.day for said in DAYS], "One page stays."),
}


@pytest.mark.parametrize("one", [step, step_of_one_session, day, responder])
def test_what_olive_saved_meanwhile_is_not_replaced_unseen(ana_and_olive, cast, one):
    (ana, olive), (path, fields, name) = ana_and_olive, one(cast)
    base = {"_base": base_on(ana.get(path).text)}
    assert olive.post(path, fields | base | {name: "Says Olive"}).status_code == 303
    sent = ana.post(path, fields | base | {name: "Says Ana"})
    assert sent.status_code == 422
    for words in ("Somebody changed it meanwhile.", "Says Olive", "Says Ana"):
        assert words in sent.text
    again = {"_base": base_on(sent.text)}
    assert ana.post(path, fields | again | {name: "Both say"}).status_code == 303
    assert "Both say" in ana.get(path).text


@pytest.mark.parametrize("one", [step, day, responder])
def test_the_same_saved_twice_is_no_quarrel(ana_and_olive, cast, one):
    path, fields, _name = one(cast)
    base = {"_base": base_on(ana_and_olive[0].get(path).text)}
    for phone in ana_and_olive:
        assert phone.post(path, fields | base).status_code == 303


@pytest.mark.parametrize("one", [step, day])
def test_what_was_taken_out_meanwhile_keeps_what_is_typed(ana_and_olive, cast, one):
    (ana, olive), (path, fields, name) = ana_and_olive, one(cast)
    base = {"_base": base_on(ana.get(path).text)}
    olive.post(f"{path}/removal")
    sent = ana.post(path, fields | base | {name: "Says Ana"})
    assert sent.status_code == 422
    assert "Somebody took this out meanwhile. Save to put yours in." in sent.text
    assert "Says Ana" in sent.text
    assert f'action="{path.rpartition("/")[0]}"' in sent.text


@pytest.mark.parametrize("which", LISTS)
def test_the_last_one_stays(phone_of, cast, which):
    (of, names, sentence), phone = LISTS[which], phone_of(cast.ana)
    for name in names[1:]:
        assert phone.post(f"{of(cast)}/{name}/removal").status_code == 303
    answered = phone.post(f"{of(cast)}/{names[0]}/removal")
    assert answered.status_code == 422
    assert sentence in answered.text
