"""Being signed out in the middle of a sentence."""

import html
import re

import pytest
from sqlalchemy import select

from tests.cast import PASSWORD, email_of
from webapp.checkins.models import Post
from webapp.database import db
from webapp.journal.models import Entry

WORDS = 'The tide, and then\n\nthe <bell> & its "echo" — šŏft\u200f'


def hidden(page):
    """The hidden fields of the sign-in page."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in fields}


def interrupted(phone, writer, path="/journal", **fields):
    """Somebody whose sign-in has run out presses Save, and is asked to sign in."""
    written = {"images": WORDS, "happened_on": "2026-11-20", "_uid": str(writer.id), **fields}
    page = phone.post(path, written)
    assert page.status_code == 401
    return hidden(page.text)


def come_back(phone, kept, name="wren", password=PASSWORD):
    return phone.post("/login", {**kept, "email": email_of(name), "password": password})


def test_wren_is_back_in_the_form_with_every_word(phone_of, cast):
    phone = phone_of()
    answer = come_back(phone, interrupted(phone, cast.wren))
    assert html.escape(WORDS, quote=False).replace('"', "&#34;") in answer.text
    assert "You are signed in again" in answer.text
    assert 'action="/journal"' in answer.text
    assert stored(cast.wren) == 1, "nothing is stored before Wren sends it once more"
    assert phone.post("/journal", {"images": WORDS, "happened_on": "2026-11-20"}).status_code == 303
    assert stored(cast.wren) == 2


def test_every_form_says_who_is_writing_in_it_also_without_a_script(phone_of, cast):
    for path in ("/journal/new", "/circle", "/you/name", f"/intentions/{cast.coming.id}/meet"):
        page = phone_of(cast.wren).get(path).text
        assert page.count('name="csrf_token"') == page.count(f'name="_uid" value="{cast.wren.id}"')


def test_a_mistyped_password_still_holds_the_words(phone_of, cast):
    phone = phone_of()
    kept = interrupted(phone, cast.wren)
    again = come_back(phone, kept, password="mistyped it")
    assert hidden(again.text)["kept_fields"] == kept["kept_fields"]


def test_a_pause_after_many_tries_still_holds_the_words(phone_of, cast):
    phone = phone_of()
    kept = interrupted(phone, cast.wren)
    for _ in range(10):
        come_back(phone, kept, password="mistyped it")
    paused = come_back(phone, kept)
    assert paused.status_code == 429
    assert hidden(paused.text)["kept_fields"] == kept["kept_fields"]
    assert "wait a few minutes" in paused.text


@pytest.mark.parametrize("named", [True, False])
def test_moss_signing_in_on_this_phone_does_not_see_what_wren_wrote(phone_of, cast, named):
    phone = phone_of()
    kept = interrupted(phone, cast.wren, **({} if named else {"_uid": ""}))
    answer = come_back(phone, kept, "moss")
    assert answer.status_code == 422
    assert "Somebody else wrote" in answer.text
    assert "The tide" not in answer.text
    assert hidden(answer.text)["kept_fields"] == kept["kept_fields"], "Wren may still come back"
    assert phone.get("/today").status_code == 303, "Moss is not signed in by this"


def test_fifty_thousand_suns_are_not_too_much_to_hold(phone_of, cast):
    phone = phone_of()
    suns = "\N{BLACK SUN WITH RAYS}\N{SUN WITH FACE}" * 25_000
    kept = interrupted(phone, cast.wren, images=suns, feelings=suns, text=suns)
    assert come_back(phone, kept).text.count(suns) == 3


def test_a_single_tap_is_asked_for_again(phone_of, cast):
    phone, post = phone_of(), cast.one(Post, cast.wren)
    kept = interrupted(phone, cast.wren, f"/circle/check-ins/{post.id}/taking-back")
    assert come_back(phone, kept).location == "/today"
    page = phone.get("/today").text
    assert "Please tap it once more" in page
    assert "Taken back" not in page
    db.session.refresh(post)
    assert post.taken_back_at is None


def test_a_page_open_for_too_long_keeps_the_words_and_asks_to_send_again(phone_of, cast):
    phone = phone_of(cast.wren)
    answer = phone.post(
        "/journal", {"images": WORDS, "happened_on": "2026-11-20", "csrf_token": "of yesterday"}
    )
    assert answer.status_code == 422
    assert "had been open for a while" in answer.text
    assert "The tide, and then" in answer.text
    assert stored(cast.wren) == 1


@pytest.mark.parametrize("path", ["/nowhere", "https://evil.example/", "/logout", "/login"])
def test_a_path_made_up_in_the_sign_in_page_leads_to_today(phone_of, cast, path):
    phone = phone_of()
    kept = interrupted(phone, cast.wren)
    assert come_back(phone, {**kept, "kept_path": path}).location == "/today"


def stored(person):
    db.session.rollback()
    return len(db.session.scalars(select(Entry).where(Entry.participant_id == person.id)).all())
