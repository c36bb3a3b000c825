"""What no type can tell of a book: that its parts fit each other and the facts there are."""

import datetime
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from yuandu.engines.rules import units
from yuandu.engines.rules.books import (
    NUMERIC,
    Benefit,
    Book,
    Budget,
    Cited,
    Condition,
    Criterion,
    Measure,
    Requirement,
    Scale,
)
from yuandu.engines.rules.measures import FINEST, is_less_than_nothing, kind_of, reaches_too_far
from yuandu.engines.rules.paying import share_of
from yuandu.engines.rules.vocabulary import Vocabulary

type Way = tuple[str | int, ...]
type Found = tuple[Way, str, dict[str, object]]

# Which kinds of fact a way of measuring takes; all that are not named take any.
COUNTED = ("amount", "count", "quantity")
TAKES: dict[str, tuple[str, ...]] = {
    "ratio": COUNTED,
    "growth": COUNTED,
    "mean_growth": COUNTED,
    "compound_growth": COUNTED,
    "sum": tuple(units.STEPS),
    "mean": tuple(units.STEPS),
    "full_years": ("day",),
    "true_flags": ("flag",),
}
OF_YEARS = {"growth", "mean_growth", "compound_growth", "sum", "mean"}
# Which comparisons fit values that are no numbers.
FITTING = {
    "flag": ("is",),
    "choice": ("is", "one_of", "none_of"),
    "codes": ("includes", "excludes", "within", "outside"),
}


def problems_of(book: Book, vocabulary: Vocabulary) -> list[Found]:
    """Return all that does not fit: where, what, and the values to name."""
    looks = (_ids, _spans, _criteria, _requirements, _circles, _scores, _in_force, _benefits)
    return [found for look in looks for found in look(book, vocabulary)]


def _ids(book: Book, _: Vocabulary) -> Iterator[Found]:
    groups = (
        [("criteria", index, one.id) for index, one in enumerate(book.criteria)],
        [("scores", index, one.id) for index, one in enumerate(book.scores)],
        [("benefits", index, one.id) for index, one in enumerate(book.benefits)],
    )
    for group in groups:
        counts = Counter(code for _, _, code in group)
        for where, index, code in group:
            if counts[code] > 1:
                yield (where, index, "id"), "id-twice", {"id": code}


def _spans(book: Book, _: Vocabulary) -> Iterator[Found]:
    parts: list[tuple[Way, datetime.date | None, datetime.date | None]] = [
        ((), book.effective_from, book.effective_until)
    ]
    for where, group in (
        ("criteria", book.criteria),
        ("scores", book.scores),
        ("benefits", book.benefits),
    ):
        parts += [
            ((where, index), one.effective_from, one.effective_until)
            for index, one in enumerate(group)
        ]
    for way, since, until in parts:
        if since and until and until < since:
            yield (*way, "effective_until"), "ends-first", {"from": since, "until": until}


def _criteria(book: Book, vocabulary: Vocabulary) -> Iterator[Found]:
    for index, one in enumerate(book.criteria):
        way = ("criteria", index)
        if one.operator == "person":
            if one.value is not None or one.threshold is not None:
                yield (*way, "value"), "person-measures-not", {}
            continue
        if one.value is None:
            yield (*way, "value"), "field-missing", {"field": "value"}
            continue
        measured = list(_measure(book, vocabulary, one.value, (*way, "value")))
        yield from measured
        if not measured:
            yield from _threshold(one, vocabulary, way)


def _measure(book: Book, vocabulary: Vocabulary, measure: Measure, way: Way) -> Iterator[Found]:
    form = measure.form
    if form == "score":
        if measure.score not in {score.id for score in book.scores}:
            yield (*way, form), "score-unknown", {"id": measure.score}
        return
    takes = TAKES.get(form, ())
    for code in measure.facts:
        if code not in vocabulary:
            yield (*way, form), "fact-unknown", {"fact": code, "like": _like(code, vocabulary)}
        elif takes and vocabulary[code].kind not in takes:
            yield (*way, form), "fact-of-other-kind", {"fact": code, "kind": vocabulary[code].kind}
        elif form in OF_YEARS and not (vocabulary[code].yearly):
            yield (*way, form), "fact-not-yearly", {"fact": code}


