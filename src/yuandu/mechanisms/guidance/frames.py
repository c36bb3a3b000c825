"""The tables and arrays that the planner and the warnings read, from rows."""

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from django.db.models import Avg, DateField, F, Min, Sum
from django.db.models.functions import TruncWeek

from yuandu.engines.planning import Outlook, draw
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Doubt, Forecast, Kind, Quote
from yuandu.mechanisms.guidance import rules
from yuandu.mechanisms.guidance.models import Growable, Holding, Intention


@dataclass(frozen=True, slots=True)
class Past:
    """Weekly mean prices and sums of volumes by kind, in the city's currency and a kind's unit.

    Attributes:
        weeks: Mondays, the oldest first; `prices` and `volumes` of shape (weeks, kinds), nan where
            nothing was quoted.
    """

    weeks: list[datetime.date]
    kinds: list[int]
    prices: Any
    volumes: Any

    @property
    def known(self) -> list[int]:
        """The places of kinds with enough quotes to draw scenarios from."""
        quoted = (~np.isnan(self.prices)).sum(axis=0)
        return [at for at, number in enumerate(quoted) if number >= rules.YEAR_WEEKS]


def past(workspace: Workspace, kinds: list[int]) -> Past:
    """Return the last weeks of some kinds; one query."""
    monday = workspace.today() - datetime.timedelta(days=workspace.today().weekday())
    weeks = [
        monday - datetime.timedelta(weeks=back) for back in range(rules.WEEKS_OF_PRICES, 0, -1)
    ]
    rows = (
        Quote.objects.filter(
            kind__in=kinds,
            on__gte=weeks[0],
            on__lt=monday,
            doubt=Doubt.NONE,
            unit=F("kind__unit"),
            market__currency=workspace.currency,
        )
        .annotate(week=TruncWeek("on", output_field=DateField()))
        .values_list("kind", "week")
        .annotate(price=Avg("average"), volume=Sum("volume"))
    )
    prices = np.full((len(weeks), len(kinds)), np.nan)
    volumes = np.full_like(prices, np.nan)
    at_week = {week: at for at, week in enumerate(weeks)}
    at_kind = {kind: at for at, kind in enumerate(kinds)}
    for kind, week, price, volume in rows:
        prices[at_week[week], at_kind[kind]] = float(price)
        if volume is not None:
            volumes[at_week[week], at_kind[kind]] = float(volume)
    return Past(weeks, kinds, prices, volumes)


@dataclass(frozen=True, slots=True)
class Foretold:
    """What a kind is foretold to bring when it is sold, in the city's currency and its unit.

    The mean over markets and grades, as the past prices are.
    """

    price: float
    low: float
    high: float
    cut_off: datetime.date  # the last day that was known


def foretold(workspace: Workspace, kinds: list[int]) -> dict[int, Foretold]:
    """Return the forecasts of kinds at their own growing time; one query.

    What was foretold too long ago says nothing about a planting of today.
    """
    rows = (
        Forecast.objects.filter(
            workspace=workspace,
            kind__in=kinds,
            what=Forecast.What.PRICE,
            ahead=F("kind__weeks"),
            unit=F("kind__unit"),
            market__currency=workspace.currency,
            level=rules.FORECAST_LEVEL,
            cut_off__gte=workspace.today() - rules.STALE,
            value__gt=0,
        )
        .values("kind")
        .order_by("kind")
        .annotate(price=Avg("value"), lower=Avg("low"), upper=Avg("high"), known=Min("cut_off"))
    )
    return {
        row["kind"]: Foretold(
            float(row["price"]),
            float("nan") if row["lower"] is None else float(row["lower"]),
            float("nan") if row["upper"] is None else float(row["upper"]),
            row["known"],
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """All households' question, as the planner reads it.

    Attributes:
        foretold: the forecasts that scenarios centre on, by key of the kind.
        kinds: how many kinds are asked about.
    """

    outlook: Outlook
    growers: pl.DataFrame
    lines: pl.DataFrame
    past: Past
    foretold: dict[int, Foretold]
    kinds: int


def asked(workspace: Workspace, rng: np.random.Generator) -> Asked | None:
    """Return what the planner reads, over a year of plantings; nothing if nobody asks.

    Raises:
        TooShort: too few weeks of prices.
    """
    growables = list(
        Growable.objects.filter(
            workspace=workspace, kind__weeks__gt=0, holding__household__kind="household"
        ).select_related("kind", "holding")
    )
    found = past(workspace, sorted({each.kind_id for each in growables}))
    known = [found.kinds[at] for at in found.known]
    used = [each for each in growables if each.kind_id in set(known)]
    if not used:
        return None
    told = foretold(workspace, known)
    outlook = _outlook(found, known, used, told, rng)
    return Asked(outlook, _growers(used), _lines(used), found, told, len(known))


def _growers(used: list[Growable]) -> pl.DataFrame:
    holdings = {each.holding_id: each.holding for each in used}
    return pl.DataFrame(
        [
            {
                "grower": str(one.household_id),
                "area": float(one.area),
                "cash": float(one.cash),
                "caution": rules.CAUTIONS[one.caution],
            }
            for one in holdings.values()
        ]
    )


def _turns(each: Growable) -> float:
    """Return how often a year a bed of this kind is planted."""
    return rules.YEAR_WEEKS / float(each.kind.weeks or rules.YEAR_WEEKS)


def _lines(used: list[Growable]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "grower": str(each.holding.household_id),
                "kind": str(each.kind_id),
                "crop": float(each.density) * _turns(each),
                "cost": float(each.cost) * _turns(each),
                "most": None if each.most is None else float(each.most),
            }
            for each in used
        ],
        schema_overrides={"most": pl.Float64},
    )


