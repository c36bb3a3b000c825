"""The register of shares: what is entered, refused, held back, registered."""

import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.companies import a_company, people_of
from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.ledger import queries as ledger
from yuandu.kernel.ledger.refusals import NotPending
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.equity import actions, queries, rules
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.models import Certificate, ShareTransaction
from yuandu.mechanisms.equity.refusals import (
    AboveAuthorised,
    KeyTaken,
    NoPrice,
    OddRegister,
    OddShares,
    TooFewShares,
    TooManyHolders,
)
from yuandu.mechanisms.equity.tests.records import (
    a_change,
    a_holder,
    a_partner,
    a_register,
    a_vehicle,
    holds,
    moved,
)

pytestmark = pytest.mark.django_db


def test_shares_are_issued_transferred_bought_back_and_granted_again(company, shares):
    one, other = a_holder(company, "1"), a_partner(company, "2")
    moved(shares, rules.ISSUE, 100, target=one)
    moved(shares, rules.TRANSFER, 30, source=one, target=other)
    moved(shares, rules.REPURCHASE, 20, source=one)
    moved(shares, rules.GRANT, 15, target=other)
    moved(shares, rules.RETIRE, 5)
    moved(shares, rules.CANCEL, 10, source=one)
    assert (holds(one), holds(other)) == (40, 45)
    (total,) = queries.totals(Actor.system(company))
    assert (total.issued, total.bought, total.held) == (85, 0, 85)
    assert not ledger.disagreeing(company)


def test_a_transfer_beyond_holdings_is_refused_and_nothing_is_entered(company, shares):
    one, other = a_holder(company, "1"), a_holder(company, "2")
    moved(shares, rules.ISSUE, 100, target=one)
    with pytest.raises(TooFewShares) as refused:
        moved(shares, rules.TRANSFER, 101, source=one, target=other)
    assert "100" in refused.value.sentence
    assert (holds(one), holds(other), ShareTransaction.objects.count()) == (100, 0, 1)


def test_the_same_key_enters_once_and_other_values_are_refused(company, shares):
    one = a_holder(company, "1")
    first = moved(shares, rules.ISSUE, 100, target=one, key="same")
    assert moved(shares, rules.ISSUE, 100, target=one, key="same") == first
    with pytest.raises(KeyTaken):
        moved(shares, rules.ISSUE, 99, target=one, key="same")
    assert holds(one) == 100


def test_what_is_held_back_cannot_be_given_twice_and_is_registered_once(company, shares):
    one, other = a_holder(company, "1"), a_holder(company, "2")
    moved(shares, rules.ISSUE, 100, target=one)
    by = Actor.system(company)
    held = moved(shares, rules.TRANSFER, 70, source=one, target=other, is_pending=True)
    with pytest.raises(TooFewShares):
        moved(shares, rules.REPURCHASE, 31, source=one)
    assert (holds(one), holds(other)) == (100, 0)
    actions.post(by=by, found=held)
    actions.post(by=by, found=held)
    assert (holds(one), holds(other)) == (30, 70)
    with pytest.raises(NotPending):
        actions.void(by=by, found=held)


def test_what_is_released_is_free_again(company, shares):
    one, by = a_holder(company, "1"), Actor.system(company)
    moved(shares, rules.ISSUE, 100, target=one)
    held = moved(shares, rules.REPURCHASE, 100, source=one, is_pending=True)
    actions.void(by=by, found=held)
    moved(shares, rules.REPURCHASE, 100, source=one)
    assert holds(one) == 0


def test_certificates_go_oldest_first_and_what_is_left_stands_on_a_new_one(company, shares):
    one, other = a_holder(company, "1"), a_holder(company, "2")
    moved(shares, rules.ISSUE, 60, target=one)
    moved(shares, rules.ISSUE, 40, target=one)
    last = moved(shares, rules.TRANSFER, 70, source=one, target=other)
    made = [(each.number, each.quantity, each.is_balance) for each in last.made.all()]
    assert made == [(3, 60, False), (4, 30, True), (5, 10, False)]
    assert list(last.closed.values_list("number", flat=True)) == [1, 2]


