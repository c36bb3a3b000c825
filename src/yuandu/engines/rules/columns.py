"""What books come to in a swept table: expressions of states, amounts and masks."""

from collections.abc import Iterable, Iterator, Sequence

import narwhals as nw
from narwhals.dtypes import NumericType

from yuandu.engines.rules.formulas import FALSE, TRUE, Fixed, Truth
from yuandu.engines.rules.frames import Formula, Sheet
from yuandu.engines.rules.lowered import Lowered, LoweredBenefit, LoweredCriterion
from yuandu.engines.rules.states import State

BITS, CRITERIA_A_WORD = 3, 20
WORDS: tuple[tuple[int, type[NumericType]], ...] = (
    (2, nw.Int8),
    (5, nw.Int16),
    (10, nw.Int32),
    (CRITERIA_A_WORD, nw.Int64),
)


def asked_of(books: Iterable[Lowered], *, amounts: bool, masks: bool) -> Iterator[Formula]:
    """Yield the formulas that the columns of books read, each as often as they do."""
    for one in books:
        yield from (one.truth, one.truth_if_judged)
        for each in one.benefits if amounts else ():
            yield from (one.truth, each.amount, each.if_met)
        for criterion in one.criteria if masks else ():
            yield from (criterion.truth, criterion.applies, criterion.person)


def columns_of(one: Lowered, sheet: Sheet, *, masks: bool) -> Iterator[nw.Expr]:
    """Yield the columns that one book adds to the swept table."""
    code = one.book.code
    yield state_of(one, sheet).alias(f"{code}.state")
    if one.benefits:
        yield amount_of(one, sheet).alias(f"{code}.amount")
    for word, start in enumerate(range(0, len(one.criteria), CRITERIA_A_WORD) if masks else ()):
        held = one.criteria[start : start + CRITERIA_A_WORD]
        yield _word(held, sheet).alias(f"{code}.mask.{word}")


# States


def state_of(one: Lowered, sheet: Sheet) -> nw.Expr:
    """Return the state of a book, as `checking.state_of` gives it of one subject."""
    if one.assessed not in one.book.assessed:
        return _state(State.NOT_APPLICABLE)
    held = _met_or_not(sheet.truth(one.truth))
    if one.truth_if_judged == one.truth:
        return held.fill_null(State.UNKNOWN.value)
    return nw.coalesce(held, _person_if(one.truth_if_judged, sheet))


def criterion_state(one: LoweredCriterion, sheet: Sheet) -> nw.Expr:
    """Return the state of a criterion, as `checking.criterion_state` gives it."""
    if one.applies == FALSE:
        return _state(State.NOT_APPLICABLE)
    truth = sheet.truth(one.truth)
    if one.applies != TRUE:
        return _perhaps_asked(one, truth, sheet)
    if one.person == FALSE:
        return _met_or_not(truth).fill_null(State.UNKNOWN.value)
    return nw.coalesce(_met_or_not(truth), _person_if(one.person, sheet))


def _perhaps_asked(one: LoweredCriterion, truth: nw.Expr, sheet: Sheet) -> nw.Expr:
    applies = sheet.truth(one.applies)
    waits = sheet.truth(one.person) & truth.is_null() & ~applies.is_null()
    return (
        nw.when(~applies)
        .then(_state(State.NOT_APPLICABLE))
        .when(truth)
        .then(_state(State.MET))
        .when(waits)
        .then(_state(State.PERSON))
        .when(~truth & applies)
        .then(_state(State.UNMET))
        .otherwise(_state(State.UNKNOWN))
    )


def _state(state: State) -> nw.Expr:
    return nw.lit(state.value, nw.Int8)


def _met_or_not(truth: nw.Expr) -> nw.Expr:
    """Return 1 where it holds, 2 where it does not, null where that is not known."""
    return _state(State.UNMET) - truth.cast(nw.Int8)


def _person_if(truth: Truth, sheet: Sheet) -> nw.Expr:
    return nw.when(sheet.truth(truth)).then(_state(State.PERSON)).otherwise(_state(State.UNKNOWN))


def _word(criteria: Sequence[LoweredCriterion], sheet: Sheet) -> nw.Expr:
    """Pack states two by two, so that most of the work is on narrow integers."""
    packed = [criterion_state(one, sheet) for one in criteria]
    held = 1
    while len(packed) > 1:
        wide = _width(2 * held)
        packed = [
            packed[at].cast(wide) + packed[at + 1].cast(wide) * (1 << BITS * held)
            if at + 1 < len(packed)
            else packed[at]
            for at in range(0, len(packed), 2)
        ]
        held *= 2
    return packed[0].cast(_width(len(criteria)))


def _width(criteria: int) -> type[NumericType]:
    return next((kind for most, kind in WORDS if criteria <= most), nw.Int64)


# Amounts


def amount_of(one: Lowered, sheet: Sheet) -> nw.Expr:
    """Return the yuan a book brings, as `checking.total` gives them of one subject."""
    if one.assessed not in one.book.assessed:
        return nw.lit(0, nw.Int64)
    met = sheet.truth(one.truth)
    if all(isinstance(each.amount, Fixed) and each.if_met == TRUE for each in one.benefits):
        return met.cast(nw.Int64) * _fixed_total(one.benefits)
    groups: dict[str, nw.Expr] = {}
    alone: list[nw.Expr] = []
    for each in one.benefits:
        paid = _paid(each, sheet)
        if (name := each.benefit.stacking) == "":
            alone.append(paid)
        else:
            groups[name] = _greater(groups[name], paid) if name in groups else paid
    total, *rest = [*alone, *groups.values()]
    for part in rest:
        total = total + part
    return nw.when(met).then(total).when(~met).then(nw.lit(0, nw.Int64))


def _fixed_total(benefits: Sequence[LoweredBenefit]) -> int:
    alone, groups = 0, dict[str, int]()
    for each in benefits:
        assert isinstance(each.amount, Fixed)  # noqa: S101 - the caller has seen to it
        assert isinstance(each.amount.value, int)  # noqa: S101
        if name := each.benefit.stacking:
            groups[name] = max(groups.get(name, 0), each.amount.value)
        else:
            alone += each.amount.value
    return alone + sum(groups.values())


def _paid(one: LoweredBenefit, sheet: Sheet) -> nw.Expr:
    amount = sheet.number(one.amount).cast(nw.Int64)
    if one.if_met == TRUE:
        return amount
    if_met = sheet.truth(one.if_met)
    return nw.when(if_met).then(amount).when(~if_met).then(nw.lit(0, nw.Int64))


def _greater(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """Return the greater of two; null where either is not known, unlike `max_horizontal`."""
    return nw.when(one >= other).then(one).when(one < other).then(other)
