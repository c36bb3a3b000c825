"""What is planted, shipped and wanted: by sheet in and out, shown where it matters."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.sheets.rules.columns import Reference
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.flowers import supplying
from yuandu.mechanisms.flowers.models import Demand, Planting, Shipment
from yuandu.mechanisms.flowers.sheets import supply
from yuandu.mechanisms.flowers.tests.records import a_kind, filed

pytestmark = pytest.mark.django_db
MARKET = "青州花卉市场"
DAY = datetime.date(2026, 11, 18)
MONDAY = datetime.date(2026, 11, 16)
MOST_QUERIES = 12


@pytest.fixture
def by(weifang, tmp_path):
    a_kind(weifang)
    filed(weifang, tmp_path, f"2026-11-16,{MARKET},蝴蝶兰,一级,盆,28,30.5,33,400,20")
    return Actor.system(weifang)


def a_row(by, number: int = 2, **values) -> Row:
    place = a_division(by.workspace)
    defaults = {
        "kind": "蝶兰",
        "week": DAY,
        "on": DAY,
        "division": Reference(place.pk, place.name, place.code),
        "market": MARKET,
        "stage": "budding",
        "area_mu": Decimal("35.5"),
        "plants": Decimal(12000),
        "quantity": Decimal(800),
    }
    return Row(number=number, values=defaults | values)


def told(model, by, *rows):
    return [(each.code, each.field) for each in supply.resolve(model, by, rows)]


def test_reports_come_in_and_a_second_takes_the_place_of_the_first(by):
    for model in (Planting, Shipment, Demand):
        assert told(model, by, a_row(by)) == []
        assert supply.commit(model, by, [a_row(by)]).created == 1

    again = a_row(by, area_mu=Decimal(40), week=MONDAY)
    del again.values["plants"]  # a column that the file does not have
    again.before = supply.existing(Planting, by, [again])[2]
    again.is_new = False
    assert supply.commit(Planting, by, [again]).updated == 1

    planting, shipment, demand = (
        Planting.objects.get(),
        Shipment.objects.get(),
        Demand.objects.get(),
    )
    assert (planting.week, planting.area_mu, planting.plants) == (MONDAY, 40, 12000)
    assert (shipment.on, shipment.quantity) == (DAY, 800)
    assert demand.week == MONDAY


@pytest.mark.parametrize(
    ("model", "values", "problem"),
    [
        (Planting, {"kind": "蝴碟兰"}, ("no-kind", "kind")),
        (Demand, {"market": "青洲花卉市场"}, ("no-market", "market")),
        (Planting, {"week": datetime.date(2027, 1, 4)}, ("future", "week")),
        (Shipment, {"on": datetime.date(2027, 1, 4)}, ("future", "on")),
        (Shipment, {"quantity": Decimal(0)}, ("nothing-sent", "quantity")),
    ],
)
def test_what_cannot_be_kept_is_told_of_its_cell(by, model, values, problem):
    assert told(model, by, a_row(by, **values)) == [problem]


def test_one_thing_under_two_names_is_one_too_many(by):
    assert told(Demand, by, a_row(by), a_row(by, 3, kind="蝴蝶兰")) == [("again", "kind")]


def test_a_kind_s_page_shows_them_and_so_does_what_goes_out(
    by, sign_in, city_officer, django_assert_max_num_queries
):
    rows = [a_row(by), a_row(by, 3, stage="saleable", area_mu=Decimal(4))]
    supply.commit(Planting, by, rows)
    this_week = by.workspace.today()
    for model in (Shipment, Demand):
        supply.commit(model, by, [a_row(by, week=this_week)])
    url = reverse("flowers:supply", args=[Planting.objects.all()[0].kind_id])

    desk = sign_in(city_officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = desk.get(url).text
    other = a_kind(by.workspace, code="x", name="甲")
    nothing = sign_in().get(reverse("flowers:supply", args=[other.pk]))

    assert "39.5" in page
    assert page.count("800") >= 2
    assert "/sheets/flowers-plantings/" in page
    assert "flowers-plantings" not in nothing.text
    for model, number in ((Planting, 2), (Shipment, 1), (Demand, 1)):
        assert len(list(supply.export(model, by))) == number


def test_who_keeps_no_market_data_reports_none(by, weifang, owner):
    with pytest.raises(PermissionDenied):
        supplying.report_supply(by=actor_for(owner, weifang), model=Demand, rows=[])
