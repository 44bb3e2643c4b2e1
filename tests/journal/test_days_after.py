"""A page for some of the days after a session: there when wanted, never late."""

from datetime import timedelta

import pytest
import time_machine

from tests.journal.pen import entries_of, plant
from webapp.database import db, now
from webapp.gatherings.days_after import STANDARD, DayAfter, DayPage
from webapp.gatherings.models import Gathering
from webapp.intentions.models import IntentionPart
from webapp.journal.attachments import Attachment, Medium
from webapp.journal.models import Entry

DAY = timedelta(days=1)


def path(gathering, day=3):
    return f"/days-after/{gathering.id}/{day}"


@pytest.fixture
def set_out(cast):
    """What Wren set out with for the session that is behind her."""
    with db.transaction() as session:
        session.add(
            IntentionPart(
                participant_id=cast.wren.id,
                gathering_id=cast.gone.id,
                name="meet",
                text="Let what is heavy be met.",
            )
        )


@pytest.mark.parametrize("said", STANDARD, ids=lambda said: f"day {said.day}")
def test_each_day_has_its_own_question_and_a_few_sentences(phone_of, cast, said):
    page = phone_of(cast.wren).get(path(cast.gone, said.day)).text
    assert said.prompt in page
    assert said.text in page
    assert "Only you can read this" in page


def test_beside_it_stand_what_she_set_out_with_and_said_before(phone_of, cast, set_out):
    page = phone_of(cast.wren).get(path(cast.gone)).text
    assert "Let what is heavy be met." in page
    assert "Wren saw a harbour" in page
    assert "Moss" not in page


def test_what_she_said_aloud_before_is_called_what_it_is(phone_of, cast):
    mine = {"participant_id": cast.wren.id}
    entry = Entry(**mine, gathering_id=cast.gone.id, happened_on=now().date(), words={})
    note = {"medium": Medium.VOICE, "media_type": "audio/webm", "size": 1, "data": b"-"}
    with db.transaction() as session:
        session.add_all([entry, Attachment(**mine, entry_id=entry.id, **note)])
    page = phone_of(cast.wren).get(path(cast.gone)).text
    assert "A voice note" in page
    assert "Without words" not in page


def test_what_she_answers_keeps_its_question_whatever_it_is_changed_to(phone_of, cast):
    phone = phone_of(cast.wren)
    answered = phone.post(path(cast.gone), {"text": "The stairwell.", "then": "done"})
    assert answered.location == "/today"
    entry = entries_of(cast.wren)[-1]
    assert entry.words == {"text": "The stairwell."}
    assert entry.gathering_id == cast.gone.id
    own_page(cast.juniper, DayAfter(3, "Another question?", ""))
    assert "What has followed you home?" in phone.get(f"/journal/{entry.id}").text


def test_she_goes_on_with_it_whenever_she_likes(phone_of, cast):
    phone = phone_of(cast.wren)
    phone.post(path(cast.gone), {"text": "The stairwell.", "then": "done"})
    entry = entries_of(cast.wren)[-1]
    with time_machine.travel(now() + 3 * DAY):
        phone = phone_of(cast.wren)
        assert "The stairwell." in phone.get(path(cast.gone)).text
        more = {"text": "The stairwell, and the light in it.", "_entity": entry.id, "_base": 1}
        phone.post(path(cast.gone), more)
    assert entries_of(cast.wren)[-1].words == {"text": "The stairwell, and the light in it."}
    assert entries_of(cast.wren)[-1].happened_on == entry.happened_on


def test_a_page_that_saves_by_itself_hears_only_of_its_own_entry(phone_of, cast):
    """Another phone has answered meanwhile. Going on here must not write over that."""
    phone = phone_of(cast.wren)
    asks = {"HX-Request": "true", "HX-Request-Type": "partial"}
    mine = plant(cast.wren, "On this phone", asked="day 3", gathering_id=cast.gone.id)
    plant(cast.wren, "On the other", asked="day 3", gathering_id=cast.gone.id)
    sent = {"text": "On this phone, more", "_entity": mine.id, "_base": 1}
    part = phone.post(path(cast.gone), sent, headers=asks).text
    assert f'name="_entity" value="{mine.id}"' in part
    assert 'name="_base" value="2"' in part


def test_a_circles_own_pages_take_the_place_of_all_others(phone_of, cast):
    own_page(cast.juniper, DayAfter(2, "What is quiet now?", "A day in between."))
    phone = phone_of(cast.wren)
    assert "What is quiet now?" in phone.get(path(cast.gone, 2)).text
    assert phone.get(path(cast.gone, 3)).status_code == 404


def test_what_was_written_for_a_page_that_is_gone_since_is_kept(phone_of, cast):
    own_page(cast.juniper, DayAfter(2, "What is quiet now?", ""))
    sent = phone_of(cast.wren).post(path(cast.gone, 3), {"text": "The stairwell.", "then": "done"})
    assert sent.status_code == 303
    assert entries_of(cast.wren)[-1].words == {"text": "The stairwell."}


def test_what_is_too_long_for_a_page_that_is_gone_since_is_there_to_be_changed(phone_of, cast):
    own_page(cast.juniper, DayAfter(2, "What is quiet now?", ""))
    words = "Too much. " * 6000
    sent = phone_of(cast.wren).post(path(cast.gone, 3), {"text": words, "then": "done"})
    assert sent.status_code == 422
    assert words.strip() in sent.text
    assert "This is too long for here" in sent.text


def test_of_a_session_that_is_not_hers_there_is_no_page(phone_of, cast):
    assert phone_of(cast.wren).get(path(cast.harbours)).status_code == 404
    assert phone_of(cast.ilse).get(path(cast.gone)).status_code == 404


def test_today_shows_the_days_page_and_leads_to_those_before(phone_of, cast):
    with time_machine.travel(cast.gone.ends_at + 3 * DAY) as clock:
        phone = phone_of(cast.wren)
        page = phone.get("/today").text
        assert "Today’s page" in page
        assert "What has followed you home?" in page
        for day in (0, 1, 3):
            assert f'href="{path(cast.gone, day)}"' in page
        assert path(cast.gone, 7) not in page
        clock.shift(DAY)
        page = phone.get("/today").text
        assert "Today’s page" not in page
        assert "What has followed you home?" in page


@pytest.mark.parametrize("word", ["missed", "overdue", "late", "streak", "goal", "reminder"])
def test_whatever_day_it_is_nothing_was_missed(phone_of, cast, word):
    with time_machine.travel(cast.gone.ends_at) as clock:
        cast_session_moves_far(cast.coming)
        phone = phone_of(cast.wren)
        for _day in range(32):
            page = phone.get("/today").text.lower()
            assert f" {word}" not in page
            clock.shift(DAY)


def cast_session_moves_far(gathering: Gathering) -> None:
    with db.transaction() as session:
        moved = session.get(Gathering, gathering.id)
        moved.starts_at, moved.ends_at = moved.starts_at + 300 * DAY, moved.ends_at + 300 * DAY


def own_page(circle, said):
    with db.transaction() as session:
        session.add(DayPage.saying(circle.id, said))