def _like(code: str, vocabulary: Vocabulary) -> str:
    """Return the fact whose code shares most of its pairs of letters."""
    pairs = {code[at : at + 2] for at in range(len(code) - 1)}

    def shared(other: str) -> float:
        others = {other[at : at + 2] for at in range(len(other) - 1)}
        return len(pairs & others) / max(1, len(pairs | others))

    return max((kind.code for kind in vocabulary), key=shared, default="")


def _threshold(one: Criterion, vocabulary: Vocabulary, way: Way) -> Iterator[Found]:
    assert one.value is not None  # noqa: S101
    kind, unit = kind_of(one.value, vocabulary)
    if one.operator in NUMERIC and kind not in FITTING:
        if kind != "day":
            yield from _number(one.threshold, one.unit, kind, unit, way, one.value)
        elif not isinstance(one.threshold, datetime.date):
            yield (*way, "threshold"), "day-needed", {"given": one.threshold}
    elif one.operator not in FITTING.get(kind, ()):
        yield (*way, "operator"), "operator-misfits", {"operator": one.operator, "kind": kind}
    elif kind == "flag":
        if not isinstance(one.threshold, bool):
            yield (*way, "threshold"), "flag-needed", {"given": one.threshold}
    else:
        yield from _codes(one, vocabulary[one.value.facts[0]].choices, way)


def _codes(one: Criterion, choices: dict[str, str], way: Way) -> Iterator[Found]:
    given = one.threshold if isinstance(one.threshold, tuple) else (one.threshold,)
    if not all(given):
        yield (*way, "threshold"), "nothing-given", {"field": "threshold"}
    for code in given if choices else ():
        if code not in choices:
            expected = tuple(choices)
            yield (*way, "threshold"), "not-one-of", {"given": code, "expected": expected}


def _number(
    number: object,
    unit: str,
    kind: str,
    own_unit: str,
    way: Way,
    measure: Measure,
) -> Iterator[Found]:
    known = [own_unit] if kind in {"years", "points"} else list(units.factors(kind, own_unit))
    if isinstance(number, bool) or not isinstance(number, (int, Decimal)):
        yield (*way, "threshold"), "number-needed", {"given": number}
        return
    if unit not in known:
        code = "unit-wrong" if unit else "unit-missing"
        yield (*way, "unit"), code, {"given": unit, "expected": tuple(known)}
        return
    try:
        steps = _in_steps(number, unit, kind, own_unit)
    except units.WrongNumber:
        yield (*way, "threshold"), "number-too-fine", {"given": number}
        return
    if is_less_than_nothing(measure, steps):
        yield (*way, "threshold"), "growth-impossible", {"given": number}
    elif reaches_too_far(measure, steps):
        yield (*way, "threshold"), "number-too-fine", {"given": number}


def _in_steps(number: object, unit: str, kind: str, own_unit: str) -> int:
    if kind in {"years", "points"}:
        return units.steps(number, "count")
    return units.steps(number, kind, units.factors(kind, own_unit)[unit])


def _requirements(book: Book, _: Vocabulary) -> Iterator[Found]:
    known = {one.id for one in book.criteria}
    asked: list[tuple[Way, Requirement | None]] = [(("requires",), book.requires)]
    for index, one in enumerate(book.criteria):
        asked.append((("criteria", index, "applies_if"), one.applies_if))
        asked.append((("criteria", index, "exempt_if"), one.exempt_if))
    for index, benefit in enumerate(book.benefits):
        asked.append((("benefits", index, "if_met"), benefit.if_met))
    for way, requirement in asked:
        for code in ids_in(requirement):
            if code not in known:
                yield way, "criterion-unknown", {"id": code}
        for least, number in _counted(requirement):
            if least > number:
                yield way, "more-than-there-are", {"least": least, "number": number}
    used = {code for _, requirement in asked for code in ids_in(requirement)}
    for index, one in enumerate(book.criteria):
        if one.id not in used and not one.veto:
            yield ("criteria", index, "id"), "criterion-unused", {"id": one.id}


