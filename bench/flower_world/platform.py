"""The platform's answers, by the product's own engines: `engines.planning`, `engines.allocation`.

It sees a city through `seen.Window` alone. What is set here was set before any run: the flexibility
that a planner takes for granted, the caution of growers, the price of contracts.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from bench.flower_world.seen import YEAR, Asker, Window
from bench.flower_world.steps import LEAVE, NOTHING
from yuandu.engines.allocation import Market, dock
from yuandu.engines.planning import Outlook, Question, TooShort, draw, ration
from yuandu.engines.planning.tableau import Limits

SCENARIOS, FLEXIBILITY, CAUTION, YIELD_SD = 100, 0.7, 0.3, 0.15
PAST = 3 * YEAR  # weeks of prices that scenarios are drawn from
CENTS = 10_000  # of a yuan: prices here are about one
FORECAST_ERROR, CONTRACT_PRICE, CONTRACT_COST = 0.2, 0.95, 1.05
RECENT, DECAY, EMPTY = 9, 0.4, 1.2  # weeks; of what is left, a week; by which more was wanted
BEYOND = ((1.0, 0.85), (2.0, 0.7), (4.0, 0.5))  # usual weeks more, at which part of the price
SPREAD = 5  # weeks over which a harvest is sent and sold, as the trade knows it
FROM, UNTIL = date(2026, 1, 5), date(2026, 1, 11)  # one week, the same for all: time is the lag


def _mean(numbers: Any, *, axis: int, empty: float = 0.0) -> Any:
    """Return means over what was published; where nothing was, `empty`."""
    known = ~np.isnan(numbers)
    count = known.sum(axis=axis)
    total = np.where(known, numbers, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), empty)


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
    prices = _mean(window.published("prices", PAST, ago), axis=1, empty=np.nan)
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
    arrivals = _mean(window.published("arrivals", YEAR, ago), axis=0).sum(axis=0)
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
    usual = _mean(window.published("arrivals", YEAR), axis=0).sum(axis=0)
    odds = np.maximum(usual, 1.0)[asker.kinds]
    upto = np.cumsum(odds / odds.sum(axis=1, keepdims=True), axis=1)
    luck = window.luck(asker.growers, 2)
    advice.lines[:] = np.minimum((luck[:, None] > upto).sum(axis=1), asker.kinds.shape[1] - 1)
    return advice


def contract(window: Window, asker: Asker, share: float, advice: Advice) -> Advice:
    """Dock askers to buyers' orders for the time of harvest; who is docked grows for the order."""
    if not asker.growers.size or not share:
        return advice
    prices = _mean(window.published("prices", YEAR), axis=0)
    wanted = np.floor(share * window.wanted(FORECAST_ERROR)).astype(np.int64)
    market, kind = np.nonzero(wanted > 0)
    orders = pl.DataFrame(
        {
            "order": np.arange(market.size).astype(str),
            "kind": kind.astype(str),
            "grade": 2,
            "quantity": wanted[market, kind],
            "price": np.round(CONTRACT_PRICE * prices[market, kind] * CENTS).astype(np.int64),
            "from": FROM, "until": UNTIL,
            "market": market.astype(str),
            "priority": 1,
        }
    )  # fmt: skip
    size, lines = asker.kinds.shape
    lag = window.lag[asker.kinds]
    units = np.floor(asker.crop * lag * asker.area[:, None]).astype(np.int64)
    ask = CONTRACT_COST * asker.cost / (asker.crop * asker.quality[:, None])
    whose = np.repeat(np.arange(size), lines)
    offers = pl.DataFrame(
        {
            "grower": asker.growers[whose].astype(str),
            "kind": asker.kinds.ravel().astype(str),
            "grade": 1,
            "quantity": np.maximum(units.ravel(), 1),
            "ask": np.round(ask.ravel() * CENTS).astype(np.int64),
            "from": FROM, "until": UNTIL,
            "place": np.repeat(asker.home, lines).astype(str),
            "total": np.maximum(units.max(axis=1), 1)[whose],
            "merit": 0, "group": "",
        }
    )  # fmt: skip
    docked = dock(Market(orders, offers, _lanes(window))).pairs.filter(pl.col("units") > 0)
    _take(advice, docked, whose, lines, orders)
    return advice


