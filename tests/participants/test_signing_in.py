def test_wren_signs_in_and_is_on_today(phone_of, cast):
    answer = phone_of().post(
        "/login", {"email": "wren@example.org", "password": "seven quiet lanterns"}
    )
    assert (answer.status_code, answer.location) == (303, "/today")


def test_wren_sees_where_they_are_signed_in(phone_of, cast):
    assert phone_of(cast.wren).get("/healthz").text == "ok"
