import pytest

from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.visits import rules
from yuandu.mechanisms.visits.models import Doubt
from yuandu.mechanisms.visits.rules import Arrival, Coverage
from yuandu.services.liaison.models import Subject


@pytest.mark.parametrize(
    ("cancelled", "others", "covered", "why"),
    [
        (False, False, True, ""),
        (True, True, False, "cancelled"),
        (True, False, True, "cancelled"),
        (False, True, True, "other_team"),
        (False, True, False, "other_team"),
        (False, False, False, "off_list"),
    ],
)
def test_the_gravest_doubt_is_told(cancelled, others, covered, why):
    assert rules.doubt(Arrival(cancelled, others, covered)) == why


def test_coverage_adds_up_and_has_no_share_of_nothing():
    both = rules.total([Coverage(10, 4), Coverage(5, 5)])

    assert both == Coverage(15, 9)
    assert both.silent == 6
    assert both.share == pytest.approx(0.6)
    assert Coverage().share is None


def test_a_class_of_difficulties_is_one_that_offices_answer():
    assert set(Factor.values) <= set(Subject.values)


def test_every_doubt_has_its_words():
    assert set(Doubt.values) == set(rules.DOUBTS)
