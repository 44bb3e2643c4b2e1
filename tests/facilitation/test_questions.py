"""Answering what people asked."""

import pytest

from tests.gatherings.planting import add_member, again
from webapp.circles.models import Role
from webapp.gatherings.asking import Question


@pytest.fixture
def asked(cast):
    return cast.one(Question, cast.wren)


def path_of(question):
    return f"/facilitation/questions/{question.id}"


def test_ana_reads_and_answers_and_wren_reads_the_answer(phone_of, cast, asked):
    phone = phone_of(cast.ana)
    assert "Wren asks" in phone.get("/facilitation/questions").text
    page = phone.get(path_of(asked)).text
    assert "Wren and the facilitators of Juniper circle can read this." in page
    answer = "  Yes.\n\nBring it along. <b>🌿</b>\u202e "
    sent = phone.post(path_of(asked), {"text": answer, "_base": ""}, op=True)
    assert sent.location == "/facilitation/questions"
    assert again(asked).answer == answer
    assert "Bring it along. &lt;b&gt;🌿" in phone_of(cast.wren).get("/questions").text
    assert "Bring it along." not in phone_of(cast.moss).get("/questions").text


def test_an_answered_question_is_no_longer_open(phone_of, cast, asked):
    phone = phone_of(cast.ana)
    assert "Wren asks" in phone.get("/facilitation").text
    phone.post(path_of(asked), {"text": "Yes.", "_base": ""})
    assert "Wren asks" not in phone.get("/facilitation").text
    assert "Moss asks" in phone.get("/facilitation").text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Please write an answer."), ("y" * 1_000_000, "This is too long for here")],
)
def test_what_cannot_be_is_answered_next_to_its_field(phone_of, cast, asked, text, sentence):
    sent = phone_of(cast.ana).post(path_of(asked), {"text": text, "_base": ""})
    assert sent.status_code == 422
    assert sentence in sent.text
    assert again(asked).answer is None


def test_another_facilitators_answer_is_not_replaced_unseen(phone_of, cast, asked):
    add_member(cast.juniper, cast.olive, Role.FACILITATOR)
    phone_of(cast.olive).post(path_of(asked), {"text": "Yes, says Olive.", "_base": ""})
    phone = phone_of(cast.ana)
    sent = phone.post(path_of(asked), {"text": "No, says Ana.", "_base": ""})
    assert sent.status_code == 422
    assert "Yes, says Olive." in sent.text
    assert "No, says Ana." in sent.text
    base = sent.text.partition('type="hidden" name="_base" value="')[2].partition('"')[0]
    phone.post(path_of(asked), {"text": "We both say yes.", "_base": base})
    assert again(asked).answer == "We both say yes."
