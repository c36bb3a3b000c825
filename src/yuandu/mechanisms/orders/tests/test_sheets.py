"""Orders, offers and lanes come in by sheet; what makes no sense is told by row and column."""

from decimal import Decimal

import pytest

from tests.people import a_division, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.rules.columns import Reference
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import Lane, Offer, Order
from yuandu.mechanisms.orders.sheets import lanes, offers, orders, promises
from yuandu.mechanisms.orders.tests.records import (
    FROM,
    UNTIL,
    a_buyer,
    a_household,
    a_quick_kind,
    an_offer,
    an_order,
    asked,
    later,
)

pytestmark = pytest.mark.django_db


def an_order_row(workspace, number: int = 2, **values) -> Row:
    buyer = a_buyer(workspace)
    given = {
        "buyer": Reference(buyer.pk, buyer.name),
        "reference": f"PO-{number}",
        "kind": a_quick_kind(workspace).name,
        "grade": "second",
        "quantity": Decimal(500),
        "from_on": FROM,
        "until_on": UNTIL,
        "delivered_to": "示例仓库",
        "floor_price": Decimal("3.20"),
    }
    return Row(number=number, values=given | values)


def an_offer_row(workspace, number: int = 2, **values) -> Row:
    given = {
        "grower": a_household(workspace).name,
        "kind": a_quick_kind(workspace).code.upper(),
        "grade": "first",
        "quantity": Decimal(600),
        "ask": Decimal("2.50"),
        "from_on": FROM,
        "until_on": UNTIL,
    }
    return Row(number=number, values=given | values)


@pytest.fixture
def lin(weifang, acting):
    return acting(a_user("lin", workspace=weifang, role="owner", organisation=a_buyer(weifang)))


def test_a_firm_fills_many_orders_in_at_once_and_changes_its_drafts(weifang, lin):
    first = orders.commit(
        lin, [an_order_row(weifang), an_order_row(weifang, 3, place="yes", standing="yes")]
    )
    again = orders.commit(lin, [an_order_row(weifang, quantity=Decimal(700))])

    assert ((first.created, first.updated), (again.created, again.updated)) == ((2, 0), (0, 1))
    draft, placed = Order.objects.order_by("pk")
    assert (draft.quantity, draft.stage) == (700, "draft")
    assert (placed.stage, placed.consented_by) == ("open", "lin")
    assert orders.existing(lin, [an_order_row(weifang)])[2]["quantity"] == 700
    assert [row["reference"] for row in orders.export(lin)] == ["PO-2", "PO-3"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"kind": "没有的花"}, "unknown-flower", "kind"),
        ({"market": "没有的市场"}, "unknown-market", "market"),
        ({"delivered_to": None}, "no-destination", "market"),
        ({"until_on": later(1)}, "window", "until_on"),
        ({"from_on": later(-9), "until_on": later(-2)}, "window-past", "until_on"),
        ({"from_on": later(7), "until_on": later(14)}, "window-too-soon", "from_on"),
        ({"share_above": Decimal("0.5")}, "no-index", "index_market"),
        ({"minimum_lot": Decimal(501)}, "lot-above-quantity", "minimum_lot"),
    ],
)
def test_what_makes_no_sense_in_an_order_is_told_at_its_cell(weifang, lin, changes, code, field):
    found = list(orders.resolve(lin, [an_order_row(weifang, **changes)]))

    assert [(each.row, each.code, each.field) for each in found] == [(2, code, field)]
    sentence = orders.ORDERS.sentences[code]
    assert str(sentence.what) % found[0].params
    assert str(sentence.do)


def test_a_sheet_changes_no_placed_order_and_no_other_firms(weifang, lin):
    an_order(weifang, reference="PO-2")
    strange = a_buyer(weifang, "别家花卉有限公司")
    row = an_order_row(weifang, 3, buyer=Reference(strange.pk, strange.name))

    found = list(orders.resolve(lin, [an_order_row(weifang), row]))

    assert [(each.row, each.code) for each in found] == [
        (2, "placed-already"),
        (3, "not-your-firm"),
    ]


def test_a_coordinator_puts_offers_up_for_households_and_raises_them(weifang, acting, coordinator):
    by = acting(coordinator)
    row = an_offer_row(weifang, place_words="东棚")

    first = offers.commit(by, [an_offer_row(weifang), row])
    again = offers.commit(by, [an_offer_row(weifang, quantity=Decimal(900))])

    assert ((first.created, first.updated), (again.created, again.updated)) == ((2, 0), (0, 1))
    assert sorted(Offer.objects.values_list("quantity", flat=True)) == [600, 900]
    assert offers.existing(by, [row])[2]["quantity"] == Decimal(600)
    rows = list(offers.export(by))
    same = [Row(number=at, values=row) for at, row in enumerate(rows)]
    assert list(offers.resolve(by, same)) == []
    assert offers.existing(by, same).keys() == {0, 1}


def test_households_that_nobody_or_several_are_called_by_are_told(weifang, acting, coordinator):
    by = acting(coordinator)
    household = a_household(weifang)
    type(household).objects.create(workspace=weifang, kind="household", name="同名户")
    type(household).objects.create(workspace=weifang, kind="household", name="同名户")
    an_offer(weifang)
    an_order(weifang, quantity=600)
    asked(weifang)
    clerk = acting(
        a_user(
            "zhu",
            workspace=weifang,
            role="coordinator",
            division=a_division(weifang, "370782", "诸城市"),
        )
    )

    def codes(actor, **changes):
        row = an_offer_row(weifang, **changes)
        return [each.code for each in offers.resolve(actor, [row])]

    assert codes(by, grower="没有这户") == ["unknown-household"]
    assert codes(by, grower="同名户") == ["several-households"]
    assert codes(by, grower=f"随便 #{household.pk}") == []
    assert codes(by, quantity=Decimal(599)) == ["below-promised"]
    assert codes(by, until_on=later(1)) == ["window"]
    assert codes(clerk) == ["unknown-household"]  # of another county: not known there


def test_lanes_come_in_and_go_out_by_sheet(weifang, acting, coordinator):
    by, place = acting(coordinator), a_division(weifang)
    given = {
        "place": Reference(place.pk, place.name, place.code),
        "delivered_to": "示例仓库",
        "carriage": Decimal("0.20"),
        "capacity": Decimal(300),
    }
    row = Row(number=2, values=given)

    first = lanes.commit(by, [row])
    again = lanes.commit(by, [Row(number=2, values=given | {"capacity": None})])

    assert ((first.created, first.updated), (again.created, again.updated)) == ((1, 0), (0, 1))
    assert Lane.objects.get().capacity is None
    assert lanes.existing(by, [row])[2]["carriage"] == Decimal("0.20")
    assert [each["delivered_to"] for each in lanes.export(by)] == ["示例仓库"]
    odd = Row(number=3, values=given | {"delivered_to": None, "market": "没有"})
    assert [each.code for each in lanes.resolve(by, [odd])] == ["unknown-market"]


def test_promises_go_out_to_each_side_and_no_further(weifang, acting, lin):
    an_order(weifang, quantity=300)
    an_order(weifang, quantity=200, buyer=a_buyer(weifang, "别家花卉有限公司"))
    an_offer(weifang)
    for promise in asked(weifang):
        actions.accept(by=Actor.system(weifang), promise=promise)

    assert [each["quantity"] for each in promises.export(lin)] == [Decimal(300)]
    assert len(list(promises.export(Actor.system(weifang)))) == 2
