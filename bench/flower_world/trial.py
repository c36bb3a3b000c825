"""The experiment: cities drawn and kept, each lived through under every arm; kept on disk as it goes.

A run that was killed goes on where it was: each drawn city and each arm lived through is a line in
its folder, which is named for the plan and for the code that the numbers hang on.
"""

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.flower_world import arms, moments, seen, world
from bench.flower_world.estimands import GROUPS

HERE = Path(__file__).parent
DECIDES = ("arms", "moments", "platform", "routing", "seen", "steps", "terms", "world")  # modules
DRAWN_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run: how many cities are to be kept of how many drawn, how large, from which seed."""

    cities: int
    draws: int
    seeds: int
    growers: int
    seed: int


class Lot(NamedTuple):
    """A city with its chance, and the arms to live it through under."""

    draw: int
    seed: int
    arms: tuple[str, ...]


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


def lots(plan: Plan, kept: Iterable[int]) -> list[Lot]:
    """Return what is to be lived through, what matters most first: a run may be stopped any time.

    First what is lived through under every seed, of the first two; then the other arms.
    """
    kept = list(kept)
    rest = tuple(name for name in arms.ARMS if name not in arms.OFTEN)
    often = [[Lot(draw, seed, arms.OFTEN) for draw in kept] for seed in range(plan.seeds)]
    others = [Lot(draw, 0, rest) for draw in kept]
    return [lot for some in (*often[:2], others, *often[2:]) for lot in some]


def treated(plan: Plan, done: frozenset[str], lot: Lot) -> Iterator[dict[str, Any]]:
    """Yield what each arm that is not done comes to in a city, beside the city without a platform."""
    opened = arms.before(city(plan, lot.draw, lot.seed))
    size = opened.fixed.area * opened.fixed.quality
    smallest = size <= np.quantile(size, 0.1)
    without = arms.live(opened, arms.ARMS["none"]).city.state
    for name in lot.arms:
        if name in done:
            continue
        begun = time.process_time()
        run = arms.live(opened, arms.ARMS[name])
        seconds = time.process_time() - begun
        told = _counted(run, without, smallest) | {"seconds": seconds}
        yield {"draw": lot.draw, "seed": lot.seed, "arm": name, "told": told}


def _counted(run: arms.Run, without: Any, smallest: Any) -> dict[str, Any]:
    state, fixed = run.city.state, run.city.fixed
    joined = seen.joined(run.city, run.arm.joins)
    masks = dict(
        zip(GROUPS, (np.ones_like(joined), joined, ~joined, smallest), strict=True)
    )  # in the groups' order
    groups = {
        name: {"with": sums(state.tally[mask]), "without": sums(without.tally[mask])}
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


def sums(tally: Any) -> dict[str, float]:
    """Return what growers came to together."""
    produced, lost, unsold, gross, cost, carriage = tally.sum(axis=0).tolist()
    return {
        "produced": produced, "lost": lost, "unsold": unsold, "gross": gross,
        "net": gross - cost - carriage,
    }  # fmt: skip


def _spread(tally: Any, area: Any) -> float:
    return float(((tally[:, 3] - tally[:, 4] - tally[:, 5]) / area).std())


class Kept:
    """What a plan came to so far, in its folder."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.plan = plan
        # How many cities and seeds are wanted changes no number of those that are there.
        told = json.dumps([plan.growers, plan.seed, world.WEEKS, world.PRIOR], sort_keys=True)
        code = b"".join((HERE / f"{name}.py").read_bytes() for name in DECIDES)
        self.folder = folder / hashlib.sha256(told.encode() + code).hexdigest()[:12]
        self.folder.mkdir(parents=True, exist_ok=True)
        self.drawn = {one["draw"]: one for one in self.lines("drawn")}
        self.lived = {
            (one["draw"], one["seed"], one["arm"]): one["told"] for one in self.lines("lived")
        }

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield what was noted under a name."""
        path = self.folder / f"{name}.jsonl"
        for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
            try:
                yield json.loads(line)
            except ValueError:  # the last line of a run that was killed as it wrote
                continue

    def note(self, name: str, one: dict[str, Any]) -> None:
        """Note something under a name, at once on disk."""
        with (self.folder / f"{name}.jsonl").open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps(one))  # a torn line before stays one that is left out

    def kept(self) -> list[int]:
        """Return the first cities that show all moments, in the order of drawing."""
        found = (one["draw"] for _, one in sorted(self.drawn.items()) if not one["missed"])
        return list(found)[: self.plan.cities]

    def done(self, draw: int, seed: int) -> frozenset[str]:
        return frozenset(arm for at, of, arm in self.lived if (at, of) == (draw, seed))


def run(
    kept: Kept, *, processes: int = 1, minutes: float = np.inf,
    say: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Draw cities until enough are kept, then live through all arms in each.

    Args:
        minutes: After which no city is begun.
    """
    plan, begun = kept.plan, time.monotonic()
    with ProcessPoolExecutor(processes) as pool:
        each: Callable[..., Iterable[Any]] = pool.map if processes > 1 else map
        live = _listed if processes > 1 else treated  # each arm is noted as soon as it is known
        for low in range(0, plan.draws, DRAWN_AT_ONCE):
            if len(kept.kept()) >= plan.cities:
                break
            high = min(low + DRAWN_AT_ONCE, plan.draws)
            few = [draw for draw in range(low, high) if draw not in kept.drawn]
            for draw, shown in zip(few, each(partial(untreated, plan), few), strict=True):
                missed = moments.misses(shown, moments.KEPT)
                kept.drawn[draw] = {"draw": draw, "moments": shown, "missed": missed}
                kept.note("drawn", kept.drawn[draw])
        say(f"{len(kept.drawn)} cities drawn, {len(kept.kept())} kept")
        wanted = lots(plan, kept.kept())
        lives = sum(len(lot.arms) for lot in wanted)
        undone = [lot for lot in wanted if not kept.done(lot.draw, lot.seed) >= set(lot.arms)]
        for low in range(0, len(undone), processes):
            if time.monotonic() - begun > 60 * minutes:
                say("the time is over: what came out so far counts")
                break
            some = undone[low : low + processes]
            done = [kept.done(lot.draw, lot.seed) for lot in some]
            for one in chain.from_iterable(each(partial(live, plan), done, some)):
                kept.lived[one["draw"], one["seed"], one["arm"]] = one["told"]
                kept.note("lived", one)
            passed = (time.monotonic() - begun) / 60
            say(f"  {len(kept.lived)} of {lives} lives lived, {passed:.0f} minutes")


