"""The preparation steps of a circle, and of one gathering where it needs others."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from webapp.circles.models import Circle
from webapp.database import db, uuid7
from webapp.facilitation import blueprint
from webapp.facilitation.forms import HOURS_BEFORE, StepForm
from webapp.facilitation.meanwhile import GONE_MEANWHILE
from webapp.facilitation.reach import circle_of, gathering_of
from webapp.gatherings.models import Gathering, Kind
from webapp.gatherings.steps import (
    STANDARD,
    PreparationStep,
    Step,
    list_of,
    own_steps,
    use_list_above,
)
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.forms import Form
from webapp.web.fragments import page

OF_CIRCLE = "/circles/<uuid:circle_id>/steps"
OF_GATHERING = "/gatherings/<uuid:gathering_id>/steps"
TIMES = {choice.value: choice.label for choice in HOURS_BEFORE}
LAST = "One step stays. If you want none of your own, use the list above it again."


class Scope(NamedTuple):
    """Whose list it is: a circle's, or one gathering's."""

    circle: Circle
    gathering: Gathering | None

    @classmethod
    def of(cls, me: Participant, place: dict[str, UUID]) -> Scope:
        gathering, circle_id = None, place.get("circle_id")
        if circle_id is None:
            gathering, circle = gathering_of(me, place["gathering_id"])
            circle_id = circle.id
        if gathering and gathering.kind != Kind.DOSING:
            abort(404)
        # Two who begin a list of their own at once begin one.
        return cls(circle_of(me, circle_id, locked=request.method == "POST"), gathering)

    @property
    def steps(self) -> list[Step]:
        if self.gathering:
            return list(list_of(self.gathering))
        own = db.session.scalars(PreparationStep.of(self.circle.id, None))
        return [row.step for row in own] or list(STANDARD)

    @property
    def is_own(self) -> bool:
        gathering_id = self.gathering.id if self.gathering else None
        return bool(db.session.scalar(PreparationStep.of(self.circle.id, gathering_id).limit(1)))

    def own(self) -> dict[UUID, PreparationStep]:
        return own_steps(self.circle, self.gathering)

    def find(self, name: UUID) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def url(self, endpoint: str, **values: Any) -> str:
        one = self.gathering
        place: dict[str, Any] = {"gathering_id": one.id} if one else {"circle_id": self.circle.id}
        return url_for(f"facilitation.{endpoint}", **place, **values)


@blueprint.get(OF_CIRCLE)
@blueprint.get(OF_GATHERING)
def steps(me: Participant, **place: UUID) -> ResponseReturnValue:
    return _list(Scope.of(me, place), Form(formdata=None))


@blueprint.get(f"{OF_CIRCLE}/new")
@blueprint.get(f"{OF_GATHERING}/new")
def new_step(me: Participant, **place: UUID) -> ResponseReturnValue:
    return _page(Scope.of(me, place), StepForm(formdata=None))


@blueprint.post(OF_CIRCLE)
@blueprint.post(OF_GATHERING)
def create_step(me: Participant, **place: UUID) -> ResponseReturnValue:
    scope, form = Scope.of(me, place), StepForm()
    if not form.validate():
        return _page(scope, form, None, 422)
    scope.own()
    gathering_id = scope.gathering.id if scope.gathering else None
    db.session.add(PreparationStep.saying(scope.circle.id, gathering_id, form.step(uuid7())))
    return see_other(scope.url("steps"))


@blueprint.get(f"{OF_CIRCLE}/<uuid:name>")
@blueprint.get(f"{OF_GATHERING}/<uuid:name>")
def edit_step(me: Participant, name: UUID, **place: UUID) -> ResponseReturnValue:
    scope = Scope.of(me, place)
    step = scope.find(name) or abort(404)
    return _page(scope, StepForm.over(step, obj=step), step)


@blueprint.post(f"{OF_CIRCLE}/<uuid:name>")
@blueprint.post(f"{OF_GATHERING}/<uuid:name>")
def update_step(me: Participant, name: UUID, **place: UUID) -> ResponseReturnValue:
    scope, form = Scope.of(me, place), StepForm()
    step = scope.find(name)
    if step is None:
        form.form_errors.append(GONE_MEANWHILE)
    if step is None or not (form.validate() and form.has_seen(step, form.step(name))):
        return _page(scope, form, step, 422)
    scope.own()[name].say(form.step(name))
    return see_other(scope.url("steps"))


@blueprint.post(f"{OF_CIRCLE}/<uuid:name>/removal")
@blueprint.post(f"{OF_GATHERING}/<uuid:name>/removal")
def remove_step(me: Participant, name: UUID, **place: UUID) -> ResponseReturnValue:
    scope, form = Scope.of(me, place), Form()
    if scope.find(name) is None:
        abort(404)
    if not form.validate() or len(scope.steps) == 1:
        form.form_errors = form.form_errors or [LAST]
        return _list(scope, form, 422)
    removed = scope.own()[name]
    db.session.flush()
    db.session.delete(removed)
    return see_other(scope.url("steps"))


@blueprint.post(f"{OF_CIRCLE}/list-above")
@blueprint.post(f"{OF_GATHERING}/list-above")
def use_steps_above(me: Participant, **place: UUID) -> ResponseReturnValue:
    """Give up this list for the one above it: the circle's, or the standard one."""
    scope = Scope.of(me, place)
    use_list_above(scope.circle, scope.gathering)
    return see_other(scope.url("steps"))


def _list(scope: Scope, form: Form, status: int = 200) -> Response:
    return page("facilitation/steps.html", status, scope=scope, form=form, times=TIMES)


def _page(scope: Scope, form: StepForm, step: Step | None = None, status: int = 200) -> Response:
    told = {"scope": scope, "form": form, "step": step, "times": TIMES}
    return page("facilitation/edit_step.html", status, **told)
