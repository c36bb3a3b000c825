"""Facts that stand exactly on an edge, and those one smallest step beyond it.

They are worked out from the YAML as it is written, by plain fractions; nothing of the engine
but its input format is used.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml

from yuandu.services.policies import library

type Facts = dict[str, Any]
MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
VAST = 10**13  # as a divisor it makes every share as good as nothing
KINDS = {one["code"]: one for one in yaml.safe_load((library.FOLDER / "facts.yaml").read_text())}


@dataclass(frozen=True)
class Edge:
    """A measure's edge.

    Attributes:
        on, below, above: Facts exactly on it, one step less and one step more.
    """

    on: Facts
    below: Facts
    above: Facts


def books() -> list[dict[str, Any]]:
    """Return every book as its YAML says, numbers as they are written."""
    names = sorted(one.name for one in library.FOLDER.iterdir() if one.name.endswith(".yaml"))
    return [
        # "no" is a condition's name there, not a truth value.
        yaml.safe_load((library.FOLDER / name).read_text("utf-8").replace("{no:", '{"no":'))
        for name in names
        if name != "facts.yaml"
    ]


def day_of(book: dict[str, Any]) -> datetime.date:
    """Return a day on which a book is in force."""
    return max(book["effective_from"], datetime.date(2025, 5, 1))


def edge(measure: dict[str, Any], number: Any, unit: str, *, last: int, base: int) -> Edge:
    """Return the facts around the value `number` of a measure.

    Args:
        number: In `unit`.
        last: The last full year.
        base: What shares are shares of, in steps.
    """
    on, below, above = (
        _facts(measure, Fraction(str(number)), unit, last=last, base=base, step=step)
        for step in (0, -1, 1)
    )
    return Edge(on, below, above)


def _facts(  # noqa: PLR0911 - one for each way of measuring
    measure: dict[str, Any], number: Fraction, unit: str, *, last: int, base: int, step: int
) -> Facts:
    measure = dict(measure)
    over, last = measure.pop("over", 2), last - measure.pop("years_back", 0)
    ((form, what),) = measure.items()
    share = number / 100
    match form:
        case "ratio":
            above, below = what
            return {above: {last: whole(base * share) + step}, below: {last: base}}
        case "growth":
            return {what: {last: whole(base * (1 + share)) + step, last - 1: base}}
        case "compound_growth":
            grown = whole(base * (1 + share) ** over) + step
            return {what: {last: grown, last - over: base}}
        case "mean_growth":
            years = {last - over + at: whole(base * (1 + share) ** at) for at in range(over + 1)}
            return {what: {**years, last: years[last] + step}}
        case "sum" | "mean":
            times = over if form == "mean" else 1
            value = whole(number * MONEY[unit]) * times + step
            return {what: {last: value, **{last - back: 0 for back in range(1, over)}}}
        case "full_years":
            # More than so many years is a day earlier; what is a day late is not so many.
            began = datetime.date(last - whole(number), 12, 31) - datetime.timedelta(days=step)
            return {what: began}
        case "true_flags":
            return {code: at < whole(number) + step for at, code in enumerate(what)}
    return {
        what: {last: _value(what, number, unit, step)}
        if yearly(what)
        else _value(what, number, unit, step)
    }


def yearly(code: str) -> bool:
    return bool(KINDS[code].get("yearly"))


def _value(code: str, number: Fraction, unit: str, step: int) -> Any:
    match KINDS[code]["kind"]:
        case "amount" if step == 0 and unit:
            return f"{whole(number)} {unit}"  # as people write it
        case "amount":
            return whole(number * MONEY[unit]) + step
        case "share":
            return f"{float(number + Fraction(step, 10_000)):.4f} %"
        case "quantity":
            return float(number + Fraction(step, 1_000))
        case "score":
            return float(number + Fraction(step, 100))
    return whole(number) + step


def whole(number: Fraction) -> int:
    assert number.denominator == 1, "choose a base that makes it whole"
    return int(number)


def merged(*said: Facts) -> Facts:
    """Return facts laid over each other, the last on top, year by year."""
    together: Facts = {}
    for facts in said:
        for code, value in facts.items():
            if isinstance(value, dict):
                together[code] = {**together.get(code, {}), **value}
            else:
                together[code] = value
    return {
        code: {str(year): one for year, one in value.items()} if isinstance(value, dict) else value
        for code, value in together.items()
    }


def shifted(facts: Facts, back: int) -> Facts:
    """Return yearly facts so many years earlier."""
    return {
        code: {year - back: one for year, one in value.items()}
        if isinstance(value, dict)
        else value
        for code, value in facts.items()
    }


def scales() -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Yield every scale of every book with its item and its book."""
    for book in books():
        for score in book.get("scores", ()):
            for item in score.get("items", ()):
                for scale in item["better_of"]:
                    yield book, item, scale


def drowned(item: dict[str, Any], scale: dict[str, Any], last: int) -> Facts:
    """Return facts under which the item's other scales bring nothing."""
    shares = [other["value"].get("ratio") for other in item["better_of"] if other is not scale]
    return {share[1]: {last: VAST} for share in shares if share}
