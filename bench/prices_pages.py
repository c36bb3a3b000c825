"""Pages of market data over up to 30 million quotes: time and queries.

    python -m bench prices_pages [--sizes ROWS …] [--times N]

Every page is asked for through the whole stack by an officer of the city and by a visitor of the
public. Quotes are drawn from a seed with the moments of real auctions (see `MOMENTS`), every kind on
the list in each market, three grades, six days a week, and taken in by COPY through the room's own
loader, which adds the weeks up; more rows are more markets and more years, 40 markets and five years
for 30 million. Corrections, standings, the index and forecasts are loaded besides. A workspace that is
there already is used again.

Flat means: at most half as long again over the largest as over the smallest, or below 20 ms.
"""

import argparse
import datetime
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench.measure import SEED, surroundings
from bench.projects_pages import TODAY, Measured, a_browser, measured_page, report
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers import actions
from yuandu.mechanisms.flowers.loading import load_history
from yuandu.mechanisms.flowers.models import Group, Kind, Market, Quote, Standing
from yuandu.mechanisms.flowers.reading import KEPT_AS, VALUES

GRADES = ("first", "second", "third")
DAYS_A_WEEK = 6
WEEKS_A_FILING = 4
MOST_MILLISECONDS = 100


@dataclass(frozen=True, slots=True)
class Moments:
    """What was measured of daily auctions: five markets of anthurium, four years, and one of cut
    flowers with grades.

    Attributes:
        spread: Standard deviation of a market's weekly log price.
        lasts: Its autocorrelation from one week to the next.
        daily: Standard deviation of days around their week.
        premia: Of the grades, on the log price.
        volume_spread: Standard deviation of the weekly log volume.
        opposed: Correlation of the two.
    """

    spread: float = 0.22
    lasts: float = 0.76
    daily: float = 0.12
    premia: tuple[float, ...] = (0.0, -0.32, -1.03)
    volume_spread: float = 0.43
    opposed: float = -0.42


MOMENTS = Moments()
# (markets, weeks) for about so many rows.
SHAPES = {1_000_000: (8, 43), 3_000_000: (12, 87), 30_000_000: (40, 261)}
PAGES = {
    "kinds": "flowers/",
    "kinds, the last page": "flowers/?page=99",
    "kinds, of a group, quoted of late": "flowers/?group=orchid&only_quoted=on",
    "kinds, words": "flowers/?words=兰",
    "kind": "flowers/kinds/{kind}/",
    "kind, another grade": "flowers/kinds/{kind}/?grade=third",
    "kind, one market": "flowers/kinds/{kind}/?grade=second&market={market}",
    "state of the markets": "flowers/markets/",
    "state of the markets, a group, too much": "flowers/markets/?group=orchid&state=glut",
    "state of the markets, page in the middle": "flowers/markets/?state=usual&page=20",
}
OF_STAFF = {"a market's day, to fill in": "flowers/markets/{market}/day/"}
_CORRECTIONS = """
INSERT INTO flowers_correction
    (workspace_id, kind_id, grade, quote_id, corrected_by_id, unit, average, volume)
SELECT workspace_id, kind_id, grade, id, filing_id, unit, average + 1, volume
  FROM flowers_quote WHERE workspace_id = %s AND id %% 200 = 0
"""
_STANDINGS = """
INSERT INTO flowers_standing
    (workspace_id, kind_id, market_id, unit, week, arrivals, usual_arrivals, unsold, usual_unsold,
     price, state)
SELECT workspace_id, kind_id, market_id, unit, max("on"), sum(volume), sum(volume), 0.1, 0.12,
       (kind_id %% 41 + market_id %% 7) / 100.0 - 0.2,
       (ARRAY['short', 'glut', 'usual'])[1 + (kind_id + market_id) %% 3]
  FROM flowers_week WHERE workspace_id = %s AND "on" = %s
 GROUP BY workspace_id, kind_id, market_id, unit
"""
_POINTS = """
INSERT INTO flowers_indexpoint (workspace_id, "group", "on", value, cells)
SELECT DISTINCT workspace_id, name, "on", 100 + extract(week FROM "on"), 1000
  FROM flowers_week, unnest(%s::text[]) AS name
 WHERE workspace_id = %s AND kind_id = %s AND grade = 'first' AND "on" > %s
"""
_FORECASTS = """
INSERT INTO flowers_forecast
    (workspace_id, kind_id, market_id, grade, unit, what, week, ahead, value, low, high,
     seasonal_naive, past_error, naive_error, origins, level, coverage, method, cut_off, seed)
SELECT workspace_id, kind_id, market_id, grade, unit, what, "on" + 7 * ahead, ahead,
       average, average * 0.8, average * 1.2, average, 1, 1.2, 40, 80, 81, 'trees 0.55 + last 0.45',
       "on", 1
  FROM flowers_week, unnest(ARRAY['price', 'volume']) AS what,
       unnest(ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 30]) AS ahead
 WHERE workspace_id = %s AND "on" = %s
"""


