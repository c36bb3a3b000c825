"""Does it help? Cities like the data, with and without the platform, and whatever comes out.

    python -m bench flowers_effect [--keep N] [--draws N] [--seeds N] [--growers N] [--processes N]

Cities of 12,000 growers are drawn, let live untreated for eight years, and kept where they look like
real markets; then each is lived through under every arm by the same chance. Guidance and docking
answer with the product's own code, from late, noisy data in part. What is counted stands in
`flower_world/estimands.py`. Writes `docs/flowers-effect.md` and what the outcomes page reads.
"""

import argparse
import json
import platform as machine
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench import measure
from bench.flower_world import arms, effects, report, trial, world

TOP = Path(__file__).parent.parent
PAGE = TOP / "docs" / "flowers-effect.md"
PUBLISHED = TOP / "src/yuandu/mechanisms/guidance/data/flowers_effect.json"
GOAL_SECONDS = 1.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=int, default=16, help="cities that are kept")
    parser.add_argument("--draws", type=int, default=400, help="cities drawn at most")
    parser.add_argument("--seeds", type=int, default=2, help="chances for each that is kept")
    parser.add_argument("--growers", type=int, default=12_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--results", type=Path, help="where to keep what every city came to")
    parser.add_argument(
        "--from", type=Path, dest="kept", help="report such a file, of a run that was stopped too"
    )
    asked = parser.parse_args()
    if asked.kept:
        _publish(trial.stopped(json.loads(asked.kept.read_text("utf-8"))))
        return
    measure.surroundings("numba", "numpy", "polars", "ortools")
    seconds = _bare(asked.growers)
    plan = trial.Plan(
        asked.keep, asked.draws, asked.seeds, asked.growers, measure.SEED, asked.processes
    )
    about = {
        "command": "python -m bench flowers_effect"
        f" --keep {asked.keep} --draws {asked.draws} --seeds {asked.seeds}"
        f" --growers {asked.growers} --processes {asked.processes}",
        "on": datetime.now(UTC).date().isoformat(),
        "python": machine.python_version(),
        "bare_seconds": seconds,
    }
    _publish(trial.run(plan, about, asked.results))
    if asked.growers == 12_000:
        goal = f"12,000 growers, {world.WEEKS} weeks without a platform in {GOAL_SECONDS:g} s"
        measure.claim(goal, seconds <= GOAL_SECONDS)


def _bare(growers: int) -> float:
    """Return how long a city takes for its weeks where no platform answers."""
    made = world.draw_parameters(np.random.default_rng(measure.SEED))
    times = []
    for seed in range(4):
        city = world.build(made, seed=seed, growers=growers)
        with measure.timed() as run:
            arms.before(city)
            arms.live(city, arms.ARMS["none"])
        times.append(run.seconds)
    return min(times[1:])


def _publish(result: dict) -> None:
    told = report.summary(result, effects.effects(result), effects.baseline(result))
    PAGE.write_text(report.page(result, told), "utf-8")
    PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
    PUBLISHED.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"written: {PAGE.relative_to(TOP)}, {PUBLISHED.relative_to(TOP)}")
