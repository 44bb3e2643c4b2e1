"""What people asked, and what they are answered. All facilitators of a circle share this."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import aliased

from webapp.circles.models import Circle, Membership
from webapp.database import db
from webapp.facilitation import blueprint
from webapp.facilitation.forms import AnswerForm
from webapp.facilitation.meanwhile import OpeningForm
from webapp.facilitation.reach import facilitated_circles
from webapp.gatherings.asking import Question
from webapp.gatherings.questions import A_PAGE, older
from webapp.keys import key_store
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page

Asker = aliased(Membership)


class Asked(NamedTuple):
    question: Question
    name: str
    circle: str


@blueprint.get("/questions")
def questions(me: Participant) -> ResponseReturnValue:
    facilitated_circles(me)
    found = _asked(older(_put_to(me), request.args.get("before")).limit(A_PAGE + 1))
    more = found[A_PAGE - 1].question.id if len(found) > A_PAGE else None
    return page("facilitation/questions.html", questions=found[:A_PAGE], more=more)


@blueprint.get("/questions/<uuid:question_id>")
def question(me: Participant, question_id: UUID) -> ResponseReturnValue:
    asked = _one(me, question_id)
    return _page(asked, _answering(asked))


@blueprint.post("/questions/<uuid:question_id>")
def answer(me: Participant, question_id: UUID) -> ResponseReturnValue:
    asked, form = _one(me, question_id, locked=True), AnswerForm()
    if not (form.validate() and form.has_seen(asked.question.answer, form.text.data)):
        return _page(asked, form, 422)
    asked.question.answer_with(form.text.data)
    return see_other(url_for(".questions"))


@blueprint.post("/questions/<uuid:question_id>/opening")
def open_question(me: Participant, question_id: UUID) -> ResponseReturnValue:
    """Let the circle read a question that was asked without a name."""
    asked, form = _one(me, question_id, locked=True), OpeningForm()
    if not form.has_seen(asked.question.text, None):
        return _page(asked, _answering(asked), 422, form)
    asked.question.open()
    return see_other(url_for(".question", question_id=question_id))


def open_questions(me: Participant, limit: int, circle_id: UUID | None = None) -> list[Asked]:
    """The newest that wait for an answer, of one circle or of all that this person facilitates."""
    waiting = _put_to(me).where(Question.answered_at.is_(None)).limit(limit)
    return _asked(waiting.where(Question.circle_id == circle_id) if circle_id else waiting)


def _put_to(me: Participant) -> Select[Any]:
    """Questions to this facilitator, with who asked, under the name they have in that circle."""
    return (
        Question.put_to(me)
        .add_columns(Circle, Asker)
        .join(Circle, Circle.id == Question.circle_id)
        .join(Asker, Asker.of_person(Question.circle_id, Question.participant_id))
    )


def _asked(questions: Select[Any]) -> list[Asked]:
    rows = db.session.execute(questions).all()
    key_store().gather(row.Question.circle_id for row in rows)
    return [Asked(question, asker.display_name, circle.name) for question, circle, asker in rows]


def _one(me: Participant, question_id: UUID, *, locked: bool = False) -> Asked:
    """One of them. `locked` keeps others from answering it until the commit."""
    sought = _put_to(me).where(Question.id == question_id)
    found = _asked(sought.with_for_update(of=Question) if locked else sought)
    return found[0] if found else abort(404)


def _answering(asked: Asked) -> AnswerForm:
    return AnswerForm.over(asked.question.answer, text=asked.question.answer or "")


def _page(
    asked: Asked, form: AnswerForm, status: int = 200, opening: OpeningForm | None = None
) -> Response:
    opening = opening or OpeningForm.over(asked.question.text)
    return page("facilitation/question.html", status, asked=asked, form=form, opening=opening)
