from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.intentions.pen import Page, kept_beside, look_afresh, part_of, path
from webapp.database import db, now
from webapp.intentions.models import PartVersion


def test_one_earlier_version_is_kept_for_a_sitting_however_much_is_typed(phone_of, cast):
    page, evening = Page(phone_of(cast.wren), cast.coming), now()
    with time_machine.travel(evening) as clock:
        for words in ("Let", "Let what", "Let what is heavy"):
            page.type(words)
            clock.shift(timedelta(minutes=20))
        assert kept_beside(part_of(cast.wren, cast.coming)) == []
        clock.shift(timedelta(hours=10))
        for words in ("Let what is heavy be", "Let what is heavy be met"):
            page.type(words)
            clock.shift(timedelta(minutes=5))
    part = part_of(cast.wren, cast.coming)
    assert part.text == "Let what is heavy be met"
    assert kept_beside(part) == ["Let what is heavy"]


def test_earlier_words_can_be_read_and_say_who_can_read_them(phone_of, cast):
    page = phone_of(cast.wren).get(f"{path(cast.coming, 'brings')}/versions").text
    assert "Wren intended before" in page
    assert "Wren intends" in page
    assert page.count("Only you can read this") == 2


def test_a_page_without_earlier_words_says_so_warmly(phone_of, cast):
    assert "Nothing earlier" in phone_of(cast.wren).get(f"{path(cast.coming)}/versions").text


def test_earlier_words_are_taken_up_again_and_the_newer_ones_kept(phone_of, cast):
    phone, here = phone_of(cast.wren), path(cast.coming, "brings")
    earlier = cast.one(PartVersion, cast.wren)
    answer = phone.post(f"{here}/versions/{earlier.id}/use")
    assert answer.location == here
    part = part_of(cast.wren, cast.coming, "brings")
    assert part.text == "Wren intended before"
    assert "Wren intends" in kept_beside(part)


def test_taking_them_up_twice_changes_nothing_more(phone_of, cast):
    phone, here = phone_of(cast.wren), path(cast.coming, "brings")
    earlier = cast.one(PartVersion, cast.wren)
    for _ in range(2):
        phone.post(f"{here}/versions/{earlier.id}/use")
    part = part_of(cast.wren, cast.coming, "brings")
    assert (part.version, len(kept_beside(part))) == (2, 2)


def test_versions_of_others_and_of_other_parts_are_not_there(phone_of, cast):
    phone, here = phone_of(cast.wren), path(cast.coming, "brings")
    of_moss, of_wren = cast.one(PartVersion, cast.moss), cast.one(PartVersion, cast.wren)
    for where, version in ((here, of_moss), (path(cast.coming), of_wren)):
        for verb in ("use", "set-aside"):
            assert phone.post(f"{where}/versions/{version.id}/{verb}").status_code == 404


def test_a_copy_named_by_somebody_else_is_left_alone(phone_of, cast):
    of_moss = cast.one(PartVersion, cast.moss)
    page = Page(phone_of(cast.wren), cast.coming, "brings")
    page.type("stale", _base="0", _copy=str(of_moss.id))
    look_afresh()
    assert db.session.scalar(select(PartVersion).where(PartVersion.id == of_moss.id)).text == (
        "Moss intended before"
    )


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("circle", "everyone in Juniper circle"), ("facilitators", "facilitators")],
)
def test_words_that_would_be_shared_when_used_say_with_whom(phone_of, cast, audience, readers):
    on_phone, on_tablet = (Page(phone_of(cast.wren), cast.coming, "brings") for _ in range(2))
    on_phone.type("from the phone", audience)
    answer = on_tablet.type("from the tablet")
    sentence = f"Once used, {readers} can read this"
    assert sentence in answer.text
    versions = on_phone.phone.get(f"{on_phone.path}/versions").text
    assert versions.count(sentence) == versions.count("Use these words") == 2
    assert sentence in on_phone.phone.get(on_phone.path).text


def test_words_that_stay_private_when_used_say_nothing_of_it(phone_of, cast):
    page = phone_of(cast.wren).get(f"{path(cast.coming, 'brings')}/versions").text
    assert "Use these words" in page
    assert "Once used" not in page
