"""On the day of a session Today leads on where somebody stopped."""

from datetime import timedelta

import time_machine

from webapp.journal.models import QUESTIONS

HOUR = timedelta(hours=1)


def answer(phone, family):
    phone.post(f"/soft-mode/{family}", {"text": "Warm water", "then": "next"})


def test_it_goes_on_with_the_next_question_while_it_lasts_and_after(phone_of, cast):
    with time_machine.travel(cast.gone.starts_at + HOUR) as clock:
        phone = phone_of(cast.wren)
        assert 'href="/soft-mode/images">I’m back' in phone.get("/today").text
        answer(phone, "images")
        assert 'href="/soft-mode/feelings">I’m back' in phone.get("/today").text
        clock.move_to(cast.gone.ends_at + HOUR)
        assert 'href="/soft-mode/feelings"' in phone.get("/today").text


def test_after_the_last_question_it_goes_on_with_the_page_of_the_day_itself(phone_of, cast):
    with time_machine.travel(cast.gone.ends_at + HOUR):
        phone, its_page = phone_of(cast.wren), f'href="/days-after/{cast.gone.id}/0"'
        for family in QUESTIONS:
            assert its_page not in phone.get("/today").text
            answer(phone, family)
        assert its_page in phone.get("/today").text
