"""Questions to the facilitators of a circle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Mapped, aliased

from webapp.circles.models import Circle, Membership, Role
from webapp.database import db, now
from webapp.gatherings import blueprint
from webapp.gatherings.asking import Question
from webapp.gatherings.dosing import is_dosing_day
from webapp.gatherings.forms import QuestionForm
from webapp.keys import key_store
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.entities import free_id, sent_before
from webapp.web.fragments import page
from webapp.web.operations import made_at, uuid_or_none
from webapp.web.phones import can_wait, keepable

A_PAGE = 20
ONLY_FACILITATORS = "Only the facilitators can read it now."
TODAY_ALONE = "You asked on the day of a session, so only the facilitators can read it."


@blueprint.get("/questions")
def questions(me: Participant) -> ResponseReturnValue:
    """One's own, and those that one's circles read: of either the newest, then page by page."""
    before, open_before = request.args.get("before"), request.args.get("open_before")
    asked = older(Question.asked_by(me), before).limit(0 if open_before else A_PAGE + 1)
    found = db.session.scalars(asked).all()
    read_along = [] if before else _open(me, open_before)
    return page(
        "gatherings/questions.html",
        questions=found[:A_PAGE],
        more=found[A_PAGE - 1].id if len(found) > A_PAGE else None,
        open=read_along[:A_PAGE],
        more_open=read_along[A_PAGE - 1].question.id if len(read_along) > A_PAGE else None,
        open_before=open_before,
    )


class Open(NamedTuple):
    """A question that a circle reads. `name` is None where it is asked without one."""

    question: Question
    name: str | None


def _open(me: Participant, before: str | None) -> list[Open]:
    asker = aliased(Membership)
    rows = db.session.execute(
        older(Question.open_to(me), before, Question.opened_at)
        .add_columns(asker)
        .join(
            asker,
            asker.of_person(Question.circle_id, Question.participant_id) & asker.left_at.is_(None),
        )
        .limit(A_PAGE + 1)
    ).all()
    key_store().gather(question.circle_id for question, _ in rows)
    return [Open(one, by.display_name if one.has_name else None) for one, by in rows]


def older(
    questions: Select[Any], before: str | None, by: Mapped[Any] = Question.created_at
) -> Select[Any]:
    """Those of these questions that are older than one of them, named by its id."""
    last = uuid_or_none(before)
    if last is None:
        return questions
    asked_at = questions.with_only_columns(by).where(Question.id == last)
    moment = asked_at.order_by(None).scalar_subquery()
    return questions.where(or_(by < moment, and_(by == moment, Question.id < last)))


@blueprint.get("/questions/new")
@keepable
def new_question(me: Participant) -> ResponseReturnValue:
    return _page(_offered(me, QuestionForm(formdata=None)))


@blueprint.post("/questions")
@can_wait
def ask(me: Participant) -> ResponseReturnValue:
    """On the day of a session, also where the phone has held it since then, nobody reads along."""
    form = _offered(me, QuestionForm())
    if not form.validate():
        return _page(form, 422)
    circle_id = UUID(form.circle.data)
    open_still = Question.asked_by(me).where(
        Question.circle_id == circle_id, Question.answered_at.is_(None)
    )
    if known := sent_before(Question, open_still.with_for_update(of=Question)):
        known.text = form.text.data
    else:
        mine = {"circle_id": circle_id, "participant_id": me.id}
        known = Question(id=free_id(Question), **mine, text=form.text.data)
        db.session.add(known)
    known.ask_as(form.may_be_read_as)
    return see_other(url_for(".questions"), said=TODAY_ALONE if form.is_narrowed else None)


@blueprint.post("/questions/<uuid:question_id>/taking-back")
@can_wait
def take_back_question(me: Participant, question_id: UUID) -> ResponseReturnValue:
    """The circle reads it no longer."""
    mine = select(Question).where(Question.participant_id == me.id, Question.id == question_id)
    question = db.session.scalar(mine.with_for_update()) or abort(404)
    question.take_back()
    return see_other(url_for(".questions"), said=ONLY_FACILITATORS)


def _offered(me: Participant, form: QuestionForm) -> QuestionForm:
    form.offer(_circles(me), waits=is_dosing_day(me, now(), made_at()))
    return form


def _circles(me: Participant) -> Sequence[Circle]:
    """The circles whose facilitators this person may ask: those they take part in."""
    taking_part = Circle.joined_by(me).where(Membership.role == Role.PARTICIPANT)
    circles = db.session.scalars(taking_part).all()
    key_store().gather(circle.id for circle in circles)
    return circles


def _page(form: QuestionForm, status: int = 200) -> Response:
    return page("gatherings/new_question.html", status, form=form)
