"""What is sent to a circle: check-ins, replies, resonance."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tests.faults.sendings.table import Say, Sending, path, post_in, sends, store
from webapp.checkins.forms import CheckInForm, ReplyForm
from webapp.checkins.models import Reply, Resonance
from webapp.database import now


@sends("checkins.create", CheckInForm)
def check_in(cast: Cast, say: Say) -> Sending:
    typed = {name: say(name) for name in ("own_state", "text", "topic")}
    fields = {"circle": str(cast.juniper.id), "state": "own words", "welcome": "y", **typed}
    return Sending("wren", "/circle/check-ins", fields)


@sends("checkins.take_back")
def take_back_a_check_in(cast: Cast, say: Say) -> Sending:
    post = post_in(cast.juniper, cast.wren)
    return Sending("wren", path("circle/check-ins", post.id, "taking-back"))


@sends("checkins.reply", ReplyForm)
def reply(cast: Cast, say: Say) -> Sending:
    post = post_in(cast.juniper, cast.moss)
    return Sending("wren", path("circle/check-ins", post.id, "replies"), {"text": say("text")})


@sends("checkins.take_back_reply")
def take_back_a_reply(cast: Cast, say: Say) -> Sending:
    return Sending("wren", path("circle/replies", _reply(cast).id, "taking-back"))


def _reply(cast: Cast, **more: Any) -> Reply:
    post = post_in(cast.juniper, cast.moss)
    said = {"circle_id": post.circle_id, "post_id": post.id, "author_id": cast.wren.id}
    return store(Reply(**said, text="planted for a form", **more))


@sends("checkins.say_check_in")
def say_a_check_in(cast: Cast, say: Say) -> Sending:
    post = post_in(cast.juniper, cast.wren, put_off_at=now() - timedelta(days=1))
    return Sending("wren", path("circle/check-ins", post.id, "sharing"))


@sends("checkins.say_reply")
def say_a_reply(cast: Cast, say: Say) -> Sending:
    reply = _reply(cast, put_off_at=now() - timedelta(days=1))
    return Sending("wren", path("circle/replies", reply.id, "sharing"))


@sends("checkins.resonate")
def resonate(cast: Cast, say: Say) -> Sending:
    post = post_in(cast.juniper, cast.moss)
    return Sending("wren", path("circle/check-ins", post.id, "resonance"))


@sends("checkins.withdraw_resonance")
def withdraw_resonance(cast: Cast, say: Say) -> Sending:
    post = post_in(cast.juniper, cast.moss)
    store(Resonance(post_id=post.id, participant_id=cast.wren.id))
    return Sending("wren", path("circle/check-ins", post.id, "resonance/withdrawal"))
