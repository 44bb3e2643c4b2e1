"""What the catalogue names, looked up in what was planted."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from webapp.checkins.cursors import Cursor
from webapp.checkins.models import Post, PostKind
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Membership
from webapp.database import Base, db, now, uuid7
from webapp.demo import invitation_token
from webapp.demo.stage import email_of
from webapp.gatherings.asking import Question
from webapp.gatherings.models import Gathering
from webapp.gatherings.steps import STANDARD as STEPS
from webapp.intentions.models import IntentionPart
from webapp.journal.attachments import Attachment
from webapp.journal.models import Entry
from webapp.journal.prompts import OwnPrompt
from webapp.journal.tags import Tag
from webapp.participants.models import Participant, token_hash
from webapp.participants.passwords import reset_link

EXPIRED, ANOTHER = "an-invitation-of-last-week", "an-invitation-to-another-meeting"
HOUR = timedelta(hours=1)


def known() -> dict[str, UUID | str]:
    """What the catalogue names, in an app context."""
    wren, juniper = somebody("wren"), circle("Juniper circle")
    sessions = {who: sessions_of(somebody(who)) for who in ("wren", "moss", "rue")}
    questions = db.session.scalars(select(Question).order_by(Question.created_at)).all()
    return {
        "none": "nobody-made-this",
        "nowhere": uuid7(),
        "invitation": invitation_token(),
        "expired": EXPIRED,
        "another": ANOTHER,
        "expired_id": _id(Invitation, token_hash=token_hash(EXPIRED)),
        "reset": reset_link(wren).rpartition("/")[2],
        "juniper": juniper.id,
        "harbour_circle": circle("Harbour circle").id,
        "rowan": circle("Rowan circle").id,
        "step": STEPS[2].name,
        "tag": Tag.id_of(wren.id, "sister"),
        "prompt": _id(OwnPrompt, participant_id=wren.id),
        "second": sessions["wren"][0].id,
        "coming": sessions["wren"][-1].id,
        "moss": sessions["moss"][-1].id,
        "rue": sessions["rue"][-1].id,
        "harbour": _id(Gathering, circle_id=circle("Harbour circle").id),
        "cancelled": next(
            one.id for one in db.session.scalars(select(Gathering)) if one.cancelled_at
        ),
        "member": _id(Membership, participant_id=somebody("moss").id),
        "entry": entry_of(wren).id,
        "picture": _id(Attachment, participant_id=wren.id, medium="drawing"),
        "attached": _id(Entry, participant_id=wren.id, asked="body"),
        "post": _id(Post, author_id=somebody("moss").id, kind=PostKind.CHECK_IN),
        "cursor": str(Cursor(now() - 20 * HOUR, uuid7())),
        "answered": questions[0].id,
        "question": questions[-1].id,
    }


def _id(model: type[Base], **columns: object) -> UUID:
    found = db.session.scalars(select(model).filter_by(**columns).order_by(model.id)).first()
    assert found is not None, (model, columns)
    return found.id


def somebody(name: str) -> Participant:
    return db.session.scalars(Participant.with_email(email_of(name))).one()


def circle(name: str) -> Circle:
    return next(one for one in db.session.scalars(select(Circle)) if one.name == name)


def entry_of(wren: Participant) -> Entry:
    entries = db.session.scalars(select(Entry).where(Entry.participant_id == wren.id))
    return next(one for one in entries if len(one.words) > 1)


def part_of(wren: Participant) -> IntentionPart:
    parts = db.session.scalars(
        select(IntentionPart)
        .join(Gathering, Gathering.id == IntentionPart.gathering_id)
        .where(IntentionPart.participant_id == wren.id, IntentionPart.name == "meet")
        .order_by(Gathering.starts_at.desc())
    )
    return parts.first()


def sessions_of(somebody: Participant) -> list[Gathering]:
    """Those somebody has set an intention for, the earliest first."""
    written = select(IntentionPart.gathering_id).where(IntentionPart.participant_id == somebody.id)
    found = select(Gathering).where(Gathering.id.in_(written)).order_by(Gathering.starts_at)
    return list(db.session.scalars(found))
