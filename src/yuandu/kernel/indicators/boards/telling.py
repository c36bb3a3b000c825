"""A board in words: the arithmetic behind a score, the rule, the private reminder."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.engines import ranking
from yuandu.kernel.indicators.boards import measures
from yuandu.kernel.indicators.boards.participants import short_of
from yuandu.kernel.indicators.boards.scoring import Sensitivity, Standing, Standings
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.figures.amounts import from_stored, unit_in
from yuandu.kernel.indicators.models import BoardRule
from yuandu.kernel.indicators.rules.boards import ComponentTerms, Terms
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import Workspace

HUNDRED = Decimal(100)
MOST_LOSSES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One component of a score.

    Attributes:
        value: The division's value, with unit.
        measured: What it was divided by, where the rule says so.
        how: How the share comes about, in figures.
        share: What part of the component's points it earned, in per cent.
        points: The points, and `most`: all there are to earn.
    """

    measure: str
    title: str
    value: str
    measured: str
    how: str
    share: str
    points: str
    most: str
    lost: Fraction


def lines(workspace: Workspace, found: Standings, standing: Standing) -> list[Line]:
    """Return the arithmetic behind a division's score; empty if it is not ranked."""
    if standing.row is None or found.terms is None:
        return []
    capacities = {
        code: values.get(standing.code, Decimal(0)) for code, values in found.values.items()
    }
    return [
        _line(workspace, component, term, capacities, _ends(found, at))
        for at, (component, term) in enumerate(
            zip(found.terms.components, standing.row.terms, strict=True)
        )
    ]


def _ends(found: Standings, at: int) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest measured value of a component."""
    rows = found.ranked.rows if found.ranked else ()
    measured = [row.terms[at].measured for row in rows]
    return min(measured), max(measured)


def _line(
    workspace: Workspace,
    component: ComponentTerms,
    term: ranking.Term,
    capacities: Mapping[str, Decimal],
    ends: tuple[Fraction, Fraction],
) -> Line:
    measured = ""
    if component.per:
        measured = _("÷ %(capacity)s (%(name)s)") % {
            "capacity": _told(workspace, component.per, capacities[component.per]),
            "name": _name(component.per),
        }
    return Line(
        measure=component.measure,
        title=_name(component.measure),
        value=_told(workspace, component.measure, term.value),
        measured=measured,
        how=_arithmetic(component, term, ends),
        share=amounts.written(_decimal(term.share) * HUNDRED, amounts.PERCENT, 1),
        points=_plain(term.points, 2),
        most=_plain(term.most, 2),
        lost=term.most - term.points,
    )


def _arithmetic(
    component: ComponentTerms, term: ranking.Term, ends: tuple[Fraction, Fraction]
) -> str:
    """Write how a value became a share: (value - worst) ÷ (best - worst), value ÷ target."""
    value = _brief(term.measured)
    if component.measuring == "share":
        return value
    if component.measuring == "target" and component.target is not None:
        target = _brief(Fraction(component.target))
        return f"{target} ÷ {value}" if component.lower_is_better else f"{value} ÷ {target}"
    low, high = ends[::-1] if component.lower_is_better else ends
    if low == high:
        return _("all alike")
    return f"({value} - {_brief(low)}) ÷ ({_brief(high)} - {_brief(low)})"


def _brief(value: Fraction) -> str:
    """Write a measured value with four digits that count, large ones in full units."""
    number = _decimal(value)
    if number and abs(number) < 1:
        return f"{number:.4g}"
    return f"{amounts.rounded(number, 2).normalize():f}"


def _told(workspace: Workspace, code: str, value: Decimal) -> str:
    """Return a measure's value with its unit."""
    measure = measures.get(code)
    unit = unit_in(workspace, measure.unit)
    return amounts.written(from_stored(value, unit), unit, measure.decimals)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _plain(value: Fraction, decimals: int) -> str:
    return f"{amounts.rounded(_decimal(value), decimals):f}"


def components(workspace: Workspace, terms: Terms) -> list[Mapping[str, Any]]:
    """Return a rule's components in words: what, its weight, and how it is measured."""
    whole = sum(each.weight for each in terms.components)
    return [
        {
            "measure": each.measure,
            "title": _name(each.measure),
            "weight": amounts.written(each.weight / whole * HUNDRED, amounts.PERCENT, 1),
            "how": _how(workspace, each),
            "per": _name(each.per) if each.per else "",
        }
        for each in terms.components
    ]


def _name(code: str) -> str:
    """Return what a measure is called; its code, where no app declares it any more."""
    try:
        return str(measures.get(code).name)
    except LookupError:
        return code


