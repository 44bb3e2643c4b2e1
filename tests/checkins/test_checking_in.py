from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.checkins.conftest import count, fresh, latest
from webapp.checkins.models import Post

ALL = {
    "state": "tender",
    "need": "company",
    "text": "I saw the kitchen I grew up in.",
    "topic": "my mother",
    "welcome": "y",
}


def test_moss_checks_in_and_rue_reads_it(phone_of, cast):
    answer = phone_of(cast.moss).post("/circle/check-ins", ALL)
    assert (answer.status_code, answer.location) == (303, f"/circle/{cast.juniper.id}")
    page = phone_of(cast.rue).get("/circle").text
    assert "I saw the kitchen I grew up in." in page
    assert "feeling tender · could use company" in page
    assert "About my mother" in page


def test_a_word_alone_is_enough(phone_of, cast):
    assert phone_of(cast.moss).post("/circle/check-ins", {"state": "steady"}).status_code == 303
    assert latest(Post).words == {"state": "steady", "need": "", "topic": "", "text": ""}
    assert latest(Post).welcomed_at is None


def test_words_of_ones_own_are_as_good_as_those_to_tap(phone_of, cast):
    phone_of(cast.moss).post(
        "/circle/check-ins", {"state": "own words", "own_state": "like wet wool"}
    )
    assert latest(Post).words["state"] == "like wet wool"
    assert "like wet wool" in phone_of(cast.rue).get("/circle").text


@pytest.mark.parametrize("tapped", [{}, {"state": ""}])
def test_own_words_count_also_when_nothing_was_tapped(phone_of, cast, tapped):
    phone_of(cast.moss).post("/circle/check-ins", {"own_state": "like wet wool", **tapped})
    assert latest(Post).words["state"] == "like wet wool"


def test_a_sentence_alone_is_enough_too(phone_of, cast):
    assert phone_of(cast.moss).post("/circle/check-ins", {"text": "Here."}).status_code == 303


def test_nothing_at_all_is_asked_about_kindly(phone_of, cast):
    before = count(Post)
    page = phone_of(cast.moss).post("/circle/check-ins", {"need": "company", "text": " \n"})
    assert page.status_code == 422
    assert "A word or a sentence: either is enough." in page.text
    assert count(Post) == before


def test_htmx_is_given_the_form_back_with_what_was_typed(phone_of, cast):
    fields = {**ALL, "need": "a miracle"}
    answer = phone_of(cast.moss).htmx("POST", "/circle/check-ins", data=fields)
    assert answer.status_code == 422
    assert "<h1" not in answer.text
    assert "Please tap one of these." in answer.text
    assert ALL["text"] in answer.text
    assert 'value="my mother"' in answer.text


def test_htmx_is_sent_to_the_circle_after_a_check_in(phone_of, cast):
    answer = phone_of(cast.moss).htmx("POST", "/circle/check-ins", data=ALL)
    assert answer.headers["HX-Redirect"] == f"/circle/{cast.juniper.id}"


def test_every_box_names_its_audience(phone_of, cast):
    assert "Everyone in Juniper circle can read this" in phone_of(cast.moss).get("/circle").text
    page = phone_of(cast.ilse).get("/circle").text
    assert "People of this meeting and facilitators can read this" in page


def test_a_form_sent_twice_is_stored_once(phone_of, cast):
    phone, fields = phone_of(cast.moss), {**ALL, "_op": str(uuid4()), "_entity": str(uuid4())}
    before = count(Post)
    first, second = (phone.post("/circle/check-ins", fields) for _ in range(2))
    assert (first.location, second.location) == (f"/circle/{cast.juniper.id}",) * 2
    assert count(Post) == before + 1


def test_a_form_sent_four_times_at_the_same_moment_is_stored_once(phone_of, cast):
    fields = {**ALL, "_op": str(uuid4()), "_entity": str(uuid4())}
    before, phones = count(Post), [phone_of(cast.moss) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda phone: phone.post("/circle/check-ins", fields), phones)
        assert [answer.status_code for answer in answers] == [303] * 4
    assert count(Post) == before + 1