def _listed(plan: Plan, done: frozenset[str], lot: Lot) -> list[dict[str, Any]]:
    return list(treated(plan, done, lot))


def result(kept: Kept) -> dict[str, Any]:
    """Return what the first kept cities came to, as far as they were lived through.

    A run that is to keep no more than these draws and keeps the same. Of further seeds those count
    that all of these cities have; an arm may have been lived through in the first few of them alone.
    """
    plan = kept.plan
    often = set(arms.OFTEN)
    cities = list(takewhile(lambda draw: kept.done(draw, 0) >= often, kept.kept()))
    seeds = 1
    while cities and all(kept.done(draw, seeds) >= often for draw in cities):
        seeds += 1
    last = cities[-1] if cities else -1
    drawn = [one for draw, one in sorted(kept.drawn.items()) if draw <= last]
    lived = [
        {"draw": draw, "seed": seed,
         "arms": {name: kept.lived[draw, seed, name]
                  for name in arms.ARMS if name in kept.done(draw, seed)}}
        for draw in cities
        for seed in range(seeds)
    ]  # fmt: skip
    return {
        "plan": asdict(plan) | {"seeds": seeds},
        "minutes": sum(each["seconds"] for one in lived for each in one["arms"].values()) / 60,
        "processors": os.cpu_count(),
        "prior": world.PRIOR,
        "drawn": [one | {"parameters": parameters(plan, one["draw"]).values} for one in drawn],
        "kept": cities,
        "why_dropped": dict(Counter(name for one in drawn for name in one["missed"]).most_common()),
        "cities": lived,
    }
