from datetime import timedelta

import pytest
import time_machine

from tests.intentions.pen import Page, kept_beside, part_of, path, posts_of, seen_by

BEGUN = "The session has begun"


@pytest.fixture
def begun(cast):
    """Travels to the moment after Juniper's coming session began."""
    return time_machine.travel(cast.coming.starts_at + timedelta(seconds=1))


def test_an_intention_can_be_changed_until_the_very_moment_the_session_begins(phone_of, cast):
    with time_machine.travel(cast.coming.starts_at - timedelta(seconds=2), tick=False):
        Page(phone_of(cast.wren), cast.coming).type("just in time")
    assert part_of(cast.wren, cast.coming).text == "just in time"


def test_then_its_pages_are_for_reading_and_say_so_kindly(phone_of, cast, begun):
    with begun:
        phone = phone_of(cast.wren)
        page = phone.get(path(cast.coming, "brings")).text
        assert BEGUN in page
        assert "Wren intends" in page
        assert "<textarea" not in page
        assert "Change" not in phone.get(f"/intentions/{cast.coming.id}").text


def test_what_is_typed_on_into_the_session_is_kept_in_one_copy(phone_of, cast, begun):
    page = Page(phone_of(cast.wren), cast.coming, "brings")
    with begun as clock:
        for words in ("Wren intends to", "Wren intends to rest"):
            answer = page.type(words)
            assert answer.headers["Outbox-Result"] == "stored-copy"
            assert BEGUN in answer.text
            clock.shift(timedelta(seconds=20))
        part = part_of(cast.wren, cast.coming, "brings")
        assert part.text == "Wren intends"
        assert kept_beside(part)[0] == "Wren intends to rest"
        assert "Wren intends to" not in kept_beside(part)
        reading = page.phone.get(page.path).text
        assert "Written after the session had begun" in reading
        assert "Wren intends to rest" in reading


def test_a_first_line_that_arrives_late_is_kept_too(phone_of, cast, begun):
    page = Page(phone_of(cast.wren), cast.coming)
    with begun:
        page.type("only now")
        assert kept_beside(part_of(cast.wren, cast.coming)) == ["only now"]
        assert "only now" in page.phone.get(page.path).text


def test_what_arrives_late_is_shared_with_nobody(phone_of, cast, begun):
    page = Page(phone_of(cast.wren), cast.coming, "brings")
    with begun:
        page.type("too late to share", audience="circle")
        page.type("Wren intends", audience="circle")
        assert posts_of(cast.wren) == []
        assert part_of(cast.wren, cast.coming, "brings").audience == "only me"


def test_taking_back_is_never_too_late(phone_of, cast, begun):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type("Let it", "circle")
    with begun:
        assert "Only me again" in page.phone.get(page.path).text
        page.phone.post(page.path, {"audience": "only me", "then": "show"})
        assert seen_by(cast.moss) == []
        assert part_of(cast.wren, cast.coming).text == "Let it"


def test_the_button_of_a_page_left_open_leads_to_what_was_kept(phone_of, cast, begun):
    page = Page(phone_of(cast.wren), cast.coming, "brings")
    with begun:
        answer = page.phone.post(page.path, {**page.told, "text": "on and on", "then": "next"})
        assert answer.location == f"{page.path}/versions"
        kept = page.phone.get(answer.location).text
        assert BEGUN in kept
        assert "on and on" in kept
        assert "Use these words" not in kept


def test_earlier_words_are_not_taken_up_any_more(phone_of, cast, begun):
    page = Page(phone_of(cast.wren), cast.coming, "brings")
    with begun:
        page.type("late")
        page.phone.post(f"{page.path}/versions/{page.told['_copy']}/use")
        assert part_of(cast.wren, cast.coming, "brings").text == "Wren intends"