def test_a_phone_that_missed_the_answer_and_changed_a_word_makes_no_second_check_in(phone_of, cast):
    phone, entity = phone_of(cast.moss), str(uuid4())
    before = count(Post)
    for text in ("I saw a kitchen.", "I saw the kitchen."):
        fields = {**ALL, "text": text, "_op": str(uuid4()), "_entity": entity}
        assert phone.post("/circle/check-ins", fields).status_code == 303
    assert count(Post) == before + 1
    assert latest(Post).words["text"] == "I saw the kitchen."


def test_somebody_elses_id_is_neither_overwritten_nor_told(phone_of, cast):
    rues = cast.one(Post, cast.rue)
    answer = phone_of(cast.moss).post("/circle/check-ins", {**ALL, "_entity": str(rues.id)})
    assert answer.status_code == 303
    assert fresh(Post, rues.id).words["text"] == "Rue checks in"
    assert latest(Post).words["text"] == ALL["text"]


@pytest.mark.parametrize("circle", ["harbour", None, "not a circle", "\0"])
def test_words_for_a_circle_one_is_not_in_stay_in_the_form(phone_of, cast, circle):
    named = str(cast.harbour.id if circle == "harbour" else circle or uuid4())
    before = count(Post)
    page = phone_of(cast.moss).post("/circle/check-ins", {**ALL, "circle": named})
    assert page.status_code == 422
    assert "You are not in the circle that you wrote this for" in page.text
    assert ALL["text"] in page.text
    assert count(Post) == before


def test_whoever_is_in_no_circle_keeps_their_words(phone_of, cast):
    page = phone_of(cast.olive).post("/circle/check-ins", ALL)
    assert page.status_code == 422
    assert ALL["text"] in page.text


@pytest.mark.parametrize("gathering", ["gone", "not a gathering", ""])
def test_in_an_open_circle_only_ones_own_meetings_can_be_chosen(phone_of, cast, gathering):
    named = str(cast.gone.id) if gathering == "gone" else gathering
    page = phone_of(cast.ilse).post("/circle/check-ins", {**ALL, "gathering": named})
    assert page.status_code == (422 if gathering else 303)


def test_in_an_open_circle_the_meeting_is_chosen_already(phone_of, cast):
    assert f'value="{cast.harbours.id}"' in phone_of(cast.ilse).get("/circle").text
    phone_of(cast.ilse).post("/circle/check-ins", {**ALL, "gathering": str(cast.harbours.id)})
    assert latest(Post).gathering_id == cast.harbours.id


HOSTILE = {
    "1 MB": "x" * 1_000_000,
    "NUL": "a\0b",
    "right to left": "\u202eabc\u202c",
    "script": "<script>alert(1)</script>",
    "template": "{{ 7 * 7 }}",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_kept_as_they_are_or_refused_with_a_sentence(phone_of, cast, words):
    phone = phone_of(cast.moss)
    for field in ("state", "own_state", "need", "topic", "text", "agreement", "accept", "_entity"):
        answer = phone.post("/circle/check-ins", {"text": "Here.", field: words})
        assert answer.status_code in (303, 400, 422)
        if answer.status_code == 422:
            assert "field-error" in answer.text
        elif field in ("text", "topic"):
            assert latest(Post).words[field] == words
    assert phone_of(cast.rue).get("/circle").status_code == 200


def test_bytes_that_are_no_letters_do_no_harm(phone_of, cast):
    for field in ("state", "own_state", "topic", "text", "circle", "gathering"):
        sent = {"text": "Here.", field: b"\xed\xa0\x80\xff"}
        assert phone_of(cast.ilse).post("/circle/check-ins", sent).status_code in (303, 400, 422)
    assert phone_of(cast.ilse).get("/circle").status_code == 200


def test_an_old_page_is_asked_to_be_sent_once_more_with_the_text_kept(phone_of, cast):
    page = phone_of(cast.moss).post("/circle/check-ins", {**ALL, "csrf_token": "x"})
    assert page.status_code == 422
    assert "Nothing is lost" in page.text
    assert ALL["text"] in page.text
