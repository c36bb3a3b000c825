"""Where to send a harvest: from what the market page shows of each market, or by the page alone.

The page tells prices, what was sold, what was left and what arrived, market by market, a week late.
"""

from typing import Any

import numpy as np
import polars as pl

from bench.flower_world.seen import CENTS, Window
from bench.flower_world.terms import DECAY, FLEXIBILITY, docked, last, mean, words
from yuandu.mechanisms.flowers import rules

RECENT, USUAL = 4, 8  # weeks: of what a market takes now, of what is usual as the page says
# Of what a market takes a week, how much may lie and come there, and which part of it is sold then.
LEVELS = (1.0, 1.3, 1.7, 2.5, 4.0)


def routes(window: Window) -> tuple[Any, Any]:
    """Return who is told where to send this week's harvest, and parts by home, kind and market.

    What a market takes a week (what it sold lately, put to today's price) is set beside what lies
    there and what comes: what registered growers still deliver there, and of the others what arrived
    last. Harvests of a home and a kind together are docked to it: at the full price as long as all
    of it will be sold, at a part of it beyond.
    """
    growers, cells = window.harvested()
    parts = _at_home(window)
    home, kind = np.nonzero(cells >= 1)
    if not home.size:
        return growers, parts
    prices, sold = window.published("prices", RECENT), window.published("sold", RECENT)
    price = last(prices, empty=1.0)
    takes = mean(sold * (prices / price) ** (1 / FLEXIBILITY), axis=0)
    others = last(window.published("arrivals", RECENT)) * (1 - window.registered_share())
    there = (1 - DECAY) * last(window.published("stocks", RECENT)) + others + window.coming(1)
    orders = _orders(takes, there, price, cells.sum(axis=0))
    offers = pl.DataFrame(
        {
            "grower": words(np.arange(home.size)),
            "kind": words(kind),
            "quantity": cells[home, kind].astype(np.int64),
            "ask": np.zeros(home.size, np.int64),
            "place": words(home),
            "total": pl.Series([None] * home.size, dtype=pl.Int64),
        }
    )
    pairs = docked(window, orders, offers)
    offer, order = pairs["offer_no"].to_numpy(), pairs["order_no"].to_numpy()
    to = orders["market"].cast(pl.Int64).to_numpy()[order]
    sent = np.zeros_like(parts)
    np.add.at(sent, (home[offer], kind[offer], to), pairs["units"].to_numpy())
    sent[home, kind, home] += np.maximum(cells - sent.sum(axis=2), 0.0)[home, kind]
    parts[home, kind] = sent[home, kind] / sent.sum(axis=2)[home, kind][:, None]
    return growers, parts


def by_page(window: Window) -> tuple[Any, Any]:
    """Return what `routes` does where every grower goes by the market page alone.

    Who stands where a kind is not short sends it to the market that the page calls short and that
    pays best after carriage, if it pays more than at home; the others do as they would.
    """
    growers, _ = window.harvested()
    short, price = shortages(window), last(window.published("prices", RECENT))
    gain = np.where(short[None], price[None] - window.transport[:, :, None], -np.inf)
    gain -= np.where(short, np.inf, price)[:, None]
    best = gain.argmax(axis=1)  # home × kind
    parts = np.zeros((window.markets, window.kinds, window.markets))
    home, kind = np.nonzero(gain.max(axis=1) > 0)
    parts[home, kind, best[home, kind]] = 1.0
    return growers, parts


def shortages(window: Window) -> Any:
    """Return which markets the page calls short of which kinds, by the product's own rule.

    It sets the week reported last beside the eight before: the price, and what was left unsold of
    what there was.
    """
    prices, sold, left = (
        window.published(what, USUAL + 1) for what in ("prices", "sold", "stocks")
    )
    weeks = np.arange(prices.shape[0])[:, None, None]
    known = ~np.isnan(prices)
    at = np.where(known, weeks, -1).max(axis=0)
    before = known & (weeks < at)
    usual = mean(np.where(before, np.log(prices), np.nan), axis=0, empty=np.nan)
    change = np.exp(last(np.log(prices), empty=np.nan) - usual) - 1
    there = np.maximum(sold + left, 1e-9)
    unsold = last(left / there, empty=np.nan)
    usually = (left * before).sum(axis=0, where=before) / there.sum(axis=0, where=before)
    short = np.zeros(change.shape, np.bool_)
    for cell in zip(*np.nonzero(~np.isnan(change * unsold)), strict=True):
        less = round(float(unsold[cell]), 3) - round(float(usually[cell]), 3)
        told = rules.standing(price=float(change[cell]), arrivals=None, unsold=less)
        short[cell] = told == rules.SHORT
    return short


def _orders(takes: Any, there: Any, price: Any, most: Any) -> pl.DataFrame:
    """Return what markets take beside what is there, dearest first, no more than is to be sent.

    Args:
        most: Units of each kind that are sent this week in all.
    """
    tables = []
    room = np.broadcast_to(most, takes.shape).copy()
    for level in LEVELS:
        amounts = np.minimum(np.maximum(level * takes - there, 0.0), room)
        room -= amounts
        there = there + amounts
        market, kind = np.nonzero(amounts >= 1)
        tables.append(
            pl.DataFrame(
                {
                    "kind": words(kind),
                    "quantity": amounts[market, kind].astype(np.int64),
                    "price": np.round(price[market, kind] / level * CENTS).astype(np.int64),
                    "market": words(market),
                }
            )
        )
    return pl.concat(tables).with_columns(order=pl.int_range(pl.len()).cast(pl.String))


def _at_home(window: Window) -> Any:
    parts = np.zeros((window.markets, window.kinds, window.markets))
    parts[np.arange(window.markets), :, np.arange(window.markets)] = 1.0
    return parts
