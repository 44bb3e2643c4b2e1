"""What a browser is told when somebody installs the app."""

import re
import struct
from dataclasses import replace

from tests.conftest import close
from tests.phone import Phone
from webapp import create_app


def manifest(phone):
    return phone.get("/manifest.webmanifest").json


def test_it_opens_on_today_and_by_itself(phone_of):
    told = manifest(phone_of())
    assert told["start_url"] == "/today"
    assert told["display"] == "standalone"
    assert told["launch_handler"]["client_mode"][0] == "navigate-existing"


def test_it_is_one_app_whose_scope_is_the_whole_site(phone_of):
    told = manifest(phone_of())
    assert told["id"] == told["scope"] == "/"
    assert told["display_override"] == ["standalone", "minimal-ui"]


def test_it_is_called_on_the_phone_what_the_clinic_calls_it(settings):
    app = create_app(replace(settings, app_name="Quiet hours"))
    phone = Phone(app)
    told = manifest(phone)
    page = phone.get("/login").text
    close(app)
    assert told["name"] == told["short_name"] == "Quiet hours"
    assert '<meta name="apple-mobile-web-app-title" content="Quiet hours">' in page


def test_an_iphone_finds_a_picture_of_its_own_and_every_phone_two_grounds(phone_of):
    phone = phone_of()
    page = phone.get("/login").text
    [picture] = re.findall(r'<link rel="apple-touch-icon" href="([^"]+)">', page)
    assert size_of(phone, picture) == "180x180"
    grounds = re.findall(r'<meta name="theme-color" content="(#\w+)" media="([^"]+)">', page)
    assert dict(grounds).keys() == {"#faf5ee", "#171311"}
    assert [media for _, media in grounds] == [
        "(prefers-color-scheme: light)",
        "(prefers-color-scheme: dark)",
    ]


def test_writing_checking_in_and_the_care_card_are_one_press_away(phone_of, cast):
    places = [one["url"] for one in manifest(phone_of())["shortcuts"]]
    assert places == ["/journal/new", "/circle", "/care"]
    assert all(phone_of(cast.wren).get(place).status_code == 200 for place in places)


def test_its_pictures_are_as_large_as_it_says(phone_of):
    phone = phone_of()
    told = manifest(phone)
    assert {(one["purpose"], one["sizes"]) for one in told["icons"]} == {
        ("any", "192x192"),
        ("any", "512x512"),
        ("maskable", "192x192"),
        ("maskable", "512x512"),
    }
    assert len(told["screenshots"]) >= 2
    for picture in (*told["icons"], *told["screenshots"]):
        assert picture["sizes"] == size_of(phone, picture["src"])


def size_of(phone, picture):
    answer = phone.client.get(picture, base_url="https://localhost", buffered=True)
    assert answer.status_code == 200
    width, height = struct.unpack(">II", answer.data[16:24])
    return f"{width}x{height}"
