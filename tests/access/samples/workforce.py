"""Samples of a company's people, and of a company let in by the city."""

from tests.access.samples.given import Given, World, in_json, sample
from yuandu.mechanisms.workforce.models import Affiliate, Worker


@sample
def the_worker(world: World) -> Given:
    found = Worker.objects.get(workspace=world.company, user=world.staff["worker"])
    return Given({"pk": found.pk})


@sample
def the_worker_and_the_account(world: World) -> Given:
    found = Worker.objects.get(workspace=world.company, user=world.staff["worker"])
    return Given({"pk": found.pk}, data={"account": world.staff["worker"].username})


@sample
def the_account_by_a_program(world: World) -> Given:
    found = Worker.objects.get(workspace=world.company, user=world.staff["worker"])
    return in_json({"pk": found.pk}, account=world.staff["worker"].username)


@sample
def an_affiliate(world: World) -> Given:
    made = Affiliate.objects.create(
        workspace=world.weifang,
        slug=world.company.slug,
        name=world.company.name,
        since_on=world.weifang.today(),
    )
    return Given({"pk": made.pk})
