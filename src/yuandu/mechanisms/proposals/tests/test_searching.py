"""The list by words finds the same, whether few or many have them."""

import pytest

from yuandu.mechanisms.proposals import queries
from yuandu.mechanisms.proposals.queries import Filters, searching
from yuandu.mechanisms.proposals.tests.records import IDEA, OTHER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("few", [0, 1, 2_000])
def test_few_and_many_are_found_alike(staff, monkeypatch, few):
    monkeypatch.setattr(searching, "FEW", few)
    made = [staff.post(idea=f"{IDEA}，第{at}条") for at in range(3)]
    other = staff.post(idea=OTHER)
    sealed = staff.post("other_worker", idea=f"{IDEA}，密封", is_sealed=True)

    def found(words, **more):
        listed = queries.listed(staff["worker"], Filters(words=words, **more))
        return [each.pk for each in listed]

    assert found("边角料") == [each.pk for each in reversed(made)]
    assert sealed.pk not in found("边角料")
    assert found("边角料", section="S02") == []
    assert found("边角料 叉车") == []
    assert found("叉车") == [other.pk]
    assert found("没有人写过的词") == []


def test_a_number_is_found_as_it_is_printed(staff):
    made = staff.post()
    staff.post(idea=OTHER)

    assert [each.pk for each in queries.listed(staff["worker"], Filters(words=made.number))] == [
        made.pk
    ]
