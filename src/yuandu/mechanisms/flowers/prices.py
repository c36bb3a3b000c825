"""Reads of weeks: the last price of kinds, a kind's markets side by side, their weeks in a row.

Nothing here reads days, and a page reads few markets whole, so that no page grows with what is
kept.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers import rules
from yuandu.mechanisms.flowers.models import Grade, Kind, Market, Week

SHOWN = datetime.timedelta(weeks=156)
RECENT = datetime.timedelta(weeks=26)  # an older price is no price of today
# The last week of each kind; its cells in the currency and unit that come first, the city's own
# before others; and the mean of the ratios to the week before, over the cells that have both:
# W. S. Jevons (1863), the geometric mean of the ratios of matched prices.
_LAST = """
WITH last AS (
    SELECT kind, max(week."on") AS "on"
      FROM unnest(%(kinds)s::bigint[]) AS kind, unnest(%(grades)s::text[]) AS grade,
           LATERAL (SELECT "on" FROM flowers_week
                     WHERE kind_id = kind AND flowers_week.grade = grade.grade
                       AND "on" > %(since)s AND "on" <= %(today)s
                     ORDER BY "on" DESC LIMIT 1) AS week
     GROUP BY kind
), now AS (
    SELECT last.kind, last."on", week.market_id, week.grade, week.unit, week.average,
           market.currency
      FROM last
      JOIN flowers_week AS week
        ON week.kind_id = last.kind AND week.grade = ANY(%(grades)s::text[])
       AND week."on" = last."on"
      JOIN flowers_market AS market ON market.id = week.market_id
), way AS (
    SELECT DISTINCT ON (kind) kind, currency, unit FROM now
     ORDER BY kind, currency <> %(home)s, currency, unit
)
SELECT now.kind, now."on", avg(now.average), now.currency, now.unit,
       count(DISTINCT now.market_id), count(before.id),
       exp(avg(ln((now.average / before.average)::float8))) - 1
  FROM now
  JOIN way USING (kind, currency, unit)
  LEFT JOIN flowers_week AS before
    ON before.kind_id = now.kind AND before.grade = now.grade AND before."on" = now."on" - 7
   AND before.market_id = now.market_id AND before.unit = now.unit
 GROUP BY now.kind, now."on", now.currency, now.unit
"""

_STANDS = """
WITH last AS (
    SELECT DISTINCT ON (market_id, unit) * FROM flowers_week
     WHERE kind_id = %(kind)s AND grade = %(grade)s AND "on" >= %(since)s AND "on" <= %(today)s
     ORDER BY market_id, unit, "on" DESC
)
SELECT market.id, market.name, market.name_en, market.currency, last.unit, last."on", last.average,
       last.volume, last.unsold, last.stock, before.average, year_ago.average, year_ago.volume
  FROM last
  JOIN flowers_market AS market ON market.id = last.market_id
  LEFT JOIN flowers_week AS before
    ON before.kind_id = %(kind)s AND before.grade = %(grade)s AND before."on" = last."on" - 7
   AND before.market_id = last.market_id AND before.unit = last.unit
  LEFT JOIN flowers_week AS year_ago
    ON year_ago.kind_id = %(kind)s AND year_ago.grade = %(grade)s
   AND year_ago."on" = last."on" - %(year)s::int
   AND year_ago.market_id = last.market_id AND year_ago.unit = last.unit
 ORDER BY market.currency, market.id, last.unit
"""


@dataclass(frozen=True, slots=True)
class LastPrice:
    """A kind's price in the last week that has one, over markets of one currency and unit.

    Attributes:
        on: The week's Monday.
        average: The mean over the markets and grades that quoted.
        cells: Of them, those that quoted in the week before too.
        change: Against the week before, over the markets and grades that quoted in both.
    """

    on: datetime.date
    average: Decimal
    currency: str
    unit: str
    markets: int
    cells: int
    change: float | None


def last_prices(
    workspace: Workspace, kinds: Iterable[int], *, week: datetime.date | None = None
) -> dict[int, LastPrice]:
    """Return the last price of each kind that has one of late, or in a week; one query."""
    today = week or workspace.today()
    given: dict[str, Any] = {
        "kinds": list(kinds),
        "grades": Grade.values,
        "since": today - (datetime.timedelta(days=1) if week else RECENT),
        "today": today,
        "home": workspace.currency,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LAST, given)
        return {kind: LastPrice(*told) for kind, *told in cursor.fetchall()}


@dataclass(slots=True)
class Series:
    """A market's weeks of one kind and grade, the oldest first."""

    market: Market
    unit: str
    weeks: list[rules.Week] = field(default_factory=list)

    @property
    def last(self) -> rules.Week:
        return self.weeks[-1]


@dataclass(frozen=True, slots=True)
class Standstill:
    """A market's last week of a kind and grade, beside the one before and that of a year ago."""

    market: Market
    unit: str
    on: datetime.date
    average: Decimal
    volume: Decimal | None
    unsold: Decimal | None
    stock: Decimal | None
    before: Decimal | None
    year_ago: Decimal | None
    volume_year_ago: Decimal | None


def markets_of(kind: Kind, grade: str) -> list[Standstill]:
    """Return where a kind stands in each market, those in one currency together; one query."""
    today = kind.workspace.today()
    given: dict[str, Any] = {"kind": kind.pk, "grade": grade, "year": rules.YEAR.days}
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, given | {"since": today - SHOWN, "today": today})
        return [
            Standstill(Market(pk=pk, name=name, name_en=english, currency=currency), *told)
            for pk, name, english, currency, *told in cursor.fetchall()
        ]


def series_of(kind: Kind, grade: str, drawn: Sequence[Standstill]) -> list[Series]:
    """Return the last three years of some of a kind's markets in one grade; one query."""
    today = kind.workspace.today()
    found = {(each.market.pk, each.unit): Series(each.market, each.unit) for each in drawn}
    weeks = Week.objects.filter(
        kind=kind,
        grade=grade,
        on__gte=today - SHOWN,
        on__lte=today,
        market__in={each.market.pk for each in drawn},
    )
    rows = weeks.order_by("on").values_list(
        "market", "unit", "on", "average", "low", "high", "volume", "unsold", "days"
    )
    for market, unit, on, average, low, high, volume, unsold, days in rows:
        if (market, unit) in found:
            found[market, unit].weeks.append(
                rules.Week(on, average, low, high, volume, unsold, days)
            )
    return list(found.values())
