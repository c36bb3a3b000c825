"""Which items of a score to raise, and how far, for the least effort."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from yuandu.engines.rules import evaluating, reaching
from yuandu.engines.rules.books import Band, Item, Scale
from yuandu.engines.rules.lowered import Lowered, LoweredItem, LoweredScore
from yuandu.engines.rules.measures import measured
from yuandu.engines.rules.reaching import Ground, Step, Steps
from yuandu.engines.rules.scales import band_steps, ends

# For each number of points the lightest steps that bring at least as many.
type Ways = dict[int, Steps]


def steps_of_scores(lowered: Lowered, wanted: Mapping[str, int], ground: Ground) -> Steps | None:
    """Return the lightest steps after which each score has at least the points wanted.

    Items are independent but for facts they share, so a score's best ways are those of its
    items added up: a small knapsack over points. The wanted score that contains another is
    searched under that one's floor.

    Returns:
        `None` where a score cannot be reached.
    """
    scores = {one.score.id: one for one in lowered.scores}
    inner = {part for code in wanted for part in _within(scores, code)}
    found: dict[str, Step] = {}
    for code in wanted:
        if code in inner:
            continue
        ways = _ways(scores, code, wanted, ground)
        if not ways:
            return None
        for step in min(ways.values(), key=reaching.effort):
            found.setdefault(step.column, step)
    return tuple(found.values())


def _within(scores: Mapping[str, LoweredScore], code: str) -> Iterator[str]:
    for part in scores[code].score.parts:
        yield part
        yield from _within(scores, part)


def _ways(
    scores: Mapping[str, LoweredScore], code: str, wanted: Mapping[str, int], ground: Ground
) -> Ways:
    score = scores[code]
    ways: Ways = {0: ()}
    for item in score.items:
        ways = _added(ways, _options(item, ground), score.score.most)
    for part in score.score.parts:
        ways = _added(ways, _ways(scores, part, wanted, ground), score.score.most)
    floor = wanted.get(code, 0)
    return {points: steps for points, steps in ways.items() if points >= floor}


def _added(left: Ways, right: Ways, most: int) -> Ways:
    """Return every sum of one way and another, the lightest for each number of points."""
    added: Ways = {}
    for points, steps in left.items():
        for more, others in right.items():
            total, together = min(points + more, most), (*steps, *others)
            before = added.get(total)
            if before is None or reaching.effort(together) < reaching.effort(before):
                added[total] = together
    return _useful(added)


def _useful(ways: Ways) -> Ways:
    """Leave out what brings fewer points for no less."""
    kept: Ways = {}
    lightest = float("inf")
    for points in sorted(ways, reverse=True):
        effort = reaching.effort(ways[points])
        if effort < lightest:
            kept[points], lightest = ways[points], effort
    return kept


def _options(item: LoweredItem, ground: Ground) -> Ways:
    now = evaluating.number(item.least, ground.values)
    options: Ways = {now: ()}
    for scale in item.item.better_of:
        for points, steps in _scale(scale, item.item, ground):
            if points > now and (
                points not in options or reaching.effort(steps) < reaching.effort(options[points])
            ):
                options[points] = steps
    return options


def _scale(scale: Scale, item: Item, ground: Ground) -> Iterator[tuple[int, Steps]]:
    for code, points in scale.choices.items():
        kind = ground.vocabulary[scale.value.facts[0]]
        name = replace(ground, year=ground.year - scale.value.years_back).name(kind.code)
        have = ground.values.get(name)
        if have is None:
            # The higher a claim that nobody has made, the less likely it is.
            weight = reaching.PAPER + reaching.JUDGEMENT * points / item.most
            yield min(points, item.most), (Step(name, "provide", None, code, effort=weight),)
        else:
            weight = reaching.DEED * (1 + points / item.most)
            yield min(points, item.most), (Step(name, "obtain", have, code, effort=weight),)
    for band in scale.bands:
        steps = _band(band, scale, ground)
        if steps is not None:
            weight = reaching.PAPER * band.points / item.most
            yield min(band.points, item.most), _heavier(steps, weight)


def _heavier(steps: Steps, by: float) -> Steps:
    """Weigh steps of which nothing is known by how much they claim."""
    return tuple(
        replace(step, effort=step.effort + by) if step.doing == "provide" else step
        for step in steps
    )


def _band(band: Band, scale: Scale, ground: Ground) -> Steps | None:
    """Return the steps into a band: up to its lower end, else down to its upper one."""
    ready = measured(scale.value, year=ground.year, vocabulary=ground.vocabulary, scores={})
    for how, end in ends(band):
        if end is None:
            continue
        steps = band_steps(end, scale, ready)
        if not evaluating.truth(ready.compare(how, steps), ground.values):
            since = replace(ground, year=ground.year - scale.value.years_back)
            return reaching.reach(scale.value, how, steps, since)
    return None