def test_the_price_of_the_rule_is_written_with_its_version(company, shares):
    one = a_holder(company, "1")
    made = moved(shares, rules.ISSUE, 100, target=one, at_rule=rules.ADMIT)
    assert (made.price, made.price_rule.version) == (Decimal("3.00"), 1)
    assert moved(shares, rules.REPURCHASE, 10, source=one, at_rule=rules.EXIT).price == Decimal(
        "2.70"
    )
    with pytest.raises(NoPrice):
        moved(shares, rules.ISSUE, 1, target=one, at_rule=rules.ADMIT, on=datetime.date(2023, 1, 1))


def test_more_than_the_charter_authorises_is_not_issued(company):
    shares = a_register(company, authorised=100)
    one = a_holder(company, "1")
    moved(shares, rules.ISSUE, 60, target=one)
    moved(shares, rules.ISSUE, 40, target=one, is_pending=True)
    with pytest.raises(AboveAuthorised):
        moved(shares, rules.ISSUE, 1, target=one)


def test_the_fifty_first_shareholder_of_a_limited_company_is_refused_with_what_helps(company):
    shares = a_register(company, form=rules.LIMITED)
    for at in range(50):
        moved(shares, rules.ISSUE, 10, target=a_holder(company, f"H{at}"))
    late, vehicle = a_holder(company, "late"), a_vehicle(company, "V")
    with pytest.raises(TooManyHolders) as refused:
        moved(shares, rules.ISSUE, 10, target=late)
    assert "持股平台" in refused.value.sentence or "vehicle" in refused.value.sentence
    assert holds(late) == 0
    # One leaves whole, and the vehicle comes in for two.
    first = queries.holders_visible_to(Actor.system(company)).get(number="H0")
    moved(shares, rules.REPURCHASE, 10, source=first)
    moved(shares, rules.GRANT, 5, target=Side(first, vehicle))
    moved(shares, rules.GRANT, 5, target=Side(late, vehicle))
    assert holds(late, vehicle) == 5


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("giver", {"source": None}),
        ("taker", {"target": None}),
        ("quantity", {"quantity": 0}),
        ("quantity", {"quantity": -5}),
        ("quantity", {"quantity": 10**13}),
        ("day", {"on": TODAY + datetime.timedelta(days=1)}),
        ("reason", {"reason": "  "}),
        ("price", {"price": Decimal("1.005")}),
        ("price", {"price": Decimal(-1)}),
        ("kind", {"kind": "gift"}),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(company, shares, why, change):
    one, other = a_holder(company, "1"), a_holder(company, "2")
    moved(shares, rules.ISSUE, 100, target=one)
    given = {"kind": rules.TRANSFER, "quantity": 5, "source": one, "target": other} | change
    with pytest.raises(OddShares) as refused:
        moved(shares, **given)
    assert refused.value.why == why


def test_nobody_holds_through_a_person_or_with_themselves(company, shares):
    one, other, vehicle = a_holder(company, "1"), a_holder(company, "2"), a_vehicle(company, "V")
    moved(shares, rules.ISSUE, 100, target=one)
    for target in (Side(other, one), Side(vehicle, a_vehicle(company, "V2"))):
        with pytest.raises(OddShares, match="vehicle"):
            moved(shares, rules.TRANSFER, 5, source=one, target=target)
    with pytest.raises(OddShares, match="same"):
        moved(shares, rules.TRANSFER, 5, source=one, target=one)


def test_a_holder_of_another_company_gets_nothing(company, shares):
    elsewhere = a_company("other-company")
    with pytest.raises(OddShares, match="elsewhere"):
        moved(shares, rules.ISSUE, 5, target=a_holder(elsewhere, "1"))


def test_kind_worker_and_form_have_to_fit(company):
    by = Actor.system(company)
    for why, given in (
        ("worker", {"kind": "worker", "name": "样本·甲"}),
        ("form", {"kind": "vehicle", "name": "样本·平台"}),
        ("form", {"kind": "outside", "name": "样本·乙", "form": rules.PLAN}),
        ("basis", {"kind": "vehicle", "name": "样本·计划", "form": rules.PLAN}),
        ("name", {"kind": "outside", "name": " "}),
    ):
        with pytest.raises(OddRegister, match=why):
            actions.enter_holder(by=by, number="1", **given)


