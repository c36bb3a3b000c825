"""Samples of a company's people, and of a company let in by the city."""

from tests.access.samples.given import Given, World, sample
from yuandu.mechanisms.workforce.models import Affiliate, Worker


@sample
def the_worker(world: World) -> Given:
    found = Worker.objects.get(workspace=world.company, user=world.staff["worker"])
    return Given({"pk": found.pk})


@sample
def an_affiliate(world: World) -> Given:
    made = Affiliate.objects.create(
        workspace=world.weifang,
        slug=world.company.slug,
        name=world.company.name,
        since_on=world.weifang.today(),
    )
    return Given({"pk": made.pk})