def a_market_city(size: int) -> Workspace:
    """Return a workspace with about `size` quotes, made if it is not there."""
    slug = f"quotes-{size}"
    found = Workspace.objects.filter(slug=slug).first()
    if found:
        if not Standing.objects.filter(workspace=found).exists():
            raise SystemExit(f"{slug} was not loaded whole: begin with an empty YUANDU_DATA_DIR")
        return found
    begun = time.perf_counter()
    workspace = Workspace.objects.create(
        slug=slug, name=slug, kind="city", code_rules="cn", today_on=TODAY
    )
    by = Actor.system(workspace)
    actions.load_kinds(by=by)
    number, weeks = SHAPES[size]
    markets = Market.objects.bulk_create(
        Market(workspace=workspace, name=f"示例市场{at}", currency="CNY") for at in range(number)
    )
    kinds = list(Kind.objects.filter(workspace=workspace).order_by("pk"))
    rows = 0
    with connection.cursor() as cursor:
        # Every key comes from the lists just made: looking each up again is half of the work.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
    for frame in filings(kinds, [market.pk for market in markets], weeks):
        load_history(by=by, source="示例行情", title=f"{rows}", frame=frame)
        rows += len(frame)
    told(workspace, kinds[0].pk)
    with connection.cursor() as cursor:
        cursor.execute("RESET session_replication_role")
        cursor.execute("RESET synchronous_commit")
        cursor.execute("VACUUM ANALYZE")
    print(f"loaded {rows:,} quotes in {(time.perf_counter() - begun) / 60:.1f} minutes", flush=True)
    return workspace


def filings(kinds: list[Kind], markets: list[int], weeks: int) -> Iterator[pl.DataFrame]:
    """Yield four weeks of quotes at a time, the last up to the day before today."""
    rng = np.random.default_rng(SEED)
    cells = pl.DataFrame(
        {"kind": [kind.pk for kind in kinds], "unit": [kind.unit for kind in kinds]}
    )
    cells = cells.join(pl.DataFrame({"market": markets}), how="cross")
    level = np.log(rng.uniform(2, 60, cells.height))
    state = rng.normal(0, MOMENTS.spread, cells.height)
    monday = TODAY - datetime.timedelta(days=TODAY.weekday() + 7 * weeks)
    some: list[pl.DataFrame] = []
    for week in range(weeks):
        shock = rng.normal(0, 1, cells.height)
        state = MOMENTS.lasts * state + MOMENTS.spread * (1 - MOMENTS.lasts**2) ** 0.5 * shock
        for day in range(DAYS_A_WEEK):
            on = monday + datetime.timedelta(days=7 * week + day)
            some += a_day(cells, level + state, state, on, rng)
        if (week + 1) % WEEKS_A_FILING == 0 or week + 1 == weeks:
            yield pl.concat(some)
            some = []


def a_day(
    cells: pl.DataFrame,
    middle: np.ndarray,
    state: np.ndarray,
    on: datetime.date,
    rng: np.random.Generator,
) -> Iterator[pl.DataFrame]:
    """Yield a day's quotes, one frame a grade."""
    number = cells.height
    away = (1 - MOMENTS.opposed**2) ** 0.5
    volume = MOMENTS.volume_spread * (
        MOMENTS.opposed * state / MOMENTS.spread + away * rng.normal(0, 1, number)
    )
    for grade, premium in zip(GRADES, MOMENTS.premia, strict=True):
        price = np.exp(middle + premium + rng.normal(0, MOMENTS.daily, number))
        sold = np.ceil(200 * np.exp(volume))
        left = np.floor(sold * rng.uniform(0.02, 0.3, number))
        yield cells.with_columns(
            pl.lit(on).alias("on"),
            pl.lit(grade).alias("grade"),
            # One of two hundred is far from the weeks before.
            pl.Series("doubt", np.where(rng.random(number) < 0.005, "outlier", "")),
            *(
                pl.Series(name, values).round(2).cast(KEPT_AS)
                for name, values in zip(
                    VALUES, (price * 0.9, price, price * 1.1, sold, left, left), strict=True
                )
            ),
        )


def told(workspace: Workspace, kind: int) -> None:
    """Load what the mornings make of quotes: its pages cost the same however it came about."""
    last = TODAY - datetime.timedelta(days=TODAY.weekday() + 7)
    groups = ["", *(group for group in Group.values if group != Group.PRODUCE)]
    since = TODAY - datetime.timedelta(weeks=156)
    with connection.cursor() as cursor:
        cursor.execute(_CORRECTIONS, [workspace.pk])
        cursor.execute(_STANDINGS, [workspace.pk, last])
        cursor.execute(_POINTS, [groups, workspace.pk, kind, since])
        cursor.execute(_FORECASTS, [workspace.pk, last])


def measured_pages(workspace: Workspace, times: int) -> dict[tuple[str, str], Measured]:
    market = Market.objects.filter(workspace=workspace).order_by("pk")[3]
    kind = Quote.objects.filter(workspace=workspace, market=market).order_by("-on")[0].kind
    given: dict[str, Any] = {"market": market.pk, "kind": kind.pk}
    results = {}
    browsers = {
        "city_officer": a_browser(workspace, "city_officer", None),
        "visitor": Client(headers={"host": "localhost"}),
    }
    for role, browser in browsers.items():
        for name, page in (PAGES | (OF_STAFF if role != "visitor" else {})).items():
            path = f"/{workspace.slug}/{page.format(**given)}"
            results[role, name] = measured_page(browser, path, times)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[3_000_000, 30_000_000])
    parser.add_argument("--times", type=int, default=60)
    asked = parser.parse_args()
    surroundings()
    call_command("migrate", verbosity=0)
    cities = [a_market_city(size) for size in asked.sizes]
    pages = [measured_pages(city, asked.times) for city in cities]
    report(asked.sizes, pages, within=MOST_MILLISECONDS)
