"""Two methods that learn from all series at once: a ridge regression and boosted trees.

Both foretell by how many of its usual weekly changes a series will have moved from its last
value, out of what is known at the origin and the calendar of the week in question.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from yuandu.engines.forecasting.series import history as histories
from yuandu.engines.forecasting.series import seasons
from yuandu.engines.forecasting.series.history import History
from yuandu.engines.forecasting.series.tables import Floats

STEPS = (1, 2, 3, 4, 8, 13, 26)
MEANS = (4, 13, 52)
EARLIEST = 12  # weeks of a table before its first example
MOST_EXAMPLES = 150_000
ROUNDS = 120
PENALTY = 30.0
LARGEST_MOVE = 12.0  # usual changes: what lies beyond is drawn in, so that no slip teaches
TREES = {
    "objective": "huber",
    "alpha": 1.5,
    "learning_rate": 0.06,
    "num_leaves": 31,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "deterministic": True,
    "num_threads": 1,  # more of them wait for each other longer than they work
    "force_row_wise": True,
    "verbosity": -1,
}


class Looks:
    """What the methods look at: a row for each series at an origin, some weeks ahead."""

    def __init__(self, known: History, smooth: Floats, horizons: Sequence[int]) -> None:
        """Take in the smoothed forecasts of every week, series × weeks × horizons."""
        self.known, self.smooth, self.horizons = known, smooth, list(horizons)
        self.means = [histories.trailing_mean(known.filled, weeks) for weeks in MEANS]
        self._seasons: dict[tuple[int, int], tuple[Floats, Floats]] = {}
        weeks = len(known.before)
        mondays = (known.panel.monday(week) for week in range(weeks))
        angles = np.array([monday.timetuple().tm_yday for monday in mondays]) * 2 * np.pi / 365.25
        self.year = np.column_stack([np.sin(angles), np.cos(angles)])

    def rows(self, origin: int, place: int) -> Floats:
        """Return series × features, for the horizon at `place`."""
        known, ahead = self.known, self.horizons[place]
        base, spread = known.filled[:, origin], known.spread[:, origin]
        nothing = np.full_like(base, np.nan)
        moves = [
            base - known.filled[:, origin - step] if origin >= step else nothing for step in STEPS
        ]
        moves += [base - mean[:, origin] for mean in self.means]
        moves.append(self.smooth[:, origin, place] - base)
        change, level = self.season(origin, place)
        moves += [change, base - level]
        ones = np.ones_like(base)
        there = known.festivals[origin + ahead]
        beside = [
            np.log(spread),
            known.since[:, origin].astype(np.float64),
            *(ones * each for each in self.year[origin + ahead]),
            ones * known.festivals[origin, 0],
            *(ones * each for each in there),
            ones * ahead,
            known.groups.astype(np.float64),
        ]
        return np.column_stack([*(move / spread for move in moves), *beside])

    def season(self, origin: int, place: int) -> tuple[Floats, Floats]:
        """Return the change over, and the level in, the same weeks of earlier years."""
        if (origin, place) not in self._seasons:
            known = self.known
            self._seasons[origin, place] = seasons.changes(
                known.filled, known.groups, known.before, origin, self.horizons[place]
            )
        return self._seasons[origin, place]

    def moved(self, origin: int, place: int) -> Floats:
        """Return by how many usual changes each series moved; NaN where it was not reported."""
        now = self.known.filled[:, origin]
        then = self.known.logs[:, origin + self.horizons[place]]
        return (then - now) / self.known.spread[:, origin]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What both methods learnt from what had happened by a week."""

    trees: lightgbm.Booster | None
    lines: dict[int, tuple[Floats, Floats, Floats]]  # place → centre, scale, weights


def learn(looks: Looks, until: int, seed: int) -> Learnt:
    """Learn from every week whose outcome was known in the week `until`."""
    pairs = [
        (origin, place)
        for place, ahead in enumerate(looks.horizons)
        for origin in range(EARLIEST, until - ahead + 1)
    ]
    if not pairs:
        return Learnt(None, {})
    rng = np.random.default_rng(seed)
    series = looks.known.series
    most = max(1, MOST_EXAMPLES // series)
    if len(pairs) > most:
        pairs = [pairs[at] for at in np.sort(rng.choice(len(pairs), most, replace=False))]
    rows = np.concatenate([looks.rows(*pair) for pair in pairs])
    moved = np.concatenate([looks.moved(*pair) for pair in pairs])
    places = np.repeat([place for _, place in pairs], series)
    usable = ~np.isnan(moved)
    rows, moved, places = rows[usable], moved[usable], places[usable]
    if len(moved) < 2 * rows.shape[1]:
        return Learnt(None, {})
    reach = LARGEST_MOVE * np.sqrt(np.array(looks.horizons))[places]
    moved = np.clip(moved, -reach, reach)
    lines = {
        int(place): _line(rows[places == place], moved[places == place])
        for place in np.unique(places)
    }
    root = np.sqrt(np.array(looks.horizons))[places]
    least = max(20, len(moved) // 1000)
    parameters = TREES | {"seed": seed, "min_data_in_leaf": least}
    data = lightgbm.Dataset(rows, moved / root, categorical_feature=[rows.shape[1] - 1])
    return Learnt(lightgbm.train(parameters, data, ROUNDS), lines)


def _line(rows: Floats, moved: Floats) -> tuple[Floats, Floats, Floats]:
    """Return a ridge regression; what is not known counts as usual."""
    rows = rows[:, :-1]  # a group's number says nothing to a line
    known = ~np.isnan(rows)
    count = np.maximum(known.sum(axis=0), 1)
    centre = np.nan_to_num(rows).sum(axis=0) / count
    scale = np.sqrt(np.where(known, (rows - centre) ** 2, 0.0).sum(axis=0) / count)
    scale = np.where(scale > 0, scale, 1.0)
    given = _centred(rows, centre, scale)
    square = given.T @ given + PENALTY * np.eye(given.shape[1])
    square[-1, -1] -= PENALTY  # the level itself is not drawn in
    return centre, scale, np.linalg.solve(square, given.T @ moved)


def _centred(rows: Floats, centre: Floats, scale: Floats) -> Floats:
    given = np.clip(np.nan_to_num((rows - centre) / scale), -5, 5)
    return np.column_stack([given, np.ones(len(given))])


def foretell(looks: Looks, learnt: Learnt, origins: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the logs foretold by line and by trees, series × origins × horizons."""
    known = looks.known
    shape = (known.series, len(origins), len(looks.horizons))
    by_line, by_trees = np.full(shape, np.nan), np.full(shape, np.nan)
    for place, ahead in enumerate(looks.horizons):
        rows = [looks.rows(origin, place) for origin in origins]
        together = np.concatenate(rows)
        base = known.filled[:, origins]
        spread = known.spread[:, origins]
        if place in learnt.lines:
            centre, scale, weights = learnt.lines[place]
            moved = _centred(together[:, :-1], centre, scale) @ weights
            by_line[:, :, place] = base + spread * moved.reshape(len(origins), -1).T
        if learnt.trees is not None:
            moved = learnt.trees.predict(together) * np.sqrt(ahead)
            by_trees[:, :, place] = base + spread * moved.reshape(len(origins), -1).T
    return by_line, by_trees
