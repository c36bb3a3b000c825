"""How far the sample city's projects came, month by month, and the board that compares counties."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators.actions import Monthly
from yuandu.site.sample.projects import SEED, TODAY, YEAR, SampleProject

WAN = 10_000  # yuan
BASIS = "样本：重点项目推进评价办法"
# What counts, and for how much; money made is set against what the year's lists plan.
TERMS = {
    "components": [
        {"measure": "projects.invested", "per": "projects.annual_plan", "weight": "50"},
        {"measure": "projects.start_rate", "weight": "30", "measuring": "share"},
        {"measure": "projects.done", "per": "projects.carried_out", "weight": "20"},
    ],
    "stars": [
        {"stars": 5, "at_least": "85"},
        {"stars": 4, "at_least": "70"},
        {"stars": 3, "at_least": "50"},
    ],
    "flags": [
        {"code": "red", "name": "红旗", "name_en": "Red flag", "top": 1},
        {
            "code": "investment",
            "name": "投资进度第一",
            "name_en": "First by investment",
            "top": 1,
            "component": "projects.invested",
        },
    ],
}


def keep(by: Actor, rows: Sequence[SampleProject], keys: Sequence[int]) -> None:
    """Enter the investment made in each month, and publish the county board's rule."""
    rng = Random(SEED)
    indicators.record_values(
        by=by,
        measure="projects.invested",
        values=[
            value
            for key, row in zip(keys, rows, strict=True)
            if row.levels and row.started_on
            for value in _months(key, row, rng)
        ],
    )
    board = indicators.keep_board(
        by=by, code="county-progress", name="县市区项目推进榜", name_en="Project progress by county"
    )
    published_on = datetime.date(YEAR, 1, 1)
    indicators.publish_rule(
        by=by,
        board=board,
        terms=TERMS,
        basis=BASIS,
        published_on=published_on,
        effective_on=published_on,
    )


def _months(key: int, row: SampleProject, rng: Random) -> Iterator[Monthly]:
    """Yield what was invested in each month of works this year: about its part of the plan."""
    first = row.started_on.month if row.started_on and row.started_on.year == YEAR else 1
    pace = rng.uniform(0.75, 1.15)
    for month in range(first, TODAY.month):
        amount = round(row.annual_plan / (13 - first) * pace * rng.uniform(0.7, 1.3))
        yield Monthly(
            key, row.place.division_id, f"{YEAR}-{month:02d}", Decimal(max(1, amount) * WAN)
        )
