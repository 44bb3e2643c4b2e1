import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from tests.journal.pen import days_ago, entries_of, kept_of, plant, read, rewrite, write
from webapp.database import db
from webapp.journal.models import EntryVersion


def use(phone, entry_id, version_id, base):
    path = f"/journal/{entry_id}/versions/{version_id}/use"
    return phone.post(path, {"_base": str(base)})


def test_what_an_entry_said_before_stays_beside_it(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "The stairs")
    answer = rewrite(phone, entry, 1, text="The stairs, and the light")
    assert answer.location == f"/journal/{entry.id}"
    page = read(phone.get(f"/journal/{entry.id}/versions"))
    assert "As it stands" in page
    assert "Earlier" in page
    assert page.index("The stairs, and the light") < page.index("The stairs Use this one")


def test_saving_without_a_change_keeps_no_version(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "The stairs")
    rewrite(phone, entry, 1, text="The stairs", happened_on=str(entry.happened_on))
    assert kept_of(cast.wren, entry.id) == []
    assert "this entry was never changed" in phone.get(f"/journal/{entry.id}/versions").text


def test_the_form_comes_filled_in(phone_of, cast):
    entry = plant(cast.wren, "The stairs", gathering_id=cast.gone.id)
    page = phone_of(cast.wren).get(f"/journal/{entry.id}/edit").text
    assert "The stairs</textarea>" in page
    assert f'value="{entry.happened_on}"' in page
    assert f'<option selected value="{cast.gone.id}"' in page
    assert 'type="hidden" name="_base" value="1"' in page


def test_an_entry_can_be_moved_to_an_earlier_day_and_another_session(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "The stairs")
    day = days_ago(cast.wren, 8)
    rewrite(phone, entry, 1, text="The stairs", happened_on=str(day), gathering=str(cast.gone.id))
    moved = next(one for one in entries_of(cast.wren) if one.id == entry.id)
    assert (moved.happened_on, moved.gathering_id, moved.version) == (day, cast.gone.id, 2)
    assert kept_of(cast.wren, entry.id) == []


def test_two_devices_that_change_the_same_version_are_both_kept(phone_of, cast):
    phone, tablet, entry = phone_of(cast.wren), phone_of(cast.wren), plant(cast.wren, "Stairs")
    rewrite(phone, entry, 1, text="Stairs, by phone")
    answer = rewrite(tablet, entry, 1, text="Stairs, by tablet")
    assert answer.headers["Outbox-Result"] == "stored-copy"
    assert answer.location == f"/journal/{entry.id}/versions"
    page = read(tablet.get(answer.location))
    assert "Both are kept; choose which one stands." in page
    assert "From another device" in page
    for words in ("Stairs, by phone", "Stairs, by tablet", "Stairs Use this one"):
        assert words in page


