"""All that a platform sees of a city: late, noisy and in part. The truth does not pass here.

Published: prices, arrivals and stocks of markets, a week late, a tenth of the numbers missing, the
rest off by some per cent. Registered: what those who joined say of their beds, a week late, and one
in ten does not say it. Where it is gamed, markets, growers and buyers say what suits them besides.
"""

from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import polars as pl

from bench.flower_world import steps
from bench.flower_world.world import City

PRICE_NOISE, VOLUME_NOISE, CROP_NOISE = 0.03, 0.10, 0.10
MISSING, SILENT = 0.1, 0.1
LIARS = 0.3  # of registered growers, who name another of their kinds than stands in the bed
TOUT, TOUTED, HIDDEN = 1, 1.2, 0.5  # a market that tells dearer prices and half of what is left
EXAGGERATED = 1.5  # by which buyers order more than they will take
YEAR = 52
CENTS = 10_000  # of a yuan: prices here are about one


@dataclass(frozen=True, slots=True)
class Asker:
    """Those whose beds are free this week, of those who joined: what they registered."""

    growers: Any
    home: Any
    area: Any
    kinds: Any  # askers × lines
    crop: Any  # units a m² and week that can be sold, as they say
    quality: Any
    cost: Any  # askers × lines, yuan a m² and week