def _how(workspace: Workspace, each: ComponentTerms) -> str:
    if each.measuring == "target" and each.target is not None:
        unit = unit_in(workspace, measures.get(each.measure).unit)
        target = amounts.exact(from_stored(each.target, unit)) + amounts.unit_title(unit)
        if each.lower_is_better:
            return _("all points at %(target)s or less") % {"target": target}
        return _("all points at %(target)s or more") % {"target": target}
    if each.measuring == "share":
        return _("points by the share itself")
    if each.lower_is_better:
        return _("the lowest has all points, the highest none")
    return _("the highest has all points, the lowest none")


def names(codes: Sequence[str]) -> str:
    """Return what measures are called, in a list."""
    return pgettext("list", ", ").join(_name(code) for code in codes)


def chart(found: Standings, rows: Sequence[Standing]) -> dict[str, Any] | None:
    """Return the points of every row by component, as `components/chart.html` takes it."""
    if found.terms is None:
        return None
    shown = [(each, each.row) for each in rows if each.row and not each.is_paused]
    return {
        "series": [_name(each.measure) for each in found.terms.components],
        "rows": [
            {
                "label": short_of(each.participant),
                "cells": [
                    {"value": _plain(term.points, 2), "text": _plain(term.points, 2)}
                    for term in row.terms
                ],
            }
            for each, row in shown
        ],
    }


def flag_names(terms: Terms) -> dict[str, str]:
    """Return what flags are called in the reader's language."""
    english = is_english()
    return {each.code: (each.name_en if english else "") or each.name for each in terms.flags}


def robust(found: Standings, seen: Sensitivity) -> str:
    """Say in a sentence whether reasonable weights would change the winner."""
    names = {each.code: each.participant.title for each in found.rows}
    if seen.holds:
        return _("No weights within a fifth of the published ones would change who comes first.")
    return _(
        "With weights within a fifth of the published ones, %(rivals)s could come first too."
    ) % {"rivals": pgettext("list", ", ").join(names[code] for code in seen.threats)}


def letter(
    workspace: Workspace, found: Standings, standing: Standing, today: datetime.date
) -> dict[str, Any] | None:
    """Return the private reminder (提示函) to a division; `None` if it is not ranked."""
    row, rule = standing.row, found.rule
    if row is None or rule is None:
        return None
    ranked = [each for each in found.rows if each.row]
    losses = sorted(lines(workspace, found, standing), key=lambda line: -line.lost)
    words = {
        "division": standing.participant.title,
        "board": found.board.title,
        "period": amounts.period_title(found.period),
        "rank": row.rank,
        "all": len(ranked),
        "score": f"{row.score:f}",
        "version": rule.version,
        "basis": rule.basis,
    }
    above = [each.row.score for each in ranked if each.row and each.row.rank < row.rank]
    paragraphs = [
        _(
            "In %(period)s, %(division)s stands in place %(rank)s of %(all)s on “%(board)s”, with %(score)s points."
        )
        % words
    ]
    if above:
        paragraphs[0] += " " + _("The place above is %(gap)s points away.") % {
            "gap": f"{min(above) - row.score:f}"
        }
    lost = [line for line in losses if line.lost > 0][:MOST_LOSSES]
    if lost:
        paragraphs.append(
            _("Most points were lost in: %(measures)s.")
            % {
                "measures": pgettext("list", "; ").join(
                    _("%(title)s, %(value)s, %(points)s of %(most)s points")
                    % {
                        "title": line.title,
                        "value": line.value,
                        "points": line.points,
                        "most": line.most,
                    }
                    for line in lost
                )
            }
        )
    paragraphs.append(
        _(
            "The rule is version %(version)s (%(basis)s). Whoever doubts a figure may object on the page of the row; until the answer the row is paused."
        )
        % words
    )
    paragraphs.append(_("This letter goes to you alone and is not published."))
    return {
        "title": _("Reminder on “%(board)s” for %(period)s") % words,
        "to": standing.participant.title,
        "paragraphs": paragraphs,
        "sender": workspace.title,
        "on": today,
    }


def version(workspace: Workspace, rule: BoardRule) -> dict[str, Any]:
    """Return a published version of a rule in words."""
    terms = Terms.model_validate(rule.terms)
    names = flag_names(terms)
    return {
        "rule": rule,
        "components": components(workspace, terms),
        "stars": sorted(
            ({"stars": each.stars, "at_least": each.at_least} for each in terms.stars),
            key=lambda each: -each["stars"],
        ),
        "flags": [
            {
                "name": names[each.code],
                "top": each.top,
                "component": _name(each.component) if each.component else "",
            }
            for each in terms.flags
        ],
        "out_of": terms.out_of,
        "appeal_days": terms.appeal_days,
        "appeal_basis": terms.appeal_basis or rule.basis,
    }
