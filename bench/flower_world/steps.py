"""What happens in a week, compiled: beds turn over, markets sell what they can."""

from typing import Any, NamedTuple

import numba
import numpy as np

NOTHING, LEAVE = -2, -1  # told nothing; told not to plant
REST, FAR = 4, 0.5  # FAR: the most that a week moves a price's logarithm by, by κ
REJECTED, ASIDE, REFUSED = 0.08, 0.5, 0.3  # parts of contracts, where the spot price tempts
DEAR, CHEAP = 1.2, 0.7  # spot by contract price, from where it tempts the seller, the buyer
CHASE, THINK, SHOCK, GUMBEL, ROUTE, KEEP = 1, 2, 3, 10, 4, 5  # what a random number is for


class Told(NamedTuple):
    """What the platform tells this week.

    Attributes:
        advice: Of each grower who is due: a line, LEAVE or NOTHING.
        contract: Of each: units and price of a contract for that line.
        contract_market: Where to.
        routes: home × kind × market: where the harvests of those who listen should go, parts.
        listens: Growers who send their harvest as they are told.
        follows: Growers who plant as they are told.
        honoured: Part of what was contracted that buyers take.
    """

    advice: Any
    contract: Any
    contract_market: Any
    routes: Any
    listens: Any
    follows: Any
    honoured: float


@numba.njit(cache=True)
def chance(seed: int, who: int, week: int, what: int) -> float:
    """Return a number from 0 to 1 that hangs on nothing but what it is for."""
    mixed = (
        np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
        + np.uint64(who + 1) * np.uint64(0xBF58476D1CE4E5B9)
        + np.uint64(week + 1) * np.uint64(0x94D049BB133111EB)
        + np.uint64(what + 1) * np.uint64(0xD6E8FEB86659FD93)
    )
    for _ in range(2):
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        mixed *= np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return (float(mixed >> np.uint64(11)) + 0.5) / 9007199254740992.0


@numba.njit(cache=True)
def normal(seed: int, who: int, week: int, what: int) -> float:
    first, second = chance(seed, who, week, what), chance(seed, who, week, what + 100)
    return np.sqrt(-2.0 * np.log(first)) * np.cos(2.0 * np.pi * second)


@numba.njit(cache=True)
def turn(fixed: Any, state: Any, week: int, told: Told, counts: bool) -> None:
    """Harvest what is ready, send it, and plant again."""
    state.taken[:] = 0.0
    for grower in range(fixed.home.size):
        if state.ready[grower] != week:
            continue
        if state.line[grower] >= 0:
            _harvest(fixed, state, week, told, grower, counts)
        _plant(fixed, state, week, told, grower, counts)


@numba.njit(cache=True)
def _harvest(fixed: Any, state: Any, week: int, told: Told, grower: int, counts: bool) -> None:
    loss, spread, seed = fixed.chances[0], fixed.chances[7], fixed.seed
    deliveries = np.floor(fixed.chances[8])
    line = state.line[grower]
    kind = fixed.kinds[grower, line]
    weeks = fixed.lag[kind]
    shock = np.exp(spread * normal(seed, grower, week, SHOCK) - spread * spread / 2)
    whole = fixed.area[grower] * fixed.crop[grower, line] * weeks * shock
    left = whole * (1.0 - loss)
    if counts:
        state.tally[grower, 0] += whole
        state.tally[grower, 1] += whole - left
        state.tally[grower, 2] += state.lot[grower, 0]  # what was still left of the last
    if state.contract[grower, 0] > 0.0:
        left -= _deliver(fixed, state, week, told, grower, kind, left, counts)
    market = _market(fixed, state, week, told, grower, kind)
    state.lot[grower, 0] = 0.0
    state.lot[grower, 1] = left / deliveries
    state.lot[grower, 2] = deliveries
    state.lot_market[grower], state.lot_kind[grower] = market, kind


@numba.njit(cache=True)
def _deliver(
    fixed: Any, state: Any, week: int, told: Told, grower: int, kind: int, left: float, counts: bool
) -> float:
    """Deliver what was contracted, unless one side breaks it; return the units."""
    market, price = state.contract_market[grower], state.contract[grower, 1]
    units = min(state.contract[grower, 0] * told.honoured, left) * (1.0 - REJECTED)
    state.contract[grower, 0] = 0.0
    spot, luck = state.price[market, kind], chance(fixed.seed, grower, week, KEEP)
    if spot > DEAR * price and luck < ASIDE:
        state.broken[1] += 1
        return 0.0
    if spot < CHEAP * price and luck < REFUSED:
        state.broken[2] += 1
        return 0.0
    state.broken[0] += 1
    state.taken[market, kind] += units
    if counts:
        state.tally[grower, 3] += units * price * fixed.quality[grower]
        state.tally[grower, 5] += units * fixed.transport[fixed.home[grower], market]
        state.paid[week, 0] += units
        state.paid[week, 1] += units * price
    return units


@numba.njit(cache=True)
def _market(fixed: Any, state: Any, week: int, told: Told, grower: int, kind: int) -> int:
    """Return where a harvest goes: as told, or where the price was best, or home."""
    home = fixed.home[grower]
    if told.listens[grower]:
        luck = chance(fixed.seed, grower, week, ROUTE)
        for market in range(state.price.shape[0]):
            luck -= told.routes[home, kind, market]
            if luck < 0.0:
                return market
    if chance(fixed.seed, grower, week, CHASE) < fixed.chances[6]:
        best, most = home, state.price[home, kind]
        for market in range(state.price.shape[0]):
            now = state.price[market, kind] - fixed.transport[home, market]
            if now > most:
                best, most = market, now
        return best
    return home


