"""A few words to find an entry by."""

import re

import pytest
from sqlalchemy import select, text, update

from tests.bench.queries import counted
from tests.journal.pen import entries_of, kept_of, plant, read, rewrite, write
from webapp.database import db
from webapp.journal.tags import EntryTag, Tag


def tags_on(person, entry_id):
    names = [tag.name for tag in Tag.all_on(person, entry_id)]
    db.session.commit()
    return names


def tags_of(person):
    names = [tag.name for tag in Tag.all_of(person)]
    db.session.commit()
    return names


def tag_line(page):
    return re.search(r'<input[^>]*name="tags"[^>]*value="([^"]*)"', page.text)[1]


def test_wren_gives_an_entry_tags_and_sees_them_on_it(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, text="The stairs", tags=" sister,  the  sea ,, ")
    assert tags_on(cast.wren, entry) == ["sister", "the sea"]
    page = phone.get(f"/journal/{entry}")
    tag = Tag.id_of(cast.wren.id, "sister")
    assert f'href="/journal?tag={tag}"' in page.text
    assert "sister" in read(page)
    assert tag_line(phone.get(f"/journal/{entry}/edit")) == "sister, the sea"


def test_a_tag_is_the_same_whatever_its_case_and_way_of_writing(phone_of, cast):
    phone = phone_of(cast.wren)
    first = write(phone, text="One", tags="Café, cafe\u0301, CAFÉ")
    second = write(phone, text="Two", tags="café")
    assert tags_on(cast.wren, first) == tags_on(cast.wren, second) == ["Café"]


def test_earlier_tags_are_there_to_tap(phone_of, cast):
    phone = phone_of(cast.wren)
    write(phone, text="One", tags="sister, sea")
    page = phone.get("/journal/new")
    assert 'type="checkbox" name="tapped"' in page.text
    entry = write(phone, text="Two", tags="garden", tapped=["sister"])
    assert tags_on(cast.wren, entry) == ["garden", "sister"]
    offered = re.findall(
        r'name="tapped"[^>]*value="([^"]*)"', phone.get(f"/journal/{entry}/edit").text
    )
    assert offered == ["sea"]


def test_what_a_kept_page_offers_counts_though_it_is_gone_here(phone_of, cast):
    entry = write(phone_of(cast.wren), text="Two", tapped=["long gone"])
    assert tags_on(cast.wren, entry) == ["long gone"]


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [
        (", ".join(f"tag {number}" for number in range(13)), "12 tags fit here"),
        ("x" * 41, "A tag can have 40 letters"),
        ("a, " + "ember " * 200_000, "A tag can have 40 letters"),
        (", ," * 400, "This is too long for here"),
        ("one\x07", "Please keep tags to letters"),
    ],
)
def test_too_many_or_too_long_is_said_beside_the_line_and_all_is_kept(
    phone_of, cast, tags, sentence
):
    phone = phone_of(cast.wren)
    answer = phone.post("/journal", {"text": "The stairs", "tags": tags, "tapped": "sea"})
    assert answer.status_code == 422
    assert sentence in read(answer)
    assert "The stairs</textarea>" in answer.text
    assert tag_line(answer) == tags.strip()
    assert re.search(r'name="tapped"[^>]*value="sea" checked', answer.text)
    assert tags_of(cast.wren) == []


def test_twelve_tags_of_forty_letters_are_fine(phone_of, cast):
    tags = [f"{number:02}{'é' * 38}" for number in range(12)]
    entry = write(phone_of(cast.wren), text="The stairs", tags=", ".join(tags))
    assert tags_on(cast.wren, entry) == tags


def test_another_tag_is_no_other_version_of_the_words(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, text="The stairs", tags="sister, sea")
    answer = rewrite(phone, entry, 1, text="The stairs", tags="sea, garden")
    assert answer.headers["Outbox-Version"] == "2"
    assert tags_on(cast.wren, entry) == ["garden", "sea"]
    assert kept_of(cast.wren, entry) == []


def test_new_words_keep_the_tags(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, text="The stairs", tags="sister")
    rewrite(phone, entry, 1, text="The stairs, again", tags="sister")
    [before] = kept_of(cast.wren, entry)
    phone.post(f"/journal/{entry}/versions/{before.id}/use", {"_base": "2"})
    assert tags_on(cast.wren, entry) == ["sister"]


