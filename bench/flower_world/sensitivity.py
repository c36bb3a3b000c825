"""What the outcome hangs on: Sobol indices of groups of what is not known, over smaller cities.

Base samples A and B are drawn evenly from `world.PRIOR`; for each group a third one is A with that
group's columns of B (Saltelli et al. 2010). A group's first index is the part of the variance that it
explains alone; its total index what it explains with all others together. Cities that would not be
kept are in it, for indices need parameters that are independent. Every city has the same chance, which
counts as a function of the parameters like anything else: it is why total indices add up to more than 1.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.stats import qmc, sobol_indices

from bench.flower_world import arms, trial, world

GROWERS, WEEKS = 4_000, 260
RESAMPLED = 400
GROUPS = {
    "demand": ("demand_sd", "demand_left", "common_sd", "market_sd", "season"),
    "prices": ("stickiness", "posting_sd"),
    "elasticity": ("elasticity",),
    "losses": ("loss", "decay", "yield_sd"),
    "tightness": ("tight",),
    "cost": ("cost",),
    "places": ("mismatch", "concentration"),
    "choice": ("reconsider", "inertia", "choosing", "backward"),
    "sending": ("deliveries", "chase"),
}
OUTCOMES = ("waste without a platform", "change of waste", "gain by gross income")


def points(samples: int, seed: int) -> tuple[Any, Any]:
    """Return the base samples A and B, shape (samples, parameters); fewer are the first of more."""
    low, high = np.array(list(world.PRIOR.values())).T
    drawn = qmc.Sobol(2 * low.size, rng=np.random.default_rng(seed)).random(samples)
    return low + (high - low) * drawn[:, : low.size], low + (high - low) * drawn[:, low.size :]


def mixed(first: Any, second: Any, group: str) -> Any:
    """Return the first sample with the second's columns of a group."""
    own = np.isin(list(world.PRIOR), GROUPS[group])
    return np.where(own, second, first)


def outcome(values: Any, seed: int) -> list[float]:
    """Return what a city with these parameters comes to, without a platform and with everything."""
    made = world.Parameters(dict(zip(world.PRIOR, map(float, values), strict=True)))
    opened = arms.before(world.build(made, seed=seed, growers=GROWERS, weeks=WEEKS))
    ends = [arms.live(opened, arms.ARMS[name]).city.state.tally for name in ("none", "all")]
    without, own = (trial.sums(tally) for tally in ends)
    wastes = [(each["lost"] + each["unsold"]) / each["produced"] for each in (without, own)]
    return [wastes[0], wastes[1] / wastes[0] - 1, (own["net"] - without["net"]) / without["gross"]]


def found(kept: trial.Kept, samples: int, *, say: Callable[[str], None]) -> dict[str, Any]:
    """Return the indices with intervals; cities that were lived through before are not again."""
    seed = kept.plan.seed
    first, second = points(samples, seed)
    matrices = {"A": first, "B": second}
    matrices |= {group: mixed(first, second, group) for group in GROUPS}
    known = {(one["of"], one["row"]): one["told"] for one in kept.lines("sobol")}
    for row in range(samples):
        for of, values in matrices.items():
            if (of, row) not in known:
                known[of, row] = outcome(values[row], seed)
                kept.note("sobol", {"of": of, "row": row, "told": known[of, row]})
        say(f"  {row + 1} of {samples} base samples")
    table = {of: np.array([known[of, row] for row in range(samples)]).T for of in matrices}
    return {
        "samples": samples, "lives": samples * len(matrices), "growers": GROWERS, "weeks": WEEKS,
        "of": OUTCOMES, "groups": list(GROUPS), "indices": indices(table),
    }  # fmt: skip


def indices(table: dict[str, Any]) -> dict[str, Any]:
    """Return of each outcome and order each group's index and its interval of 95 % (bootstrap).

    Args:
        table: Outcomes of A, of B and of each group's mixture, each of shape (outcomes, samples).
    """
    samples = table["A"].shape[1]
    whole = _indices(table, np.arange(samples))
    rng = np.random.default_rng(1)
    some = np.stack(
        [_indices(table, rng.integers(0, samples, samples)) for _ in range(RESAMPLED)]
    )  # resamples × orders × outcomes × groups
    low, high = np.quantile(some, (0.025, 0.975), axis=0)
    return {
        what: {
            order: {
                group: [float(each[number, at, place]) for each in (whole, low, high)]
                for place, group in enumerate(GROUPS)
            }
            for number, order in enumerate(("first", "total"))
        }
        for at, what in enumerate(OUTCOMES)
    }


def _indices(table: dict[str, Any], rows: Any) -> Any:
    mixtures = np.stack([table[group][:, rows] for group in GROUPS])
    told = sobol_indices(
        func={"f_A": table["A"][:, rows], "f_B": table["B"][:, rows], "f_AB": mixtures},
        n=rows.size,
    )
    return np.stack([told.first_order, told.total_order])
