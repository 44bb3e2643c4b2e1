import html
import re
from uuid import UUID, uuid4

import pytest

from tests.cast import PASSWORD, email_of
from tests.intentions.pen import Page, hidden, kept_beside, part_of, path
from webapp.intentions.questions import QUESTIONS


def test_each_page_asks_one_thing_and_says_who_can_read_it(phone_of, cast):
    phone = phone_of(cast.wren)
    for question in QUESTIONS:
        page = phone.get(path(cast.coming, question.name)).text
        assert question.asks in page
        assert "Only you can read this" in page
        assert page.count("data-starter=") == len(question.starters)


def test_the_button_saves_and_leads_through_the_five_pages(phone_of, cast):
    phone, names = phone_of(cast.wren), [question.name for question in QUESTIONS]
    for name, following in zip(names, [*names[1:], None], strict=True):
        sent = {**hidden(phone.get(path(cast.coming, name))), "text": f"my {name}", "then": "next"}
        answer = phone.post(path(cast.coming, name), {**sent, "audience": "only me"})
        ahead = path(cast.coming, following) if following else f"/intentions/{cast.coming.id}"
        assert (answer.status_code, answer.location) == (303, ahead)
        assert part_of(cast.wren, cast.coming, name).text == f"my {name}"


def test_a_page_is_skipped_without_a_trace(phone_of, cast):
    answer = phone_of(cast.wren).post(path(cast.coming), {"text": "", "then": "next", "_base": "0"})
    assert answer.location == path(cast.coming, "fear")
    assert part_of(cast.wren, cast.coming) is None


def test_what_is_typed_is_saved_and_the_page_learns_the_new_version(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    assert page.told["_base"] == "0"
    answer = page.type("Let what is")
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (200, "stored")
    assert page.told["_base"] == "1"
    page.type("Let what is heavy be met")
    assert page.told["_base"] == "2"
    assert part_of(cast.wren, cast.coming).text == "Let what is heavy be met"


def test_the_answer_changes_what_is_around_the_box_and_never_the_box(phone_of, cast):
    answer = Page(phone_of(cast.wren), cast.coming).type("Let it")
    assert re.findall(r'id="(\w+)" hx-swap-oob="true"', answer.text) == ["readers", "beside"]
    assert "<textarea" not in answer.text


def test_the_button_leads_htmx_to_the_next_page(phone_of, cast):
    answer = Page(phone_of(cast.wren), cast.coming).type("Let it", then="next")
    assert answer.headers["HX-Redirect"] == path(cast.coming, "fear")


def test_an_autosave_sent_twice_is_stored_once_and_answers_with_the_current_version(phone_of, cast):
    page, op = Page(phone_of(cast.wren), cast.coming), str(uuid4())
    told, page_two = dict(page.told), page
    page.type("Let it", _op=op)
    page_two.told = told
    again = page_two.type("Let it", _op=op)
    assert again.headers["Outbox-Result"] == "duplicate"
    assert page.told["_base"] == "1"
    assert part_of(cast.wren, cast.coming).version == 1


def test_a_lost_answer_does_not_let_old_words_replace_what_another_device_wrote(phone_of, cast):
    phone, tablet, op = phone_of(cast.wren), phone_of(cast.wren), str(uuid4())
    page = Page(phone, cast.coming)
    told = dict(page.told)
    page.type("from the phone", _op=op)
    Page(tablet, cast.coming).type("from the tablet")
    page.told = told
    page.type("from the phone", _op=op)
    page.type("from the phone, and more")
    part = part_of(cast.wren, cast.coming)
    assert part.text == "from the tablet"
    assert kept_beside(part) == ["from the phone, and more"]


def test_text_that_is_too_long_is_refused_beside_the_box_and_stays_in_it(phone_of, cast):
    phone, long = phone_of(cast.wren), "x" * 1_000_000
    answer = phone.post(path(cast.coming), {"text": long, "_base": "0", "then": "next"})
    assert answer.status_code == 422
    assert 'id="text-error"' in answer.text
    assert long in answer.text
    assert part_of(cast.wren, cast.coming) is None


def test_text_that_is_too_long_to_autosave_is_refused_in_place(phone_of, cast):
    answer = Page(phone_of(cast.wren), cast.coming).type("é" * 50_001)
    assert answer.status_code == 422
    assert "too long" in answer.text
    assert hidden(answer)["_base"] == "0"


def test_an_audience_that_does_not_exist_is_refused_and_shared_with_nobody(phone_of, cast):
    page = Page(phone_of(cast.wren), cast.coming)
    answer = page.type("Let it", audience="everyone")
    assert answer.status_code == 422
    assert 'id="audience-beside-error"' in answer.text
    answer = page.phone.post(page.path, {**page.told, "text": "Let it", "audience": "everyone"})
    assert 'id="audience-error"' in answer.text
    assert part_of(cast.wren, cast.coming) is None


@pytest.mark.parametrize(
    "words",
    [
        "\u202eright to left\u202c and back",
        "  spaces kept  \n\n\nand lines\n",
        "<script>alert(1)</script> {{ 7 * 7 }} %s",
        "ﷺ 🫀‍🔥 Ώ \ufeff zero\u200bwidth",
        "'; DROP TABLE intention_parts; --",
    ],
)
def test_words_are_kept_to_the_letter(phone_of, cast, words):
    page = Page(phone_of(cast.wren), cast.coming)
    page.type(words)
    assert part_of(cast.wren, cast.coming).text == words
    assert page.phone.get(page.path).status_code == 200
    assert page.phone.get(f"/intentions/{cast.coming.id}").status_code == 200


def test_a_nul_is_kept_too(phone_of, cast):
    Page(phone_of(cast.wren), cast.coming).type("before\x00after")
    assert part_of(cast.wren, cast.coming).text == "before\x00after"


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 5000, "1.5", f"op:{UUID(int=7)}"])
def test_a_version_that_cannot_be_told_replaces_nothing(phone_of, cast, base):
    page = Page(phone_of(cast.wren), cast.coming, "brings")
    page.type("typed over something", _base=base)
    part = part_of(cast.wren, cast.coming, "brings")
    assert part.text == "Wren intends"
    assert "typed over something" in kept_beside(part)


