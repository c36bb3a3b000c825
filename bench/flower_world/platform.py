"""The platform's answers, by the product's own engines: `engines.planning`, `engines.allocation`.

It sees a city through `seen.Window` alone. What is set here was set before any run: the flexibility
that a planner takes for granted, the caution of growers, the price of contracts.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from bench.flower_world.seen import CENTS, YEAR, Asker, Window
from bench.flower_world.steps import LEAVE, NOTHING
from bench.flower_world.terms import FLEXIBILITY, docked, mean, words
from yuandu.engines.planning import Outlook, Question, TooShort, draw, ration
from yuandu.engines.planning.tableau import Limits

SCENARIOS, CAUTION, YIELD_SD = 100, 0.3, 0.15
PAST = 3 * YEAR  # weeks of prices that scenarios are drawn from
FORECAST_ERROR, CONTRACT_PRICE, CONTRACT_COST = 0.2, 0.95, 1.05


@dataclass(frozen=True, slots=True)
class Advice:
    """What this week's askers are told: a line, LEAVE or NOTHING; units and price if contracted."""

    lines: Any
    contracts: Any
    markets: Any


def no_advice(asker: Asker) -> Advice:
    size = asker.growers.size
    return Advice(np.full(size, NOTHING), np.zeros((size, 2)), np.zeros(size, np.int64))


def outlook(window: Window, *, is_broadcast: bool, ago: int) -> Outlook | None:
    """Return what is known of the time when this week's beds will be sold, if enough is known."""
    prices = mean(window.published("prices", PAST, ago), axis=1, empty=np.nan)
    try:
        scenarios = draw(
            prices,
            window.lag,
            count=SCENARIOS,
            rng=np.random.default_rng((window.seed, window.week, 3)),
            yield_sd=YIELD_SD,
        )
    except TooShort:
        return None
    arrivals = mean(window.published("arrivals", YEAR, ago), axis=0).sum(axis=0)
    usual = np.maximum(arrivals, 1.0)
    known = window.in_the_ground() / window.said_share
    share = window.joined_share()
    others = np.maximum(usual * (1 - share), 0.0) + known
    return Outlook(
        pl.DataFrame(
            {
                "kind": np.arange(window.kinds).astype(str),
                "usual": usual,
                "others": others,
                "flexibility": np.full(window.kinds, 0.0 if is_broadcast else FLEXIBILITY),
            }
        ),
        scenarios,
    )


def question(known: Outlook, asker: Asker) -> Question:
    """Return the askers' question: one bed each, all of it free for any of their kinds."""
    size, lines = asker.kinds.shape
    flat = asker.kinds.ravel()
    limits = Limits(
        first=np.arange(size + 1, dtype=np.int64) * lines,
        kind=flat.copy(),
        crop=(asker.crop * asker.quality[:, None]).ravel(),
        cost=asker.cost.ravel().copy(),
        least=np.zeros(flat.size),
        most=np.repeat(2 * asker.area, lines),
        family=np.full(flat.size, -1, np.int64),
        rested=np.zeros(flat.size),
        area=asker.area.copy(),
        cash=np.full(size, 1e12),
        caution=np.full(size, CAUTION),
    )
    growers = pl.DataFrame({"grower": asker.growers.astype(str)})
    return Question(known, growers, pl.DataFrame({"kind": flat}), limits)


def plan(
    window: Window, asker: Asker, *, is_broadcast: bool = False, ago: int = 0, collective: float = 0
) -> Advice:
    """Advise each asker by the planning engine; of a plan of several kinds one is drawn."""
    advice = no_advice(asker)
    known = outlook(window, is_broadcast=is_broadcast, ago=ago)
    if known is None or not asker.growers.size:
        return advice
    plans = ration(
        question(known, asker),
        seed=window.seed * 1000 + window.week,
        collective=collective,
        passes=1 if is_broadcast else 4,
        at_once=asker.growers.size if is_broadcast else 8,
    )
    parts = plans.solved.planted.reshape(asker.kinds.shape) / asker.area[:, None]
    upto = np.cumsum(parts, axis=1)
    luck = window.luck(asker.growers, 1)
    advice.lines[:] = (luck[:, None] > upto).sum(axis=1)
    advice.lines[advice.lines == asker.kinds.shape[1]] = LEAVE
    return advice


def placebo(window: Window, asker: Asker) -> Advice:
    """Advise by lot, each kind as often as it is usually sold: what mere variety does."""
    advice = no_advice(asker)
    usual = mean(window.published("arrivals", YEAR), axis=0).sum(axis=0)
    odds = np.maximum(usual, 1.0)[asker.kinds]
    upto = np.cumsum(odds / odds.sum(axis=1, keepdims=True), axis=1)
    luck = window.luck(asker.growers, 2)
    advice.lines[:] = np.minimum((luck[:, None] > upto).sum(axis=1), asker.kinds.shape[1] - 1)
    return advice


def contract(window: Window, asker: Asker, share: float, advice: Advice) -> Advice:
    """Dock askers to buyers' orders for the time of harvest; who is docked grows for the order."""
    if not asker.growers.size or not share:
        return advice
    prices = mean(window.published("prices", YEAR), axis=0)
    wanted = np.floor(share * window.wanted(FORECAST_ERROR)).astype(np.int64)
    market, kind = np.nonzero(wanted > 0)
    offered = np.round(CONTRACT_PRICE * prices[market, kind] * CENTS).astype(np.int64)
    orders = pl.DataFrame(
        {
            "order": words(np.arange(market.size)),
            "kind": words(kind),
            "quantity": wanted[market, kind],
            "price": offered,
            "market": words(market),
        }
    )
    size, lines = asker.kinds.shape
    lag = window.lag[asker.kinds]
    units = np.floor(asker.crop * lag * asker.area[:, None]).astype(np.int64)
    ask = CONTRACT_COST * asker.cost / (asker.crop * asker.quality[:, None])
    whose = np.repeat(np.arange(size), lines)
    offers = pl.DataFrame(
        {
            "grower": words(asker.growers[whose]),
            "kind": words(asker.kinds.ravel()),
            "quantity": np.maximum(units.ravel(), 1),
            "ask": np.round(ask.ravel() * CENTS).astype(np.int64),
            "place": words(np.repeat(asker.home, lines)),
            "total": np.maximum(units.max(axis=1), 1)[whose],
        }
    )
    pairs = docked(window, orders, offers)
    # Each asker who was docked gets the order that most of the bed goes to.
    offer, order, units = (pairs[name].to_numpy() for name in ("offer_no", "order_no", "units"))
    largest = np.lexsort((offer, -units))
    first = largest[np.unique(whose[offer][largest], return_index=True)[1]]
    docked_asker = whose[offer[first]]
    advice.lines[docked_asker] = offer[first] % lines
    advice.contracts[docked_asker, 0] = units[first]
    advice.contracts[docked_asker, 1] = offered[order[first]] / CENTS
    advice.markets[docked_asker] = market[order[first]]
    return advice