def test_a_page_that_is_behind_takes_no_tag_away_and_loses_none(phone_of, cast):
    phone, tablet = phone_of(cast.wren), phone_of(cast.wren)
    entry = write(phone, text="The stairs", tags="sister")
    rewrite(phone, entry, 1, text="The stairs", tags="sister, sea")
    rewrite(tablet, entry, 1, text="The stairs, by tablet", tags="garden")
    assert tags_on(cast.wren, entry) == ["garden", "sea", "sister"]


def test_what_was_typed_over_a_deleted_entry_keeps_its_tags(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, text="The stairs", tags="sister")
    phone.post(f"/journal/{entry}/delete")
    assert tags_of(cast.wren) == []
    rewrite(phone, entry, 1, text="The stairs, still", tags="sister")
    assert tags_of(cast.wren) == ["sister"]


def test_a_tag_that_no_entry_has_any_more_is_forgotten(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, text="The stairs", tags="sister, sea")
    other = write(phone, text="The harbour", tags="sea")
    rewrite(phone, entry, 1, text="The stairs", tags="")
    assert tags_of(cast.wren) == ["sea"]
    phone.post(f"/journal/{other}/delete")
    assert tags_of(cast.wren) == []


def test_two_people_with_the_same_tag_have_nothing_in_common(phone_of, cast):
    write(phone_of(cast.moss), text="The kitchen", tags="sister")
    phone = phone_of(cast.wren)
    write(phone, text="The stairs", tags="sister")
    assert Tag.id_of(cast.wren.id, "sister") != Tag.id_of(cast.moss.id, "sister")
    its = Tag.id_of(cast.moss.id, "sister")
    assert phone.get(f"/journal?tag={its}").status_code == 404
    assert "kitchen" not in phone.get(f"/journal?tag={Tag.id_of(cast.wren.id, 'sister')}").text


def test_no_tag_can_be_read_in_the_database(phone_of, cast):
    write(phone_of(cast.wren), text="The stairs", tags="Zauberwort")
    for table in (Tag.__table__, EntryTag.__table__):
        for row in db.session.execute(text(f"SELECT * FROM {table.name}")):
            assert "zauberwort" not in str(row).casefold()
    assert db.session.scalars(select(Tag.id)).all() == [Tag.id_of(cast.wren.id, "zauberwort")]
    db.session.commit()


def test_a_tag_whose_seal_is_broken_hides_none_of_the_others(phone_of, cast):
    phone = phone_of(cast.wren)
    entry = write(phone, text="The stairs", tags="sister, harbour")
    broken = update(Tag).where(Tag.id == Tag.id_of(cast.wren.id, "sister"))
    with db.transaction() as session:
        session.execute(broken.values(name_sealed=bytes(40)))
    for page in ("/journal", "/journal/new", f"/journal/{entry}", f"/journal/{entry}/edit"):
        assert "harbour" in phone.get(page).text
    assert tag_line(phone.get(f"/journal/{entry}/edit")) == "harbour"
    rewrite(phone, entry, 1, text="The stairs again", tags="harbour")
    assert set(db.session.scalars(EntryTag.ids_on(entry))) == {
        Tag.id_of(cast.wren.id, name) for name in ("sister", "harbour")
    }
    db.session.commit()
    rewrite(phone, entry, 2, text="The stairs again", tags="harbour, Sister")
    assert tags_on(cast.wren, entry) == ["harbour", "Sister"]


def test_an_entry_without_tags_says_nothing_of_them(phone_of, cast):
    entry = plant(cast.olive, "Alone")
    phone = phone_of(cast.olive)
    assert 'aria-label="Tags"' not in phone.get(f"/journal/{entry.id}").text
    assert "Tags you have used" not in phone.get("/journal/new").text
    assert entries_of(cast.olive)[0].version == 1


def test_whoever_writes_without_tags_keeps_nobody_waiting_for_tags(phone_of, cast):
    """Two devices' writes wait for each other, so nothing is asked meanwhile that has no use."""
    phone = phone_of(cast.wren)
    with counted(db.reading) as statements:
        write(phone, text="The stairs were warm.")
    assert any("INSERT INTO entries" in statement for statement in statements)
    assert not any("tags" in statement for statement in statements)
