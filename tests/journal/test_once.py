from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.journal.pen import written_by


@pytest.mark.parametrize("named", [True, False], ids=["named by the phone", "named here"])
def test_an_entry_sent_twice_is_one_entry(phone_of, cast, named):
    phone, fields = phone_of(cast.wren), {"text": "Once", "_op": str(uuid4())}
    if named:
        fields["_entity"] = str(uuid4())
    first, second = phone.post("/journal", fields), phone.post("/journal", fields)
    assert first.location == second.location
    assert second.headers["Outbox-Result"] == "duplicate"
    assert written_by(cast.wren) == [{"text": "Once"}]


@pytest.mark.parametrize("named", [True, False], ids=["named by the phone", "named here"])
def test_an_entry_sent_twice_at_the_same_moment_is_one_entry(phone_of, cast, named):
    fields = {"text": "Once", "_op": str(uuid4())}
    if named:
        fields["_entity"] = str(uuid4())
    phones = [phone_of(cast.wren) for _ in range(4)]
    with ThreadPoolExecutor(len(phones)) as pool:
        answers = list(pool.map(lambda phone: phone.post("/journal", fields), phones))
    assert len({answer.location for answer in answers}) == 1
    results = sorted(answer.headers["Outbox-Result"] for answer in answers)
    assert results == ["duplicate", "duplicate", "duplicate", "stored"]
    assert written_by(cast.wren) == [{"text": "Once"}]


def test_another_text_under_the_same_name_is_not_mistaken_for_it(phone_of, cast):
    phone, op = phone_of(cast.wren), str(uuid4())
    phone.post("/journal", {"text": "One", "_op": op})
    answer = phone.post("/journal", {"text": "Two", "_op": op})
    assert (answer.status_code, answer.headers["Outbox-Result"]) == (422, "key-reuse")
    assert written_by(cast.wren) == [{"text": "One"}]


def test_what_wren_wrote_is_not_stored_as_mosss(phone_of, cast):
    fields = {"text": "By Wren", "_uid": str(cast.wren.id)}
    assert phone_of(cast.moss).post("/journal", fields).status_code == 409
    assert written_by(cast.moss) == []
