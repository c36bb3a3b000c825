"""Two at once, on threads of their own against PostgreSQL."""

from functools import partial

import pytest

from tests.threads import at_once
from yuandu.mechanisms.pay import actions
from yuandu.mechanisms.pay.models import MonthTotal, Rule
from yuandu.mechanisms.pay.tests.records import Company

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_rules_put_in_force_at_once_one_holds_at_the_end():
    company = Company()
    company.pay()
    company.give()
    drafted = [company.rule(name) for name in ("甲", "乙")]
    for rule in drafted:
        actions.simulate(by=company.system, rule=rule)

    done = at_once(
        *(partial(actions.put_in_force, by=company.system, rule=rule) for rule in drafted)
    )

    # Whoever comes second finds that its simulation no longer holds, and nothing is written.
    assert sorted(done) == ["done", "stale-pay-rule"]
    assert Rule.objects.filter(state="in_force").count() == 1


def test_rules_drafted_at_once_have_numbers_of_their_own():
    company = Company(more=0)

    done = at_once(*(partial(company.rule, name, by=company.system) for name in "甲乙丙"))

    assert done == ["done"] * 3
    assert sorted(Rule.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_slips_of_a_month_kept_at_once_are_all_added_up():
    company = Company()
    half = len(company.workers) // 2

    done = at_once(
        partial(company.pay, workers=company.workers[:half]),
        partial(company.pay, workers=company.workers[half:]),
    )

    assert done == ["done"] * 2
    assert MonthTotal.objects.get().people == len(company.workers)
