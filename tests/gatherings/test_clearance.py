"""The clinic's yes: shown to whom it concerns, recorded by facilitators alone."""

import pytest


def page_of(phone, gathering):
    return phone.get(f"/gatherings/{gathering.id}").text


def line(cast, person):
    return f"/facilitation/gatherings/{cast.coming.id}/roster/{person.id}/clearance"


def test_wren_sees_it_once_ana_has_recorded_it(phone_of, cast):
    wren, ana = phone_of(cast.wren), phone_of(cast.ana)
    assert "Not recorded yet." in page_of(wren, cast.coming)
    ana.post(line(cast, cast.wren), {"given": "y"})
    assert "The clinic has said yes" in page_of(wren, cast.coming)
    assert "Not recorded yet." in page_of(phone_of(cast.moss), cast.coming)
    ana.post(line(cast, cast.wren))
    assert "Not recorded yet." in page_of(wren, cast.coming)


@pytest.mark.parametrize("who", ["wren", "moss", "bea", "olive"])
def test_nobody_else_can_record_it(phone_of, cast, who):
    answered = phone_of(getattr(cast, who)).post(line(cast, cast.wren), {"given": "y"})
    assert answered.status_code == 404
    assert "Not recorded yet." in page_of(phone_of(cast.wren), cast.coming)


def test_for_somebody_who_is_not_expected_there_is_none(phone_of, cast):
    assert phone_of(cast.ana).post(line(cast, cast.ilse), {"given": "y"}).status_code == 404


def test_whoever_is_put_on_a_roster_anew_needs_the_clinics_yes_anew(phone_of, cast):
    bea = phone_of(cast.bea)
    roster = f"/facilitation/gatherings/{cast.harbours.id}/roster"
    bea.post(f"{roster}/{cast.ilse.id}/clearance", {"given": "y"})
    assert "The clinic has said yes" in page_of(phone_of(cast.ilse), cast.harbours)
    bea.post(f"{roster}/{cast.ilse.id}/removal")
    bea.post(roster, {"participant": str(cast.ilse.id)})
    assert "Not recorded yet." in page_of(phone_of(cast.ilse), cast.harbours)


def test_ana_sees_on_the_roster_who_is_cleared_and_who_has_seen_to_what(phone_of, cast):
    from webapp.gatherings.steps import STANDARD

    ana = phone_of(cast.ana)
    ana.post(line(cast, cast.wren), {"given": "y"})
    step = f"/gatherings/{cast.coming.id}/steps/{STANDARD[0].name}"
    phone_of(cast.wren).post(step, {"done": "y"})
    page = ana.get(f"/facilitation/gatherings/{cast.coming.id}").text
    assert page.count('aria-pressed="true"') == 1
    assert "Saw to 1 of 5" in page
