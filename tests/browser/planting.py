"""The demo, and what it takes to see every page in every state."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from webapp.checkins.cursors import Cursor
from webapp.checkins.models import Post, PostKind
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Membership, Role
from webapp.database import Base, db, now, uuid7
from webapp.demo import fill, invitation_token
from webapp.demo.stage import JUNIPER, email_of
from webapp.gatherings.asking import Question
from webapp.gatherings.days_after import STANDARD, DayPage
from webapp.gatherings.models import Answer, Attendance, Gathering, Kind
from webapp.intentions.models import IntentionPart, PartVersion
from webapp.journal.models import Entry, EntryVersion
from webapp.participants.models import Participant, SignIn, token_hash
from webapp.participants.passwords import reset_link

EXPIRED, ANOTHER = "an-invitation-of-last-week", "an-invitation-to-another-meeting"
HOUR = timedelta(hours=1)


def plant() -> None:
    fill()
    ana, wren = _somebody("ana"), _somebody("wren")
    nova, pilar = _newcomer("nova"), _newcomer("pilar")
    juniper, harbour = _circle("Juniper circle"), _circle("Harbour circle")
    rowan = Circle.start(ana, "Rowan circle", "We speak from I.", False, "Europe/Berlin")
    with db.transaction() as session:
        session.add_all((nova, pilar, *rowan))
        session.add_all(DayPage.saying(rowan[0].id, said) for said in STANDARD[1:4])
        session.add(Membership.of(harbour.id, pilar, Role.PARTICIPANT, "Pilar"))
        session.add_all(
            Invitation(
                circle_id=circle.id,
                role=Role.PARTICIPANT,
                token_hash=token_hash(token),
                uses_left=2,
                expires_at=now() + lasts,
            )
            for circle, token, lasts in ((harbour, EXPIRED, -HOUR), (juniper, "open", HOUR * 99))
        )
        session.add_all(_another_meeting(harbour))
        session.add(SignIn(participant_id=wren.id, token_hash=b"1" * 32, device="Firefox on Linux"))
        session.add_all((*_sessions(juniper), *_versions(wren), _fragment(_somebody("fern"))))


def _sessions(juniper: Circle) -> list[Base]:
    """One that Fern rests from, and one that does not take place."""
    over, cancelled = (
        Gathering(
            circle_id=juniper.id,
            kind=Kind.DOSING,
            starts_at=now() + starts,
            ends_at=now() + ends,
            place="Harbour Street clinic",
        )
        for starts, ends in ((-3 * HOUR, -timedelta(seconds=1)), (200 * HOUR, 204 * HOUR))
    )
    cancelled.cancel()
    others = [
        Attendance(
            gathering_id=over.id,
            participant_id=_somebody(name).id,
            answer=Answer.COMING if name == "fern" else Answer.NOT_COMING,
        )
        for name in JUNIPER
    ]
    return [over, cancelled, *others]


def _another_meeting(harbour: Circle) -> list[Base]:
    """One that nobody of the open circle comes to yet, and a link to it."""
    meeting = Gathering(
        circle_id=harbour.id,
        kind=Kind.INTEGRATION,
        starts_at=now() + 300 * HOUR,
        ends_at=now() + 302 * HOUR,
    )
    invitation = Invitation(
        circle_id=harbour.id,
        gathering_id=meeting.id,
        role=Role.PARTICIPANT,
        token_hash=token_hash(ANOTHER),
        uses_left=5,
        expires_at=now() + HOUR,
    )
    return [meeting, invitation]


def _versions(wren: Participant) -> list[Base]:
    entry, part = _entry(wren), _part(wren)
    return [
        EntryVersion.keeping(entry, {"feelings": "Slept well."}),
        EntryVersion.keeping(entry, {"text": "Written on the tablet."}, copied=True),
        PartVersion.keeping(part, "Let it be met."),
        PartVersion.keeping(part, "Another device had this.", copied=True),
    ]


def _fragment(fern: Participant) -> Entry:
    said = {"feelings": "Lighter than this morning."}
    return Entry(participant_id=fern.id, happened_on=now().date(), asked="feelings", words=said)


def known() -> dict[str, UUID | str]:
    """What the catalogue names, in an app context."""
    wren, juniper = _somebody("wren"), _circle("Juniper circle")
    sessions = {
        who: db.session.scalars(
            select(Gathering).where(Gathering.id.in_(_written_for(_somebody(who))))
            .order_by(Gathering.starts_at)
        ).all()
        for who in ("wren", "moss", "rue")
    }  # fmt: skip
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
        "harbour_circle": _circle("Harbour circle").id,
        "rowan": _circle("Rowan circle").id,
        "second": sessions["wren"][0].id,
        "coming": sessions["wren"][-1].id,
        "moss": sessions["moss"][-1].id,
        "rue": sessions["rue"][-1].id,
        "harbour": _id(Gathering, circle_id=_circle("Harbour circle").id),
        "cancelled": next(
            one.id for one in db.session.scalars(select(Gathering)) if one.cancelled_at
        ),
        "member": _id(Membership, participant_id=_somebody("moss").id),
        "entry": _entry(wren).id,
        "post": _id(Post, author_id=_somebody("moss").id, kind=PostKind.CHECK_IN),
        "cursor": str(Cursor(now() - 20 * HOUR, uuid7())),
        "answered": questions[0].id,
        "question": questions[-1].id,
    }


def _id(model: type[Base], **columns: object) -> UUID:
    found = db.session.scalars(select(model).filter_by(**columns).order_by(model.id)).first()
    assert found is not None, (model, columns)
    return found.id


def _somebody(name: str) -> Participant:
    return db.session.scalars(Participant.with_email(email_of(name))).one()


def _newcomer(name: str) -> Participant:
    wren = _somebody("wren")
    return Participant.register(
        uuid7(),
        email_of(name),
        display_name=name.title(),
        password=wren.password,
        time_zone=wren.time_zone,
    )


def _circle(name: str) -> Circle:
    return next(one for one in db.session.scalars(select(Circle)) if one.name == name)


def _entry(wren: Participant) -> Entry:
    entries = db.session.scalars(select(Entry).where(Entry.participant_id == wren.id))
    return next(one for one in entries if len(one.words) > 1)


def _part(wren: Participant) -> IntentionPart:
    parts = db.session.scalars(
        select(IntentionPart)
        .join(Gathering, Gathering.id == IntentionPart.gathering_id)
        .where(IntentionPart.participant_id == wren.id, IntentionPart.name == "meet")
        .order_by(Gathering.starts_at.desc())
    )
    return parts.first()


def _written_for(somebody: Participant) -> object:
    return select(IntentionPart.gathering_id).where(IntentionPart.participant_id == somebody.id)
