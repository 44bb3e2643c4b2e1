"""Questions that are put together once are asked for everybody, each time for one person."""

from sqlalchemy import select

from webapp.circles.models import Circle
from webapp.database import db
from webapp.journal.models import Entry
from webapp.participants.anybody import ANYBODY


def own(person):
    return set(db.session.scalars(Entry.owned_by(person).with_only_columns(Entry.participant_id)))


def test_everybody_who_asks_in_turn_gets_their_own(cast):
    for person in (cast.wren, cast.moss, cast.wren, cast.ilse):
        assert own(person) <= {person.id}
    assert own(cast.wren) == {cast.wren.id}


def test_within_another_question_it_is_still_the_one_who_asks(cast):
    for person, circle in ((cast.wren, cast.juniper), (cast.ilse, cast.harbour)):
        mine = Circle.joined_by(person).with_only_columns(Circle.id).order_by(None)
        assert db.session.scalars(select(Circle.id).where(Circle.id.in_(mine))).all() == [circle.id]


def test_it_is_put_together_once(cast):
    assert Entry.owned_by(ANYBODY) is Entry.owned_by(ANYBODY)
