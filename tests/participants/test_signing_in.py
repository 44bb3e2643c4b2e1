"""In and out of the app, on this phone and on others."""

import re

import pytest

from tests.cast import PASSWORD, email_of
from webapp.database import db
from webapp.participants.models import SignIn


def sign_in(phone, name="wren", password=PASSWORD, **options):
    return phone.post("/login", {"email": email_of(name), "password": password}, **options)


def test_wren_signs_in_and_is_on_today(phone_of, cast):
    phone = phone_of()
    answer = sign_in(phone)
    assert (answer.status_code, answer.location) == (303, "/today")
    assert "Wren" in phone.get("/today").text


def test_wren_signs_in_with_capitals_and_a_space(phone_of, cast):
    answer = phone_of().post("/login", {"email": " WREN@Example.org ", "password": PASSWORD})
    assert answer.status_code == 303


def test_wren_goes_on_to_the_page_they_asked_for(phone_of, cast):
    phone = phone_of()
    asked = phone.get("/journal/new")
    assert asked.location == "/login?next=/journal/new"
    answer = phone.post(asked.location, {"email": email_of("wren"), "password": PASSWORD})
    assert answer.location == "/journal/new"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/nowhere", "\\\\x"]
)
def test_a_link_cannot_send_wren_elsewhere_after_the_sign_in(phone_of, cast, elsewhere):
    fields = {"email": email_of("wren"), "password": PASSWORD}
    answer = phone_of().post(f"/login?next={elsewhere}", fields)
    assert answer.location == "/today"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(phone_of, cast):
    wrong = sign_in(phone_of(), "wren", "not the password at all")
    unknown = phone_of().post(
        "/login", {"email": "nobody@example.org", "password": "not the password at all"}
    )
    assert wrong.status_code == unknown.status_code == 422
    assert plain(wrong.text).replace("wren@", "nobody@") == plain(unknown.text)
    assert "do not go together" in wrong.text


def test_what_was_typed_is_kept_and_the_password_is_not(phone_of, cast):
    page = sign_in(phone_of(), "wren", "a password that is wrong").text
    assert 'value="wren@example.org"' in page
    assert "a password that is wrong" not in page


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Please enter your e-mail"),
        ("wren", "does not seem to be"),
        ("a@b\x00c.org", "does not seem to be"),
    ],
)
def test_an_address_that_cannot_be_one_gets_a_sentence(phone_of, cast, email, sentence):
    answer = phone_of().post("/login", {"email": email, "password": PASSWORD})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_after_ten_tries_an_account_rests_and_the_right_password_waits_too(phone_of, cast):
    for _ in range(10):
        assert sign_in(phone_of(), "wren", "guessing at something").status_code == 422
    assert sign_in(phone_of(), "wren").status_code == 429
    assert sign_in(phone_of(), "moss").status_code == 303


def test_the_account_opens_again_after_a_quarter_of_an_hour(phone_of, cast, time_machine):
    time_machine.move_to("2026-11-23 10:00 +0000")
    for _ in range(11):
        sign_in(phone_of(), "wren", "guessing at something")
    time_machine.move_to("2026-11-23 10:16 +0000")
    assert sign_in(phone_of(), "wren").status_code == 303


def test_a_copied_cookie_is_dead_after_the_sign_out(phone_of, cast):
    phone, thief = phone_of(), phone_of()
    sign_in(phone)
    cookie = phone.client.get_cookie("__Host-afterglow")
    thief.client.set_cookie("__Host-afterglow", cookie.value, domain="localhost", secure=True)
    assert thief.get("/today").status_code == 200
    phone.post("/logout")
    assert thief.get("/today").status_code == 303
    assert phone.get("/today").status_code == 303


def test_wren_ends_the_sign_in_on_a_lost_phone(phone_of, cast):
    lost, phone = phone_of(), phone_of()
    sign_in(lost, headers={"User-Agent": "Mozilla (Android 14) Firefox/130"})
    sign_in(phone, headers={"User-Agent": "Mozilla (iPhone) Safari/600"})
    page = phone.get("/you").text
    assert "Firefox on Android" in page
    [end] = re.findall(r'action="(/you/sign-ins/[^"]+)"', page)
    assert phone.post(end).status_code == 303
    assert lost.get("/today").status_code == 303
    assert phone.get("/today").status_code == 200


def test_moss_cannot_end_a_sign_in_of_wren(phone_of, cast, app):
    wren, moss = phone_of(cast.wren), phone_of(cast.moss)
    row = cast.one(SignIn, cast.wren)
    assert moss.post(f"/you/sign-ins/{row.id}/end").status_code == 404
    assert wren.get("/today").status_code == 200


def test_a_sign_in_is_over_after_thirty_days(phone_of, cast, time_machine):
    time_machine.move_to("2026-11-23 10:00 +0000")
    phone = phone_of()
    sign_in(phone)
    time_machine.move_to("2026-12-22 10:00 +0000")
    assert phone.get("/today").status_code == 200
    time_machine.move_to("2026-12-23 10:01 +0000")
    assert phone.get("/today").status_code == 303


def test_a_phone_that_is_only_read_on_is_seen_all_the_same(phone_of, cast, time_machine):
    time_machine.move_to("2026-11-23 10:00 +0000")
    lost, phone = phone_of(cast.wren), phone_of(cast.wren)
    time_machine.move_to("2026-11-24 09:30 +0000")
    lost.get("/today")
    assert "Last seen 24 November, 10:30" in phone.get("/you").text


def test_days_are_counted_on_the_clock_of_the_phone_in_the_hand(phone_of, cast):
    fields = {"email": email_of("wren"), "password": PASSWORD, "time_zone": "Pacific/Auckland"}
    phone_of().post("/login", fields)
    db.session.refresh(cast.wren)
    assert cast.wren.time_zone == "Pacific/Auckland"
    phone_of().post("/login", {**fields, "time_zone": "Nowhere/Land"})
    db.session.refresh(cast.wren)
    assert cast.wren.time_zone == "Pacific/Auckland"


def test_signing_out_by_a_link_from_elsewhere_does_nothing(phone_of, cast):
    phone = phone_of(cast.wren)
    assert phone.get("/logout").status_code == 405
    assert phone.post("/logout", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert phone.post("/logout", headers={"Origin": "https://evil.example"}).status_code == 403
    assert phone.post("/logout", {"csrf_token": "made up"}).status_code == 403
    assert phone.get("/today").status_code == 200


def plain(page):
    """The page without its tokens, which are new each time."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)
