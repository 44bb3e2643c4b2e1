from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import time_machine

from tests.intentions.pen import Page, kept_beside, part_of, path, seen_by
from webapp.database import now

MEANWHILE = "Another device wrote this meanwhile"


def test_words_typed_over_an_older_version_replace_nothing_and_both_are_shown(phone_of, cast):
    phone, tablet = phone_of(cast.wren), phone_of(cast.wren)
    on_phone, on_tablet = Page(phone, cast.coming), Page(tablet, cast.coming)
    on_phone.type("from the phone")
    answer = on_tablet.type("from the tablet")
    assert answer.headers["Outbox-Result"] == "stored-copy"
    assert MEANWHILE in answer.text
    assert "from the phone" in answer.text
    part = part_of(cast.wren, cast.coming)
    assert (part.text, kept_beside(part)) == ("from the phone", ["from the tablet"])
    opened = phone.get(path(cast.coming)).text
    assert MEANWHILE in opened
    assert "from the tablet" in opened


def test_a_page_that_is_behind_goes_on_in_one_copy(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("from the phone")
    for words in ("from", "from the", "from the tablet"):
        on_tablet.type(words)
    on_phone.type("from the phone, later")
    on_tablet.type("from the tablet, later")
    part = part_of(cast.wren, cast.coming)
    assert part.text == "from the phone, later"
    assert kept_beside(part) == ["from the tablet, later"]


def test_a_copy_of_an_earlier_sitting_is_not_written_over(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("from the phone")
    on_tablet.type("in the evening")
    with time_machine.travel(now() + timedelta(hours=9)):
        on_tablet.type("in the morning")
    part = part_of(cast.wren, cast.coming)
    assert kept_beside(part) == ["in the morning", "in the evening"]


def test_the_button_of_a_page_that_is_behind_leads_to_both(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("from the phone")
    sent = {**on_tablet.told, "text": "from the tablet", "then": "next"}
    answer = on_tablet.phone.post(on_tablet.path, sent)
    assert answer.location == f"{on_tablet.path}/versions"
    both = on_tablet.phone.get(answer.location).text
    assert "Both are kept" in both
    assert "from the phone" in both
    assert "from the tablet" in both


def test_one_tap_uses_the_copy_and_keeps_what_it_replaces(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("from the phone", audience="circle")
    on_tablet.type("from the tablet")
    copy = on_tablet.told["_copy"]
    answer = on_tablet.phone.post(f"{on_tablet.path}/versions/{copy}/use")
    assert answer.location == on_tablet.path
    part = part_of(cast.wren, cast.coming)
    assert part.text == "from the tablet"
    assert "from the phone" in kept_beside(part)
    assert ("meet", "from the tablet") in seen_by(cast.moss)
    opened = on_tablet.phone.get(on_tablet.path).text
    assert MEANWHILE not in opened


def test_the_phone_that_was_first_is_then_behind_and_loses_nothing_either(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("from the phone")
    on_tablet.type("from the tablet")
    on_tablet.phone.post(f"{on_tablet.path}/versions/{on_tablet.told['_copy']}/use")
    on_phone.type("from the phone, and more")
    part = part_of(cast.wren, cast.coming)
    assert part.text == "from the tablet"
    assert set(kept_beside(part)) >= {"from the phone", "from the phone, and more"}


def test_a_copy_is_set_aside_among_the_earlier_words(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("from the phone")
    on_tablet.type("from the tablet")
    copy = on_tablet.told["_copy"]
    on_phone.phone.post(f"{on_phone.path}/versions/{copy}/set-aside")
    assert "from the tablet" not in on_phone.phone.get(on_phone.path).text
    assert "from the tablet" in on_phone.phone.get(f"{on_phone.path}/versions").text


def test_two_first_saves_at_the_same_moment_make_one_part_and_lose_nothing(phone_of, cast):
    pages = [Page(phone_of(cast.wren), cast.coming) for _ in range(4)]
    texts = [f"words of device {number}" for number in range(4)]
    with ThreadPoolExecutor(4) as at_once:
        answers = list(at_once.map(Page.type, pages, texts))
    results = sorted(answer.headers["Outbox-Result"] for answer in answers)
    assert results == ["stored", "stored-copy", "stored-copy", "stored-copy"]
    part = part_of(cast.wren, cast.coming)
    assert sorted([part.text, *kept_beside(part)]) == texts


def test_saves_of_the_same_version_at_the_same_moment_lose_nothing(phone_of, cast):
    pages = [Page(phone_of(cast.wren), cast.coming, "brings") for _ in range(4)]
    texts = [f"words of device {number}" for number in range(4)]
    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(lambda page, text: page.type(text, "circle"), pages, texts))
    part = part_of(cast.wren, cast.coming, "brings")
    beside = [text for text in kept_beside(part) if text != "Wren intended before"]
    assert sorted([part.text, *beside]) == texts
    assert seen_by(cast.moss) == [("brings", part.text)]


def test_a_page_that_is_behind_shares_with_nobody_new(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("from the phone")
    answer = on_tablet.type("from the phone", audience="circle")
    assert part_of(cast.wren, cast.coming).audience == "only me"
    assert "Who can read this was changed on another device" in answer.text
    on_tablet.type("from the phone")
    assert seen_by(cast.moss) == []


def test_a_page_opened_while_it_was_shared_does_not_share_it_again(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming).type("Let it", "circle")
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("Let it", audience="only me")
    on_tablet.type("Let it be")
    on_tablet.type("Let it")
    on_tablet.type("Let it be so")
    assert part_of(cast.wren, cast.coming).audience == "only me"
    assert seen_by(cast.moss) == []


def test_a_page_that_is_behind_still_takes_back(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming).type("Let it", "circle")
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("Let it be")
    on_tablet.type("Let it", audience="only me")
    assert part_of(cast.wren, cast.coming).audience == "only me"
    assert seen_by(cast.moss) == []


def test_a_page_that_never_knew_it_was_shared_does_not_take_it_back_by_itself(phone_of, cast):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming) for _ in range(2))
    on_phone.type("Let it", audience="circle")
    on_tablet.type("typed without knowing")
    assert seen_by(cast.moss) == [("meet", "Let it")]
