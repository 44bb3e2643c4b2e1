"""What a browser is told when somebody installs the app."""

import struct


def manifest(phone):
    return phone.get("/manifest.webmanifest").json


def test_it_opens_on_today_and_by_itself(phone_of):
    told = manifest(phone_of())
    assert told["start_url"] == "/today"
    assert told["display"] == "standalone"
    assert told["launch_handler"]["client_mode"][0] == "navigate-existing"


def test_writing_checking_in_and_the_care_card_are_one_press_away(phone_of, cast):
    places = [one["url"] for one in manifest(phone_of())["shortcuts"]]
    assert places == ["/journal/new", "/circle", "/care"]
    assert all(phone_of(cast.wren).get(place).status_code == 200 for place in places)


def test_its_pictures_are_as_large_as_it_says(phone_of):
    phone = phone_of()
    told = manifest(phone)
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}
    for picture in (*told["icons"], *told["screenshots"]):
        answer = phone.client.get(picture["src"], base_url="https://localhost", buffered=True)
        assert answer.status_code == 200
        width, height = struct.unpack(">II", answer.data[16:24])
        assert picture["sizes"] == f"{width}x{height}"
