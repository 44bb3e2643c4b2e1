"""What facilitators alone see: part of the catalogue."""

from __future__ import annotations

from tests.browser.views import view

VIEWS = (
    view("facilitation.index", "ana"),
    view("facilitation.circle", "ana", circle_id="juniper"),
    view("facilitation.circle", "ana", "empty", circle_id="rowan"),
    view("facilitation.edit_agreement", "ana", circle_id="juniper"),
    view("facilitation.steps", "ana", circle_id="juniper"),
    view("facilitation.steps", "ana", "own", gathering_id="coming", taps=("+Use the circle",)),
    view("facilitation.new_step", "ana", circle_id="juniper"),
    view("facilitation.new_step", "ana", "errors", circle_id="juniper", taps=("Add it",)),
    view("facilitation.edit_step", "ana", gathering_id="coming", name="step", taps=("+Remove",)),
    view(
        "facilitation.edit_step", "ana", "changed meanwhile",
        circle_id="juniper", name="step", taps=("_base=0", "text=Eat early", "Save"),
        shows="How it stands now",
    ),
    view("facilitation.responder", "ana", circle_id="juniper"),
    view("facilitation.responder", "ana", "known", circle_id="rowan", taps=("+Nobody answers",)),
    view("facilitation.days", "ana", circle_id="juniper"),
    view("facilitation.days", "ana", "own", circle_id="rowan", taps=("+Use the standard",)),
    view("facilitation.new_day", "ana", circle_id="juniper"),
    view("facilitation.new_day", "ana", "errors", circle_id="juniper", taps=("Add it",)),
    view("facilitation.edit_day", "ana", circle_id="rowan", day="3", taps=("+Remove",)),
    view(
        "facilitation.edit_day", "ana", "changed meanwhile",
        circle_id="rowan", day="3", taps=("_base=0", "prompt=What is near?", "Save"),
        shows="How it stands now",
    ),
    view("facilitation.new_circle", "ana"),
    view("facilitation.new_circle", "ana", "errors", taps=("Start the circle",)),
    view("facilitation.new_gathering", "ana", circle_id="juniper"),
    view("facilitation.new_gathering", "ana", "errors", circle_id="juniper", taps=("Schedule",)),
    view("facilitation.gathering", "ana", gathering_id="coming"),
    view("facilitation.gathering", "ana", "open circle", gathering_id="harbour"),
    view("facilitation.gathering", "ana", "cancelled", gathering_id="cancelled"),
    view("facilitation.edit_gathering", "ana", gathering_id="coming"),
    view(
        "facilitation.edit_gathering", "ana", "changed meanwhile",
        gathering_id="harbour", taps=("_base=0", "place=The small room", "Save"),
        shows="Somebody changed it meanwhile",
    ),
    view("facilitation.confirm_cancellation", "ana", gathering_id="coming"),
    view("facilitation.intentions", "ana", gathering_id="rue"),
    view("facilitation.intentions", "ana", "empty", gathering_id="harbour"),
    view("facilitation.new_invitation", "ana", circle_id="harbour_circle"),
    view("facilitation.new_invitation", "ana", "made", circle_id="juniper", taps=("Make",)),
    view("facilitation.invitation", "ana", invitation_id="expired_id"),
    view("facilitation.confirm_removal", "ana", circle_id="juniper", membership_id="member"),
    view("facilitation.questions", "ana"),
    view("facilitation.question", "ana", question_id="question"),
    view("facilitation.question", "ana", "answered", question_id="answered"),
)  # fmt: skip
