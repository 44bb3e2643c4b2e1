"""The forms of somebody who facilitates."""

from __future__ import annotations

from tests.cast import Cast
from tests.faults.sendings.table import (
    Say,
    Sending,
    gathering_in,
    invitation_to,
    path,
    sends,
    somebody,
    store,
)
from webapp.circles.models import Circle, Membership, Role
from webapp.database import now
from webapp.facilitation.forms import (
    AgreementForm,
    AnswerForm,
    CircleForm,
    DayForm,
    InvitationForm,
    RosterForm,
    StepForm,
)
from webapp.facilitation.meanwhile import mark_of
from webapp.facilitation.scheduling import GatheringForm
from webapp.gatherings.asking import Question
from webapp.gatherings.days_after import STANDARD, DayPage
from webapp.gatherings.models import Attendance
from webapp.gatherings.steps import STANDARD as STEPS
from webapp.gatherings.steps import PreparationStep

TERMS = {"kind": "dosing", "starts": "2031-05-01T10:00", "ends": "2031-05-01T14:00"}


@sends("facilitation.create_circle", CircleForm)
def start_a_circle(cast: Cast, say: Say) -> Sending:
    typed = {"name": say("name"), "agreement": say("agreement")}
    fields = {"kind": "closed", "time_zone": "Europe/Berlin", **typed}
    return Sending("ana", "/facilitation/circles", fields)


@sends("facilitation.update_agreement", AgreementForm)
def change_the_agreement(cast: Cast, say: Say) -> Sending:
    started = Circle.start(cast.bea, "Fern circle", "Be kind.", is_open=True, time_zone="UTC")
    circle = store(*started)
    fields = {"_base": "1", "text": say("text")}
    return Sending("bea", path("facilitation/circles", circle.id, "agreement"), fields)


def _days_of(cast: Cast, *more: str) -> str:
    """The pages of the days after, of a circle of Bea's with one of its own."""
    start = Circle.start(cast.bea, "Fern circle", "Be kind.", is_open=True, time_zone="UTC")
    circle = store(*start)
    store(*(DayPage.saying(circle.id, said) for said in STANDARD))
    return path("facilitation/circles", circle.id, "/".join(("days-after", *more)))


@sends("facilitation.create_day", DayForm)
def add_a_day(cast: Cast, say: Say) -> Sending:
    fields = {"day": "5", "prompt": say("prompt"), "text": say("text")}
    return Sending("bea", _days_of(cast), fields)


@sends("facilitation.update_day", DayForm)
def change_a_day(cast: Cast, say: Say) -> Sending:
    fields = {"day": "4", "prompt": say("prompt"), "text": say("text")}
    fields["_base"] = mark_of(STANDARD[2])
    return Sending("bea", _days_of(cast, "3"), fields)


@sends("facilitation.remove_day")
def remove_a_day(cast: Cast, say: Say) -> Sending:
    return Sending("bea", _days_of(cast, "3", "removal"))


@sends("facilitation.use_standard_days")
def use_the_standard_days(cast: Cast, say: Say) -> Sending:
    return Sending("bea", _days_of(cast, "standard"))


def _steps_of(cast: Cast, *more: str) -> str:
    """The preparation steps of a circle of Bea's, with a list of its own."""
    start = Circle.start(cast.bea, "Fern circle", "Be kind.", is_open=True, time_zone="UTC")
    circle = store(*start)
    store(*(PreparationStep.saying(circle.id, None, step) for step in STEPS))
    return path("facilitation/circles", circle.id, "/".join(("steps", *more)))


STEP = {"hours": "24", "is_needed": "y", "link": "https://clinic.example/food"}


@sends("facilitation.create_step", StepForm)
def add_a_step(cast: Cast, say: Say) -> Sending:
    return Sending("bea", _steps_of(cast), {**STEP, "text": say("text")})


@sends("facilitation.update_step", StepForm)
def change_a_step(cast: Cast, say: Say) -> Sending:
    fields = {**STEP, "text": say("text"), "_base": mark_of(STEPS[0])}
    return Sending("bea", _steps_of(cast, str(STEPS[0].name)), fields)


@sends("facilitation.remove_step")
def remove_a_step(cast: Cast, say: Say) -> Sending:
    return Sending("bea", _steps_of(cast, str(STEPS[0].name), "removal"))


