"""What was shared of the intentions."""

from tests.circles.doors import membership_of
from tests.gatherings.planting import put
from webapp.checkins.models import Post, PostKind
from webapp.circles.models import Audience
from webapp.database import db


def share(person, gathering, part, text, audience=Audience.FACILITATORS):
    post = Post(
        circle_id=gathering.circle_id,
        gathering_id=gathering.id,
        author_id=person.id,
        kind=PostKind.INTENTION,
        audience=audience,
        words={"part": part, "text": text},
    )
    put(post)
    return post


def page(phone_of, cast, gathering=None):
    gathering = gathering or cast.coming
    answer = phone_of(cast.ana).get(f"/facilitation/gatherings/{gathering.id}/intentions")
    assert answer.status_code == 200
    return answer.text


def test_ana_reads_what_was_shared_by_person_and_in_its_order(phone_of, cast):
    share(cast.moss, cast.coming, "word", "soften", Audience.CIRCLE)
    share(cast.wren, cast.coming, "fear", "the dark")
    share(cast.wren, cast.coming, "brings", "my sister")
    text = page(phone_of, cast)
    words = ["Wren", "What brings you", "my sister", "What you fear", "the dark", "Moss", "soften"]
    places = [text.index(word) for word in words]
    assert places == sorted(places)
    assert "Facilitators can read this" in text
    assert "Everyone in Juniper circle can read this" in text


def test_what_is_taken_back_is_gone_and_so_is_who_left(phone_of, cast):
    taken = share(cast.wren, cast.coming, "fear", "the dark")
    share(cast.moss, cast.coming, "fear", "the light")
    with db.transaction() as session:
        session.merge(taken).take_back()
        session.merge(membership_of(cast.moss, cast.juniper)).leave()
    text = page(phone_of, cast)
    assert "the dark" not in text
    assert "the light" not in text
    assert "Nothing is shared for this gathering." in text


def test_each_gathering_shows_its_own(phone_of, cast):
    share(cast.wren, cast.gone, "word", "allow")
    assert "allow" in page(phone_of, cast, cast.gone)
    assert "allow" not in page(phone_of, cast)


def test_check_ins_are_not_intentions(phone_of, cast):
    assert "Wren checks in" not in page(phone_of, cast)