def ids_in(asked: Requirement | None) -> Iterator[str]:
    """Yield the criteria a requirement names."""
    if isinstance(asked, str):
        yield asked
    elif isinstance(asked, Condition):
        for part in (*(asked.all or ()), *(asked.any or ()), *(asked.of or ()), asked.no):
            yield from ids_in(part)


def _counted(asked: Requirement | None) -> Iterator[tuple[int, int]]:
    """Yield of each group of which so many have to hold how many, and of how many."""
    if not isinstance(asked, Condition):
        return
    if asked.of is not None and asked.at_least is not None:
        yield asked.at_least, len(asked.of)
    for part in (*(asked.all or ()), *(asked.any or ()), *(asked.of or ()), asked.no):
        yield from _counted(part)


def _circles(book: Book, _: Vocabulary) -> Iterator[Found]:
    """Find criteria that are asked only if, in the end, they hold themselves."""
    leads = {one.id: [*ids_in(one.applies_if), *ids_in(one.exempt_if)] for one in book.criteria}
    for index, one in enumerate(book.criteria):
        reached, coming = set[str](), list(leads[one.id])
        while coming:
            code = coming.pop()
            if code not in reached:
                reached.add(code)
                coming += leads.get(code, [])
        if one.id in reached:
            yield ("criteria", index, "exempt_if"), "in-a-circle", {"id": one.id}


def _scores(book: Book, vocabulary: Vocabulary) -> Iterator[Found]:
    earlier: set[str] = set()
    for index, score in enumerate(book.scores):
        way: Way = ("scores", index)
        for part in score.parts:
            if part not in earlier:
                yield (*way, "parts"), "score-unknown", {"id": part}
        earlier.add(score.id)
        if not score.items and not score.parts:
            yield (*way, "items"), "nothing-given", {"field": "items"}
        for at, item in enumerate(score.items):
            for number, scale in enumerate(item.better_of):
                here = (*way, "items", at, "better_of", number)
                if scale.value.score is not None:
                    yield (*here, "value"), "score-in-a-score", {"id": scale.value.score}
                    continue
                wrong = list(_measure(book, vocabulary, scale.value, (*here, "value")))
                yield from wrong or _scale(scale, vocabulary, here)


def _in_force(book: Book, _: Vocabulary) -> Iterator[Found]:
    """See that a score holds for as long as a criterion or another score asks for it."""
    scores = {one.id: one for one in book.scores}
    asked: list[tuple[Way, Cited, str | None]] = [
        (("criteria", index, "value"), one, one.value.score if one.value else None)
        for index, one in enumerate(book.criteria)
    ]
    asked += [
        (("scores", index, "parts"), one, part)
        for index, one in enumerate(book.scores)
        for part in one.parts
    ]
    for way, by, code in asked:
        if code in scores and not _covers(scores[code], by, book):
            yield way, "score-not-in-force", {"id": code}


def _covers(score: Cited, by: Cited, book: Book) -> bool:
    since = by.effective_from or book.effective_from
    until = by.effective_until or book.effective_until
    return (score.effective_from or since) <= since and (
        score.effective_until is None or (until is not None and until <= score.effective_until)
    )


