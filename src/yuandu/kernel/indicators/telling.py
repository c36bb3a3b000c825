"""What pages, files and programs are told about a figure, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from yuandu.kernel.indicators.figures import amounts, registry
from yuandu.kernel.indicators.figures.reconciling import Published
from yuandu.kernel.indicators.figures.values import Value
from yuandu.kernel.indicators.rules import periods
from yuandu.kernel.indicators.rules.reconciling import Check

CHINESE, ENGLISH = "zh-hans", "en"


@dataclass(frozen=True, slots=True)
class Told:
    """A check in words: what must hold, both sides, and whether they meet."""

    title: str
    equation: str
    agrees: bool
    source: str
    terms: tuple[Value, ...]


def check(each: Check, state: Published) -> Told:
    """Return a check in words, with the figures that take part."""
    if each.kind == "sum":
        title = str(registry.RECONCILIATIONS[each.code].title)
    else:
        title = _("Equals the declared total")
    terms = (each.total, *each.parts)
    return Told(
        title=title,
        equation=equation(each),
        agrees=each.agrees,
        source=each.source,
        terms=tuple(state.values[term.code] for term in terms),
    )


def checks(each: Iterable[Check], state: Published) -> list[Told]:
    """Return checks in words."""
    return [check(one, state) for one in each]


def facts(value: Value) -> list[dict[str, Any]]:
    """Return what a figure says of itself, as label and value."""
    found = value.figure
    pairs: list[dict[str, Any]] = [
        {"label": _("Definition"), "value": found.definition, "wide": True},
        {"label": _("Formula"), "value": found.formula, "wide": True},
        {"label": _("Unit"), "value": amounts.unit_title(value.unit)},
        {"label": _("Period"), "value": value.period_text},
        {"label": _("As of"), "value": amounts.period_title(periods.day(value.as_of))},
        {"label": _("Comes from"), "value": value.origin},
    ]
    if value.missing:
        pairs.append(
            {
                "label": _("Rows without a value"),
                "value": value.missing,
                "note": _("They are not counted as zero; the sum leaves them out."),
            }
        )
    return [pair for pair in pairs if pair["value"]]


def equation(each: Check) -> str:
    """Write a check with both its sides and what lies between them.

    1517 ≠ 72 + 1020 + 257 + 167 = 1516: they differ by 1.
    """
    exact = amounts.exact
    parts = " + ".join(exact(term.value) for term in each.parts)
    sides = f"{exact(each.total.value)} {'=' if each.agrees else '≠'} "
    if parts:
        sides += f"{parts} = "
    sides += f"{exact(each.expected)} {amounts.unit_title(each.unit)}"
    if each.difference is None:
        return _("%(sides)s: there is no data for a side") % {"sides": sides}
    if each.agrees:
        return sides
    return _("%(sides)s: they differ by %(difference)s") % {
        "sides": sides,
        "difference": exact(each.difference),
    }


def footnote(value: Value) -> str:
    """Return the figure with its definition, ready to stand below a text."""
    return _("%(name)s: %(value)s (as of %(day)s). %(definition)s %(origin)s.") % {
        "name": value.figure.name,
        "value": value.text,
        "day": amounts.period_title(periods.day(value.as_of)),
        "definition": value.figure.definition,
        "origin": value.origin,
    }


def as_object(value: Value) -> dict[str, Any]:
    """Return the figure for programs: exact value, unit, period, rows, words of both languages."""
    found = value.figure
    told: dict[str, Any] = {
        "name": found.code,
        "value": as_number(value.value),
        "unit": value.unit,
        "decimals": found.decimals,
        "period": value.period.code,
        "as_of": value.as_of.isoformat(),
        "rows": value.rows,
        "rows_without_value": value.missing,
        "kind": value.kind,
        "source": value.source,
        "agrees": value.agrees,
        "article": found.article or None,
        "url": value.url,
    }
    for language, suffix in ((CHINESE, ""), (ENGLISH, "_en")):
        with translation.override(language):
            told |= {
                f"title{suffix}": str(found.name),
                f"text{suffix}": value.text,
                f"definition{suffix}": str(found.definition),
                f"formula{suffix}": str(found.formula),
            }
    return told


def as_number(value: Decimal | None) -> int | float | None:
    """Return a value as JSON writes numbers: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def check_as_object(each: Check) -> dict[str, Any]:
    """Return a check for programs: both sides and what lies between them."""
    return {
        "code": each.code,
        "kind": each.kind,
        "agrees": each.agrees,
        "total": {"name": each.total.code, "value": as_number(each.total.value)},
        "parts": [{"name": term.code, "value": as_number(term.value)} for term in each.parts],
        "expected": as_number(each.expected),
        "difference": as_number(each.difference),
        "tolerance": as_number(each.tolerance),
        "unit": each.unit,
        "source": each.source,
    }
