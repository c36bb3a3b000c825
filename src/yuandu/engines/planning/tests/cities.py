"""Small cities of growers to plan for."""

import numpy as np
import polars as pl

from yuandu.engines.planning import Outlook, Question, read


def outlook(scenarios, **columns):
    """Return an outlook of kinds a, b, c … with these scenarios, which others bring as usual."""
    scenarios = np.atleast_2d(np.asarray(scenarios, dtype=float))
    kinds = {
        "kind": [chr(97 + at) for at in range(scenarios.shape[0])],
        "usual": 1e6,
        "others": 1e6,
    }
    return Outlook(pl.DataFrame(kinds | columns), scenarios, bad_share=0.2)


def lines(*given, **columns):
    """Return lines (grower, kind) of 10 units and 40 yuan a m²."""
    whole = {"grower": [one for one, _ in given], "kind": [kind for _, kind in given]}
    return pl.DataFrame(whole | {"crop": 10.0, "cost": 40.0} | columns)


def growers(*names, **columns):
    return pl.DataFrame({"grower": list(names), "area": 100.0, "cash": 1e6} | columns)


def city(size: int, *, seed: int = 7, kinds: int = 12, count: int = 100) -> Question:
    """Return a city of growers with 3 to 6 of some kinds, which all grow a usual supply."""
    rng = np.random.default_rng(seed)
    scenarios = rng.uniform(4, 12, (kinds, 1)) * np.exp(rng.normal(0, 0.3, (kinds, count)))
    mean = scenarios.mean(axis=1)
    many = rng.integers(3, 7, size)
    of = np.repeat(np.arange(size), many)
    kind = np.concatenate([rng.choice(kinds, one, replace=False) for one in many])
    area = rng.uniform(200, 2000, size)
    crop = 200 / mean[kind] * rng.uniform(0.7, 1.1, of.size)
    return read(
        Outlook(
            pl.DataFrame(
                {
                    "kind": [str(at) for at in range(kinds)],
                    "usual": area.sum() / kinds * 180 / mean,
                    "others": area.sum() / kinds * 20 / mean,
                    "flexibility": rng.uniform(0.3, 0.9, kinds),
                }
            ),
            scenarios,
        ),
        pl.DataFrame(
            {
                "grower": np.arange(size),
                "area": area,
                "cash": area * rng.uniform(60, 250, size),
                "caution": rng.uniform(0.1, 1.0, size),
            }
        ),
        pl.DataFrame(
            {
                "grower": of,
                "kind": kind.astype(str),
                "crop": crop,
                "cost": rng.uniform(90, 150, of.size),
                "most": area[of] * rng.uniform(0.3, 0.9, of.size),
            }
        ),
    )
