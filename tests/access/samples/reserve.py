"""Samples of the project reserve: ideas of 青州."""

from tests.access.samples.given import Given, World, in_json, sample
from tests.people import a_division
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.tests.records import an_idea


@sample
def an_idea_of_the_reserve(world: World) -> Given:
    return Given({"pk": an_idea(world.weifang).pk})


@sample
def a_ripe_idea(world: World) -> Given:
    return Given({"pk": an_idea(world.weifang, rules.READY).pk})


@sample
def what_is_wanted(world: World) -> Given:
    return Given(data={"new_energy": "800000"})


@sample
def an_idea_to_propose(world: World) -> Given:
    body = {"name": "示例氢能装备产业园", "field": "new_energy", "purpose": "strength"}
    return in_json(kind="industry", division=a_division(world.weifang).code, **body)


@sample
def an_idea_to_change(world: World) -> Given:
    idea = an_idea(world.weifang)
    return in_json({"pk": idea.pk}, version=idea.version, site="经济开发区")


@sample
def an_idea_to_grade(world: World) -> Given:
    idea = an_idea(world.weifang)
    return in_json({"pk": idea.pk}, version=idea.version, grade=4, words="补链关键")


@sample
def an_idea_to_promote(world: World) -> Given:
    return in_json(a_ripe_idea(world).path, words="要件齐备")
