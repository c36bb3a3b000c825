"""What the weeks of an untreated city look like, and what real markets look like.

Sources: [tw] anthurium at five markets of Taiwan, weekly, 2014–2017; [lily] oriental lily, Taipei,
weekly, 1998–2020; [kr] aT's auctions, Yangjae, 25 days of 2026; [lit] literature as told in the
report. A band holds what was measured and leaves room for kinds and places that were not.
"""

from typing import Any

import numpy as np

from bench.flower_world.world import MEASURED, YEAR, City

# What an untreated city must show to be kept: band, and what was measured.
KEPT = {
    "waste": (0.10, 0.30, "[lit] 0.10–0.30: 15 % of stems worldwide, fresh produce 20–50 %"),
    "margin": (0.08, 0.40, "[lit] net of gross income"),
    "price_change_sd": (0.10, 0.24, "[tw] 0.140–0.153, [kr] 0.159 by session, [lily] 0.236"),
    "price_sd": (0.15, 0.36, "[tw] 0.204–0.234, [lily] 0.332"),
    "price_left": (0.55, 0.92, "[tw] 0.74–0.78 after a week, season left in"),
    "volume_change_sd": (0.25, 0.72, "[tw] 0.436–0.712, [kr] 0.316 by session"),
    "flexibility": (-0.60, 0.03, "[tw] −0.19 to −0.05, [kr] −0.11 to −0.13, biased towards 0"),
    "concentration": (0.60, 0.85, "[kr] 0.755 of the value of 40 kinds is of ten"),
    "season_sd": (0.05, 0.25, "[tw] 0.125–0.156 of the price's logarithm"),
    "markets_together": (0.40, 0.97, "[tw] correlation of markets' prices 0.91"),
}
HELD_OUT = {
    "price_left_26": (-0.25, 0.25, "[tw] −0.02 to 0.14, [lily] 0.01 after half a year, season out"),
    "markets_apart": (0.03, 0.14, "[tw] 0.054 (0.098 with lasting differences)"),
}


def moments(city: City) -> dict[str, float]:
    """Return the moments of a city's measured weeks, kinds weighed by their value."""
    state = city.state
    prices, arrivals = state.prices[MEASURED : city.week], state.arrivals[MEASURED : city.week]
    logs, volumes = np.log(prices), np.log(arrivals + 1.0)
    value = (prices * arrivals).sum(axis=(0, 1))
    often = (arrivals > 0).mean(axis=0) > 0.9  # cells with something nearly every week
    weights = value[None, :] * often
    weights = weights / weights.sum()

    def mean(cells: Any) -> float:
        return float((cells * weights).sum())

    season, rest = _season(logs)
    volume_rest = _season(volumes)[1]
    produced, lost, unsold, gross, cost, carriage = state.tally.sum(axis=0)
    ranked = np.sort(value)[::-1]
    centred = logs - logs.mean(axis=0)
    return {
        "waste": float((lost + unsold) / produced),
        "margin": float((gross - cost - carriage) / gross),
        "price_change_sd": mean(np.diff(logs, axis=0).std(axis=0)),
        "price_sd": mean(logs.std(axis=0)),
        "price_left": mean(_left(logs, 1)),
        "volume_change_sd": mean(np.diff(volumes, axis=0).std(axis=0)),
        "flexibility": mean(
            (rest * volume_rest).mean(axis=0) / np.maximum(volume_rest.var(axis=0), 1e-9)
        ),
        "concentration": float(ranked[:10].sum() / ranked.sum()),
        "season_sd": mean(season.std(axis=0)),
        "markets_together": _together(logs, value),
        "price_left_26": mean(_left(rest, 26)),
        "markets_apart": float((centred.std(axis=1).mean(axis=0) * value).sum() / value.sum()),
    }


def misses(found: dict[str, float], bands: dict[str, Any]) -> list[str]:
    """Return the moments outside of their band."""
    return [name for name, (low, high, _) in bands.items() if not low <= found[name] <= high]


def _season(logs: Any) -> tuple[Any, Any]:
    """Return what two harmonics of the year explain of each cell, and the rest."""
    angle = 2 * np.pi * np.arange(logs.shape[0]) / YEAR
    columns = [np.ones_like(angle)]
    for order in (1, 2):
        columns += [np.cos(order * angle), np.sin(order * angle)]
    design = np.stack(columns, axis=1)
    flat = logs.reshape(logs.shape[0], -1)
    fitted = (design @ np.linalg.lstsq(design, flat, rcond=None)[0]).reshape(logs.shape)
    return fitted, logs - fitted


def _left(series: Any, weeks: int) -> Any:
    off = series - series.mean(axis=0)
    return (off[weeks:] * off[:-weeks]).sum(axis=0) / np.maximum((off**2).sum(axis=0), 1e-12)


def _together(logs: Any, value: Any) -> float:
    """Return the mean correlation of two markets' prices of the same kind."""
    off = logs - logs.mean(axis=0)
    off /= np.maximum(np.sqrt((off**2).sum(axis=0)), 1e-12)
    whole = np.einsum("wmk,wnk->mnk", off, off)
    pairs = np.triu_indices(logs.shape[1], 1)
    return float((whole[pairs].mean(axis=0) * value).sum() / value.sum())
