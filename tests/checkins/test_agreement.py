import pytest

from tests.checkins.conftest import count
from webapp.checkins.models import Post, Reply
from webapp.circles.models import Acceptance, Agreement

WORDS = {"state": "tender", "text": "I saw the kitchen."}
PROMISE = "We let each other finish."


@pytest.fixture
def newer(cast, keep):
    """Juniper's agreement has a new version, which nobody has accepted yet."""
    return keep(Agreement(circle_id=cast.juniper.id, version=2, text=PROMISE))


def test_who_has_accepted_is_not_asked_again(phone_of, cast):
    assert "promises each other" not in phone_of(cast.moss).get("/circle").text


def test_a_new_agreement_stands_above_the_form(phone_of, cast, newer):
    page = phone_of(cast.moss).get("/circle").text
    assert page.index(PROMISE) < page.index("How are you arriving this week?")


def test_nothing_is_posted_before_it_is_accepted_and_what_was_typed_stays(phone_of, cast, newer):
    before = count(Post)
    page = phone_of(cast.moss).post("/circle/check-ins", WORDS)
    assert page.status_code == 422
    assert "This comes first. What you wrote stays here." in page.text
    assert WORDS["text"] in page.text
    assert count(Post) == before


def test_accepting_and_checking_in_are_one_step_and_asked_once(phone_of, cast, newer):
    phone = phone_of(cast.moss)
    agreed = {**WORDS, "accept": "y", "agreement": str(newer.id)}
    assert phone.post("/circle/check-ins", agreed).status_code == 303
    assert count(Acceptance, participant_id=cast.moss.id, agreement_id=newer.id) == 1
    assert PROMISE not in phone.get("/circle").text
    assert phone.post("/circle/check-ins", WORDS).status_code == 303


def test_a_newer_agreement_is_not_accepted_unseen(phone_of, cast, newer, keep):
    keep(Agreement(circle_id=cast.juniper.id, version=3, text="And we come on time."))
    agreed = {**WORDS, "accept": "y", "agreement": str(newer.id)}
    page = phone_of(cast.moss).post("/circle/check-ins", agreed)
    assert page.status_code == 422
    assert "And we come on time." in page.text
    assert count(Acceptance, participant_id=cast.moss.id) == 1


def test_nothing_is_accepted_by_a_form_that_comes_back(phone_of, cast, newer):
    agreed = {"accept": "y", "agreement": str(newer.id)}
    assert phone_of(cast.moss).post("/circle/check-ins", agreed).status_code == 422
    assert count(Acceptance, participant_id=cast.moss.id, agreement_id=newer.id) == 0


def test_a_reply_too_comes_after_the_agreement(phone_of, cast, newer):
    path = f"/circle/check-ins/{cast.one(Post, cast.rue).id}/replies"
    before, phone = count(Reply), phone_of(cast.moss)
    page = phone.htmx("POST", path, data={"text": "Glad."})
    assert page.status_code == 422
    assert PROMISE in page.text
    assert "Glad." in page.text
    assert count(Reply) == before
    agreed = {"text": "Glad.", "accept": "y", "agreement": str(newer.id)}
    assert phone.post(path, agreed).status_code == 303
    assert count(Reply) == before + 1
