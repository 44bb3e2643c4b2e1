"""Only what somebody sent from a page of ours, on their own sign-in, is carried out."""

import re
from contextvars import Context

import pytest

from tests.web.kept import typed_in

WORDS = {"text": "A heron stood in the shallow water."}
LEAD = "This page had been open for a while."


def token_on(phone, page="/journal/new"):
    return re.search(r'name="csrf_token" value="([^"]+)"', phone.get(page).text)[1]


def test_every_page_has_another_token_and_all_of_them_hold(cast, phone_of):
    phone = phone_of(cast.wren)
    tokens = [token_on(phone) for _ in range(3)]
    assert len(set(tokens)) == 3
    for token in tokens:
        assert phone.post("/journal", {**WORDS, "csrf_token": token}).status_code == 303


def test_a_page_has_one_token_however_many_forms(cast, phone_of):
    found = re.findall(
        r'name="csrf_token" value="([^"]+)"', phone_of(cast.wren).get("/circle").text
    )
    assert len(found) > 1
    assert len(set(found)) == 1


def test_a_token_may_come_in_a_header(cast, phone_of):
    phone = phone_of(cast.wren)
    headers = {"X-CSRFToken": token_on(phone)}
    assert phone.post("/journal", {**WORDS, "csrf_token": ""}, headers=headers).status_code == 303


@pytest.mark.parametrize("token", ["", "stale", "00" * 64, "ff", "é", "0" * 9001])
def test_a_stale_page_gives_the_words_back(token, cast, phone_of):
    answer = phone_of(cast.wren).post("/journal", {**WORDS, "csrf_token": token})
    assert answer.status_code == 422
    assert LEAD in answer.text
    assert WORDS["text"] in typed_in(answer.text)["text"]


def test_a_stale_page_without_words_is_refused(cast, phone_of):
    phone = phone_of(cast.wren)
    invitation = f"/gatherings/{cast.coming.id}/attendance"
    assert phone.post(invitation, {"answer": "unsure", "csrf_token": "x"}).status_code == 422
    answer = phone.post("/logout", {"csrf_token": ""})
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (403, "csrf")
    assert phone.get("/today").status_code == 200


def test_the_token_of_another_person_is_refused(cast, phone_of):
    token = token_on(phone_of(cast.moss))
    answer = phone_of(cast.wren).post("/journal", {**WORDS, "csrf_token": token})
    assert (answer.status_code, LEAD in answer.text) == (422, True)


def test_the_token_of_an_earlier_sign_in_of_ones_own_is_refused(cast, phone_of):
    token = token_on(phone_of(cast.wren))
    answer = phone_of(cast.wren).post("/journal", {**WORDS, "csrf_token": token})
    assert (answer.status_code, LEAD in answer.text) == (422, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "nonsense"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://localhost.elsewhere.example"},
        {"Origin": "https://localhost:8443"},
        {"Origin": "https://[broken"},
    ],
    ids=str,
)
def test_what_comes_from_another_site_is_refused_even_with_a_token(headers, cast, phone_of):
    answer = phone_of(cast.wren).post("/journal", WORDS, headers=headers)
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (403, "csrf")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://localhost"},
    ],
    ids=str,
)
def test_what_comes_from_a_page_of_ours_is_taken(headers, cast, phone_of):
    assert phone_of(cast.wren).post("/journal", WORDS, headers=headers).status_code == 303


def test_a_refusal_that_is_forgotten_is_found(cast, phone_of, monkeypatch):
    """The planted fault: without the check, the words of a stale page are stored."""
    phone = phone_of(cast.wren)
    monkeypatch.setattr("webapp.web.access.validate_csrf", lambda token: None)
    sent = {**WORDS, "csrf_token": "stale"}
    assert Context().run(phone.post, "/journal", sent).status_code == 303
