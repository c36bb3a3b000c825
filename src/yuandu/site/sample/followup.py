"""What the sample city's projects paid and made after production began, month by month.

Most counties file in time. One has been silent for two months, some projects stopped paying,
and some never entered the above-scale statistics.
"""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.followup import actions, keeping, rules
from yuandu.mechanisms.followup.loading import PastMonth, load_months
from yuandu.mechanisms.followup.rules import Terms
from yuandu.mechanisms.followup.standings import followed
from yuandu.site.sample.projects import SEED, TODAY, SampleProject

WAN = 10_000  # yuan
SILENT = "370725"  # the county that has filed nothing lately
SILENT_MONTHS = 2
DUE_DAY = 20
LATE = 0.08  # of the months, filed after they were due
LOST = 0.03  # of the months, filed by nobody
STOPPED = 0.05  # of the projects
REFUNDS = 0.01  # of the months
UNLISTED = 6  # months, since the sample city has produced for one year
BASIS = "《投产项目纳税纳统跟踪办法》（样本）"
SETTLING = 4  # months until a firm that enters the statistics is in them


def keep(by: Actor, rows: Sequence[SampleProject], keys: Sequence[int]) -> None:
    """File the months that have ended, then work out where every project stands."""
    rng = Random(SEED + 24)
    projects = {each.project_id: each for each in followed(by.workspace)}
    load_months(
        by=by,
        rows=(
            month
            for key, row in zip(keys, rows, strict=True)
            if key in projects
            for month in _months(key, row, projects[key].produced_on, rng)
        ),
    )
    terms = Terms(unlisted_months=UNLISTED)
    actions.keep_terms(by=by, from_on=TODAY, terms=terms, basis=BASIS)
    keeping.keep(by.workspace)


def _months(
    key: int, row: SampleProject, produced_on: datetime.date, rng: Random
) -> Iterator[PastMonth]:
    periods = rules.to_open(produced_on, TODAY)
    rate, stops_at = Decimal(str(round(rng.uniform(0.02, 0.06), 4))), len(periods)
    if rng.random() < STOPPED:
        stops_at = max(1, len(periods) - rng.randint(3, 5))
    if row.place.code == SILENT:
        periods = periods[: max(0, len(periods) - SILENT_MONTHS)]
    monthly = Decimal(row.new_output * WAN) / max(1, len(periods))
    for number, period in enumerate(periods):
        if rng.random() < LOST:
            continue
        output = (monthly * Decimal(str(round(rng.uniform(0.8, 1.2), 3)))).quantize(Decimal(100))
        tax = (output * rate).quantize(Decimal(100)) if number < stops_at else Decimal(0)
        if rng.random() < REFUNDS:
            tax = -(output * rate / 4).quantize(Decimal(100))
        yield PastMonth(
            project_id=key,
            period=period,
            tax_paid=tax,
            output_value=output,
            scale=_scale(row, number),
            filed_on=_filed_on(period, rng),
        )


def _scale(row: SampleProject, number: int) -> str:
    if row.stage == "listed":
        return rules.ABOVE if number >= SETTLING else rules.UNSETTLED
    return rules.BELOW if number >= SETTLING else rules.UNSETTLED


def _filed_on(period: str, rng: Random) -> datetime.date:
    due_on = rules.due_on(period, DUE_DAY)
    late = rng.random() < LATE
    days = rng.randint(1, 9) if late else -rng.randint(0, 12)
    return min(TODAY, due_on + datetime.timedelta(days=days))
