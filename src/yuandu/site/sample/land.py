"""The sample city's land: what each county was granted for the year, and who took of it."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import quotas
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.projects import quotas as of_projects
from yuandu.site.sample.projects import SEED, YEAR, SampleProject

STEP = 100  # mu; quotas are granted in round numbers
SPARE = (1.06, 1.7)  # granted for one that was taken


def grant(by: Actor, rows: Iterable[SampleProject]) -> None:
    """Grant each county some more land than its projects of the year take, and let them."""
    rng, taken = Random(SEED), Counter[int]()
    for row in rows:
        if row.started_on and row.started_on.year == YEAR:
            taken[row.place.division_id] += row.land_mu
    for division in Division.objects.filter(workspace=by.workspace, pk__in=taken):
        steps = int(taken[division.pk] * rng.uniform(*SPARE)) // STEP + 1
        quotas.grant(
            by=by,
            resource=of_projects.RESOURCE,
            division=division,
            year=YEAR,
            amount=Decimal(steps * STEP),
            key=f"sample:land:{division.code}",
        )
    of_projects.book_loaded(by=by, year=YEAR)
