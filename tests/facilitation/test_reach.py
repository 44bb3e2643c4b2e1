"""Who gets to the facilitator's pages, and what never does."""

import pytest

from tests.circles.doors import NOBODYS, invite, membership_of
from tests.gatherings.planting import add_member, put
from webapp.checkins.models import Post, PostKind
from webapp.circles.invitations import Invitation
from webapp.circles.models import Audience, Role
from webapp.database import db
from webapp.gatherings.asking import Question
from webapp.intentions.models import IntentionPart


@pytest.fixture
def paths(cast):
    """Every page, and every address a form is sent to, of Juniper circle's facilitator."""
    token = invite(cast.juniper).removeprefix("/join/")
    invitation = db.session.execute(Invitation.with_token(token)).one().Invitation
    db.session.commit()
    circle = f"/facilitation/circles/{cast.juniper.id}"
    gathering = f"/facilitation/gatherings/{cast.coming.id}"
    question = f"/facilitation/questions/{cast.one(Question, cast.wren).id}"
    removal = f"{circle}/members/{membership_of(cast.moss, cast.juniper).id}/removal"
    pages = [
        circle,
        f"{circle}/agreement",
        f"{circle}/gatherings/new",
        f"{circle}/invitations/new",
        removal,
        gathering,
        f"{gathering}/edit",
        f"{gathering}/cancellation",
        f"{gathering}/intentions",
        f"/facilitation/invitations/{invitation.id}",
        question,
    ]
    sent = [
        f"{circle}/agreement",
        f"{circle}/gatherings",
        f"{circle}/invitations",
        removal,
        gathering,
        f"{gathering}/cancellation",
        f"{gathering}/return",
        f"{gathering}/roster",
        f"{gathering}/roster/{cast.moss.id}/removal",
        f"/facilitation/invitations/{invitation.id}/revocation",
        question,
    ]
    return pages, sent


ANYWHERE = ("/facilitation", "/facilitation/questions", "/facilitation/circles/new")


def opened(phone, path):
    answer = phone.get(path)
    assert answer.status_code == 200, path
    return answer.text


def test_ana_opens_every_page(phone_of, cast, paths):
    phone = phone_of(cast.ana)
    for path in (*ANYWHERE, *paths[0]):
        assert phone.get(path).status_code == 200, path


@pytest.mark.parametrize("who", ["wren", "sol", "ilse", "olive"])
def test_a_participant_finds_nothing_there(phone_of, cast, paths, who):
    phone = phone_of(getattr(cast, who))
    for path in (*ANYWHERE, *paths[0]):
        assert phone.get(path).status_code == 404, path
    for path in ("/facilitation/circles", *paths[1]):
        assert phone.post(path, {"text": "x"}, op=True).status_code == 404, path


def test_the_facilitator_of_another_circle_finds_nothing_of_this_one(phone_of, cast, paths):
    phone = phone_of(cast.bea)
    for path in paths[0]:
        assert phone.get(path).status_code == 404, path
    for path in paths[1]:
        assert phone.post(path, {"text": "x"}).status_code == 404, path
    for path in ("/facilitation", "/facilitation/questions"):
        page = opened(phone, path)
        assert "Juniper" not in page
        assert "Wren" not in page


def test_a_facilitator_who_only_takes_part_here_is_a_participant_here(phone_of, cast, paths):
    add_member(cast.juniper, cast.bea)
    phone = phone_of(cast.bea)
    for path in paths[0]:
        assert phone.get(path).status_code == 404, path
    assert "Wren asks" not in opened(phone, "/facilitation/questions")


def test_nobody_signed_out_gets_in(phone_of, cast, paths):
    for path in (*ANYWHERE, *paths[0]):
        assert phone_of().get(path).location.startswith("/login"), path


def test_a_facilitator_who_was_removed_is_out_at_the_next_request(phone_of, cast, paths):
    second = add_member(cast.juniper, cast.olive, Role.FACILITATOR)
    phone = phone_of(cast.olive)
    assert phone.get(f"/facilitation/circles/{cast.juniper.id}").status_code == 200
    removal = f"/facilitation/circles/{cast.juniper.id}/members/{second.id}/removal"
    phone_of(cast.ana).post(removal)
    for path in ("/facilitation", "/facilitation/questions", *paths[0]):
        assert phone.get(path).status_code == 404, path


@pytest.mark.parametrize("unknown", ["1", "%00", "null", NOBODYS, "x" * 2000])
def test_unknown_ids_are_not_there(phone_of, cast, paths, unknown):
    phone = phone_of(cast.ana)
    for path in paths[0]:
        head, _, last = path.removeprefix("/facilitation/").partition("/")
        changed = f"/facilitation/{head}/{unknown}/{last.partition('/')[2]}".rstrip("/")
        assert phone.get(changed).status_code == 404, changed
    circle = f"/facilitation/circles/{cast.juniper.id}"
    assert phone.get(f"{circle}/members/{unknown}/removal").status_code == 404


def test_no_private_word_is_on_any_page(phone_of, cast, paths):
    """Entries, drafts and parts for oneself alone; also what was taken back."""
    only_me, taken = "Wren intends", "this was taken back"
    post = Post(
        circle_id=cast.juniper.id,
        gathering_id=cast.coming.id,
        author_id=cast.wren.id,
        kind=PostKind.INTENTION,
        audience=Audience.CIRCLE,
        words={"part": "brings", "text": taken},
    )
    put(post)
    with db.transaction() as session:
        session.merge(post).take_back()
    assert db.session.scalars(IntentionPart.owned_by(cast.wren)).first().text == only_me
    db.session.commit()
    phone = phone_of(cast.ana)
    for path in (*ANYWHERE, *paths[0], f"/gatherings/{cast.coming.id}", "/questions"):
        page = opened(phone, path)
        for private in (only_me, "wrote this alone", "saw a harbour", "intended before", taken):
            assert private not in page, path


def test_no_page_tells_an_e_mail_address(phone_of, cast, paths):
    phone = phone_of(cast.ana)
    for path in ("/facilitation", "/facilitation/questions", *paths[0]):
        assert "@example.org" not in opened(phone, path), path