def _take(
    advice: Advice, docked: pl.DataFrame, whose: Any, lines: int, orders: pl.DataFrame
) -> None:
    """Give each asker who was docked the order that most of the bed goes to."""
    largest = docked.with_columns(asker=pl.Series(whose[docked["offer_no"].to_numpy()])).sort(
        "units", "offer_no", descending=[True, False]
    )
    for row in largest.unique("asker", keep="first", maintain_order=True).iter_rows(named=True):
        order = orders.row(row["order_no"], named=True)
        advice.lines[row["asker"]] = row["offer_no"] % lines
        advice.contracts[row["asker"]] = row["units"], order["price"] / CENTS
        advice.markets[row["asker"]] = int(order["market"])


def routes(window: Window) -> tuple[Any, Any]:
    """Return who is told where to send this week's harvest, and parts by home, kind and market.

    Harvests of a home and a kind together are docked to what each market lacks: what it usually
    takes, more of it where the price is high, less what lies there and what others will bring.
    """
    growers, cells = window.harvested()
    sold = _sold(window)
    last = _mean(window.published("arrivals", 4), axis=0)
    stock = _mean(window.published("stocks", 2), axis=0)
    usual = _mean(window.published("prices", 26), axis=0, empty=1.0)
    price = _mean(window.published("prices", 2), axis=0, empty=1.0)
    share = window.joined_share()
    parts = np.zeros((window.markets, window.kinds, window.markets))
    parts[np.arange(window.markets), :, np.arange(window.markets)] = 1.0
    taken = SPREAD * sold * price / usual
    lacks = taken - stock - window.coming() - SPREAD * last * (1 - share)
    home, kind = np.nonzero(cells >= 1)
    if not home.size:
        return growers, parts
    orders = _needs(np.maximum(lacks, 0.0), sold, price)
    offers = pl.DataFrame(
        {
            "grower": np.arange(home.size).astype(str),
            "kind": kind.astype(str),
            "grade": 1,
            "quantity": cells[home, kind].astype(np.int64),
            "ask": 0,
            "from": FROM, "until": UNTIL,
            "place": home.astype(str),
            "merit": 0, "group": "",
        }
    ).with_columns(total=pl.lit(None, pl.Int64))  # fmt: skip
    done = dock(Market(orders, offers, _lanes(window))).pairs.filter(pl.col("units") > 0)
    offer, order = done["offer_no"].to_numpy(), done["order_no"].to_numpy()
    to = orders["market"].cast(pl.Int64).to_numpy()[order]
    sent = np.zeros_like(parts)
    np.add.at(sent, (home[offer], kind[offer], to), done["units"].to_numpy())
    left = np.maximum(cells - sent.sum(axis=2), 0.0)
    sent[home, kind, home] += left[home, kind]
    whole = sent.sum(axis=2)
    parts[home, kind] = sent[home, kind] / whole[home, kind][:, None]
    return growers, parts


def _sold(window: Window) -> Any:
    """Return what markets sold a week of late, by what came and what was left; more where nothing was.

    Where nothing was left more could have been sold, by how much nobody saw.
    """
    came, stock = window.published("arrivals", RECENT), window.published("stocks", RECENT)
    sold = came[1:] + (1 - DECAY) * stock[:-1] - stock[1:]
    sold = np.where(stock[1:] < 0.02 * came[1:], EMPTY * sold, sold)
    return np.maximum(_mean(sold, axis=0), 0.0)


def _needs(lacks: Any, usual: Any, price: Any) -> pl.DataFrame:
    """Return what markets lack as orders, and what they take beyond at lower prices."""
    tables = []
    for amounts, factor in ((lacks, 1.0), *((usual * weeks, part) for weeks, part in BEYOND)):
        market, kind = np.nonzero(amounts >= 1)
        tables.append(
            pl.DataFrame(
                {
                    "kind": kind.astype(str),
                    "grade": 1,
                    "quantity": amounts[market, kind].astype(np.int64),
                    "price": np.round(factor * price[market, kind] * CENTS).astype(np.int64),
                    "from": FROM, "until": UNTIL,
                    "market": market.astype(str),
                    "priority": 1,
                }
            )
        )  # fmt: skip
    return pl.concat(tables).with_row_index("order").with_columns(pl.col("order").cast(pl.String))


def _lanes(window: Window) -> pl.DataFrame:
    place, market = np.indices(window.transport.shape)
    return pl.DataFrame(
        {
            "place": place.ravel().astype(str),
            "market": market.ravel().astype(str),
            "cost": np.round(window.transport.ravel() * CENTS).astype(np.int64),
        }
    )
