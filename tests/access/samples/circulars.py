"""Samples of circulars."""

from tests.access.samples.given import Given, World, in_json, sample
from yuandu.mechanisms.circulars.tests import records as circulars


def _draft(world: World) -> int:
    return circulars.a_circular(world.weifang, circulars.a_bare_month(world.weifang)).pk


def _issued(world: World) -> int:
    month = circulars.a_bare_month(world.weifang)
    return circulars.an_issued_circular(world.weifang, month).pk


@sample
def a_draft_circular(world: World) -> Given:
    return Given({"pk": _draft(world)})


@sample
def an_issued_circular(world: World) -> Given:
    return Given({"pk": _issued(world)})


@sample
def a_paragraph_of_a_circular(world: World) -> Given:
    return Given({"pk": _draft(world), "place": 1}, data={})


@sample
def a_figure_of_a_circular(world: World) -> Given:
    return Given({"pk": _draft(world), "code": "expected"})


@sample
def a_paragraph_of_a_circular_for_programs(world: World) -> Given:
    path = {"pk": _draft(world), "place": 1}
    return in_json(path, version=1, text_zh="改", text_en="Changed")


@sample
def a_month_to_write_of(world: World) -> Given:
    return in_json(month=circulars.a_bare_month(world.weifang).pk)