def test_only_chair_and_hr_keep_the_register(company, shares):
    one = a_holder(company, "1")
    for persona, user in people_of(company).items():
        by = actor_for(user, company)
        if persona in {"chair", "hr_officer"}:
            moved(shares, rules.ISSUE, 1, target=one, by=by)
            continue
        with pytest.raises(PermissionDenied):
            moved(shares, rules.ISSUE, 1, target=one, by=by)
    assert holds(one) == 2


def test_what_was_held_on_an_earlier_day_is_the_sum_up_to_it(company, shares):
    one = a_holder(company, "1")
    before = TODAY - datetime.timedelta(days=30)
    made = moved(shares, rules.ISSUE, 100, target=one, on=before)
    moved(shares, rules.REPURCHASE, 40, source=one)
    assert queries.held_on(company, before) == {made.target_id: 100}
    assert queries.held_on(company, TODAY) == {made.target_id: 60}
    assert queries.held_on(company, before - datetime.timedelta(days=1)) == {}
    assert Certificate.objects.count() == 2


def test_the_ledgers_pages_hide_shares_from_who_keeps_accounts(company, shares):
    moved(shares, rules.ISSUE, 100, target=a_holder(company, "1"))
    people = people_of(company)
    administrator = actor_for(people["administrator"], company)
    assert not ledger.visible_to(administrator).exists()
    assert ledger.visible_to(actor_for(people["auditor"], company)).count() == 2


def test_the_changes_of_a_resolution_are_entered_together_each_on_what_those_before_left(
    company, shares
):
    one, other, by = a_holder(company, "1"), a_holder(company, "2"), Actor.system(company)
    changes = [
        a_change(shares, rules.ISSUE, 100, target=one),
        a_change(shares, rules.TRANSFER, 70, source=one, target=other),
        a_change(shares, rules.REPURCHASE, 30, source=one, at_rule=rules.EXIT),
        a_change(shares, rules.GRANT, 10, target=other, is_pending=True),
    ]
    made = actions.enter_all(by=by, changes=changes)
    assert [each.number for each in made] == [1, 2, 3, 4]
    assert made[2].price == Decimal("2.70")
    assert (holds(one), holds(other)) == (0, 70)
    papers = Certificate.objects.order_by("number").values_list(
        "number", "quantity", "origin__number"
    )
    assert list(papers) == [(1, 100, None), (2, 30, 1), (3, 70, 1)]
    assert Entry.objects.filter(action="equity.enter").count() == 4
    assert actions.enter_all(by=by, changes=changes) == made
    assert (holds(one), holds(other)) == (0, 70)


def test_of_a_resolution_with_one_change_that_cannot_be_nothing_is_entered(company, shares):
    one, other = a_holder(company, "1"), a_holder(company, "2")
    changes = [
        a_change(shares, rules.ISSUE, 100, target=one),
        a_change(shares, rules.TRANSFER, 101, source=one, target=other),
    ]
    with pytest.raises(TooFewShares) as refused:
        actions.enter_all(by=Actor.system(company), changes=changes)
    assert "100" in refused.value.sentence
    assert (holds(one), holds(other), ShareTransaction.objects.count()) == (0, 0, 0)
    assert not ledger.disagreeing(company)


def test_a_resolution_may_pass_a_limit_on_its_way_and_not_at_its_end(company):
    shares, by = a_register(company, form=rules.LIMITED), Actor.system(company)
    people = [a_holder(company, f"H{at}") for at in range(51)]
    first = [a_change(shares, rules.ISSUE, 1, target=each) for each in people]
    with pytest.raises(TooManyHolders):
        actions.enter_all(by=by, changes=first)
    leaves = a_change(shares, rules.TRANSFER, 1, source=people[0], target=people[1])
    actions.enter_all(by=by, changes=[*first, leaves])
    assert (holds(people[1]), holds(people[50])) == (2, 1)


def test_the_role_that_serves_pages_may_do_all_that_changes_the_register(company, shares):
    one, other, by = a_holder(company, "1"), a_holder(company, "2"), Actor.system(company)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")
        moved(shares, rules.ISSUE, 100, target=one)
        held = moved(shares, rules.TRANSFER, 30, source=one, target=other, is_pending=True)
        actions.post(by=by, found=held)
        actions.hand_out(by=by, certificates=list(queries.to_hand_out(by)))
        moved(shares, rules.REPURCHASE, 30, source=other)
        cursor.execute("RESET ROLE")
    assert (holds(one), holds(other)) == (70, 0)
