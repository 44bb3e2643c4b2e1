"""A part of an entry for the circle: seen before, shared, answered, taken back at any time."""

from uuid import uuid4

import pytest

from tests.journal.conftest import TEXT
from tests.journal.pen import plant, read, rewrite
from tests.journal.scissors import Sharing, chosen_by, excerpts_in, field_on, words_on
from webapp.circles.models import Agreement, Membership
from webapp.database import db
from webapp.gatherings.models import Answer, Attendance

OTHERS = ("moss", "ana", "ilse", "olive", "sol")


def test_what_is_chosen_is_with_nobody_until_it_was_looked_at(sharing, phone_of, cast):
    answer = sharing.chooses("harbour", "warm")
    assert answer.location.startswith("/excerpts/")
    assert words_on(sharing.page) == ["<p>I saw the harbour again.<br>…<br>The water was warm.</p>"]
    assert "Everyone in Juniper circle can read this" in sharing.page
    assert excerpts_in(cast.juniper.id) == []
    assert "harbour" not in phone_of(cast.moss).get("/circle").text


def test_once_shared_it_stands_in_the_circle_as_it_was_seen(sharing, phone_of, cast):
    sharing.chooses("harbour", "warm")
    [seen] = words_on(sharing.page)
    answer = sharing.shares()
    assert answer.location == f"/journal/{sharing.entry_id}"
    page = phone_of(cast.moss).get("/circle").text
    assert words_on(page)[0] == seen
    first = page[page.index("<article") : page.index("</article>")]
    assert "Wren</h2>" in first
    assert "from the journal" in first
    assert "brother" not in page
    assert str(sharing.entry_id) not in page


def test_on_the_entry_stands_what_was_shared_with_whom_and_since_when(sharing):
    sharing.chooses("warm")
    sharing.shares()
    page = sharing.phone.get(f"/journal/{sharing.entry_id}")
    section = read(page).partition("Shared from this entry")[2]
    for said in ("Juniper circle, ", "The water was warm.", "Everyone in Juniper circle", "Take"):
        assert said in section
    assert "Changing the entry does not change what was shared." in section
    assert sharing.phone.get(sharing.at).location == f"/journal/{sharing.entry_id}"


def test_people_answer_it_as_they_answer_a_check_in(sharing, phone_of, cast):
    sharing.chooses("warm")
    sharing.shares()
    moss = phone_of(cast.moss)
    path = next(one for one in moss.get("/circle").text.split('"') if one.endswith("/resonance"))
    assert moss.post(path).status_code == 303
    assert moss.post(path.replace("resonance", "replies"), {"text": "Warm."}).status_code == 303
    page = read(sharing.phone.get("/circle"))
    assert "Moss has felt that too" in page
    assert "Warm." in page
    assert "From the journal" in read(moss.get(path.removesuffix("/resonance")))


def test_replies_are_only_there_where_they_are_welcome(sharing, phone_of, cast):
    sharing.chooses("warm")
    sharing.shares(welcome="")
    page = phone_of(cast.moss).get("/circle").text
    assert page.index("/resonance") < page.index("/replies")


def test_taken_back_it_is_gone_for_everyone_at_the_next_look(sharing, phone_of, cast):
    sharing.chooses("warm")
    sharing.shares()
    moss = phone_of(cast.moss)
    assert "water was warm" in moss.get("/circle").text
    assert sharing.takes_back().location == f"/journal/{sharing.entry_id}"
    assert "water was warm" not in moss.get("/circle").text
    assert excerpts_in(cast.juniper.id) == []
    page = read(sharing.phone.get(f"/journal/{sharing.entry_id}"))
    assert "Shared from this entry" not in page
    assert "The water was warm." in page


def test_taken_back_on_the_circles_page_it_is_not_shared_on_the_entry_either(sharing, cast):
    sharing.chooses("warm")
    sharing.shares()
    page = sharing.phone.get("/circle").text
    path = next(one for one in page.split('"') if one.endswith("/taking-back"))
    assert sharing.phone.post(path).status_code == 303
    assert "Shared from" not in sharing.phone.get(f"/journal/{sharing.entry_id}").text
    assert chosen_by(cast.wren) == []


