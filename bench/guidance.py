"""What to plant: plans for 150,000 growers, and one grower's plan beside cvxpy with Clarabel.

    python -m bench guidance [--growers N] [--sampled N] [--rounds N]

A seeded city: growers with 6 to 20 of 130 kinds (34 of them four fifths of the trade), limits of
beds, cash, skill and rotation, a λ each, and 1,000 joint scenarios of price and crop. All are
planned with the price impact of all plans inside; of a sample is told what anyone would gain by
another plan, alone. Then the sample's problems at those prices are solved by both: the same linear
programme (Rockafellar and Uryasev) through cvxpy by Clarabel, its time told with cvxpy's own
compiling and without. The objectives must be equal.
"""

import argparse
import time

import cvxpy as cp
import numpy as np
import polars as pl

from bench import measure
from yuandu.engines.planning import Outlook, Plans, Question, deviations, ration, read, tell
from yuandu.engines.planning.solving import Solved, plan_some

KINDS, SCENARIOS = 130, 1000
GOAL_SIZE, GOAL_SECONDS = 150_000, 60.0
GOAL_EQUAL, GOAL_RATIO, GOAL_GAIN = 1e-5, 50.0, 0.01


def city(size: int, seed: int = measure.SEED) -> Question:
    """Return a city of so many growers who ask what to plant."""
    rng = np.random.default_rng(seed)
    weights = np.r_[np.full(34, 0.8 / 34), np.full(KINDS - 34, 0.2 / (KINDS - 34))]
    common = rng.normal(0, 0.1, (1, SCENARIOS))
    moves = np.exp(rng.normal(0, 0.25, (KINDS, SCENARIOS)) + common)
    scenarios = moves * rng.uniform(3, 20, (KINDS, 1))
    mean = scenarios.mean(axis=1)
    many = rng.integers(6, 21, size)
    of = np.repeat(np.arange(size), many)
    order = np.argsort(rng.random((size, KINDS)) ** (1 / weights), axis=1)[:, ::-1]
    kind = np.concatenate([order[at, :one] for at, one in enumerate(many)])
    area = rng.uniform(500, 5000, size)
    brings = 200 * rng.uniform(0.7, 1.1, of.size)  # yuan a m² at usual prices
    usual = weights * area.sum() * 160 / mean
    family = kind % 9
    return read(
        Outlook(
            pl.DataFrame(
                {
                    "kind": np.arange(KINDS),
                    "usual": usual,
                    "others": 0.1 * usual,
                    "flexibility": rng.uniform(0.3, 1.0, KINDS),
                }
            ),
            scenarios,
        ),
        pl.DataFrame(
            {
                "grower": np.arange(size),
                "area": area,
                "cash": area * rng.uniform(60, 300, size),
                "caution": rng.uniform(0.1, 1.0, size),
            }
        ),
        pl.DataFrame(
            {
                "grower": of,
                "kind": kind,
                "crop": brings / mean[kind],
                "cost": rng.uniform(100, 150, of.size),
                "most": area[of] * rng.uniform(0.2, 0.6, of.size),
                "family": family.astype(str),
                "rested": area[of] * 0.7,
            }
        ),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--growers", type=int, default=GOAL_SIZE)
    parser.add_argument("--sampled", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    measure.surroundings("numba", "numpy", "cvxpy", "clarabel")
    ration(city(64), seed=1, threads=2)  # compiles
    question = city(asked.growers)
    plans, times = None, []
    for _ in range(asked.rounds):
        with measure.timed() as run:
            plans = ration(question, seed=measure.SEED, threads=2)
        times.append(run.seconds)
    assert plans is not None
    seconds = float(np.median(times))
    print(
        f"{asked.growers:,} growers, {question.lines.height:,} lines, {SCENARIOS:,} scenarios: "
        f"{seconds:.1f} s (slowest {max(times):.1f} s), {plans.passes} passes, at the last "
        f"{plans.moved:.1%} went on to a better plan; factors of prices {plans.prices.min():.2f} to "
        f"{plans.prices.max():.2f}"
    )
    rng = np.random.default_rng(measure.SEED)
    size = min(asked.sampled, asked.growers)
    sample = np.sort(rng.choice(asked.growers, size, replace=False))
    gains = deviations(plans, sample)
    told = tell(plans, sample)
    print(
        f"  of {size:,} sampled: most that anyone gains by another plan {gains.max():.3%}, mean "
        f"{gains.mean():.3%}; beds left empty {(told.growers['idle'] > 1).mean():.1%}"
    )
    equal, ratio, bare = _peer(plans, sample)
    if asked.growers == GOAL_SIZE:
        goal = f"plans for {GOAL_SIZE:,} growers in {GOAL_SECONDS:.0f} s"
        measure.claim(goal, seconds <= GOAL_SECONDS)
    measure.claim(f"nobody gains more than {GOAL_GAIN:.0%}", gains.max() <= GOAL_GAIN)
    measure.claim(f"objectives equal within {GOAL_EQUAL:g}", equal <= GOAL_EQUAL)
    measure.claim(f"{GOAL_RATIO:.0f} times as fast a grower as cvxpy and Clarabel", ratio >= 50)
    print(f"  Clarabel alone, cvxpy's compiling left out, takes {bare:.0f} times as long")


def _peer(plans: Plans, sample: np.ndarray) -> tuple[float, float, float]:
    """Solve the sample's problems by both; return the difference and the ratios of times."""
    limits, outlook = plans.question.limits, plans.question.outlook
    scenarios = np.ascontiguousarray(outlook.scenarios)
    means = scenarios.mean(axis=1)
    lines, size = limits.kind.size, limits.area.size
    ours, peers, bares, apart = [], [], [], 0.0
    for grower in sample:
        solved = Solved(*(np.zeros(n) for n in (lines, lines, size, size, size, size)))
        begun = time.perf_counter()
        plan_some(
            limits, np.array([grower]), scenarios, means, plans.prices, outlook.bad, 1e-6, solved
        )
        ours.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        problem = _problem(plans, grower)
        problem.solve(solver=cp.CLARABEL)
        peers.append(time.perf_counter() - begun)
        bares.append(problem.solver_stats.solve_time)
        apart = max(apart, abs(problem.value - solved.worth[grower]) / max(abs(problem.value), 1))
    ratio = measure.Ratio.of(peers, ours, draws=1000)
    print(
        f"  a grower: ours {1e6 * ratio.ours:.0f} µs, cvxpy and Clarabel {1e3 * ratio.peers:.1f} ms, "
        f"{ratio.middle:.0f} [{ratio.low:.0f}, {ratio.high:.0f}] times as long (medians, "
        f"{sample.size:,} growers); worth differs by {apart:.1e} at most"
    )
    return apart, ratio.low, float(np.median(bares) / ratio.ours)


def _problem(plans: Plans, grower: int) -> cp.Problem:
    """Return a grower's problem as a linear programme, as one would write it with cvxpy."""
    limits, outlook = plans.question.limits, plans.question.outlook
    low, high = limits.first[grower], limits.first[grower + 1]
    kind, cost = limits.kind[low:high], limits.cost[low:high]
    area, edge = cp.Variable(high - low), cp.Variable()
    beyond = cp.Variable(outlook.scenarios.shape[1], nonneg=True)
    brings = (outlook.scenarios[kind] * plans.prices[kind][:, None]).T * limits.crop[low:high]
    income = brings @ area - cost @ area
    risk = edge + cp.sum(beyond) / outlook.bad
    own = limits.family[low:high]
    kept = [
        beyond >= -income - edge,
        area >= limits.least[low:high],
        area <= limits.most[low:high],
        cp.sum(area) <= limits.area[grower],
        cost @ area <= limits.cash[grower],
        *(
            cp.sum(area[own == family]) <= limits.rested[low:high][own == family][0]
            for family in np.unique(own[own >= 0])
        ),
    ]
    mean = cp.sum(income) / outlook.scenarios.shape[1]
    return cp.Problem(cp.Maximize(mean - limits.caution[grower] * risk), kept)
