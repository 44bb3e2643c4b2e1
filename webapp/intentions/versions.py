"""What a part held before, and what was kept beside it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.intentions import blueprint
from webapp.intentions.keeping import take_up, versions_of
from webapp.intentions.models import IntentionPart, PartVersion
from webapp.intentions.parts import PART
from webapp.intentions.questions import question_of
from webapp.intentions.sessions import Session
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page

VERSION = f"{PART}/versions/<uuid:version_id>"


@blueprint.get(f"{PART}/versions")
def versions(me: Participant, gathering_id: UUID, part: str) -> ResponseReturnValue:
    session = Session.find(me, gathering_id)
    written = session.part(me, part)
    kept = versions_of(written)
    return page(
        "intentions/versions.html",
        session=session,
        part=written,
        question=question_of(part),
        copies=[one for one in kept if one.copied_at],
        earlier=[one for one in kept if not one.copied_at],
    )


@blueprint.post(f"{VERSION}/use")
def use(me: Participant, gathering_id: UUID, part: str, version_id: UUID) -> ResponseReturnValue:
    session = Session.find(me, gathering_id)
    written = session.part(me, part)
    version = _version(written, version_id)
    if session.is_open:
        take_up(written, version, session.gathering)
    said = None if session.is_open else session.closed_because
    return see_other(url_for(".edit", gathering_id=gathering_id, part=part), said=said)


@blueprint.post(f"{VERSION}/set-aside")
def set_aside(
    me: Participant, gathering_id: UUID, part: str, version_id: UUID
) -> ResponseReturnValue:
    """The words above stay; the copy joins the earlier versions."""
    session = Session.find(me, gathering_id)
    _version(session.part(me, part), version_id).set_aside()
    return see_other(url_for(".edit", gathering_id=gathering_id, part=part))


def _version(part: IntentionPart, version_id: UUID) -> PartVersion:
    return db.session.scalar(PartVersion.of(part).where(PartVersion.id == version_id)) or abort(404)