def _outlook(
    found: Past,
    known: list[int],
    used: list[Growable],
    told: dict[int, Foretold],
    rng: np.random.Generator,
) -> Outlook:
    """Return scenarios and supply of a year: what is usual, and what others bring of it.

    What the households here usually bring is taken to be their beds, evenly over their kinds.
    """
    weeks = {each.kind_id: int(each.kind.weeks or 1) for each in used}
    longest = rules.WEEKS_OF_PRICES - rules.YEAR_WEEKS
    places = [found.kinds.index(kind) for kind in known]
    none = Foretold(np.nan, np.nan, np.nan, datetime.date.min)
    centres = np.array(
        [(each.price, each.low, each.high) for each in (told.get(kind, none) for kind in known)]
    )
    scenarios = draw(
        found.prices[:, places],
        np.array([min(weeks[kind], longest) for kind in known]),
        count=rules.SCENARIOS,
        rng=rng,
        yield_sd=rules.YIELD_SD,
        foretold=centres,
        level=rules.FORECAST_LEVEL / 100,
    )
    own = dict.fromkeys(known, 0.0)
    many: dict[int, int] = {}
    for each in used:
        many[each.holding_id] = many.get(each.holding_id, 0) + 1
    for each in used:
        even = each.holding.area / many[each.holding_id]
        own[each.kind_id] += even * float(each.density) * _turns(each)
    sold = np.nan_to_num(np.nanmean(found.volumes[-rules.YEAR_WEEKS :, places], axis=0))
    usual = np.maximum(sold * rules.YEAR_WEEKS, np.array([own[kind] for kind in known]))
    kinds = pl.DataFrame(
        {
            "kind": [str(kind) for kind in known],
            "usual": np.maximum(usual, 1.0),
            "others": np.maximum(usual - np.array([own[kind] for kind in known]), 0.0),
            "flexibility": rules.FLEXIBILITY,
        }
    )
    return Outlook(kinds, scenarios)


def intended(workspace: Workspace) -> pl.DataFrame:
    """Return open intentions: `grower`, `kind`, `week` (a window of sale), `units`; one query."""
    today = workspace.today()
    rows = Intention.objects.filter(workspace=workspace, is_open=True, sell_on__gte=today)
    return pl.DataFrame(
        [
            (grower, kind, rules.window(on, today), float(units))
            for grower, kind, on, units in rows.values_list("household", "kind", "sell_on", "units")
        ],
        schema={"grower": pl.Int64, "kind": pl.Int64, "week": pl.Int64, "units": pl.Float64},
        orient="row",
    )


def usual(workspace: Workspace, kinds: list[int]) -> pl.DataFrame:
    """Return what is usually sold in each window that is warned of: a year before, or the mean."""
    found = past(workspace, kinds)
    rows = []
    for at, kind in enumerate(kinds):
        volumes = found.volumes[-rules.YEAR_WEEKS :, at]
        if np.isnan(volumes).all():
            continue
        mean = float(np.nanmean(volumes))
        for number in rules.windows():
            same = volumes[rules.WINDOW * number : rules.WINDOW * (number + 1)]
            told = np.where(np.isnan(same), mean, same)
            rows.append((kind, number, float(told.sum())))
    return pl.DataFrame(
        rows,
        schema={"kind": pl.Int64, "week": pl.Int64, "units": pl.Float64},
        orient="row",
    )


def titles(workspace: Workspace, kinds: list[int]) -> dict[int, Kind]:
    return Kind.objects.filter(workspace=workspace).in_bulk(kinds)


def holdings(workspace: Workspace) -> int:
    return Holding.objects.filter(workspace=workspace).count()
