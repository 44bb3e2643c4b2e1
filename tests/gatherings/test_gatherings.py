"""A gathering, and whether one comes."""

from datetime import timedelta

import pytest

from tests.circles.doors import NOBODYS, membership_of
from tests.gatherings.planting import add_member, again, answer_of, gathering_of, put
from webapp.circles.models import Role
from webapp.database import db, now
from webapp.gatherings.models import Attendance


def path_of(gathering):
    return f"/gatherings/{gathering.id}"


def test_wren_sees_what_comes_when_and_where(phone_of, cast):
    page = phone_of(cast.wren).get(path_of(cast.coming)).text
    assert "Session" in page
    assert "The room of Juniper circle" in page
    assert "A quiet morning with Juniper circle." in page
    # 10:00 in UTC is shown on Wren's clock, which is Berlin's.
    assert cast.coming.starts_at.astimezone(cast.wren.zone).strftime("%H:%M") in page


def test_whoever_lives_elsewhere_also_sees_the_circles_clock(phone_of, cast):
    with db.transaction() as session:
        session.merge(cast.wren).time_zone = "America/Lima"
    page = phone_of(cast.wren).get(path_of(cast.coming)).text
    assert "On the circle’s clock" in page
    assert "Europe/Berlin" in page


@pytest.mark.parametrize("answer", ["coming", "not coming", "unsure"])
def test_wren_answers_with_one_tap(phone_of, cast, answer):
    phone, path = phone_of(cast.wren), path_of(cast.coming)
    sent = phone.post(f"{path}/attendance", {"answer": answer}, op=True)
    assert (sent.status_code, sent.location) == (303, path)
    assert answer_of(cast.wren, cast.coming) == answer
    assert f'value="{answer}" aria-pressed="true"' in phone.get(path).text


def test_with_htmx_only_the_answer_is_renewed(phone_of, cast):
    sent = phone_of(cast.wren).htmx(
        "POST", f"{path_of(cast.coming)}/attendance", data={"answer": "unsure"}, op=True
    )
    assert sent.status_code == 200
    assert sent.text.lstrip().startswith('<section id="attendance">')
    assert 'value="unsure" aria-pressed="true"' in sent.text


def test_wren_changes_their_mind_and_is_one_line_of_the_roster(phone_of, cast):
    phone, path = phone_of(cast.wren), f"{path_of(cast.coming)}/attendance"
    for answer in ("not coming", "coming", "coming", "unsure"):
        phone.post(path, {"answer": answer})
    assert answer_of(cast.wren, cast.coming) == "unsure"
    assert answer_of(cast.moss, cast.coming) is None


def test_an_answer_does_not_change_since_when_ilse_reads_along(phone_of, cast):
    since = db.session.scalars(Attendance.of(cast.ilse, cast.harbours.id)).one().since
    db.session.commit()
    for answer in ("not coming", "coming"):
        phone_of(cast.ilse).post(f"{path_of(cast.harbours)}/attendance", {"answer": answer})
    line = db.session.scalars(Attendance.of(cast.ilse, cast.harbours.id)).one()
    assert again(line).since == since


@pytest.mark.parametrize("answer", [None, "", "perhaps", "coming\x00", "x" * 100_000])
def test_another_answer_is_met_with_a_sentence(phone_of, cast, answer):
    fields = {} if answer is None else {"answer": answer}
    sent = phone_of(cast.wren).post(f"{path_of(cast.coming)}/attendance", fields)
    assert sent.status_code == 422
    assert "Please choose one of these." in sent.text
    assert answer_of(cast.wren, cast.coming) is None


def test_what_has_begun_or_was_cancelled_takes_no_answer(phone_of, cast):
    begun = gathering_of(cast.juniper, timedelta(minutes=-5))
    cancelled = gathering_of(cast.juniper, cancelled_at=now())
    phone = phone_of(cast.wren)
    for gathering in (begun, cancelled, cast.gone):
        sent = phone.post(f"{path_of(gathering)}/attendance", {"answer": "coming"})
        assert sent.status_code == 422
        assert "nothing needs an answer any more" in sent.text
        assert answer_of(cast.wren, gathering) is None
    assert "This gathering was cancelled" in phone.get(path_of(cancelled)).text


@pytest.mark.parametrize("who", ["ilse", "olive", "sol", "bea"])
def test_a_gathering_of_another_circle_is_not_there(phone_of, cast, who):
    phone, path = phone_of(getattr(cast, who)), path_of(cast.coming)
    assert phone.get(path).status_code == 404
    assert phone.post(f"{path}/attendance", {"answer": "coming"}).status_code == 404


def test_in_an_open_circle_only_those_on_the_roster_find_the_gathering(phone_of, cast):
    add_member(cast.harbour, cast.olive)
    phone, path = phone_of(cast.olive), path_of(cast.harbours)
    assert phone.get(path).status_code == 404
    assert phone.post(f"{path}/attendance", {"answer": "coming"}).status_code == 404
    put(Attendance(gathering_id=cast.harbours.id, participant_id=cast.olive.id, answer="unsure"))
    assert phone.get(path).status_code == 200


def test_a_facilitator_finds_the_roster_and_answers_nothing(phone_of, cast):
    phone, path = phone_of(cast.ana), path_of(cast.coming)
    page = phone.get(path).text
    assert "Roster and changes" in page
    assert "Are you coming?" not in page
    assert phone.post(f"{path}/attendance", {"answer": "coming"}).status_code == 404


def test_removed_from_the_circle_wren_is_out_at_the_next_request(phone_of, cast):
    phone, path = phone_of(cast.wren), path_of(cast.coming)
    assert phone.get(path).status_code == 200
    with db.transaction() as session:
        session.merge(membership_of(cast.wren, cast.juniper)).leave()
    assert phone.get(path).status_code == 404
    assert phone.post(f"{path}/attendance", {"answer": "coming"}).status_code == 404


@pytest.mark.parametrize("gathering_id", ["1", "%00", "null", NOBODYS])
def test_an_unknown_gathering_is_not_there(phone_of, cast, gathering_id):
    phone = phone_of(cast.wren)
    assert phone.get(f"/gatherings/{gathering_id}").status_code == 404
    sent = phone.post(f"/gatherings/{gathering_id}/attendance", {"answer": "coming"})
    assert sent.status_code == 404


def test_somebody_who_takes_part_in_one_circle_and_facilitates_another_does_each_there(
    phone_of, cast
):
    add_member(cast.harbour, cast.wren, Role.FACILITATOR)
    phone = phone_of(cast.wren)
    assert "Roster and changes" in phone.get(path_of(cast.harbours)).text
    assert "Are you coming?" in phone.get(path_of(cast.coming)).text
