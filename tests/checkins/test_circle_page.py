import re
from datetime import timedelta

import pytest

from tests.counting import queries_of
from webapp.checkins.models import PostKind
from webapp.circles.models import Membership, Role

NAMES = re.compile(r">(Guest \d+) says<")


def older_of(page: str) -> str | None:
    found = re.search(r'href="([^"]+)" rel="next"', page)
    return found and found[1].replace("&amp;", "&")


def test_the_page_shows_the_circle_and_who_is_there(phone_of, cast):
    page = phone_of(cast.wren).get("/circle").text
    for words in ("Juniper circle</h1>", "Closed circle", "4 people", "Moss checks in"):
        assert words in page


def test_somebody_in_no_circle_finds_a_warm_page(phone_of, cast):
    page = phone_of(cast.olive).get("/circle")
    assert page.status_code == 200
    assert "You are in no circle just now." in page.text
    assert phone_of(cast.olive).get("/circle/check-ins").status_code == 404


def test_with_several_circles_the_latest_joined_comes_first_and_one_can_switch(
    phone_of, cast, keep
):
    keep(Membership.of(cast.harbour.id, cast.wren, Role.PARTICIPANT, "Wren"))
    phone = phone_of(cast.wren)
    page = phone.get("/circle").text
    assert "Harbour circle</h1>" in page
    assert f'href="/circle/{cast.juniper.id}"' in page
    assert "Juniper circle</h1>" in phone.get(f"/circle/{cast.juniper.id}").text
    assert "Moss checks in" in phone.get(f"/circle/check-ins?circle={cast.juniper.id}").text


def test_in_an_open_circle_without_a_meeting_one_is_told_why_there_is_no_form(phone_of, cast, keep):
    keep(Membership.of(cast.harbour.id, cast.olive, Role.PARTICIPANT, "Olive"))
    phone = phone_of(cast.olive)
    assert "Your place here begins with a meeting" in phone.get("/circle").text
    page = phone.post("/circle/check-ins", {"text": "Is anybody here?"})
    assert page.status_code == 422
    assert "Is anybody here?" in page.text


def test_a_shared_intention_stands_among_the_check_ins(phone_of, cast, said):
    words = {"part": "meet"}
    said(cast.wren, cast.juniper, "Let it be met.", kind=PostKind.INTENTION, words=words)
    page = phone_of(cast.moss).get("/circle").text
    assert "Wren’s intention" in page
    assert "what I want to meet" in page
    assert "Your intention" in phone_of(cast.wren).get("/circle").text


def test_a_topic_folds_the_words(phone_of, cast, said):
    said(cast.moss, cast.juniper, "She is gone.", words={"topic": "loss of a parent"})
    page = phone_of(cast.rue).get("/circle").text
    folded = page[page.index("About loss of a parent") :]
    assert folded.index("She is gone.") < folded.index("</details>")


def test_the_day_is_counted_from_the_last_session_of_the_one_who_speaks(
    phone_of, cast, said, at_noon
):
    said(cast.moss, cast.juniper, "Ten days on.")
    assert "day 10 ·" in phone_of(cast.rue).get("/circle").text


def test_everything_is_shown_once_from_the_newest_to_the_oldest(phone_of, cast, many):
    many(45, say=True)
    phone, seen, path = phone_of(cast.ana), [], "/circle"
    while path:
        page = phone.get(path).text
        shown = NAMES.findall(page)
        assert len(shown) <= 20
        seen, path = seen + shown, older_of(page)
    assert seen == [f"Guest {nth}" for nth in reversed(range(45))]


def test_posts_of_the_same_moment_are_neither_skipped_nor_doubled(phone_of, cast, said):
    moment = cast.juniper.created_at - timedelta(days=1)
    for nth in range(25):
        said(cast.wren, cast.juniper, f"Guest {nth} says", created_at=moment)
    phone, seen, path = phone_of(cast.wren), [], "/circle"
    while path:
        page = phone.get(path).text
        seen, path = seen + NAMES.findall(page), older_of(page)
    assert sorted(seen) == sorted(f"Guest {nth}" for nth in range(25))


def test_scrolling_is_given_the_next_posts_alone(phone_of, cast, many):
    many(45, say=True)
    path = older_of(phone_of(cast.ana).get("/circle").text)
    part = phone_of(cast.ana).htmx("GET", path)
    assert "<h1" not in part.text
    assert part.text.count("<article") == 20
    assert 'hx-trigger="intersect once' in part.text


@pytest.mark.parametrize("before", ["x", "1-", "9" * 5000 + "-x", "-1", "1" * 30 + "-" + "0" * 32])
def test_a_place_that_is_none_is_not_there(phone_of, cast, before):
    assert phone_of(cast.wren).get(f"/circle/check-ins?before={before}").status_code == 404


def test_the_page_asks_the_same_few_questions_however_many_there_are(phone_of, cast, said, many):
    post = said(cast.moss, cast.juniper, "How are you all?")
    older = f"/circle/check-ins?before=9999999999999999-{post.id.hex}"
    paths = ("/circle", "/circle/check-ins", older, f"/circle/check-ins/{post.id}")
    phone = phone_of(cast.ana)

    def asked(path):
        assert phone.get(path).status_code == 200
        return queries_of(lambda: phone.get(path))

    def asked_of(more):
        many(more, say=True, resonate=post, reply=post)
        return [asked(path) for path in paths]

    few = asked_of(10)
    assert asked_of(990) == few
    assert max(few) <= 6
