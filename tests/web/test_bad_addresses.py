"""An address can be typed, cut off or made up: something calm answers, and nothing breaks."""

from urllib.parse import quote

import pytest

from tests.web.naughty import STRINGS, WRONG, other_peoples_ids
from tests.web.worlds import worlds
from webapp.database import now

# Which page reads what from its address.
READ = {
    "/journal": ("before", "session", "day"),
    "/journal/new": ("session",),
    "/journal/{entry}/versions": ("before",),
    "/intentions": ("before",),
    "/circle/check-ins": ("before", "circle"),
    "/questions": ("before",),
    "/facilitation/questions": ("before",),
    "/login": ("next",),
}
CALM = (200, 303, 302, 308, 404, 410)
SHORT = tuple(text for text in WRONG if len(text) < 1000)
ODD = (
    "//[", "/[", "///x", "/\\x", "https://elsewhere.example", "/\u202e", "/journal?next=%00",
    "1700000000000000-", "-", f"{9 ** 30}-{'0' * 32}", f"{now().date()}_", "_", "x" * 3000,
)  # fmt: skip


def addresses(pattern, names, cast, entry):
    for name in names:
        for value in (*SHORT, *ODD, *STRINGS[::3], *other_peoples_ids(cast)):
            yield f"{pattern.format(entry=entry)}?{name}={quote(value)}"
        yield f"{pattern.format(entry=entry)}?{name}=%ff%fe&{name}=%ED%A0%80"


@pytest.mark.parametrize("pattern", READ)
def test_nothing_in_an_address_breaks_a_page(pattern, cast, phone_of):
    who = cast.ana if pattern.startswith("/facil") else cast.wren
    phone = phone_of(None if pattern == "/login" else who)
    [world, _] = worlds(cast)
    entry = world._record("entry_id", "journal.versions")
    for address in addresses(pattern, READ[pattern], cast, entry):
        assert phone._open("GET", address).status_code in CALM, address


@pytest.mark.parametrize("pattern", ["/join/{}", "/password/reset/{}", "/journal/{}", "/{}"])
def test_no_made_up_link_breaks_a_page(pattern, cast, phone_of):
    phone = phone_of(cast.wren)
    for value in (*SHORT, *ODD, *STRINGS[::3]):
        answer = phone._open("GET", pattern.format(quote(value, safe="")))
        assert answer.status_code in CALM, value


@pytest.mark.parametrize("number", ["9" * 5, "9" * 37, "9" * 5000, "٣", "-1", "1e3"])
def test_no_number_in_an_address_breaks_a_page_or_what_is_sent_to_it(number, cast, phone_of):
    days = {
        cast.wren: f"/days-after/{cast.gone.id}/{quote(number)}",
        cast.ana: f"/facilitation/circles/{cast.juniper.id}/days-after/{quote(number)}",
    }
    for person, address in days.items():
        phone = phone_of(person)
        assert phone._open("GET", address).status_code == 404
        assert phone.post(address, {"text": "Kept", "day": "3"}).status_code == 404


@pytest.mark.parametrize(
    "wanted",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "//[", "/nowhere",
     "javascript:go()", "/login\r\nSet-Cookie: a=b", ""],
)  # fmt: skip
def test_after_signing_in_nobody_is_sent_elsewhere(wanted, cast, phone_of):
    answer = phone_of(cast.wren).get("/login", query_string={"next": wanted})
    assert answer.location == "/today"


def test_after_signing_in_wren_is_where_she_was_going(cast, phone_of):
    answer = phone_of(cast.wren).get("/login", query_string={"next": "/journal?day=2026-01-02"})
    assert answer.location == "/journal?day=2026-01-02"
