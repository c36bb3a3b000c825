"""Setting up ladders: begun once, equal without contradiction, rules in versions."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.threads import at_once
from yuandu.mechanisms.careers import actions, library, queries
from yuandu.mechanisms.careers.models import Equivalence, Rung, RungBook
from yuandu.mechanisms.careers.refusals import OddBook, OddLadders
from yuandu.mechanisms.careers.tests.people import House
from yuandu.services.policies.reading import text_of, values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return House()


def the_book(house, target="engineer"):
    found = queries.book_in_force(house.hr, house.rung(target), None, house.company.today())
    return library.book_of(found.text, found.code)


def test_ladders_are_begun_once(house):
    assert Rung.objects.filter(workspace=house.company).count() == 18
    with pytest.raises(OddLadders, match="there"):
        actions.begin_ladders(by=house.hr)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_make_rungs_equal_at_once_one_sees_the_contradiction(house):
    junior, intermediate = house.rung("junior"), house.rung("intermediate")
    low, high = house.rung("technical_assistant"), house.rung("assistant_engineer")
    Equivalence.objects.filter(workspace=house.company).delete()
    said = at_once(
        lambda: actions.equate(by=house.hr, one=junior, other=high),
        lambda: actions.equate(by=house.hr, one=intermediate, other=low),
    )
    assert sorted(said) == ["done", "ladders-not-set"]


def test_a_rung_cannot_be_made_equal_to_one_above_its_own_equal(house):
    with pytest.raises(OddLadders, match="order"):
        actions.equate(by=house.hr, one=house.rung("junior"), other=house.rung("engineer"))
    with pytest.raises(OddLadders, match="ladder"):
        actions.equate(by=house.hr, one=house.rung("junior"), other=house.rung("senior"))
    with pytest.raises(OddLadders, match="twice"):
        actions.equate(by=house.hr, one=house.rung("engineer"), other=house.rung("technician"))


def test_a_new_version_holds_from_its_day_and_the_old_stays(house):
    book, target = the_book(house), house.rung("engineer")
    day = datetime.date(2026, 1, 1)
    later = book.model_copy(update={"code": "engineer.2026", "effective_from": day})
    made = actions.enter_book(
        by=house.hr, target=target, source=None, text=text_of(values_of(later))
    )
    assert made.hash == later.hash != book.hash
    before = queries.book_in_force(house.hr, target, None, day - datetime.timedelta(days=1))
    assert before.code == book.code
    assert queries.book_in_force(house.hr, target, None, day).code == "engineer.2026"


@pytest.mark.parametrize("text", ["", "a: [", "code: x", "\0", "- 1"])
def test_what_is_no_book_is_said_line_by_line(house, text):
    with pytest.raises(OddBook) as odd:
        actions.enter_book(by=house.hr, target=house.rung("engineer"), source=None, text=text)
    assert odd.value.sentence
    assert odd.value.status == 422
    assert RungBook.objects.filter(target=house.rung("engineer"), source=None).count() == 1


def test_no_two_versions_share_a_code_or_a_day(house):
    text = text_of(values_of(the_book(house)))
    with pytest.raises(OddBook, match="day"):
        actions.enter_book(by=house.hr, target=house.rung("engineer"), source=None, text=text)
    other = house.rung("director")
    with pytest.raises(OddBook, match="code"):
        actions.enter_book(by=house.hr, target=other, source=house.rung("engineer"), text=text)


def test_a_band_has_two_ends_in_order(house):
    rung = house.rung("engineer")
    for low, high in ((Decimal(9), Decimal(8)), (Decimal(9), None), (Decimal(0), Decimal(5))):
        with pytest.raises(OddLadders, match="pay"):
            actions.set_band(by=house.hr, rung=rung, pay_from=low, pay_to=high)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rung.objects.filter(pk=rung.pk).update(pay_from=9, pay_to=8)


def test_only_hr_keeps_ladders(house):
    chair, rung = house.actor("chair"), house.rung("engineer")
    with pytest.raises(PermissionDenied):
        actions.set_band(by=chair, rung=rung, pay_from=None, pay_to=None)
    with pytest.raises(PermissionDenied):
        actions.enter_book(by=chair, target=rung, source=None, text="")
    with pytest.raises(PermissionDenied):
        actions.equate(by=chair, one=rung, other=house.rung("senior"))
