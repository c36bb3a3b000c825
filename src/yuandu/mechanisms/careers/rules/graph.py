"""Whether rungs that count as equal contradict the order of their ladders."""

import itertools
from collections.abc import Hashable, Iterable, Mapping, Sequence


def contradiction[K: Hashable](
    ladders: Iterable[Sequence[K]], equal: Iterable[tuple[K, K]]
) -> tuple[K, ...]:
    """Return rungs that would stand above themselves; nothing where the order holds.

    Equal rungs become one node, each ladder leads from node to node upwards, and the order
    holds if no way leads back to where it began.

    Args:
        ladders: the rungs of each from below.
        equal: pairs of rungs that count as equal.
    """
    ladders = [tuple(ladder) for ladder in ladders]
    node = _joined({rung for ladder in ladders for rung in ladder}, equal)
    above: dict[K, set[K]] = {}
    for ladder in ladders:
        for lower, upper in itertools.pairwise(ladder):
            above.setdefault(node[lower], set()).add(node[upper])
    circle = _circle(above)
    return tuple(rung for ladder in ladders for rung in ladder if node[rung] in circle)


def _joined[K: Hashable](rungs: set[K], equal: Iterable[tuple[K, K]]) -> Mapping[K, K]:
    """Return for each rung the one that stands for all it is equal to."""
    stands = {rung: rung for rung in rungs}

    def of(rung: K) -> K:
        while stands[rung] != rung:
            rung = stands[rung]
        return rung

    for one, other in equal:
        stands[of(one)] = of(other)
    return {rung: of(rung) for rung in rungs}


def _circle[K: Hashable](above: Mapping[K, set[K]]) -> set[K]:
    """Return the nodes from which a way leads back to them."""
    found = set()
    for start in above:
        seen: set[K] = set()
        coming = list(above[start])
        while coming:
            at = coming.pop()
            if at not in seen:
                seen.add(at)
                coming += above.get(at, ())
        if start in seen:
            found.add(start)
    return found


def rows[K: Hashable](ladders: Iterable[Sequence[K]], equal: Iterable[tuple[K, K]]) -> dict[K, int]:
    """Return on which row each rung is drawn, from 0 below: equal rungs share one.

    A rung is drawn as low as its ladder, and those of its equals, let it be; where the order
    contradicts itself, by its place on its ladder.
    """
    ladders = [tuple(ladder) for ladder in ladders]
    pairs = list(equal)
    by_order = {rung: at for ladder in ladders for at, rung in enumerate(ladder)}
    if contradiction(ladders, pairs):
        return by_order
    node = _joined(set(by_order), pairs)
    found = dict.fromkeys(node.values(), 0)
    # Each pass settles at least one more row, so there are no more of them than rungs.
    for _ in by_order:
        for ladder in ladders:
            for lower, upper in itertools.pairwise(ladder):
                found[node[upper]] = max(found[node[upper]], found[node[lower]] + 1)
    return {rung: found[node[rung]] for rung in by_order}