def _scale(scale: Scale, vocabulary: Vocabulary, way: Way) -> Iterator[Found]:
    kind, unit = kind_of(scale.value, vocabulary)
    if kind == "choice":
        choices = vocabulary[scale.value.facts[0]].choices
        for code in (*choices, *scale.choices):
            if code not in scale.choices or code not in choices:
                values: dict[str, object] = {"given": code, "expected": tuple(choices)}
                yield (*way, "choices"), "choices-differ", values
        return
    if scale.choices or not scale.bands:
        yield (*way, "bands"), "bands-needed", {"kind": kind}
        return
    for at, band in enumerate(scale.bands):
        for end in (band.low, band.high):
            if end is not None:
                yield from _number(end, scale.unit, kind, unit, (*way, "bands", at), scale.value)
    yield from _touching(scale, way)


def _touching(scale: Scale, way: Way) -> Iterator[Found]:
    """See that bands cover every value once, but for the edges they share."""
    ordered = sorted(scale.bands, key=lambda band: (band.low is not None, band.low or Decimal(0)))
    if ordered[0].low is not None or ordered[-1].high is not None:
        yield (*way, "bands"), "bands-end", {}
    for one, following in pairwise(ordered):
        ends: dict[str, object] = {"first": one.high, "second": following.low}
        if one.high is None or following.low is None or one.high > following.low:
            yield (*way, "bands"), "bands-overlap", ends
        elif one.high < following.low:
            yield (*way, "bands"), "bands-gap", ends


def _benefits(book: Book, vocabulary: Vocabulary) -> Iterator[Found]:
    for index, one in enumerate(book.benefits):
        way = ("benefits", index)
        if one.unit not in units.MONEY:
            yield (
                (*way, "unit"),
                "unit-wrong",
                {"given": one.unit, "expected": tuple(units.MONEY)},
            )
        wrong = list(_paid_for(one, vocabulary, way))
        yield from wrong
        if not wrong and one.unit in units.MONEY:
            yield from _worked_out(one, vocabulary, way)
    if book.budget:
        yield from _budget(book.budget, vocabulary)


def _budget(budget: Budget, vocabulary: Vocabulary) -> Iterator[Found]:
    if budget.unit not in units.MONEY:
        expected = tuple(units.MONEY)
        yield ("budget", "unit"), "unit-wrong", {"given": budget.unit, "expected": expected}
    elif not _is_whole(budget.amount, budget.unit):
        yield ("budget", "amount"), "number-too-fine", {"given": budget.amount}
    for order in budget.order:
        if order.fact is not None and order.fact not in vocabulary:
            like = _like(order.fact, vocabulary)
            yield ("budget", "order"), "fact-unknown", {"fact": order.fact, "like": like}


def _paid_for(one: Benefit, vocabulary: Vocabulary, way: Way) -> Iterator[Found]:
    for field, measure, takes in (
        ("base", one.base, ("amount",)),
        ("per", one.per, ("count", "quantity")),
    ):
        if measure is None:
            continue
        code = measure.fact
        if code is None:
            yield (*way, field), "fact-needed", {}
        elif code not in vocabulary:
            yield (*way, field), "fact-unknown", {"fact": code, "like": _like(code, vocabulary)}
        elif vocabulary[code].kind not in takes:
            yield (*way, field), "fact-of-other-kind", {"fact": code, "kind": vocabulary[code].kind}


def _worked_out(one: Benefit, vocabulary: Vocabulary, way: Way) -> Iterator[Found]:
    """See that what is paid can be worked out to the yuan."""
    if one.cap is not None and not _is_whole(one.cap, one.unit):
        yield (*way, "cap"), "number-too-fine", {"given": one.cap}
        return
    share, field = share_of(one, vocabulary), "amount" if one.rate is None else "rate"
    given: dict[str, object] = {"given": one.amount if one.rate is None else one.rate}
    if share is None:
        if not _is_whole(one.amount, one.unit):
            yield (*way, field), "number-too-fine", given
    elif not share.fits:
        yield (*way, field), "number-too-fine" if share.below > FINEST else "cap-needed", given


def _is_whole(amount: Decimal | None, unit: str) -> bool:
    """Tell whether a sum is a whole number of yuan that can be held."""
    try:
        units.steps(amount, "amount", units.MONEY[unit])
    except units.WrongNumber:
        return False
    return True
