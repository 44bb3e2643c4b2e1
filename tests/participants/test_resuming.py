"""Being signed out in the middle of a sentence."""

import html
import re

from sqlalchemy import select

from tests.cast import PASSWORD, email_of
from webapp.database import db
from webapp.journal.models import Entry

WORDS = 'The tide, and then\n\nthe <bell> & its "echo" — šŏft\u200f'


def hidden(page):
    """The hidden fields of the sign-in page."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in fields}


def interrupted(phone, **fields):
    """Somebody whose sign-in has run out presses Save, and is asked to sign in."""
    page = phone.post("/journal", {"images": WORDS, "happened_on": "2026-11-20", **fields})
    assert page.status_code == 401
    return hidden(page.text)


def test_wren_is_back_in_the_form_with_every_word(phone_of, cast):
    phone = phone_of()
    kept = interrupted(phone)
    answer = phone.post("/login", {**kept, "email": email_of("wren"), "password": PASSWORD})
    assert html.escape(WORDS, quote=False).replace('"', "&#34;") in answer.text
    assert "You are signed in again" in answer.text
    assert 'action="/journal"' in answer.text
    assert stored(cast.wren) == 1, "nothing is stored before Wren sends it once more"
    assert phone.post("/journal", {"images": WORDS, "happened_on": "2026-11-20"}).status_code == 303
    assert stored(cast.wren) == 2


def test_a_mistyped_password_still_holds_the_words(phone_of, cast):
    phone = phone_of()
    kept = interrupted(phone)
    again = phone.post("/login", {**kept, "email": email_of("wren"), "password": "mistyped it"})
    assert hidden(again.text)["kept_fields"] == kept["kept_fields"]


def test_moss_signing_in_on_this_phone_does_not_see_what_wren_wrote(phone_of, cast):
    phone = phone_of()
    kept = interrupted(phone, _uid=str(cast.wren.id))
    answer = phone.post("/login", {**kept, "email": email_of("moss"), "password": PASSWORD})
    assert answer.status_code == 409
    assert "The tide" not in answer.text
    assert stored(cast.moss) == 1


def test_a_page_open_for_too_long_keeps_the_words_and_asks_to_send_again(phone_of, cast):
    phone = phone_of(cast.wren)
    answer = phone.post(
        "/journal", {"images": WORDS, "happened_on": "2026-11-20", "csrf_token": "of yesterday"}
    )
    assert answer.status_code == 422
    assert "had been open for a while" in answer.text
    assert "The tide, and then" in answer.text
    assert stored(cast.wren) == 1


def test_a_path_made_up_in_the_sign_in_page_leads_to_today(phone_of, cast):
    fields = {"email": email_of("wren"), "password": PASSWORD, "kept_fields": "a=b"}
    for path in ("/nowhere", "https://evil.example/", "/logout", "/healthz"):
        answer = phone_of().post("/login", {**fields, "kept_path": path})
        assert answer.location == "/today"


def stored(person):
    db.session.rollback()
    return len(db.session.scalars(select(Entry).where(Entry.participant_id == person.id)).all())