def test_an_entry_that_is_deleted_takes_what_was_shared_with_it(sharing, phone_of, cast):
    sharing.chooses("warm")
    sharing.shares()
    sharing.chooses("harbour")
    assert "is taken back" in sharing.phone.get(f"/journal/{sharing.entry_id}").text
    assert sharing.phone.post(f"/journal/{sharing.entry_id}/delete").status_code == 303
    assert "water was warm" not in phone_of(cast.moss).get("/circle").text
    assert (excerpts_in(cast.juniper.id), chosen_by(cast.wren)) == ([], [])


def test_changing_the_entry_does_not_change_what_was_shared(sharing, cast, entry):
    sharing.chooses("warm")
    sharing.shares()
    rewrite(sharing.phone, entry, 1, text="The water was cold.")
    assert excerpts_in(cast.juniper.id) == ["The water was warm."]
    page = read(sharing.phone.get(f"/journal/{entry.id}"))
    assert page.index("The water was cold.") < page.index("The water was warm.")


def test_shared_twice_it_is_there_once(sharing, cast):
    sharing.chooses("warm")
    told = {"seen": field_on(sharing.page, "seen"), "_op": str(uuid4())}
    for _ in range(2):
        assert sharing.phone.post(f"{sharing.at}/sharing", told).status_code == 303
    told["_op"] = str(uuid4())
    assert sharing.phone.post(f"{sharing.at}/sharing", told).status_code == 303
    assert excerpts_in(cast.juniper.id) == ["The water was warm."]


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_chooses_looks_shares_or_takes_back(sharing, phone_of, cast, name):
    sharing.chooses("warm")
    other, seen = phone_of(getattr(cast, name)), {"seen": field_on(sharing.page, "seen")}
    path = f"/journal/{sharing.entry_id}/sharing"
    assert other.get(path).status_code == other.get(sharing.at).status_code == 404
    key = next(iter(sharing.opens().values()))
    assert other.post(path, {"sentence": key}).status_code == 404
    assert other.post(f"{sharing.at}/sharing", seen).status_code == 404
    assert other.post(f"{sharing.at}/taking-back").status_code == 404
    assert (len(chosen_by(cast.wren)), excerpts_in(cast.juniper.id)) == (1, [])


def test_a_new_version_of_the_agreement_is_asked_first(sharing, cast):
    with db.transaction() as session:
        agreement = session.scalar(Agreement.current(cast.juniper.id))
        session.add(agreement.revised("We say nothing outside."))
    sharing.chooses("warm")
    assert "We say nothing outside." in sharing.page
    refused = sharing.shares()
    assert (refused.status_code, excerpts_in(cast.juniper.id)) == (422, [])
    assert sharing.shares(accept="y").status_code == 303
    assert excerpts_in(cast.juniper.id) == ["The water was warm."]


def test_whoever_left_the_circle_shares_nothing_more_and_takes_back(sharing, phone_of, cast):
    sharing.chooses("warm")
    sharing.shares()
    shared = sharing.at
    sharing.chooses("harbour")
    with db.transaction() as session:
        session.scalar(Membership.current_of(cast.wren, cast.juniper.id)).leave()
    assert sharing.shares().status_code == 422
    assert "You can no longer share" in read(sharing.phone.get(sharing.at))
    assert "water was warm" in phone_of(cast.moss).get("/circle").text
    assert sharing.phone.post(f"{shared}/taking-back").status_code == 303
    assert excerpts_in(cast.juniper.id) == []


def test_in_an_open_circle_it_is_for_those_of_the_meeting(phone_of, cast):
    entry = plant(cast.ilse, TEXT, gathering_id=cast.harbours.id)
    sharing = Sharing(phone_of(cast.ilse), entry)
    sharing.chooses("warm")
    assert "People of this meeting and facilitators can read this" in sharing.page
    sharing.shares()
    assert "water was warm" in phone_of(cast.bea).get("/circle").text
    with db.transaction() as session:
        session.add(Membership.of(cast.harbour.id, cast.olive, "participant", "Olive"))
    assert "water was warm" not in phone_of(cast.olive).get("/circle").text


def test_whoever_does_not_come_to_the_meeting_any_more_is_told(phone_of, cast):
    entry = plant(cast.ilse, TEXT, gathering_id=cast.harbours.id)
    sharing = Sharing(phone_of(cast.ilse), entry)
    sharing.chooses("warm")
    with db.transaction() as session:
        line = session.scalar(Attendance.of(cast.ilse, cast.harbours.id))
        line.answer = Answer.NOT_COMING
    assert sharing.shares().status_code == 422
    assert excerpts_in(cast.harbour.id) == []
