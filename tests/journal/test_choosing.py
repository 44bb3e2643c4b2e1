"""Sentences of an entry are tapped, and nobody else sees anything of it yet."""

import pytest

from tests.journal.conftest import TEXT
from tests.journal.pen import entries_of, plant, read, rewrite
from tests.journal.scissors import (
    Sharing,
    chosen_by,
    excerpts_in,
    field_on,
    sentences_on,
    ticked_on,
    words_on,
)
from webapp.circles.models import Membership
from webapp.database import db
from webapp.gatherings.models import Attendance
from webapp.journal.excerpts import seal_of


def test_an_entry_leads_to_its_sentences_and_somebody_alone_is_not_led_there(phone_of, cast, entry):
    page = phone_of(cast.wren).get(f"/journal/{entry.id}").text
    assert "Share a part with your circle" in page
    alone = plant(cast.olive, TEXT)
    phone = phone_of(cast.olive)
    assert "Share a part" not in phone.get(f"/journal/{alone.id}").text
    assert "nobody to share with" in read(phone.get(f"/journal/{alone.id}/sharing"))
    assert phone.post(f"/journal/{alone.id}/sharing", {"sentence": "x"}).status_code == 422


def test_each_sentence_is_there_to_be_tapped_family_by_family(phone_of, cast):
    [entry] = entries_of(cast.wren)
    sharing = Sharing(phone_of(cast.wren), entry)
    assert list(sharing.opens()) == ["Wren saw a harbour", "Wren wrote this alone"]
    assert ticked_on(sharing.page) == []
    page = read(sharing.phone.get(f"/journal/{entry.id}/sharing"))
    assert page.index("Images") < page.index("Wren saw") < page.index("And more")
    assert "For Juniper circle" in page
    assert "Only you can read this" in page


def test_what_is_let_go_before_it_was_shared_leaves_nothing(sharing, cast):
    sharing.chooses("warm")
    answer = sharing.takes_back()
    assert answer.location == f"/journal/{sharing.entry_id}"
    assert chosen_by(cast.wren) == []


def test_another_choice_takes_the_place_of_one_that_nobody_has(sharing, cast):
    sharing.chooses("warm")
    assert "Chosen, and not shared" in sharing.phone.get(f"/journal/{sharing.entry_id}").text
    sharing.opens()
    assert ticked_on(sharing.page) == ["The water was warm."]
    sharing.chooses("harbour", excerpt=field_on(sharing.page, "excerpt"))
    sharing.shares()
    assert excerpts_in(cast.juniper.id) == ["I saw the harbour again."]
    sharing.opens()
    assert ticked_on(sharing.page) == []
    sharing.chooses("warm")
    sharing.shares()
    assert len(excerpts_in(cast.juniper.id)) == 2


def test_one_sentence_is_needed_and_not_more_than_a_check_in_holds(phone_of, cast):
    entry = plant(cast.wren, "Short. " + "x" * 5_000)
    sharing = Sharing(phone_of(cast.wren), entry)
    answer = sharing.chooses()
    assert (answer.status_code, "one is enough" in answer.text) == (422, True)
    answer = sharing.chooses("Short", "xxx")
    assert (answer.status_code, "too long for one share" in answer.text) == (422, True)
    assert len(ticked_on(answer.text)) == 2


@pytest.mark.parametrize(("session", "usual"), [("gone", "juniper"), ("harbours", "harbour")])
def test_of_two_circles_the_one_of_the_session_is_chosen(phone_of, cast, session, usual):
    with db.transaction() as writing:
        writing.add(Membership.of(cast.harbour.id, cast.wren, "participant", "Wren"))
        writing.add(Attendance(gathering_id=cast.harbours.id, participant_id=cast.wren.id))
    entry = plant(cast.wren, TEXT, gathering_id=getattr(cast, session).id)
    sharing = Sharing(phone_of(cast.wren), entry)
    sharing.opens()
    chips = sharing.page.partition("Who is it for?")[2]
    [chosen] = [tag for tag in chips.split("<") if tag.startswith("input") and " checked" in tag]
    assert str(getattr(cast, usual).id) in chosen
    assert sharing.chooses("warm", room=str(cast.juniper.id)).status_code == 303
    sharing.shares()
    assert (len(excerpts_in(cast.juniper.id)), excerpts_in(cast.harbour.id)) == (1, [])


@pytest.mark.parametrize("room", [" ", "/", "{harbour}", "{juniper}/{coming}"])
def test_a_circle_that_is_not_ones_own_is_no_choice(sharing, cast, room):
    room = room.format(harbour=cast.harbour.id, juniper=cast.juniper.id, coming=cast.coming.id)
    answer = sharing.chooses("warm", room=room)
    assert (answer.status_code, "cannot share there" in answer.text) == (422, True)
    assert chosen_by(cast.wren) == []


class TestMeanwhile:
    """The entry was changed on another device, or in another tab."""

    def test_what_is_still_there_stays_chosen_and_no_other_sentence(self, sharing, entry):
        keys = sharing.opens()
        rewrite(sharing.phone, entry, 1, text="New first. The water was warm. And new.")
        answer = sharing.sends(sentence=list(keys.values()))
        assert (answer.status_code, "has changed since" in answer.text) == (422, True)
        assert ticked_on(answer.text) == ["The water was warm."]
        assert len(sentences_on(answer.text)) == 3

    def test_what_was_looked_at_is_shared_or_nothing(self, sharing, cast, entry):
        sharing.chooses("harbour", "warm")
        rewrite(sharing.phone, entry, 1, text="The water was warm. I was not.")
        answer = sharing.shares()
        assert (answer.status_code, "has changed since" in answer.text) == (422, True)
        assert words_on(answer.text) == ["<p>The water was warm.</p>"]
        assert excerpts_in(cast.juniper.id) == []
        sharing.page = answer.text
        assert sharing.shares().status_code == 303
        assert excerpts_in(cast.juniper.id) == ["The water was warm."]

    def test_a_change_elsewhere_in_the_entry_stops_nothing(self, sharing, cast, entry):
        sharing.chooses("warm")
        rewrite(sharing.phone, entry, 1, text=TEXT.replace("angry", "calm"))
        assert sharing.shares().status_code == 303
        assert excerpts_in(cast.juniper.id) == ["The water was warm."]

    def test_of_sentences_that_are_all_gone_nothing_is_shared(self, sharing, cast, entry):
        sharing.chooses("warm")
        rewrite(sharing.phone, entry, 1, text="Something else.")
        answer = sharing.shares()
        assert (answer.status_code, "no longer in your entry" in answer.text) == (422, True)
        [chosen] = chosen_by(cast.wren)
        nothing = seal_of(chosen.post_from(entries_of(cast.wren)[-1]))
        assert sharing.shares(seen=nothing).status_code == 422
        assert excerpts_in(cast.juniper.id) == []

    def test_other_words_than_were_looked_at_in_another_tab_are_not_shared(self, sharing, cast):
        sharing.chooses("warm")
        seen = field_on(sharing.page, "seen")
        sharing.chooses("harbour")
        answer = sharing.shares(seen=seen)
        assert (answer.status_code, excerpts_in(cast.juniper.id)) == (422, [])
