"""What the form is while nobody has written in it is drawn once, and holds nobody's words."""

import pytest

from webapp.checkins import forms


@pytest.mark.parametrize(
    "typed",
    [{"text": "x" * 6000, "state": "heavy"}, {"state": "own words", "own_state": ""}],
    ids=["too long", "a tap alone"],
)
def test_what_wren_typed_is_never_in_the_form_that_moss_opens(phone_of, cast, monkeypatch, typed):
    monkeypatch.setattr(forms, "_blank", {})
    refused = phone_of(cast.wren).post("/circle/check-ins", typed)
    assert refused.status_code == 422
    form = phone_of(cast.moss).get("/circle").text.partition('<section id="check-ins"')[0]
    assert form.count("checked") == 1, "replies are welcome, and nothing else is tapped"
    assert "xxx" not in form
