"""What a facilitator writes says truly who can read it."""

from tests.facilitation.test_gatherings import path_of


def test_an_agreement_is_read_by_whoever_is_invited(phone_of, cast):
    page = phone_of(cast.ana).get(f"/facilitation/circles/{cast.juniper.id}/agreement").text
    assert "Everyone in Juniper circle and whoever holds an invitation can read this." in page
    assert "Everyone in Juniper circle can read this" not in page


def test_in_a_closed_circle_everyone_reads_what_to_expect(phone_of, cast):
    for path in (path_of(cast.coming) + "/edit", circle_of(cast.juniper)):
        page = phone_of(cast.ana).get(path).text
        assert page.count("Everyone in Juniper circle can read this") == 2


def test_in_an_open_circle_the_people_of_the_gathering_read_what_to_expect(phone_of, cast):
    for path in (path_of(cast.harbours) + "/edit", circle_of(cast.harbour)):
        page = phone_of(cast.bea).get(path).text
        assert page.count("People of this meeting and facilitators can read this") == 2
        assert "Everyone in" not in page


def circle_of(circle):
    return f"/facilitation/circles/{circle.id}/gatherings/new"
