"""Many at once, against PostgreSQL: one licence of a term, one batch of a month."""

import datetime
from decimal import Decimal

import pytest

from tests.people import TODAY, a_workspace, an_organisation
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.varieties import actions
from yuandu.mechanisms.varieties.models import Licence, SeedlingBatch
from yuandu.mechanisms.varieties.tests.records import a_protected_variety, some_kind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(transactional_db):
    return a_workspace()


def test_of_licences_at_once_for_one_term_one_stands(city):
    variety = a_protected_variety(city, an_organisation(city, "育种公司"))
    licensee, house = an_organisation(city, "种苗公司"), Actor.system(city)

    def one(days: int) -> None:
        actions.license(
            by=house, variety=variety, licensee=licensee, royalty=Decimal("0.05"),
            from_on=TODAY + datetime.timedelta(days=days),
            to_on=TODAY + datetime.timedelta(days=90),
        )  # fmt: skip

    came = at_once(*[lambda days=days: one(days) for days in range(8)])

    assert came.count("done") == 1
    assert Licence.objects.count() == 1


def test_a_month_entered_many_times_at_once_is_one_batch(city):
    producer, kind, house = an_organisation(city, "种苗公司"), some_kind(city), Actor.system(city)

    def enter(quantity: int) -> None:
        actions.enter_batch(by=house, producer=producer, kind=kind, month=TODAY, quantity=quantity)

    came = at_once(*[lambda number=number: enter(number) for number in range(1, 9)])

    assert came.count("done") == 8
    assert SeedlingBatch.objects.get().quantity in range(1, 9)


def test_a_right_is_granted_to_one_of_many(city):
    variety = a_protected_variety(city, an_organisation(city, "育种公司"))
    variety.right_number, variety.granted_on, variety.ends_on = "", None, None
    variety.save()
    house = Actor.system(city)

    def grant(number: int) -> None:
        actions.grant(
            by=house, variety=variety, number=f"CNA{number}", granted_on=TODAY,
            ends_on=TODAY + datetime.timedelta(days=7000),
        )  # fmt: skip

    came = at_once(*[lambda number=number: grant(number) for number in range(6)])

    assert came.count("done") == 1