@sends("facilitation.use_steps_above")
def use_the_standard_steps(cast: Cast, say: Say) -> Sending:
    return Sending("bea", _steps_of(cast, "list-above"))


@sends("facilitation.create_gathering", GatheringForm)
def plan_a_gathering(cast: Cast, say: Say) -> Sending:
    typed = {name: say(name) for name in ("place", "structure", "what_to_expect")}
    fields = {**TERMS, **typed}
    return Sending("ana", path("facilitation/circles", cast.juniper.id, "gatherings"), fields)


@sends("facilitation.update_gathering", GatheringForm)
def move_a_gathering(cast: Cast, say: Say) -> Sending:
    gathering = gathering_in(cast.juniper)
    typed = {name: say(name) for name in ("place", "structure", "what_to_expect")}
    fields = {**TERMS, "_base": "1", **typed}
    return Sending("ana", path("facilitation/gatherings", gathering.id), fields)


@sends("facilitation.cancel")
def cancel_a_gathering(cast: Cast, say: Say) -> Sending:
    gathering = gathering_in(cast.juniper)
    return Sending("ana", path("facilitation/gatherings", gathering.id, "cancellation"))


@sends("facilitation.bring_back")
def bring_a_gathering_back(cast: Cast, say: Say) -> Sending:
    gathering = gathering_in(cast.juniper, cancelled_at=now())
    return Sending("ana", path("facilitation/gatherings", gathering.id, "return"))


@sends("facilitation.add_to_roster", RosterForm)
def expect_somebody(cast: Cast, say: Say) -> Sending:
    gathering = gathering_in(cast.harbour)
    fields = {"participant": str(cast.ilse.id)}
    return Sending("bea", path("facilitation/gatherings", gathering.id, "roster"), fields)


@sends("facilitation.take_off_roster")
def expect_somebody_no_more(cast: Cast, say: Say) -> Sending:
    gathering = gathering_in(cast.harbour)
    store(Attendance(gathering_id=gathering.id, participant_id=cast.ilse.id))
    line = path("facilitation/gatherings", gathering.id, "roster", cast.ilse.id)
    return Sending("bea", f"{line}/removal")


@sends("facilitation.clear")
def record_a_clearance(cast: Cast, say: Say) -> Sending:
    gathering = gathering_in(cast.juniper)
    line = path("facilitation/gatherings", gathering.id, "roster", cast.wren.id)
    return Sending("ana", f"{line}/clearance", {"given": "y"})


@sends("facilitation.open_question")
def show_a_question_without_a_name(cast: Cast, say: Say) -> Sending:
    asked = {"circle_id": cast.juniper.id, "participant_id": cast.moss.id}
    question = Question(**asked, text="planted for a form")
    question.ask_as("anonymous")
    fields = {"_base": mark_of("planted for a form")}
    return Sending("ana", path("facilitation/questions", store(question).id, "opening"), fields)


@sends("facilitation.remove")
def remove_somebody(cast: Cast, say: Say) -> Sending:
    _name, person = somebody(cast)
    member = store(Membership.of(cast.juniper.id, person, Role.PARTICIPANT, "Fern"))
    place = path("facilitation/circles", cast.juniper.id, "members", member.id)
    return Sending("ana", f"{place}/removal")


@sends("facilitation.create_invitation", InvitationForm)
def invite(cast: Cast, say: Say) -> Sending:
    fields = {"role": "participant", "days": "7", "uses": "3"}
    return Sending("ana", path("facilitation/circles", cast.juniper.id, "invitations"), fields)


@sends("facilitation.revoke")
def take_an_invitation_back(cast: Cast, say: Say) -> Sending:
    invitation, _token = invitation_to(cast.juniper)
    return Sending("ana", path("facilitation/invitations", invitation.id, "revocation"))


@sends("facilitation.answer", AnswerForm)
def answer_a_question(cast: Cast, say: Say) -> Sending:
    asked = {"circle_id": cast.juniper.id, "participant_id": cast.moss.id}
    question = store(Question(**asked, text="planted for a form"))
    fields = {"_base": "", "text": say("text")}
    return Sending("ana", path("facilitation/questions", question.id), fields)
