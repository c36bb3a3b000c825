"""Effects, intervals and probabilities from what cities came to; see `estimands`."""

from typing import Any

import numpy as np

from bench.flower_world import moments
from bench.flower_world.estimands import FEWER, GROUPS, MORE, RESAMPLED


def effects(result: dict[str, Any]) -> dict[str, Any]:
    """Return of each arm its effects with intervals, and what chance has what was claimed."""
    return {
        name: _arm([one["arms"][name] for one in result["cities"]], _draws(result))
        for name in result["cities"][0]["arms"]
        if name != "none"
    }


def _draws(result: dict[str, Any]) -> Any:
    return np.array([one["draw"] for one in result["cities"]])


def _arm(cities: list[dict[str, Any]], draws: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    changes: dict[tuple[str, str], Any] = {}
    for group in GROUPS:
        for what in ("waste", "unsold", "gross", "net"):
            pairs = [
                (_amount(one["groups"][group]["with"], what),
                 _amount(one["groups"][group]["without"], what))
                for one in cities
            ]  # fmt: skip
            if any(without == 0 for _, without in pairs):
                continue
            change = np.array([(own - without) / abs(without) for own, without in pairs])
            changes[group, what] = change
            told.setdefault(group, {})[what] = _interval(change, draws)
    waste, net = changes["all", "waste"], changes["all", "net"]
    fewer, more = waste <= FEWER, net >= MORE
    harmed = [
        changes[group, "net"] < 0
        for group in ("all", "others", "smallest")
        if (group, "net") in changes
    ]
    whole = [one["groups"]["all"] for one in cities]
    gain = np.array(
        [(one["with"]["net"] - one["without"]["net"]) / one["without"]["gross"] for one in whole]
    )
    return told | {
        "chance_fewer": float(fewer.mean()),
        "chance_more": float(more.mean()),
        "chance_both": float((fewer & more).mean()),
        "chance_harm": float(np.any(harmed, axis=0).mean()),
        "margin": float(max(gain.mean(), 0.0) / MORE),
        "seconds": float(np.median([one["seconds"] for one in cities])),
        "contracts": np.sum([one["contracts"] for one in cities], axis=0).tolist(),
    } | {
        what: _interval(np.array([one[what][0] / one[what][1] - 1 for one in cities]), draws)
        for what in ("income_sd", "price_paid", "units_sold")
    }  # fmt: skip


def _amount(sums: dict[str, float], what: str) -> float:
    if what == "waste":
        return (sums["lost"] + sums["unsold"]) / max(sums["produced"], 1e-9)
    if what == "unsold":
        return sums["unsold"] / max(sums["produced"], 1e-9)
    return sums[what]


def _interval(values: Any, draws: Any) -> list[float]:
    """Return the mean and the interval of 95 %: draws resampled, and in each its seeds."""
    rng = np.random.default_rng(1)
    of = [values[draws == draw] for draw in np.unique(draws)]
    seeds = min(each.size for each in of)
    table = np.stack([each[:seeds] for each in of])
    chosen = rng.integers(0, len(of), (RESAMPLED, len(of)))[:, :, None]
    means = table[chosen, rng.integers(0, seeds, (RESAMPLED, len(of), seeds))].mean(axis=(1, 2))
    return [float(values.mean()), *(float(end) for end in np.quantile(means, (0.025, 0.975)))]


def baseline(result: dict[str, Any]) -> dict[str, list[float]]:
    """Return what kept cities show untreated: median, least, greatest; held-out moments included."""
    kept = [one["moments"] for one in result["drawn"] if one["draw"] in result["kept"]]
    names = (*moments.KEPT, *moments.HELD_OUT)
    return {
        name: [float(how([one[name] for one in kept])) for how in (np.median, np.min, np.max)]
        for name in names
    }
