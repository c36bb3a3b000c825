"""Does it help? Cities like the data, with and without the platform, and whatever comes out.

    python -m bench flowers_effect [--cities N] [--seeds N] [--growers N] [--minutes N] [--publish]

Cities of 12,000 growers are drawn, let live untreated for eight years, and kept where they look like
real markets; then each is lived through under every arm by the same chance. Guidance and docking
answer with the product's own code, from late, noisy data in part. What is counted stands in
`flower_world/estimands.py`. What was lived through is kept in `.yuandu/bench/flowers_effect`: a run that
was stopped goes on there. `--publish` writes the tables of `docs/flowers-effect.md` and what the
outcomes page reads.
"""

import argparse
import json
import math
import platform as machine
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bench import measure
from bench.flower_world import arms, report, sensitivity, trial, world

TOP = Path(__file__).parent.parent
FOLDER = TOP / ".yuandu" / "bench" / "flowers_effect"
PAGE = TOP / "docs" / "flowers-effect.md"
PUBLISHED = TOP / "src/yuandu/mechanisms/guidance/data/flowers_effect.json"
GROWERS, GOAL_SECONDS = 12_000, 1.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cities", type=int, default=2, help="cities that are kept")
    parser.add_argument("--draws", type=int, default=400, help="cities drawn at most")
    parser.add_argument("--seeds", type=int, default=1, help="chances for each that is kept")
    parser.add_argument("--growers", type=int, default=GROWERS)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no city after these")
    parser.add_argument("--sobol", type=int, default=0, help="base samples of the sensitivities")
    parser.add_argument("--publish", action="store_true", help="write the page and what it reads")
    asked = parser.parse_args()
    measure.surroundings("numba", "numpy", "polars", "ortools", "scipy")
    plan = trial.Plan(asked.cities, asked.draws, asked.seeds, asked.growers, measure.SEED)
    kept = trial.Kept(FOLDER, plan)
    trial.run(kept, processes=asked.processes, minutes=asked.minutes, say=_say)
    result = trial.result(kept)
    if not result["cities"]:
        raise SystemExit("no city was lived through: draw more, or give it more minutes")
    seconds = _bare(asked.growers)
    about = {
        "command": "python -m bench flowers_effect"
        f" --cities {asked.cities} --seeds {result['plan']['seeds']} --growers {asked.growers}"
        f" --sobol {asked.sobol} --publish",
        "on": datetime.now(UTC).date().isoformat(),
        "python": machine.python_version(),
        "bare_seconds": round(seconds, 2),
        "sobol": sensitivity.found(kept, asked.sobol, say=_say) if asked.sobol else None,
    }
    told = report.summary(result, about)
    _tell(told)
    if asked.publish:
        _publish(told)
    if asked.growers == GROWERS:
        goal = f"12,000 growers, {world.WEEKS} weeks without a platform in {GOAL_SECONDS:g} s"
        measure.claim(goal, seconds <= GOAL_SECONDS)


def _say(line: str) -> None:
    print(line, flush=True)


def _bare(growers: int) -> float:
    """Return the seconds of a processor that a city takes for its weeks where no platform answers."""
    made = world.draw_parameters(np.random.default_rng(measure.SEED))
    times = []
    for seed in range(4):
        city = world.build(made, seed=seed, growers=growers)
        begun = time.process_time()
        arms.before(city)
        arms.live(city, arms.ARMS["none"])
        times.append(time.process_time() - begun)
    return min(times[1:])


def _tell(told: dict[str, Any]) -> None:
    print(f"{'arm':48} {'cities':>6} {'loss + unsold':>14} {'net income':>11}")
    for arm in told["arms"].values():
        waste, net = arm["all"]["waste"][0], arm["all"]["net"][0]
        print(f"{arm['title']:48} {arm['cities']:6} {waste:14.1%} {net:11.1%}")


def _publish(told: dict[str, Any]) -> None:
    PAGE.write_text(report.written(PAGE.read_text("utf-8"), told), "utf-8")
    PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
    PUBLISHED.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"written: {PAGE.relative_to(TOP)}, {PUBLISHED.relative_to(TOP)}")
