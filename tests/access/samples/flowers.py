"""A sample kind of flower."""

from tests.access.samples.given import Given, World, sample
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.flowers.tests.records import a_kind


@sample
def a_kind_of_flower(world: World) -> Given:
    there = Kind.objects.filter(workspace=world.weifang).first()
    return Given({"pk": (there or a_kind(world.weifang)).pk})


@sample
def a_kind_and_a_grade(world: World) -> Given:
    return Given(a_kind_of_flower(world).path, query={"grade": "first"})
