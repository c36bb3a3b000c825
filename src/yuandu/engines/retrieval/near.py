"""Pairs of texts that are nearly the same, among all: MinHash in bands, then compared exactly.

A text is the set of its runs of three characters, and two are as near as the share of their
runs that both have (Jaccard). The least of a set under a random order is that of another with
just this probability; a band is four such leasts, and who agree in a whole band are compared.
With 24 bands, 1 − (1 − 0.7⁴)²⁴ = 99.8 % of the pairs at 0.7 are, and 91 % of those at 0.55.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from yuandu.engines.compiling import compiled
from yuandu.engines.retrieval.texts import folded

LENGTH = 3  # characters of a run
BANDS, ROWS = 24, 4
SEED = 20_260_101
FIRST_ROOM = 1 << 16  # pairs there is room for at first

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]


class Pairs(NamedTuple):
    """Places of two texts, the first before the second, and how near they are, above 0 to 1."""

    first: Places
    second: Places
    jaccard: NDArray[np.float64]


def near_pairs(texts: Sequence[str], least: float = 0.7) -> Pairs:
    """Return the pairs of texts that are at least so near, in order.

    Of texts that have the same runs, each later one is paired with the first, and the first
    alone with others. A text without a letter or digit is near nothing.
    """
    if not 0 < least <= 1:
        raise ValueError(f"least: {least}")
    plain = [folded(text) for text in texts]
    offsets = np.r_[0, np.cumsum([len(text) for text in plain], dtype=np.int64)]
    letters = np.frombuffer("".join(plain).encode("utf-32-le"), dtype=np.uint32)
    runs, ends = _runs(letters, offsets)
    same, alone = _same(runs, ends)
    draw = np.random.default_rng(SEED)
    factors = draw.integers(0, 2**31, BANDS * ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    masks = draw.integers(0, 2**32, BANDS * ROWS, dtype=np.uint32)
    marks = _marks(runs, ends, alone, factors, masks)
    keys = _keys(marks)
    found = [
        _compared(runs, ends, alone, keys, np.argsort(keys[band], kind="stable"), band, least)
        for band in range(BANDS)
    ]
    first = np.concatenate([same[0], *(each[0] for each in found)])
    second = np.concatenate([same[1], *(each[1] for each in found)])
    jaccard = np.concatenate([np.ones(same[0].size), *(each[2] for each in found)])
    order = np.lexsort((second, first))
    return Pairs(first[order], second[order], jaccard[order])


@compiled
def _runs(letters: Numbers, offsets: Places) -> tuple[Numbers, Places]:
    """Return of each text its different runs as sorted numbers, and where each text's end."""
    runs = np.empty(letters.size, dtype=np.uint32)
    ends = np.zeros(offsets.size, dtype=np.int64)
    for text in range(offsets.size - 1):
        begin, stop = offsets[text], offsets[text + 1]
        count = max(stop - begin - LENGTH + 1, min(stop - begin, 1))
        found = np.empty(count, dtype=np.uint32)
        for at in range(count):
            mixed = np.uint64(0x9E3779B97F4A7C15)
            for step in range(min(LENGTH, stop - begin)):
                mixed = (mixed ^ np.uint64(letters[begin + at + step])) * np.uint64(
                    0xFF51AFD7ED558CCD
                )
                mixed ^= mixed >> np.uint64(32)
            found[at] = np.uint32(mixed & np.uint64(0xFFFFFFFF))
        found.sort()
        end = ends[text]
        for at in range(count):
            if at == 0 or found[at] != found[at - 1]:
                runs[end] = found[at]
                end += 1
        ends[text + 1] = end
    return runs[: ends[-1]].copy(), ends


