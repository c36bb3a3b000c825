"""Statements as pages tell them: with the figure's name, in its unit, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from yuandu.kernel.indicators.figures import amounts, registry
from yuandu.mechanisms.workforce.models import Statement


@dataclass(frozen=True, slots=True)
class Told:
    statement: Statement
    name: str
    text: str
    definition: str


def told(statements: Iterable[Statement]) -> list[Told]:
    """Return the statements with what they say; codes that no room declares any more stay."""
    return [_told(each) for each in statements]


def _told(each: Statement) -> Told:
    found = registry.FIGURES.get(each.code)
    plain = each.value / each.whole if each.whole else each.value
    if found is None:
        return Told(each, each.code, amounts.exact(plain), "")
    unit = amounts.unit_in(each.workspace, found.unit)
    number = amounts.from_stored(plain, unit)
    return Told(
        each, str(found.name), amounts.written(number, unit, found.decimals), str(found.definition)
    )
