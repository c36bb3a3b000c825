"""A grower's small linear programme: a dense tableau in exchange form.

One row a limit or a function of bad years, one column what is not in the basis:

    what is in the basis + table · what is not = right,    worth = … + gain · what is not

The first columns are the grower's lines, in m² beyond what is promised; one row, the `ground`, holds
what a bad year brings, which may be below nothing and so never leaves the basis.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from yuandu.engines.compiling import compiled

type Reals = npt.NDArray[np.float64]
type Integers = npt.NDArray[np.int64]

MOST_EXCHANGES = 2000
TINY = 1e-11  # less than this is taken for nothing to divide by
ROUNDING = 1e-12  # what differs by less is equal


class Limits(NamedTuple):
    """Lines (what a grower may plant), sorted by grower, and what limits them.

    Attributes:
        first: Of each grower's lines; one more entry than growers.
        kind: Of each line: its column in the outlook.
        crop: Of each line: units that come from a m².
        cost: Of each line: yuan for a m².
        least, most: Of each line: m² promised already, and m² that skill and rotation allow.
        family, rested: Of each line: a number of its family among the grower's, or −1; and the
            m² rested enough for that family, equal over the family's lines.
        area, cash, caution: Of each grower: m², yuan, and λ.
    """

    first: Integers
    kind: Integers
    crop: Reals
    cost: Reals
    least: Reals
    most: Reals
    family: Integers
    rested: Reals
    area: Reals
    cash: Reals
    caution: Reals


class Desk(NamedTuple):
    """Room to work in, for one grower after the other."""

    table: Reals  # rows × columns
    right: Reals
    gain: Reals
    in_row: Integers
    in_column: Integers
    place: Integers  # of each of the first variables: its row, or −1 − its column
    income: Reals
    kept: Reals
    worst: Integers
    tail: Reals
    worthy: Reals
    plan: Reals
    best: Reals
    size: Integers  # rows, columns, lines, first row of functions


@compiled
def desk(lines: int, scenarios: int) -> Desk:
    rows, columns = 6 * lines + 48, lines + 1
    return Desk(
        np.zeros((rows, columns)),
        np.zeros(rows),
        np.zeros(columns),
        np.zeros(rows, np.int64),
        np.zeros(columns, np.int64),
        np.zeros(lines, np.int64),
        np.zeros(scenarios),
        np.zeros(scenarios),
        np.zeros(scenarios, np.int64),
        np.zeros(lines),
        np.zeros(lines),
        np.zeros(lines),
        np.zeros(lines),
        np.zeros(4, np.int64),
    )


@compiled
def _exchange(desk: Desk, row: int, column: int) -> None:
    table, right, gain = desk.table, desk.right, desk.gain
    rows, columns = desk.size[0], desk.size[1]
    pivot = table[row, column]
    for at in range(columns):
        table[row, at] /= pivot
    table[row, column] = 1.0 / pivot
    right[row] /= pivot
    for other in range(rows):
        factor = table[other, column]
        if other == row or factor == 0.0:
            continue
        for at in range(columns):
            table[other, at] -= factor * table[row, at]
        table[other, column] = -factor / pivot
        right[other] -= factor * right[row]
        if -ROUNDING < right[other] < 0.0:
            right[other] = 0.0
    factor = gain[column]
    for at in range(columns):
        gain[at] -= factor * table[row, at]
    gain[column] = -factor / pivot
    left, came = desk.in_row[row], desk.in_column[column]
    desk.in_row[row], desk.in_column[column] = came, left
    if came < desk.size[2]:
        desk.place[came] = row
    if left < desk.size[2]:
        desk.place[left] = -1 - column


@compiled
def climb(desk: Desk) -> None:
    """Exchange until nothing outside the basis would gain (primal simplex, Bland's rule late)."""
    for turn in range(MOST_EXCHANGES):
        column, most = -1, TINY
        for at in range(desk.size[1]):
            if desk.gain[at] > most:
                column, most = at, desk.gain[at]
                if turn > MOST_EXCHANGES // 2:
                    break
        if column < 0:
            return
        row, least = -1, np.inf
        for at in range(desk.size[0]):
            if at != desk.size[3] and desk.table[at, column] > TINY:
                ratio = max(desk.right[at], 0.0) / desk.table[at, column]
                if ratio < least:
                    row, least = at, ratio
        if row < 0:
            return
        _exchange(desk, row, column)


@compiled
def mend(desk: Desk, scale: float) -> None:
    """Exchange until no limit is broken (dual simplex)."""
    for _ in range(MOST_EXCHANGES):
        row, least = -1, -1e-10 * scale
        for at in range(desk.size[0]):
            if at != desk.size[3] and desk.right[at] < least:
                row, least = at, desk.right[at]
        if row < 0:
            return
        column, ratio, size = -1, np.inf, 0.0
        for at in range(desk.size[1]):
            entry = desk.table[row, at]
            if entry < -TINY:
                now = min(desk.gain[at], 0.0) / entry
                if now < ratio - ROUNDING or (now < ratio + ROUNDING and -entry > size):
                    column, ratio, size = at, now, -entry
        if column < 0:
            return
        _exchange(desk, row, column)


@compiled
def lay_out(desk: Desk, limits: Limits, grower: int, worthy: Reals, aims: Reals) -> None:
    """Write the programme of a grower with one function, that of `desk.tail`.

    Args:
        worthy: Units that a m² of each line counts.
        aims: What a m² of each line counts beside what a bad year brings.
    """
    low, high = limits.first[grower], limits.first[grower + 1]
    lines = high - low
    table, right, caution = desk.table, desk.right, limits.caution[grower]
    families = 0
    for line in range(lines):
        families = max(families, limits.family[low + line] + 1)
    rows, columns = lines + 2 + families + 1, lines + 1
    desk.size[0], desk.size[1], desk.size[2], desk.size[3] = rows, columns, lines, rows - 1
    table[:rows, :columns] = 0.0
    right[lines], right[lines + 1] = limits.area[grower], limits.cash[grower]
    right[rows - 1] = 0.0
    for line in range(lines):
        at, least = low + line, limits.least[low + line]
        bad = worthy[line] * desk.tail[line]
        table[line, line] = 1.0
        right[line] = limits.most[at] - least
        table[lines, line] = 1.0
        right[lines] -= least
        table[lines + 1, line] = limits.cost[at]
        right[lines + 1] -= limits.cost[at] * least
        family = limits.family[at]
        if family >= 0:
            table[lines + 2 + family, line] = 1.0
            right[lines + 2 + family] = limits.rested[at]
        table[rows - 1, line] = -bad
        right[rows - 1] += bad * least
        desk.gain[line] = aims[line] + caution * bad
        desk.in_column[line], desk.place[line] = line, -1 - line
    for line in range(lines):  # what is promised takes of the family's rested beds
        family = limits.family[low + line]
        if family >= 0:
            right[lines + 2 + family] -= limits.least[low + line]
    table[rows - 1, lines] = 1.0
    desk.gain[lines] = -caution
    desk.in_column[lines] = lines + rows
    for row in range(rows):
        desk.in_row[row] = lines + row


@compiled
def add(desk: Desk, least: Reals, worthy: Reals, number: int) -> None:
    """Add the function of `desk.tail`, in place of one far from holding where there are many."""
    lines, columns, ground = desk.size[2], desk.size[1], desk.size[3]
    row = desk.size[0]
    if row >= desk.right.size or row - ground > 2 * lines + 10:
        slack = -1.0
        for at in range(ground + 1, desk.size[0]):
            if desk.in_row[at] >= lines + ground and desk.right[at] > slack:
                row, slack = at, desk.right[at]
    if row == desk.size[0]:
        desk.size[0] += 1
    table, right = desk.table, desk.right
    for at in range(columns):
        table[row, at] = -table[ground, at]
    right[row] = -right[ground]
    for line in range(lines):
        bad = worthy[line] * desk.tail[line]
        right[row] += bad * least[line]
        place = desk.place[line]
        if place < 0:
            table[row, -1 - place] -= bad
        else:
            right[row] += bad * right[place]
            for at in range(columns):
                table[row, at] += bad * table[place, at]
    desk.in_row[row] = number
