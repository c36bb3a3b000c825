"""A sample kind of flower."""

import datetime

from tests.access.samples.given import Given, World, sample
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.flowers import actions, bulletins
from yuandu.mechanisms.flowers.models import Bulletin, Kind, Market
from yuandu.mechanisms.flowers.tests.records import a_kind


@sample
def a_kind_of_flower(world: World) -> Given:
    there = Kind.objects.filter(workspace=world.weifang).first()
    return Given({"pk": (there or a_kind(world.weifang)).pk})


@sample
def quotes_of_a_kind_as_a_workbook(world: World) -> Given:
    return Given(a_kind_of_flower(world).path | {"form": "xlsx"})


@sample
def a_bulletin_of_flowers(world: World) -> Given:
    week = datetime.date(2026, 11, 9)
    Bulletin.objects.get_or_create(
        workspace=world.weifang,
        week=week,
        defaults={"facts": bulletins.facts(world.weifang, week)},
    )
    return Given({"week": week.isoformat()})


@sample
def quotes_behind_a_bulletin(world: World) -> Given:
    return Given(a_bulletin_of_flowers(world).path | {"form": "csv"})


@sample
def a_kind_and_a_grade(world: World) -> Given:
    return Given(a_kind_of_flower(world).path, query={"grade": "first"})


@sample
def a_market_of_flowers(world: World) -> Given:
    kind = a_kind_of_flower(world).path["pk"]
    market, _ = Market.objects.get_or_create(
        workspace=world.weifang, name="示例花卉市场", currency="CNY"
    )
    quoted = {"on": f"{world.weifang.today()}", "kind": Kind.objects.get(pk=kind).name}
    row = quoted | {"grade": "third", "unit": "pot", "average": "30"}
    actions.file_rows(by=Actor.system(world.weifang), market=market, rows=[row])
    return Given({"pk": market.pk})


@sample
def a_day_of_quotes(world: World) -> Given:
    kind = a_kind_of_flower(world).path["pk"]
    day = {"day": f"{world.weifang.today()}", f"{kind}-third-average": "31"}
    return Given(a_market_of_flowers(world).path, data=day)


@sample
def a_day_of_quotes_by_program(world: World) -> Given:
    name = Kind.objects.get(pk=a_kind_of_flower(world).path["pk"]).name
    row = {"kind": name, "grade": "third", "unit": "pot", "average": "31"}
    body = {"on": f"{world.weifang.today()}", "rows": [row]}
    return Given(a_market_of_flowers(world).path, data=body, as_json=True)
