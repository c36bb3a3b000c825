"""The city: who grows what, what markets ask for, and one week after the other.

Units are such that one unit is worth a yuan at the usual price. Prices are posted and sticky, so
that something may stay unsold; how much does is not put in. Every random number is a function of
the seed, of whom it concerns and when: arms that differ do not disturb each other's chance.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from bench.flower_world import steps

WEEKS, START, MEASURED = 416, 156, 208  # the platform opens at START; from MEASURED on we count
MARKETS = np.array([0.35, 0.25, 0.20, 0.12, 0.08])  # their parts of demand
LINES = 6  # kinds that a grower can grow
REST = 4  # weeks that a bed rests when nothing is planted
YEAR = 52.18
# Parts of the value of the 40 kinds that sell best at the auctions of aT, May and June 2026.
SHARES = np.array(
    [
        0.2444, 0.1966, 0.0635, 0.0593, 0.0434, 0.0425, 0.0363, 0.0265, 0.0223, 0.0202,
        0.0186, 0.0162, 0.0146, 0.0121, 0.0118, 0.0118, 0.0109, 0.0104, 0.0103, 0.0100,
        0.0099, 0.0090, 0.0077, 0.0074, 0.0069, 0.0065, 0.0065, 0.0062, 0.0059, 0.0058,
        0.0055, 0.0050, 0.0048, 0.0048, 0.0045, 0.0045, 0.0044, 0.0044, 0.0042, 0.0042,
    ]
)  # fmt: skip
SECOND, THIRD = 0.81, 0.44  # what 上 and 普 bring of 特, same auctions, same variety and day

# What is not known of the city: drawn evenly between two ends, for every city anew.
PRIOR = {
    "stickiness": (0.05, 0.40),  # part of the gap between demand and stock that a week closes
    "elasticity": (0.8, 2.2),  # of demand, least; kinds lie up to 1 above
    "demand_sd": (0.03, 0.14),  # of what is new in a week's demand for a kind
    "demand_left": (0.5, 0.95),  # of it after a week
    "common_sd": (0.01, 0.06),
    "market_sd": (0.01, 0.06),
    "posting_sd": (0.01, 0.07),  # of the price that is asked
    "season": (0.10, 0.35),
    "yield_sd": (0.05, 0.25),
    "loss": (0.05, 0.12),  # lost before it can be sold, whatever anybody does
    "decay": (0.20, 0.60),  # of what is unsold, a week
    "tight": (0.80, 1.05),  # demand at usual prices by what all beds bring
    "cost": (0.40, 0.72),  # by what a bed brings at usual prices
    "mismatch": (0.0, 0.3),  # between what markets ask for and what grows near them
    "concentration": (0.75, 1.0),  # power of SHARES
    "reconsider": (0.2, 0.9),  # growers who think again when a bed frees
    "inertia": (0.0, 1.5),
    "choosing": (1.0, 6.0),  # how sharply growers follow what they expect
    "backward": (0.5, 0.9),  # growers who expect the last price or its smoothed past
    "deliveries": (3.0, 7.0),  # weeks over which a harvest is sent
    "chase": (0.2, 0.8),  # harvests that go where the price was best last week
}


# Those that `steps` looks up by their place.
CHANCES = (
    "loss", "decay", "stickiness", "reconsider", "inertia", "choosing", "chase", "yield_sd",
    "deliveries",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameters:
    """What was drawn of a city."""

    values: dict[str, float]

    def __getattr__(self, name: str) -> float:
        return self.values[name]


def draw_parameters(rng: np.random.Generator) -> Parameters:
    return Parameters({name: float(rng.uniform(*ends)) for name, ends in PRIOR.items()})


class Fixed(NamedTuple):
    """What does not change in a city: arrays by grower, line, kind, market and week."""

    home: Any
    area: Any
    quality: Any  # what a grower's mix of grades brings, of the best
    rule: Any  # 0 last price, 1 adaptive, 2 trend, 3 season
    kinds: Any  # growers × lines
    crop: Any  # growers × lines, units a m² and week
    lag: Any
    cost: Any  # by kind, yuan a m² and week
    elasticity: Any
    demand: Any  # weeks × markets × kinds, at the usual price
    posting: Any  # weeks × markets × kinds
    transport: Any  # home × market
    chances: Any  # loss, decay, stickiness, reconsider, inertia, choosing, chase, yield_sd
    seed: int


class State(NamedTuple):
    """What changes: of each grower, of each market and kind, and what is counted."""

    line: Any  # what stands in the bed; −1 nothing
    ready: Any  # the week in which it is harvested
    planted: Any
    lot: Any  # growers × (stock, to deliver a week, weeks left)
    lot_market: Any
    lot_kind: Any
    contract: Any  # growers × (units, price)
    contract_market: Any
    price: Any  # markets × kinds
    expected: Any  # 4 rules × markets × kinds
    taken: Any  # markets × kinds: contracted units delivered this week
    tally: Any  # growers × (produced, lost, unsold, gross, cost, carriage)
    prices: Any  # weeks × markets × kinds: what is recorded
    arrivals: Any
    stocks: Any  # what was left of what was there
    sold: Any
    paid: Any  # weeks × (units sold, yuan paid)
    broken: Any  # contracts: kept, sold aside, refused by the buyer


@dataclass(slots=True)
class City:
    """A city at some week."""

    fixed: Fixed
    state: State
    parameters: Parameters
    week: int = 0
    due: Any = field(default=None)

    def copy(self) -> "City":
        return City(
            self.fixed, State(*(part.copy() for part in self.state)), self.parameters, self.week
        )


def build(parameters: Parameters, *, seed: int, growers: int, weeks: int = WEEKS) -> City:
    """Draw a city; which growers and which shocks it has hangs on the seed alone."""
    rng = np.random.default_rng(seed)
    kinds, markets = SHARES.size, MARKETS.size
    weights = SHARES**parameters.concentration
    weights /= weights.sum()
    lag = rng.integers(10, 37, kinds)
    area = 1000 * np.exp(rng.normal(-0.18, 0.6, growers))
    top = rng.beta(6.5, 3.5, growers)
    order = np.argsort(rng.gumbel(size=(growers, kinds)) + np.log(weights), axis=1)
    chosen = order[:, ::-1][:, :LINES].astype(np.int64)
    nearness = MARKETS * np.exp(parameters.mismatch * rng.normal(0, 1, markets))
    asked = MARKETS[:, None] * np.exp(parameters.mismatch * rng.normal(0, 1, (markets, kinds)))
    transport = rng.uniform(0.02, 0.06, (markets, markets)) * (1 - np.eye(markets))
    backward = parameters.backward
    fixed = Fixed(
        home=rng.choice(markets, growers, p=nearness / nearness.sum()).astype(np.int64),
        area=area,
        quality=top + (0.99 - 0.99 * top) * SECOND + (0.01 - 0.01 * top) * THIRD,
        rule=rng.choice(
            4, growers, p=[backward / 2, backward / 2, (1 - backward) / 2, (1 - backward) / 2]
        ),
        kinds=chosen,
        crop=np.exp(rng.normal(-0.005, 0.1, (growers, LINES))),
        lag=lag.astype(np.int64),
        cost=parameters.cost * rng.uniform(0.92, 1.08, kinds),
        elasticity=parameters.elasticity + rng.uniform(0, 1, kinds),
        demand=_demand(parameters, rng, weeks, weights * area.sum(), asked / asked.sum(axis=0)),
        posting=parameters.posting_sd * rng.normal(0, 1, (weeks, markets, kinds)),
        transport=transport,
        chances=np.array([parameters.values[name] for name in CHANCES]),
        seed=seed,
    )
    return City(fixed, _begin(fixed, weights, rng, weeks), parameters)


def _demand(
    parameters: Parameters, rng: np.random.Generator, weeks: int, usual: Any, parts: Any
) -> Any:
    """Return demand at usual prices: season, slow swings of kinds, of all together, of markets."""
    kinds, markets = usual.size, parts.shape[0]

    def swings(sd: float, left: float, shape: tuple[int, ...]) -> Any:
        new = rng.normal(0, 1, (weeks, *shape))
        found = np.zeros_like(new)
        for week in range(weeks):
            found[week] = (left * found[week - 1] if week else 0.0) + new[week]
        return sd * found

    phase, size = rng.uniform(0, 2 * np.pi, kinds), rng.uniform(0.4, 1.6, kinds)
    angle = 2 * np.pi * np.arange(weeks)[:, None] / YEAR
    log = parameters.season * size * np.cos(angle + phase)
    log = log + swings(parameters.demand_sd, parameters.demand_left, (kinds,))
    log = log + swings(parameters.common_sd, 0.8, (1,))
    whole = log[:, None, :] + swings(parameters.market_sd, 0.5, (markets, kinds))
    level = parameters.tight * (1 - parameters.loss)
    return level * usual * parts * np.exp(whole)


def _begin(fixed: Fixed, weights: Any, rng: np.random.Generator, weeks: int) -> State:
    """Return a city in which everybody grows something, at every stage of growing."""
    growers, kinds, markets = fixed.home.size, fixed.lag.size, MARKETS.size
    odds = weights[fixed.kinds]
    line = (rng.random(growers)[:, None] > np.cumsum(odds / odds.sum(1, keepdims=True), 1)).sum(1)
    line = np.minimum(line, LINES - 1)
    lag = fixed.lag[fixed.kinds[np.arange(growers), line]]
    ready = np.floor(rng.random(growers) * lag).astype(np.int64)
    grid = (weeks, markets, kinds)
    return State(
        line=line.astype(np.int64),
        ready=ready,
        planted=ready - lag,
        lot=np.zeros((growers, 3)),
        lot_market=fixed.home.copy(),
        lot_kind=np.zeros(growers, np.int64),
        contract=np.zeros((growers, 2)),
        contract_market=np.zeros(growers, np.int64),
        price=np.ones((markets, kinds)),
        expected=np.ones((4, markets, kinds)),
        taken=np.zeros((markets, kinds)),
        tally=np.zeros((growers, 6)),
        prices=np.ones(grid),
        arrivals=np.zeros(grid),
        stocks=np.zeros(grid),
        sold=np.zeros(grid),
        paid=np.zeros((weeks, 2)),
        broken=np.zeros(3),
    )


def pass_week(city: City, told: steps.Told) -> None:
    """Let a week pass: beds that are due are harvested and planted, markets sell."""
    fixed, state, week = city.fixed, city.state, city.week
    steps.turn(fixed, state, week, told, week >= MEASURED)
    steps.sell(fixed, state, week, week >= MEASURED)
    city.week += 1


def due(city: City) -> Any:
    """Return who harvests this week."""
    return np.flatnonzero(city.state.ready == city.week)


def untold(city: City) -> steps.Told:
    """Return what is told where nobody tells anything."""
    growers, kinds, markets = city.fixed.home.size, city.fixed.lag.size, MARKETS.size
    return steps.Told(
        np.full(growers, steps.NOTHING),
        np.zeros((growers, 2)),
        np.zeros(growers, np.int64),
        np.zeros((markets, kinds, markets)),
        np.zeros(growers, np.bool_),
        np.zeros(growers, np.bool_),
        1.0,
    )
