"""What is on a drawing can be said when it is kept, or later, or not at all."""

from __future__ import annotations

import pytest

from tests.faults.sendings.attachments import attached_to
from tests.files import DRAWING, VOICE
from tests.journal.test_attachments import of
from webapp.database import db
from webapp.journal.models import Entry


@pytest.fixture
def entry(cast):
    return db.session.scalars(Entry.owned_by(cast.wren)).first()


def test_wren_says_later_what_is_on_it_and_changes_it_and_leaves_it(phone_of, cast, entry):
    here = f"/journal/attachments/{attached_to(entry, DRAWING).id}/words"
    wren = phone_of(cast.wren)
    assert here in wren.get(f"/journal/{entry.id}").text
    for seen, words in (("", "A bridge of light"), ("A bridge of light", "A bridge")):
        assert (
            wren.post(here, {"said": words, "seen": seen}, op=True).location
            == f"/journal/{entry.id}"
        )
        assert f'alt="{words}"' in wren.get(f"/journal/{entry.id}").text
        assert f'value="{words}"' in wren.get(here).text
    wren.post(here, {"said": "", "seen": "A bridge"})
    assert "A drawing of yours, not described" in wren.get(f"/journal/{entry.id}").text


def test_of_two_phones_that_describe_it_neither_replaces_the_other_unseen(phone_of, cast, entry):
    here = f"/journal/attachments/{attached_to(entry, DRAWING).id}/words"
    wren = phone_of(cast.wren)
    wren.post(here, {"said": "A bridge of light", "seen": ""}, op=True)
    answer = wren.post(here, {"said": "A bridge", "seen": ""}, op=True)
    assert answer.status_code == 422
    assert "Meanwhile it was described as “A bridge of light”." in answer.text
    assert 'value="A bridge"' in answer.text
    assert of(cast.wren)[0].said == "A bridge of light"
    wren.post(here, {"said": "A bridge", "seen": "A bridge of light"}, op=True)
    assert of(cast.wren)[0].said == "A bridge"


def test_too_many_words_are_kept_on_the_page_with_a_sentence(phone_of, cast, entry):
    drawing = attached_to(entry, DRAWING)
    answer = phone_of(cast.wren).post(
        f"/journal/attachments/{drawing.id}/words", {"said": "a" * 999}
    )
    assert (answer.status_code, "a" * 999 in answer.text) == (422, True)
    assert of(cast.wren)[0].said is None


def test_what_is_heard_needs_no_such_words(phone_of, cast, entry):
    voice = attached_to(entry, VOICE, "voice")
    wren = phone_of(cast.wren)
    assert "Describe this drawing" not in wren.get(f"/journal/{entry.id}").text
    assert wren.get(f"/journal/attachments/{voice.id}/words").status_code == 404
