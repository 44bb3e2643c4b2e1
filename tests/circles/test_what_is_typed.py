"""Whatever is typed on the way in is kept as it is, or met with a sentence next to its field."""

import pytest

from tests.circles.doors import everything, invite, membership_of, newcomer, person_with

LONG = "x" * 1_000_000


@pytest.mark.parametrize(
    "name",
    [
        "Ǎ̈lēx 🌿",
        "<script>alert(1)</script>",
        "'; DROP TABLE participants; --",
        "{{ 7 * 7 }} %s ${x}",
        "\u202eRobin\u202c",
        "田中さん",
        "\ufeffnull",
        "م‏ن",
    ],
)
def test_any_name_is_kept_to_the_letter(phone_of, cast, name):
    phone = phone_of()
    answer = phone.post(invite(cast.juniper), newcomer(cast.juniper, display_name=name))
    assert answer.location == "/today"
    juno = person_with("juno@example.org")
    assert membership_of(juno, cast.juniper).display_name == juno.display_name == name
    assert phone.get("/you").status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"display_name": ""}, "Please choose a name your circle will see."),
        ({"display_name": "   "}, "Please choose a name your circle will see."),
        ({"display_name": "n" * 41}, "This is too long for here"),
        ({"display_name": LONG}, "This is too long for here"),
        ({"display_name": "two\nlines"}, "Please keep this to one line"),
        ({"display_name": "nul\x00"}, "Please keep this to one line"),
        ({"email": ""}, "Please enter your e-mail address."),
        ({"email": "juno"}, "This does not seem to be an e-mail address."),
        ({"email": "ju\x00no@example.org"}, "This does not seem to be an e-mail address."),
        ({"email": LONG + "@example.org"}, "This does not seem to be an e-mail address."),
        ({"password": ""}, "Please choose a password."),
        ({"password": "short"}, "Please use at least 15 characters."),
        ({"password": LONG}, "Please use at most 128 characters."),
        ({"password": "a" * 20}, "This one is easy to guess."),
        ({"agreement": "nonsense"}, "has changed meanwhile"),
        ({"agreement": "\x00"}, "has changed meanwhile"),
    ],
)
def test_what_cannot_be_is_answered_next_to_its_field(phone_of, cast, fields, sentence):
    before = everything(cast)
    answer = phone_of().post(invite(cast.juniper), newcomer(cast.juniper, **fields))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert everything(cast) == before


@pytest.mark.parametrize("password", ["nul \x00 in the middle", "🌊" * 15, "   spaces only    x  "])
def test_any_password_works_as_it_was_typed(phone_of, cast, password):
    fields = newcomer(cast.juniper, password=password + " and more of it")
    assert phone_of().post(invite(cast.juniper), fields).location == "/today"
    signing_in = {"email": "juno@example.org", "password": password + " and more of it"}
    assert phone_of().post("/login", signing_in).location == "/today"


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../../etc/passwd", "\x00", LONG])
def test_without_a_time_zone_it_is_the_clinics(phone_of, cast, zone):
    fields = newcomer(cast.juniper, time_zone=zone)
    assert phone_of().post(invite(cast.juniper), fields).location == "/today"
    assert person_with("juno@example.org").time_zone == "UTC"


def test_nothing_at_all_is_met_with_sentences_and_broken_letters_are_asked_for_again(
    phone_of, cast
):
    phone, link = phone_of(), invite(cast.juniper)
    assert phone.post(link, {}).status_code == 422
    body = b"display_name=%ff%fe&email=%c3%28&csrf_token=" + phone.token().encode()
    answer = phone.client.post(
        link,
        data=body,
        content_type="application/x-www-form-urlencoded",
        base_url="https://localhost",
    )
    assert answer.status_code == 400