def _same(runs: Numbers, ends: Places) -> tuple[tuple[Places, Places], Places]:
    """Return who has the runs of an earlier text and of which, and the texts that are the first."""
    first: dict[bytes, int] = {}
    earlier, later, alone = [], [], []
    for text in range(ends.size - 1):
        if ends[text] == ends[text + 1]:
            continue
        known = first.setdefault(runs[ends[text] : ends[text + 1]].tobytes(), text)
        if known == text:
            alone.append(text)
        else:
            earlier.append(known)
            later.append(text)
    whole = [np.array(each, dtype=np.int64) for each in (earlier, later, alone)]
    return (whole[0], whole[1]), whole[2]


@compiled
def _marks(
    runs: Numbers, ends: Places, alone: Places, factors: Numbers, masks: Numbers
) -> NDArray[np.uint32]:
    """Return the leasts of each text, texts × orders."""
    marks = np.empty((alone.size, factors.size), dtype=np.uint32)
    for row in range(alone.size):
        text = alone[row]
        mark = marks[row]
        mark[:] = np.uint32(0xFFFFFFFF)
        for at in range(ends[text], ends[text + 1]):
            run = runs[at]
            for order in range(factors.size):
                value = np.uint32(np.uint32(run * factors[order]) ^ masks[order])
                mark[order] = min(mark[order], value)
    return marks


@compiled
def _keys(marks: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return each band's leasts of each text as one number, bands × texts."""
    keys = np.empty((BANDS, marks.shape[0]), dtype=np.uint64)
    for row in range(marks.shape[0]):
        for band in range(BANDS):
            mixed = np.uint64(band + 1)
            for step in range(ROWS):
                mixed = (mixed ^ np.uint64(marks[row, band * ROWS + step])) * np.uint64(
                    0x9E3779B97F4A7C15
                )
                mixed ^= mixed >> np.uint64(29)
            keys[band, row] = mixed
    return keys


@compiled
def _compared(
    runs: Numbers,
    ends: Places,
    alone: Places,
    keys: NDArray[np.uint64],
    order: Places,
    band: int,
    least: float,
) -> Any:
    """Return the pairs that agree in a band, and in none before it, and are near enough."""
    first = np.empty(FIRST_ROOM, dtype=np.int64)
    second = np.empty(FIRST_ROOM, dtype=np.int64)
    jaccard = np.empty(FIRST_ROOM, dtype=np.float64)
    count, begin = 0, 0
    for stop in range(1, order.size + 1):
        if stop < order.size and keys[band, order[stop]] == keys[band, order[begin]]:
            continue
        for one in range(begin, stop):
            for other in range(one + 1, stop):
                row, next_row = order[one], order[other]
                if _met(keys, row, next_row, band):
                    continue
                near = _jaccard(runs, ends, alone[row], alone[next_row], least)
                if near < least:
                    continue
                if count == first.size:
                    first = np.concatenate((first, np.empty_like(first)))
                    second = np.concatenate((second, np.empty_like(second)))
                    jaccard = np.concatenate((jaccard, np.empty_like(jaccard)))
                first[count] = min(alone[row], alone[next_row])
                second[count] = max(alone[row], alone[next_row])
                jaccard[count] = near
                count += 1
        begin = stop
    return first[:count], second[:count], jaccard[:count]


@compiled
def _met(keys: NDArray[np.uint64], one: int, other: int, band: int) -> bool:
    met = False
    for before in range(band):
        met |= keys[before, one] == keys[before, other]
    return met


@compiled
def _jaccard(runs: Numbers, ends: Places, one: int, other: int, least: float) -> float:
    """Return the share of runs that two texts have both; 0 where it is clearly less than asked."""
    at, stop, to, end = ends[one], ends[one + 1], ends[other], ends[other + 1]
    sizes = stop - at + end - to
    if min(stop - at, end - to) < least * max(stop - at, end - to):
        return 0.0
    both = 0
    while at < stop and to < end:
        if runs[at] == runs[to]:
            both += 1
            at += 1
            to += 1
        elif runs[at] < runs[to]:
            at += 1
        else:
            to += 1
    return both / (sizes - both)
