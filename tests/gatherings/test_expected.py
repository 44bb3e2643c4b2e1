"""Who is expected where: in a closed circle everybody, at what begins after they came."""

from sqlalchemy import select

from tests.cast import Cast
from webapp.circles.models import Membership
from webapp.database import db, now
from webapp.gatherings import rosters
from webapp.gatherings.models import Gathering
from webapp.participants.models import Participant


def moss_has_just_joined(cast: Cast) -> None:
    with db.transaction() as session:
        moss = session.scalar(select(Membership).where(Membership.participant_id == cast.moss.id))
        moss.joined_at = now()


def attended_by(somebody: Participant) -> list[Gathering]:
    return list(db.session.scalars(Gathering.attended_by(somebody)))


def test_nobody_attended_what_began_before_they_came(cast: Cast) -> None:
    assert attended_by(cast.moss) == [cast.gone, cast.coming]
    moss_has_just_joined(cast)
    assert attended_by(cast.moss) == [cast.coming]


def test_a_roster_names_nobody_who_joined_after_it_began(cast: Cast) -> None:
    moss_has_just_joined(cast)
    assert "Moss" not in [line.name for line in rosters.lines(cast.gone)[0]]
    assert "Moss" in [line.name for line in rosters.lines(cast.coming)[0]]
    assert rosters.lines(cast.gone)[1] == []
