"""One session from beginning to end, as one page to read."""

from datetime import timedelta

from tests.intentions.pen import part_of
from tests.journal.pen import plant
from webapp.database import db
from webapp.intentions.models import IntentionPart

FORWARD = "/intentions/{}/carrying"


def path(gathering):
    return f"/journal/sessions/{gathering.id}"


def set_out(cast, gathering, **parts):
    mine = {"participant_id": cast.wren.id, "gathering_id": gathering.id}
    with db.transaction() as session:
        session.add_all(
            IntentionPart(**mine, name=name, text=text, audience="circle")
            for name, text in parts.items()
        )


def test_it_goes_from_what_she_set_out_with_to_what_she_wrote_last(phone_of, cast):
    set_out(cast, cast.gone, meet="Let it be met.", word="soften")
    day = cast.gone.ends_at.date()
    for text, after in (("The street was only a street.", 7), ("Slept nine hours.", 1)):
        plant(cast.wren, text, gathering_id=cast.gone.id, happened_on=day + timedelta(days=after))
    page = phone_of(cast.wren).get(path(cast.gone)).text
    told = ["Let it be met.", "soften", "Slept nine hours.", "The street was only a street."]
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    assert "Day 7" in page
    assert "Only you can read this" in page


def test_of_other_sessions_and_other_people_nothing_is_in_it(phone_of, cast):
    plant(cast.wren, "About nothing at all")
    page = phone_of(cast.wren).get(path(cast.gone)).text
    assert "About nothing at all" not in page
    assert "Moss" not in page


def test_one_with_nothing_in_it_says_so_warmly(phone_of, cast):
    page = phone_of(cast.rue).get(path(cast.coming)).text
    assert "and nothing has to be." in page


def test_an_intention_is_carried_on_for_her_alone(phone_of, cast):
    set_out(cast, cast.gone, meet="Let it be met.", word="soften")
    phone = phone_of(cast.wren)
    assert "Carry it on" in phone.get(path(cast.gone)).text
    answered = phone.post(FORWARD.format(cast.gone.id))
    assert answered.location == f"/intentions/{cast.coming.id}"
    carried = part_of(cast.wren, cast.coming, "meet")
    assert (carried.text, carried.audience) == ("Let it be met.", "only me")
    assert part_of(cast.wren, cast.gone, "meet").text == "Let it be met."


def test_what_she_has_set_already_is_not_written_over(phone_of, cast):
    set_out(cast, cast.gone, brings="From last time", meet="Let it be met.")
    phone_of(cast.wren).post(FORWARD.format(cast.gone.id))
    assert part_of(cast.wren, cast.coming, "brings").text == "Wren intends"
    assert part_of(cast.wren, cast.coming, "meet").text == "Let it be met."


def test_where_no_session_comes_it_stays_and_she_is_told_so(phone_of, cast):
    phone = phone_of(cast.wren)
    answered = phone.post(FORWARD.format(cast.coming.id))
    assert answered.location == f"/intentions/{cast.coming.id}"
    assert "No other session is planned yet." in phone.get(answered.location).text
    assert "Carry it on" not in phone.get(path(cast.coming)).text
