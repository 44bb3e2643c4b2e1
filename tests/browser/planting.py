"""The demo, and what it takes to see every page in every state."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.browser.chosen import chosen
from tests.browser.planted import ANOTHER, EXPIRED, circle, entry_of, part_of, sessions_of, somebody
from tests.files import VOICE
from webapp.circles.invitations import Invitation
from webapp.circles.models import Circle, Membership, Role
from webapp.database import Base, db, now, uuid7
from webapp.demo import fill
from webapp.demo.stage import JUNIPER, email_of
from webapp.gatherings.days import day_of
from webapp.gatherings.days_after import STANDARD, DayPage
from webapp.gatherings.models import Answer, Attendance, Gathering, Kind
from webapp.gatherings.steps import STANDARD as STEPS
from webapp.gatherings.steps import PreparationStep
from webapp.intentions.models import PartVersion
from webapp.journal.attachments import Attachment
from webapp.journal.models import Entry, EntryVersion
from webapp.journal.prompts import OwnPrompt
from webapp.measures.models import Measurement, Responder
from webapp.participants.models import Participant, SignIn, token_hash

HOUR = timedelta(hours=1)
ANSWERS = {"who": "Dr. Amari", "hours": "Weekdays, 9 to 17", "reply": "within two hours"}


def plant() -> None:
    fill()
    ana, wren = somebody("ana"), somebody("wren")
    nova, pilar = _newcomer("nova"), _newcomer("pilar")
    juniper, harbour = circle("Juniper circle"), circle("Harbour circle")
    rowan = Circle.start(ana, "Rowan circle", "We speak from I.", False, "Europe/Berlin")
    with db.transaction() as session:
        session.add_all((nova, pilar, *rowan))
        session.add_all(_own_steps(sessions_of(wren)[-1]))
        session.add(Responder(circle_id=rowan[0].id, words=ANSWERS))
        session.add_all((*_measurements(wren), *_said_and_drawn(wren)))
        session.add(_a_year_ago(somebody("linden")))
        session.add(OwnPrompt(participant_id=wren.id, text="What did my hands do today?"))
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
        session.add_all((*_sessions(juniper), *_versions(wren)))
        session.flush()
        session.add_all(chosen())
        session.add(_fragment(somebody("fern")))


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
            participant_id=somebody(name).id,
            answer=Answer.COMING if name == "fern" else Answer.NOT_COMING,
        )
        for name in JUNIPER
    ]
    return [over, cancelled, *others]


def _a_year_ago(linden: Participant) -> Entry:
    """Of somebody who wants to be shown such things."""
    linden.looks_back = True
    words = {"text": "The heron stood in the shallows, and I stood too. Neither of us left first."}
    day = (now() - 365 * 24 * HOUR).date()
    return Entry(participant_id=linden.id, happened_on=day, words=words)


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
    entry, part = entry_of(wren), part_of(wren)
    return [
        EntryVersion.keeping(entry, {"feelings": "Slept well."}),
        EntryVersion.keeping(entry, {"text": "Written on the tablet."}, copied_for=entry.place),
        PartVersion.keeping(part, "Let it be met."),
        PartVersion.keeping(part, "Another device had this.", copied=True),
    ]


def _own_steps(coming: Gathering) -> list[Base]:
    """A list of its own, with a step that leads to what the clinic says."""
    more = STEPS[2]._replace(link="https://clinic.example/food", hours=4)
    steps = (*STEPS[:2], more, *STEPS[3:])
    return [PreparationStep.saying(coming.circle_id, coming.id, step) for step in steps]


def _measurements(wren: Participant) -> list[Base]:
    """Her own numbers over three weeks."""
    return [
        Measurement(
            participant_id=wren.id,
            kind="day",
            taken_on=(now() - 3 * nth * timedelta(days=1)).date(),
            answers={"mood": mood, "sleep": 10 - mood},
        )
        for nth, mood in enumerate((6, 5, 7, 3, 2, 4, 3))
    ]


def _said_and_drawn(wren: Participant) -> list[Base]:
    """An entry without a word."""
    entry = Entry(participant_id=wren.id, happened_on=now().date(), asked="body", words={})
    mine = {"participant_id": wren.id, "entry_id": entry.id}
    icon = (Path(__file__).parents[2] / "static" / "icons" / "icon-512.png").read_bytes()
    return [
        entry,
        Attachment(**mine, medium="voice", media_type="audio/webm", size=1, seconds=42, data=VOICE),
        Attachment(
            **mine, medium="drawing", media_type="image/png", size=1, said="A ring", data=icon
        ),
    ]


def _fragment(fern: Participant) -> Entry:
    said = {"feelings": "Lighter than this morning."}
    today = day_of(now(), fern.zone)
    return Entry(participant_id=fern.id, happened_on=today, asked="feelings", words=said)


def _newcomer(name: str) -> Participant:
    wren = somebody("wren")
    return Participant.register(
        uuid7(),
        email_of(name),
        display_name=name.title(),
        password=wren.password,
        time_zone=wren.time_zone,
    )
