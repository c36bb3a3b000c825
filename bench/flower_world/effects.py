"""Effects, intervals and probabilities from what cities came to; see `estimands`."""

from collections.abc import Collection
from typing import Any

import numpy as np

from bench.flower_world import moments
from bench.flower_world.arms import DOSES
from bench.flower_world.estimands import AGAINST, FEWER, GROUPS, MORE, RESAMPLED


def effects(result: dict[str, Any]) -> dict[str, Any]:
    """Return of each arm its effects with intervals, and what chance has what was claimed."""
    names = dict.fromkeys(name for one in result["cities"] for name in one["arms"])
    return {name: _arm(*_of(result, name)) for name in names if name != "none"}


def against(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return pairs of arms, and by how much the one's effects are above the other's, in the same cities."""
    told = []
    for one, other in AGAINST:
        both = [each for each in result["cities"] if {one, other} <= each["arms"].keys()]
        if not both:
            continue
        draws = np.array([each["draw"] for each in both])
        differences = {
            what: np.array([_change(each["arms"][one], what) for each in both])
            - np.array([_change(each["arms"][other], what) for each in both])
            for what in ("waste", "net")
        }
        told.append(
            {"one": one, "other": other, "cities": int(np.unique(draws).size)}
            | {what: _interval(values, draws) for what, values in differences.items()}
        )
    return told


def doses(result: dict[str, Any]) -> dict[str, Any]:
    """Return the arms that differ in adoption alone, over the lives that all of them have."""
    same = [one for one in result["cities"] if one["arms"].keys() >= set(DOSES)]
    draws = np.array([one["draw"] for one in same])
    return {name: _arm([one["arms"][name] for one in same], draws) for name in DOSES if same}


def _of(result: dict[str, Any], name: str) -> tuple[list[dict[str, Any]], Any]:
    lives = [one for one in result["cities"] if name in one["arms"]]
    return [one["arms"][name] for one in lives], np.array([one["draw"] for one in lives])


def _arm(cities: Collection[dict[str, Any]], draws: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    changes: dict[tuple[str, str], Any] = {}
    for group in GROUPS:
        for what in ("waste", "unsold", "gross", "net"):
            if any(_amount(one["groups"][group]["without"], what) == 0 for one in cities):
                continue
            change = np.array([_change(one, what, group) for one in cities])
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
        "cities": int(np.unique(draws).size),
        "lives": len(cities),
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


def _change(one: dict[str, Any], what: str, group: str = "all") -> float:
    own, without = (_amount(one["groups"][group][how], what) for how in ("with", "without"))
    return (own - without) / abs(without)


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


def held_out(result: dict[str, Any]) -> dict[str, int]:
    """Return in how many kept cities each moment that decided nothing lies in its band."""
    kept = [one["moments"] for one in result["drawn"] if one["draw"] in result["kept"]]
    return {
        name: sum(not moments.misses(one, {name: band}) for one in kept)
        for name, band in moments.HELD_OUT.items()
    }
