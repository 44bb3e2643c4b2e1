"""What a thief of the database, or of a copy, finds: nothing that can be read."""

import os

import pytest
from sqlalchemy import update

from tests.databases import KEY
from webapp.checkins.models import Post
from webapp.database import db
from webapp.journal.models import Entry
from webapp.keys import KeyStore, SealBroken, WrongKey, key_store
from webapp.participants.models import Participant
from webapp.sealing import GAP


def entry_of(person):
    row = db.session.get(Entry, db.session.scalar(Entry.owned_by(person)).id)
    db.session.commit()
    return row


def test_wren_reads_what_wren_wrote(cast):
    assert entry_of(cast.wren).words["text"] == "Wren wrote this alone"


def test_the_same_words_are_never_sealed_alike(cast):
    entry = entry_of(cast.wren)
    before = entry.words_sealed
    entry.words = dict(entry.words)
    assert entry.words_sealed != before


@pytest.mark.parametrize("at", [0, 1, 12, 13, -1])
def test_a_changed_byte_is_refused_and_logged_by_id_only(cast, caplog, at):
    entry = entry_of(cast.wren)
    tampered = bytearray(entry.words_sealed)
    tampered[at] ^= 1
    entry.words_sealed = bytes(tampered)
    with pytest.raises(SealBroken):
        _ = entry.words
    assert str(entry.id) in caplog.text
    assert "alone" not in caplog.text


@pytest.mark.parametrize("length", [0, 1, 12, 20])
def test_a_text_cut_short_is_refused(cast, length):
    entry = entry_of(cast.wren)
    entry.words_sealed = entry.words_sealed[:length]
    with pytest.raises(SealBroken):
        _ = entry.words


def test_words_moved_to_another_row_do_not_open(cast):
    wren, moss = entry_of(cast.wren), entry_of(cast.moss)
    moss.words_sealed = wren.words_sealed
    with pytest.raises(SealBroken):
        _ = moss.words


def test_words_moved_to_another_row_of_the_same_person_do_not_open(cast):
    entry = entry_of(cast.wren)
    other = Entry(participant_id=cast.wren.id, happened_on=entry.happened_on, words={"text": "x"})
    other.words_sealed = entry.words_sealed
    with pytest.raises(SealBroken):
        _ = other.words


def test_a_name_moved_into_the_place_of_an_address_does_not_open(cast):
    cast.wren.email_sealed = cast.wren.display_name_sealed
    with pytest.raises(SealBroken):
        _ = cast.wren.email


def test_a_tampered_row_is_not_shown_to_anybody(cast, phone_of):
    entry = entry_of(cast.wren)
    with db.transaction() as session:
        session.execute(update(Entry).where(Entry.id == entry.id).values(words_sealed=b"\1" * 60))
    page = phone_of(cast.wren).get(f"/journal/{entry.id}")
    assert page.status_code == 500
    assert "Go back" in page.text


def test_a_tampered_post_leaves_a_gap_in_the_circle_and_hides_no_others(cast, phone_of):
    with db.transaction() as session:
        session.execute(
            update(Post).where(Post.author_id == cast.moss.id).values(words_sealed=b"\1" * 60)
        )
    page = phone_of(cast.wren).get("/circle")
    assert page.status_code == 200
    assert GAP in page.text
    assert "Wren checks in" in page.text


def test_the_gap_is_not_found_by_a_search(cast, phone_of):
    torn = entry_of(cast.wren)
    with db.transaction() as session:
        session.execute(update(Entry).where(Entry.id == torn.id).values(words_sealed=b"\1" * 60))
    assert GAP not in phone_of(cast.wren).post("/journal/search", {"q": "opened"}).text


def test_words_whose_key_is_gone_are_spoken_of_in_the_log(cast, caplog):
    entry = entry_of(cast.wren)
    key_store().destroy(cast.wren.id)
    assert Entry.words.open_or({}, cast.wren.id, entry.id, entry.words_sealed) == {}
    assert f"no key for {cast.wren.id}" in caplog.text


def test_a_tampered_entry_leaves_a_gap_in_the_journal(cast, phone_of):
    torn = entry_of(cast.wren)
    with db.transaction() as session:
        session.execute(update(Entry).where(Entry.id == torn.id).values(words_sealed=b"\1" * 60))
    assert GAP in phone_of(cast.wren).get("/journal").text


def test_without_their_key_nobodys_words_open(cast):
    entry = entry_of(cast.wren)
    key_store().destroy(cast.wren.id)
    with pytest.raises(SealBroken):
        _ = entry.words
    assert entry_of(cast.moss).words


def test_new_key_encryption_keys_open_what_the_old_ones_sealed(cast, settings):
    entry, new = entry_of(cast.wren), os.urandom(32)
    both = KeyStore(settings.keys_database_url, {1: KEY, 2: new})
    assert both.rewrap() > 0
    assert both.rewrap() == 0
    only_new = KeyStore(settings.keys_database_url, {2: new})
    only_new.verify()
    place = f"v1|entries|words|{cast.wren.id}|{entry.id}"
    assert b"alone" in only_new.unseal(cast.wren.id, place, entry.words_sealed)
    with pytest.raises(WrongKey, match="lacks version 2"):
        KeyStore(settings.keys_database_url, {1: KEY}).verify()


def test_the_wrong_key_is_named_in_one_sentence(cast, settings):
    with pytest.raises(WrongKey, match=r"not the key this database was sealed with\.$"):
        KeyStore(settings.keys_database_url, {1: os.urandom(32)}).verify()


def test_a_store_that_was_never_made_says_what_to_do(tmp_path):
    with pytest.raises(WrongKey, match="flask --app wsgi setup"):
        KeyStore(f"sqlite:///{tmp_path}/none.db", {1: KEY}).verify()


def test_an_address_is_found_by_its_index_and_the_index_says_nothing(cast):
    found = db.session.scalar(Participant.with_email("WREN@example.org"))
    assert found is not None
    assert found.id == cast.wren.id
    assert b"wren" not in found.email_index


def test_a_worker_keeps_only_so_many_keys_open(cast, monkeypatch):
    monkeypatch.setattr("webapp.keys.CACHED_KEYS", 2)
    store = key_store()
    for person in (cast.wren, cast.moss, cast.rue, cast.wren):
        assert entry_of(person).words
    assert len(store._opened) <= 2
