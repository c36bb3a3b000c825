"""Samples of what a household, which is nobody's here, declared."""

from tests.access.samples.given import Given, World, sample
from yuandu.mechanisms.guidance.models import Growable
from yuandu.mechanisms.guidance.tests.records import an_intention

NAME = "示例花农丙户"


@sample
def somebodys_intention(world: World) -> Given:
    return Given({"pk": an_intention(world.weifang, NAME, place=0).pk})


@sample
def somebodys_kind(world: World) -> Given:
    an_intention(world.weifang, NAME, place=1)
    return Given({"pk": Growable.objects.filter(holding__household__name=NAME).last().pk})
