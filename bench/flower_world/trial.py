"""The experiment: cities drawn and kept, each lived through under every arm."""

import json
import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.flower_world import arms, moments, seen, world
from bench.flower_world.estimands import GROUPS


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run: how many cities are to be kept of how many drawn, how large, from which seed."""

    keep: int
    draws: int
    seeds: int
    growers: int
    seed: int
    processes: int


def parameters(plan: Plan, draw: int) -> world.Parameters:
    return world.draw_parameters(np.random.default_rng((plan.seed, draw)))


def city(plan: Plan, draw: int, seed: int) -> world.City:
    made = parameters(plan, draw)
    return world.build(made, seed=plan.seed % 10**6 + 1000 * draw + seed, growers=plan.growers)


def untreated(plan: Plan, draw: int) -> dict[str, float]:
    """Return the moments of a drawn city that no platform ever opened in."""
    lived = city(plan, draw, 0)
    told = world.untold(lived)
    while lived.week < world.WEEKS:
        world.pass_week(lived, told)
    return moments.moments(lived)


def treated(plan: Plan, draw: int, seed: int) -> dict[str, Any]:
    """Return what every arm comes to in a city."""
    opened = arms.before(city(plan, draw, seed))
    fixed = opened.fixed
    size = fixed.area * fixed.quality
    smallest = size <= np.quantile(size, 0.1)
    without: Any = None
    told = {}
    for name, arm in arms.ARMS.items():
        begun = time.perf_counter()
        run = arms.live(opened, arm)
        seconds = time.perf_counter() - begun
        if without is None:
            without = run.city.state
        told[name] = _counted(run, without, smallest) | {"seconds": seconds}
    return {"draw": draw, "seed": seed, "arms": told}


def _counted(run: arms.Run, without: Any, smallest: Any) -> dict[str, Any]:
    state, fixed = run.city.state, run.city.fixed
    joined = seen.joined(run.city, run.arm.joins)
    masks = dict(
        zip(GROUPS, (np.ones_like(joined), joined, ~joined, smallest), strict=True)
    )  # in the groups' order
    groups = {
        name: {"with": _sums(state, mask), "without": _sums(without, mask)}
        for name, mask in masks.items()
    }
    weeks = slice(world.MEASURED, None)
    return {
        "groups": groups,
        "income_sd": [_spread(each.tally, fixed.area) for each in (state, without)],
        "units_sold": [float(each.paid[weeks, 0].sum()) for each in (state, without)],
        "price_paid": [
            float(each.paid[weeks, 1].sum() / each.paid[weeks, 0].sum())
            for each in (state, without)
        ],
        "contracts": state.broken.tolist(),
    }


def _sums(state: Any, mask: Any) -> dict[str, float]:
    produced, lost, unsold, gross, cost, carriage = state.tally[mask].sum(axis=0).tolist()
    return {
        "produced": produced, "lost": lost, "unsold": unsold, "gross": gross,
        "net": gross - cost - carriage,
    }  # fmt: skip


def _spread(tally: Any, area: Any) -> float:
    return float(((tally[:, 3] - tally[:, 4] - tally[:, 5]) / area).std())


def run(plan: Plan, about: dict[str, Any], results: Path | None = None) -> dict[str, Any]:
    """Draw cities until enough are kept, then live through all arms in each.

    Args:
        about: What is told of the run besides.
        results: Where to keep what cities came to, each as soon as it is known.
    """
    begun = time.perf_counter()
    found, kept = [], []
    why: Counter[str] = Counter()
    with ProcessPoolExecutor(plan.processes) as pool:
        for low in range(0, plan.draws, 2 * plan.processes):
            few = range(low, min(low + 2 * plan.processes, plan.draws))
            for draw, shown in zip(few, pool.map(untreated, [plan] * len(few), few), strict=True):
                missed = moments.misses(shown, moments.KEPT)
                why.update(missed)
                found.append({"draw": draw, "moments": shown, "missed": missed})
                if not missed and len(kept) < plan.keep:
                    kept.append(draw)
            if len(kept) == plan.keep:
                break
        print(f"{len(found)} cities drawn, {len(kept)} kept; missed: {dict(why)}", flush=True)
        whole = about | _whole(plan, found, kept, why)
        lived = [
            pool.submit(treated, plan, draw, seed) for seed in range(plan.seeds) for draw in kept
        ]
        for number, each in enumerate(as_completed(lived), start=1):
            whole["cities"].append(each.result())
            whole["cities"].sort(key=lambda one: (one["draw"], one["seed"]))
            whole["minutes"] = (time.perf_counter() - begun) / 60
            if results:
                results.write_text(json.dumps(whole), "utf-8")
            print(f"  {number} of {len(lived)} cities lived through", flush=True)
    return whole


def stopped(whole: dict[str, Any]) -> dict[str, Any]:
    """Return what a run that was stopped early came to: the first kept cities, as far as complete.

    A run that is to keep no more than these draws and keeps the same.
    """
    plan, lived = whole["plan"], {(one["draw"], one["seed"]) for one in whole["cities"]}
    done = 0
    for draw in whole["kept"]:
        if any((draw, seed) not in lived for seed in range(plan["seeds"])):
            break
        done += 1
    kept = whole["kept"][:done]
    at_once = plan["at_once"]
    end = (kept[-1] // at_once + 1) * at_once if kept else 0
    found = [one for one in whole["drawn"] if one["draw"] < end]
    why = Counter(name for one in found for name in one["missed"])
    return whole | {
        "kept": kept,
        "drawn": found,
        "why_dropped": dict(why.most_common()),
        "cities": [one for one in whole["cities"] if one["draw"] in kept],
    }


def _whole(plan: Plan, found: list[Any], kept: list[int], why: Counter[str]) -> dict[str, Any]:
    return {
        "plan": {
            "keep": plan.keep, "draws": plan.draws, "seeds": plan.seeds, "growers": plan.growers,
            "seed": plan.seed, "at_once": 2 * plan.processes, "weeks": world.WEEKS, "start": world.START,
            "measured": world.MEASURED,
        },
        "processors": os.cpu_count(),
        "prior": world.PRIOR,
        "drawn": [one | {"parameters": parameters(plan, one["draw"]).values} for one in found],
        "kept": kept,
        "why_dropped": dict(why.most_common()),
        "cities": [],
    }  # fmt: skip
