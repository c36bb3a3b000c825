"""What books come to in a swept table: expressions of states, amounts and masks."""

from collections import Counter
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
        yield from (one.truth, one.truth, one.truth_if_judged)
        for each in one.benefits if amounts else ():
            yield from (one.truth, each.amount, each.if_met)
        for criterion in one.criteria if masks else ():
            yield from (criterion.truth, criterion.truth, criterion.applies, criterion.person)


class States:
    """The states of criteria, each that several books ask for worked out once.

    Args:
        are_asked: Whether there are to be masks at all.
    """

    def __init__(self, books: Iterable[Lowered], sheet: Sheet, *, are_asked: bool) -> None:
        self.are_asked = are_asked
        self._sheet = sheet
        asked = Counter(_asked(each) for one in books for each in one.criteria if are_asked)
        recurring = (key for key, count in asked.items() if count > 1)
        self._columns = {key: f"_state_{place}" for place, key in enumerate(recurring)}

    def shared(self) -> list[nw.Expr]:
        """Return the columns to add once those of the sheet are there."""
        return [
            _criterion_state(*key, self._sheet).alias(name) for key, name in self._columns.items()
        ]

    def of(self, one: LoweredCriterion) -> nw.Expr:
        """Return the state of a criterion."""
        name = self._columns.get(_asked(one))
        return nw.col(name) if name else criterion_state(one, self._sheet)


def columns_of(one: Lowered, sheet: Sheet, states: States) -> Iterator[nw.Expr]:
    """Yield the columns that one book adds to the swept table."""
    code = one.book.code
    yield state_of(one, sheet).alias(f"{code}.state")
    if one.benefits:
        yield amount_of(one, sheet).alias(f"{code}.amount")
    if states.are_asked:
        for word, start in enumerate(range(0, len(one.criteria), CRITERIA_A_WORD)):
            held = one.criteria[start : start + CRITERIA_A_WORD]
            yield _word([states.of(each) for each in held]).alias(f"{code}.mask.{word}")


def _asked(one: LoweredCriterion) -> tuple[Truth, Truth, Truth]:
    """Return what the state of a criterion depends on."""
    return one.truth, one.applies, one.person


# States


def state_of(one: Lowered, sheet: Sheet) -> nw.Expr:
    """Return the state of a book, as `checking.state_of` gives it of one subject."""
    if one.assessed not in one.book.assessed:
        return _state(State.NOT_APPLICABLE)
    waits = FALSE if one.truth_if_judged == one.truth else one.truth_if_judged
    return _state_by(sheet.truth(one.truth), waits, sheet)


def criterion_state(one: LoweredCriterion, sheet: Sheet) -> nw.Expr:
    """Return the state of a criterion, as `checking.criterion_state` gives it."""
    return _criterion_state(*_asked(one), sheet)


def _criterion_state(holds: Truth, asked: Truth, person: Truth, sheet: Sheet) -> nw.Expr:
    if asked == FALSE:
        return _state(State.NOT_APPLICABLE)
    truth = sheet.truth(holds)
    state = _state_by(truth, person, sheet)
    if asked == TRUE:
        return state
    applies = sheet.truth(asked)
    # Not known whether it is asked: if it holds it hinders nobody, else nothing is known.
    perhaps = _either(truth, _state(State.MET), _state(State.UNKNOWN))
    if_known = _either(applies, state, _state(State.NOT_APPLICABLE))
    return _either(applies.is_null(), perhaps, if_known)


def _state(state: State) -> nw.Expr:
    return nw.lit(state.value, nw.Int8)


def _state_by(truth: nw.Expr, waits: Truth, sheet: Sheet) -> nw.Expr:
    """Return a state by a truth, and by whether a person is waited for where that is open."""
    known = _either(truth, _state(State.MET), _state(State.UNMET))
    unknown = _state(State.UNKNOWN)
    if waits != FALSE:
        unknown = _either(sheet.truth(waits), _state(State.PERSON), unknown)
    return _either(truth.is_null(), unknown, known)


def _either(test: nw.Expr, then: nw.Expr, otherwise: nw.Expr) -> nw.Expr:
    """Return the one where a test holds, else the other; a null test does not hold."""
    return nw.when(test).then(then).otherwise(otherwise)


def _word(states: Sequence[nw.Expr]) -> nw.Expr:
    """Pack states two by two, so that most of the work is on narrow integers."""
    packed = list(states)
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
    return packed[0].cast(_width(len(states)))


def _width(criteria: int) -> type[NumericType]:
    return next((kind for most, kind in WORDS if criteria <= most), nw.Int64)


# Amounts


def amount_of(one: Lowered, sheet: Sheet) -> nw.Expr:
    """Return the yuan a book brings, as `checking.total` gives them of one subject."""
    if one.assessed not in one.book.assessed:
        return nw.lit(0, nw.Int64)
    met = sheet.truth(one.truth)
    if all(isinstance(each.amount, Fixed) and each.if_met == TRUE for each in one.benefits):
        return _paid_if(met, nw.lit(_fixed_total(one.benefits), nw.Int64))
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
    return _paid_if(met, total)


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
    return _paid_if(sheet.truth(one.if_met), amount)


def _paid_if(met: nw.Expr, amount: nw.Expr) -> nw.Expr:
    """Return an amount where it is due, 0 where it is not, null where that is not known."""
    nothing, unknown = nw.lit(0, nw.Int64), nw.lit(None, nw.Int64)
    return _either(met.is_null(), unknown, _either(met, amount, nothing))


def _greater(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """Return the greater of two; null where either is not known, unlike `max_horizontal`."""
    return nw.when(one >= other).then(one).when(one < other).then(other)