def test_the_same_words_from_a_page_that_is_behind_move_the_entry_nowhere(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Stairs")
    day, older = days_ago(cast.wren, 8), days_ago(cast.wren, 20)
    rewrite(phone, entry, 1, text="Stairs", happened_on=str(day), gathering=str(cast.gone.id))
    answer = rewrite(phone, entry, 1, text="Stairs", happened_on=str(older))
    assert "Its day and its session stay as they were set there." in phone.get(answer.location).text
    moved = next(one for one in entries_of(cast.wren) if one.id == entry.id)
    assert (moved.happened_on, moved.gathering_id, moved.version) == (day, cast.gone.id, 2)


def test_a_copy_that_was_typed_for_another_day_says_that_the_day_stays(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Stairs")
    rewrite(phone, entry, 1, text="Stairs, by phone")
    day = days_ago(cast.wren, 2)
    answer = rewrite(phone, entry, 1, text="Stairs, by tablet", happened_on=str(day))
    page = read(phone.get(answer.location))
    assert "choose which one stands. Its day and its session stay as they were set there." in page
    assert entries_of(cast.wren)[-1].happened_on == entry.happened_on


def test_two_devices_at_the_same_moment_are_both_kept(app, phone_of, cast):
    entry = plant(cast.wren, "Stairs")
    phones = [phone_of(cast.wren) for _ in range(4)]
    with ThreadPoolExecutor(len(phones)) as pool:
        answers = list(
            pool.map(lambda n: rewrite(phones[n], entry, 1, text=f"Stairs {n}"), range(4))
        )
    assert sorted(answer.headers["Outbox-Result"] for answer in answers) == [
        "stored",
        "stored-copy",
        "stored-copy",
        "stored-copy",
    ]
    current = next(one for one in entries_of(cast.wren) if one.id == entry.id)
    texts = [current.words["text"], *(one.words["text"] for one in kept_of(cast.wren, entry.id))]
    assert sorted(texts) == ["Stairs", "Stairs 0", "Stairs 1", "Stairs 2", "Stairs 3"]


def test_without_a_base_nothing_is_replaced(phone_of, cast):
    entry = plant(cast.wren, "Stairs")
    for base in ("", "x", "-1", "9" * 5000):
        answer = phone_of(cast.wren).post(
            f"/journal/{entry.id}", {"text": f"Other {base[:3]}", "_base": base}, op=True
        )
        assert answer.headers["Outbox-Result"] == "stored-copy"
    assert entries_of(cast.wren)[-1].words == {"text": "Stairs"}


def test_one_tap_brings_an_earlier_version_back_and_keeps_what_it_replaces(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "First")
    rewrite(phone, entry, 1, text="Second")
    [first] = kept_of(cast.wren, entry.id)
    answer = use(phone, entry.id, first.id, 2)
    assert "These words stand again." in phone.get(answer.location).text
    assert entries_of(cast.wren)[-1].words == {"text": "First"}
    assert [one.words for one in kept_of(cast.wren, entry.id)] == [{"text": "Second"}]


def test_a_copy_can_be_brought_forward_the_same_way(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "First")
    rewrite(phone, entry, 1, text="Phone")
    rewrite(phone, entry, 1, text="Tablet")
    copy = next(one for one in kept_of(cast.wren, entry.id) if one.copied_at)
    page = phone.get(f"/journal/{entry.id}/versions").text
    base = re.search(r'name="_base" value="(\d+)"', page)[1]
    use(phone, entry.id, copy.id, base)
    assert entries_of(cast.wren)[-1].words == {"text": "Tablet"}
    kept = [one.words["text"] for one in kept_of(cast.wren, entry.id)]
    assert kept == ["Phone", "First"]


def test_a_second_tap_does_not_take_it_back_again(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "First")
    rewrite(phone, entry, 1, text="Second")
    [first] = kept_of(cast.wren, entry.id)
    use(phone, entry.id, first.id, 2)
    assert use(phone, entry.id, first.id, 2).status_code == 303
    assert entries_of(cast.wren)[-1].words == {"text": "First"}


def test_a_version_of_one_entry_is_none_of_another(phone_of, cast):
    phone = phone_of(cast.wren)
    [planted] = entries_of(cast.wren)
    [version] = kept_of(cast.wren, planted.id)
    other = write(phone, text="Another")
    assert use(phone, other, version.id, 1).status_code == 404


def test_many_versions_come_twenty_a_page(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Now")
    with db.transaction() as session:
        session.add_all(
            EntryVersion.keeping(entry, {"text": f"Draft {number:02}"}) for number in range(23)
        )
    page = phone.get(f"/journal/{entry.id}/versions").text
    assert page.count("Use this one</button>") == 20
    older = re.search(r'href="([^"]*before=[^"]*)"', page)[1]
    assert phone.get(older).text.count("Use this one</button>") == 3


def test_the_same_submission_is_one_version(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Stairs")
    fields = {"text": "Stairs twice", "_base": "1", "_op": str(uuid4())}
    for _ in range(2):
        assert phone.post(f"/journal/{entry.id}", fields).location == f"/journal/{entry.id}"
    assert [one.words for one in kept_of(cast.wren, entry.id)] == [{"text": "Stairs"}]


def test_a_copy_can_be_put_together_with_what_stands(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "First")
    rewrite(phone, entry, 1, text="Phone", feelings="Warm")
    rewrite(phone, entry, 1, text="Tablet", feelings="Warm", images="A coat")
    copy = next(one for one in kept_of(cast.wren, entry.id) if one.copied_at)
    path = f"/journal/{entry.id}/versions/{copy.id}/use"
    answer = phone.post(path, {"_base": "2", "together": "y"})
    assert "Both stand together now." in phone.get(answer.location).text
    both = {"text": "Phone\n\nTablet", "feelings": "Warm", "images": "A coat"}
    assert entries_of(cast.wren)[-1].words == both
    assert {"text": "Phone", "feelings": "Warm"} in [
        one.words for one in kept_of(cast.wren, entry.id)
    ]