def test_words_that_arrive_broken_are_asked_for_again_and_replace_nothing(phone_of, cast):
    phone = phone_of(cast.wren)
    body = b"text=caf%E9%FF&_base=1&audience=only+me&_copy=nobody&_seen=x&text=again"
    answer = phone.client.post(
        path(cast.coming, "brings"),
        data=body + f"&csrf_token={phone.token()}".encode(),
        content_type="application/x-www-form-urlencoded",
        base_url="https://localhost",
    )
    assert answer.status_code == 400
    assert part_of(cast.wren, cast.coming, "brings").text == "Wren intends"


def test_a_form_without_words_changes_none(phone_of, cast):
    phone_of(cast.wren).post(path(cast.coming, "brings"), {"_base": "1"})
    assert part_of(cast.wren, cast.coming, "brings").text == "Wren intends"


def test_a_stale_page_is_sent_back_with_its_words_and_its_own_version(phone_of, cast):
    sent = {"text": "typed over", "_base": "0", "audience": "circle", "csrf_token": "old"}
    answer = phone_of(cast.wren).post(path(cast.coming, "brings"), sent)
    assert answer.status_code == 422
    assert "typed over" in answer.text
    assert hidden(answer)["_base"] == "0"
    assert part_of(cast.wren, cast.coming, "brings").text == "Wren intends"


def test_signed_out_in_the_middle_of_a_sentence_one_is_back_in_it(phone_of, cast):
    phone, words = phone_of(), "half a sentence & the"
    sent = {"text": words, "_base": "0", "audience": "facilitators", "then": "next"}
    sent["_uid"] = str(cast.wren.id)
    page = phone.post(path(cast.coming), sent)
    assert page.status_code == 401
    fields = re.findall(r'<input type="hidden" name="(kept_\w+)" value="([^"]*)">', page.text)
    kept = {name: html.unescape(value) for name, value in fields}
    back = phone.post("/login", {**kept, "email": email_of("wren"), "password": PASSWORD})
    assert html.escape(words) in back.text
    assert hidden(back)["_base"] == "0"
    [chosen] = re.findall(r"<input[^>]*\bchecked\b[^>]*>", back.text)
    assert 'value="facilitators"' in chosen
    assert part_of(cast.wren, cast.coming) is None