class Window:
    """What a platform may look at, from week to week."""

    def __init__(
        self, city: City, joined: Any, *, is_perfect: bool = False, is_gamed: bool = False
    ) -> None:
        fixed, seed = city.fixed, city.fixed.seed
        rng = np.random.default_rng((seed, 77))
        weeks, markets, kinds = city.state.prices.shape
        scale = 0.0 if is_perfect else 1.0
        self._delay = 0 if is_perfect else 1
        self._price_off = np.exp(scale * PRICE_NOISE * rng.normal(0, 1, (weeks, markets, kinds)))
        self._volume_off = np.exp(scale * VOLUME_NOISE * rng.normal(0, 1, (weeks, markets, kinds)))
        self._touted = {"prices": TOUTED, "stocks": HIDDEN} if is_gamed else {}
        self._missing = rng.random((weeks, markets, kinds)) < scale * MISSING
        growers = fixed.home.size
        says = rng.random(growers) >= scale * SILENT
        self._crop = fixed.crop * np.exp(scale * CROP_NOISE * rng.normal(0, 1, fixed.crop.shape))
        self._lies = is_gamed & (rng.random(growers) < LIARS)
        self.honoured = 1 / EXAGGERATED if is_gamed else 1.0
        self._joined, self._says, self._city = joined, joined & says, city
        self.said_share = 1.0 - scale * SILENT
        self.lag, self.markets, self.kinds, self.seed = fixed.lag, markets, kinds, seed
        self.transport, self.lanes = fixed.transport, _lanes(fixed.transport)
        self.loss = 0.085  # usual in the trade; how much it is here nobody measured

    @property
    def week(self) -> int:
        return self._city.week

    def joined_share(self) -> float:
        """Return which part of all beds' area is of those who joined."""
        area = self._city.fixed.area
        return float(area[self._joined].sum() / area.sum())

    def published(self, what: str, weeks: int, ago: int = 0) -> Any:
        """Return the last so many published weeks of `prices`, `arrivals`, `sold` or `stocks`."""
        end = max(self.week - self._delay - ago, 1)
        rows = slice(max(end - weeks, 0), end)
        truth = getattr(self._city.state, what)[rows]
        off = self._price_off if what == "prices" else self._volume_off
        shown = np.where(self._missing[rows], np.nan, truth * off[rows])
        if what in self._touted:
            shown[:, TOUT] *= self._touted[what]
        return shown

    def askers(self) -> Asker:
        fixed = self._city.fixed
        due = np.flatnonzero((self._city.state.ready == self.week) & self._joined)
        return Asker(
            growers=due,
            home=fixed.home[due],
            area=fixed.area[due],
            kinds=fixed.kinds[due],
            crop=self._crop[due] * (1.0 - self.loss),
            quality=fixed.quality[due],
            cost=fixed.cost[fixed.kinds[due]],
        )

    def in_the_ground(self) -> Any:
        """Return units a week that registered beds bring by kind, this week's askers left out."""
        state, fixed = self._city.state, self._city.fixed
        is_in = self._says & (state.line >= 0) & (state.ready > self.week)
        is_in &= state.planted < self.week + 1 - self._delay
        return self._by_kind(np.flatnonzero(is_in), fixed.area)

    def harvested(self) -> tuple[Any, Any]:
        """Return who registered a harvest of this week, and its units that can be sold."""
        state, fixed = self._city.state, self._city.fixed
        now = np.flatnonzero(self._says & (state.line >= 0) & (state.ready == self.week))
        line = self._line(now)
        kind = fixed.kinds[now, line]
        units = fixed.area[now] * self._crop[now, line] * fixed.lag[kind] * (1.0 - self.loss)
        cells = np.zeros((self.markets, self.kinds))
        np.add.at(cells, (fixed.home[now], kind), units)
        return now, cells

    def registered_share(self) -> float:
        """Return which part of all beds' area registered growers have, as far as that is known."""
        return self.joined_share() * self.said_share

    def coming(self, weeks: int) -> Any:
        """Return units that registered growers have to deliver in so many weeks, markets × kinds."""
        state = self._city.state
        open_lots = np.flatnonzero(self._says & (state.lot[:, 2] > 0))
        units = state.lot[open_lots, 1] * np.minimum(state.lot[open_lots, 2], weeks)
        cells = np.zeros((self.markets, self.kinds))
        np.add.at(cells, (state.lot_market[open_lots], state.lot_kind[open_lots]), units)
        return cells

    def _line(self, growers: Any) -> Any:
        """Return which of their lines growers say stands in the bed."""
        line = self._city.state.line[growers]
        return np.where(self._lies[growers], (line + 1) % self._city.fixed.kinds.shape[1], line)

    def _by_kind(self, growers: Any, area: Any) -> Any:
        fixed = self._city.fixed
        line = self._line(growers)
        kind = fixed.kinds[growers, line]
        units = area[growers] * self._crop[growers, line] * (1.0 - self.loss)
        return np.bincount(kind, units, self.kinds)

    def wanted(self, error: float) -> Any:
        """Return what buyers say they will want a week at the time of harvest, markets × kinds.

        Buyers know their own usual demand and season, and are wrong by `error`.
        """
        fixed, week = self._city.fixed, self.week
        past = fixed.demand[max(week - YEAR, 0) : week].mean(axis=0)
        rng = np.random.default_rng((self.seed, week, 5))
        return past / self.honoured * np.exp(error * rng.normal(0, 1, past.shape) - error**2 / 2)

    def luck(self, growers: Any, what: int) -> Any:
        """Return a number from 0 to 1 for each grower this week, the platform's own chance."""
        return chances(self.seed, self._joined.size, self.week, 200 + what)[growers]


def _lanes(transport: Any) -> pl.DataFrame:
    place, market = np.indices(transport.shape)
    return pl.DataFrame(
        {
            "place": place.ravel().astype(str),
            "market": market.ravel().astype(str),
            "cost": np.round(transport.ravel() * CENTS).astype(np.int64),
        }
    )


def joined(city: City, share: float) -> Any:
    """Return which growers join at a share; who joins at a small one joins at a greater too."""
    return chances(city.fixed.seed, city.fixed.home.size, 0, 100) < share


def complies(city: City, share: float, week: int, what: int) -> Any:
    """Return who would do as told this week."""
    return chances(city.fixed.seed, city.fixed.home.size, week, what) < share


@numba.njit(cache=True)
def chances(seed: int, growers: int, week: int, what: int) -> Any:
    found = np.empty(growers)
    for grower in range(growers):
        found[grower] = steps.chance(seed, grower, week, 800 + what)
    return found
