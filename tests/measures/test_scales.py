"""The sums of PHQ-9, PHQ-2 and GAD-7, set against what was published of them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.measures.scales import ANSWERS, GAD_7, PHQ_2, PHQ_9, SCALES

EVERY = list(SCALES.values())
# Kroenke, Spitzer, Williams 2001: the ranges of the PHQ-9; Spitzer and others 2006: of the GAD-7.
PUBLISHED = [
    (PHQ_9, range(5), "minimal"),
    (PHQ_9, range(5, 10), "mild"),
    (PHQ_9, range(10, 15), "moderate"),
    (PHQ_9, range(15, 20), "moderately severe"),
    (PHQ_9, range(20, 28), "severe"),
    (GAD_7, range(5), "minimal"),
    (GAD_7, range(5, 10), "mild"),
    (GAD_7, range(10, 15), "moderate"),
    (GAD_7, range(15, 22), "severe"),
    (PHQ_2, range(3), "below the published cut-off"),
    (PHQ_2, range(3, 7), "at or above the published cut-off"),
]


def by_number(answers):
    return {str(number): value for number, value in enumerate(answers, 1) if value is not None}


@pytest.mark.parametrize(
    ("scale", "length", "most"), [(PHQ_9, 9, 27), (PHQ_2, 2, 6), (GAD_7, 7, 21)]
)
def test_each_has_its_items_and_its_highest_sum(scale, length, most):
    assert (len(scale.items), scale.most) == (length, most)
    assert len(ANSWERS) == 4


@pytest.mark.parametrize(("scale", "scores", "words"), PUBLISHED)
def test_every_sum_lies_in_its_published_range(scale, scores, words):
    assert {scale.band(score).words for score in scores} == {words}


@pytest.mark.parametrize("scale", EVERY, ids=lambda scale: scale.name)
def test_no_sum_lies_in_no_range(scale):
    known = {score for one, scores, _words in PUBLISHED if one is scale for score in scores}
    assert known == set(range(scale.most + 1))


@pytest.mark.parametrize("answers", list(product(range(4), repeat=2)))
def test_all_sixteen_answers_to_two_questions_are_added_up(answers):
    assert PHQ_2.score(by_number(answers)) == sum(answers)


@pytest.mark.parametrize("scale", EVERY, ids=lambda scale: scale.name)
@given(data=st.data())
def test_whole_answers_are_added_up_and_others_have_no_sum(scale, data):
    value = st.one_of(st.none(), st.integers(0, 3))
    answers = data.draw(st.lists(value, min_size=len(scale.items), max_size=len(scale.items)))
    whole = None not in answers
    assert scale.score(by_number(answers)) == (sum(answers) if whole else None)


@pytest.mark.parametrize("scale", EVERY, ids=lambda scale: scale.name)
@pytest.mark.parametrize("value", [-1, 4, 99])
def test_an_answer_that_is_none_of_the_four_has_no_sum(scale, value):
    with pytest.raises(ValueError, match=str(value)):
        scale.score(by_number([value] * len(scale.items)))


@pytest.mark.parametrize("others", [0, 3])
@pytest.mark.parametrize("ninth", [None, 0, 1, 2, 3])
def test_only_the_ninth_answer_opens_the_care_card_and_any_but_the_first_does(ninth, others):
    assert PHQ_9.needs_care(by_number([*[others] * 8, ninth])) is bool(ninth)


@pytest.mark.parametrize("scale", [PHQ_2, GAD_7])
def test_the_others_do_not_ask_for_that(scale):
    assert not scale.needs_care(by_number([3] * len(scale.items)))
