"""What measures did: each claim held against the months before and the places without it."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.reforms import reading, rules
from yuandu.mechanisms.reforms.models import Claim, Measure, Reading
from yuandu.mechanisms.reforms.queries.measures import visible_to, with_links
from yuandu.mechanisms.reforms.rules import effects
from yuandu.mechanisms.reforms.rules.effects import Effect, Method, State

# Month → division → the parts of a figure at the end of that month.
type Past = Mapping[str, Mapping[int, tuple[float, ...]]]


@dataclass(frozen=True, slots=True)
class Result:
    """A claim and what came of it."""

    measure: Measure
    claim: Claim
    effect: Effect


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Measures with the results of their claims.

    Attributes:
        verdicts: Measure's key → what can be said of it as a whole.
        read_on: The day the figures were read last; none: never yet.
    """

    results: tuple[Result, ...]
    verdicts: Mapping[int, State]
    read_on: datetime.date | None

    def count(self, *states: State) -> int:
        return sum(verdict in states for verdict in self.verdicts.values())


def scorecard(actor: Actor) -> Scorecard:
    """Return what the measures in force did; four queries."""
    found = visible_to(actor).filter(track__stage=rules.IN_FORCE)
    return _of(actor, list(with_links(found).order_by("number")))


def scorecard_of(actor: Actor, measure: Measure) -> Scorecard:
    """Return what one measure did; its links are at hand, one query."""
    return _of(actor, [measure])


def _of(actor: Actor, measures: list[Measure]) -> Scorecard:
    claims = [(each, claim) for each in measures for claim in each.claims.all()]
    pasts, read_on = _pasts(actor, {claim.figure for _, claim in claims})
    results = tuple(
        Result(measure, claim, effect_of(measure, claim, pasts.get(claim.figure, {})))
        for measure, claim in claims
    )
    return Scorecard(results, _verdicts(measures, results), read_on)


def _pasts(actor: Actor, codes: Iterable[str]) -> tuple[dict[str, Past], datetime.date | None]:
    pasts: dict[str, dict[str, dict[int, tuple[float, ...]]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    read_on = None
    rows = Reading.objects.filter(workspace=actor.workspace, figure__in=list(codes))
    for code, month, division, over, under, day in rows.values_list(
        "figure", "period", "division", "over", "under", "read_on"
    ):
        parts = (float(over),) if under is None else (float(over), float(under))
        pasts[code][month][division] = parts
        read_on = max(day, read_on or day)
    return dict(pasts), read_on


def effect_of(measure: Measure, claim: Claim, past: Past) -> Effect:
    """Return what came of a claim, given what its figure was."""
    under = frozenset(each.division_id for each in measure.coverage.all())
    method = Method.DIFFERENCE if under else Method.TREND
    if measure.began_on is None:
        return effects.nothing(State.NOT_BEGUN, method)
    figure = reading.figure_with_past(claim.figure)
    if figure is None:
        return effects.nothing(State.NO_PAST, method)
    to_date, end = figure.past == "to_date", measure.ended_on
    months = {month: each for month, each in past.items() if end is None or month < f"{end:%Y-%m}"}
    if not under:
        values = effects.monthly(
            {month: _added(each.values()) for month, each in months.items()}, to_date=to_date
        )
        return effects.trend(values, began_on=measure.began_on, is_rise=claim.is_rise)
    places = {place for each in months.values() for place in each}
    return effects.difference(
        {
            place: effects.monthly(
                {month: each[place] for month, each in months.items() if place in each},
                to_date=to_date,
            )
            for place in places
        },
        under=under,
        began_on=measure.began_on,
        is_rise=claim.is_rise,
    )


def _added(parts: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(map(sum, zip(*parts, strict=True)))


def _verdicts(measures: Iterable[Measure], results: Iterable[Result]) -> dict[int, State]:
    """Return the best that can be said of each measure: one claim that held speaks for it."""
    states: dict[int, Counter[State]] = defaultdict(Counter)
    for each in results:
        states[each.measure.pk][each.effect.state] += 1
    order = (State.HELPED, State.HURT, State.UNCLEAR, State.FEW_MONTHS, State.FEW_PLACES)
    return {
        each.pk: next((state for state in order if states[each.pk][state]), State.NO_PAST)
        for each in measures
    }
