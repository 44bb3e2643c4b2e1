"""A copy from another device knows the day that it was typed for."""

from tests.journal.pen import days_ago, entries_of, kept_of, plant, read, rewrite


def use(phone, entry, version, base):
    phone.post(f"/journal/{entry.id}/versions/{version.id}/use", {"_base": str(base)})


def test_a_copy_that_is_chosen_takes_the_entry_to_the_day_it_was_typed_for(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Stairs")
    day = days_ago(cast.wren, 2)
    there = {"happened_on": str(day), "gathering": str(cast.gone.id)}
    rewrite(phone, entry, 1, text="Stairs, by phone")
    rewrite(phone, entry, 1, text="Stairs, by tablet", **there)
    copy = next(one for one in kept_of(cast.wren, entry.id) if one.copied_at)
    assert f", for {day:%A} {day.day} {day:%B}" in read(phone.get(f"/journal/{entry.id}/versions"))
    use(phone, entry, copy, 2)
    assert entries_of(cast.wren)[-1].place == (day, cast.gone.id)
    replaced = next(one for one in kept_of(cast.wren, entry.id) if "phone" in one.words["text"])
    use(phone, entry, replaced, 3)
    stands = entries_of(cast.wren)[-1]
    assert (stands.words["text"], stands.place) == ("Stairs, by phone", (entry.happened_on, None))


def test_an_earlier_version_moves_the_entry_to_no_other_day(phone_of, cast):
    phone, entry = phone_of(cast.wren), plant(cast.wren, "Stairs")
    rewrite(phone, entry, 1, text="Stairs, again")
    day = days_ago(cast.wren, 8)
    rewrite(phone, entry, 2, text="Stairs, again", happened_on=str(day))
    [first] = kept_of(cast.wren, entry.id)
    use(phone, entry, first, 3)
    stands = entries_of(cast.wren)[-1]
    assert (stands.words["text"], stands.happened_on) == ("Stairs", day)