@numba.njit(cache=True)
def _plant(fixed: Any, state: Any, week: int, told: Told, grower: int, counts: bool) -> None:
    line = told.advice[grower] if told.follows[grower] else NOTHING
    is_told = line != NOTHING
    if not is_told:
        line = _own_choice(fixed, state, week, grower)
    state.planted[grower] = week
    if line < 0:
        state.line[grower] = -1
        state.ready[grower] = week + REST
        return
    kind = fixed.kinds[grower, line]
    state.line[grower] = line
    state.ready[grower] = week + fixed.lag[kind]
    if is_told and told.contract[grower, 0] > 0.0:
        state.contract[grower] = told.contract[grower]
        state.contract_market[grower] = told.contract_market[grower]
    if counts:
        state.tally[grower, 4] += fixed.area[grower] * fixed.cost[kind] * fixed.lag[kind]


@numba.njit(cache=True)
def _own_choice(fixed: Any, state: Any, week: int, grower: int) -> int:
    """Return what a grower plants by what it expects: mostly the same, else what seems to pay."""
    loss, reconsider = fixed.chances[0], fixed.chances[3]
    inertia, choosing = fixed.chances[4], fixed.chances[5]
    now = state.line[grower]
    if now >= 0 and chance(fixed.seed, grower, week, THINK) > reconsider:
        return now
    best, most, pays = 0, -np.inf, False
    for line in range(fixed.kinds.shape[1]):
        kind = fixed.kinds[grower, line]
        price = state.expected[fixed.rule[grower], fixed.home[grower], kind]
        brings = fixed.crop[grower, line] * (1.0 - loss) * fixed.quality[grower] * price
        margin = brings - fixed.cost[kind]
        pays = pays or margin > -0.1 * fixed.cost[kind]
        luck = -np.log(-np.log(chance(fixed.seed, grower, week, GUMBEL + line)))
        wish = choosing * margin / fixed.cost[kind] + luck + (inertia if line == now else 0.0)
        if wish > most:
            best, most = line, wish
    return best if pays else LEAVE


@numba.njit(cache=True)
def sell(fixed: Any, state: Any, week: int, counts: bool) -> None:
    """Sell at the posted prices what is asked for; the rest decays; prices move."""
    decay, stickiness = fixed.chances[1], fixed.chances[2]
    markets, kinds = state.price.shape
    stock, came = np.zeros((markets, kinds)), np.zeros((markets, kinds))
    growers = fixed.home.size
    for grower in range(growers):
        if state.lot[grower, 2] > 0.0:
            state.lot[grower, 2] -= 1.0
            state.lot[grower, 0] += state.lot[grower, 1]
            came[state.lot_market[grower], state.lot_kind[grower]] += state.lot[grower, 1]
        if state.lot[grower, 0] > 0.0:
            stock[state.lot_market[grower], state.lot_kind[grower]] += state.lot[grower, 0]
    part = np.zeros((markets, kinds))
    for market in range(markets):
        for kind in range(kinds):
            wanted = fixed.demand[week, market, kind] * state.price[market, kind] ** (
                -fixed.elasticity[kind]
            )
            wanted = max(wanted - state.taken[market, kind], 0.0)
            if stock[market, kind] > 0.0:
                part[market, kind] = min(1.0, wanted / stock[market, kind])
            gap = np.log((wanted + 1.0) / (stock[market, kind] + 1.0))
            state.stocks[week, market, kind] = stock[market, kind] * (1.0 - part[market, kind])
            state.sold[week, market, kind] = (
                stock[market, kind] * part[market, kind] + state.taken[market, kind]
            )
            state.prices[week, market, kind] = state.price[market, kind]
            state.arrivals[week, market, kind] = came[market, kind] + state.taken[market, kind]
            _post(fixed, state, week, market, kind, stickiness * min(max(gap, -FAR), FAR))
    for grower in range(growers):
        stocked = state.lot[grower, 0]
        if stocked <= 0.0:
            continue
        market, kind = state.lot_market[grower], state.lot_kind[grower]
        sold = stocked * part[market, kind]
        gone = (stocked - sold) * decay
        state.lot[grower, 0] = stocked - sold - gone
        if counts:
            price = state.prices[week, market, kind]
            state.tally[grower, 2] += gone
            state.tally[grower, 3] += sold * price * fixed.quality[grower]
            state.tally[grower, 5] += sold * fixed.transport[fixed.home[grower], market]
            state.paid[week, 0] += sold
            state.paid[week, 1] += sold * price


@numba.njit(cache=True)
def _post(fixed: Any, state: Any, week: int, market: int, kind: int, move: float) -> None:
    """Post the next week's price, and let growers expect what they expect."""
    before = state.price[market, kind]
    noise = fixed.posting[week, market, kind]
    if week > 0:
        noise -= 0.5 * fixed.posting[week - 1, market, kind]
    after = min(max(before * np.exp(move + noise), 0.15), 4.0)
    state.price[market, kind] = after
    state.expected[0, market, kind] = after
    state.expected[1, market, kind] += 0.15 * (after - state.expected[1, market, kind])
    trend = after + 2.0 * (after - before)
    state.expected[2, market, kind] = min(max(trend, 0.3), 2.5)
    lag = fixed.lag[kind]
    same = week + lag - 52
    seasonal = after
    if 0 <= same <= week:
        seasonal = state.prices[same, market, kind]
    state.expected[3, market, kind] = seasonal
