"""The factor view: what projects lack, by factor, and by county or department."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.briefs import rules
from yuandu.mechanisms.briefs.rules import Cell
from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.reporting import queries as reporting
from yuandu.mechanisms.reporting import wording
from yuandu.mechanisms.visits import queries as visits
from yuandu.mechanisms.visits.queries import NO_DEPARTMENT, Pile

DIVISION, DEPARTMENT = "division", "department"
# What rows are piled by, which is also how the list of difficulties is asked for them.
FIELDS = {DIVISION: "division_id", DEPARTMENT: "department"}


class FactorBar(forms.Form):
    """The bar above the factor view: of which county, of which department."""

    division = forms.TypedChoiceField(
        label=gettext_lazy("County or zone"), required=False, coerce=int, empty_value=None
    )
    department = forms.ChoiceField(label=gettext_lazy("Department"), required=False)
    rows = forms.ChoiceField(
        required=False,
        choices=[(DIVISION, DIVISION), (DEPARTMENT, DEPARTMENT)],
        widget=forms.HiddenInput(),
    )

    def __init__(self, data: Any, *, places: Mapping[int, str], departments: Iterable[str]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        every = ("", _("All"))
        fields["division"].choices = [every, *((str(key), name) for key, name in places.items())]
        named = ((name or NO_DEPARTMENT, _department(name)) for name in departments)
        fields["department"].choices = [every, *named]
        self.is_valid()

    def asked(self, name: str) -> Any:
        """Return what was asked; a field with a fault does not restrict."""
        return self.cleaned_data.get(name) or None

    def lets_through(self, pile: Pile) -> bool:
        department = pile.department or NO_DEPARTMENT
        return self.asked("division") in {None, pile.division_id} and self.asked("department") in {
            None,
            department,
        }


def _department(name: str) -> str:
    return name or _("Without a department")


@require_GET
def factors(request: Request) -> HttpResponse:
    """Show open difficulties by factor × county or department; each cell opens to its rows."""
    actor, today = request.actor, request.workspace.today()
    piles = visits.piles(actor)
    places = {each.pk: each.short_title for each in registry.divisions(actor)}
    form = FactorBar(
        request.GET, places=places, departments=sorted({pile.department for pile in piles})
    )
    by = form.asked("rows") or DIVISION
    shown = [pile for pile in piles if form.lets_through(pile)]
    found = rules.table(shown, lambda pile: str(getattr(pile, FIELDS[by])))
    factor_codes = [factor.value for factor in Factor]

    def told(cell: Cell, **asked: str) -> dict[str, Any]:
        return {
            "cell": cell,
            "days": cell.age(today),
            "url": _rows_of(form, **asked),
            "late_url": _rows_of(form, show="late", **asked),
        }

    context: dict[str, Any] = {
        "title": _("Factor view"),
        "form": form,
        "views": _views(request, by),
        "by": by,
        "factors": [factor.label for factor in Factor],
        "rows": [
            {
                "title": places.get(int(row), row) if by == DIVISION else _department(row),
                "cells": [
                    told(
                        found.cells.get((row, code), Cell()),
                        factor=code,
                        **{FIELDS[by]: row or NO_DEPARTMENT},
                    )
                    for code in factor_codes
                ],
                "sum": told(found.row_sums[row], **{FIELDS[by]: row or NO_DEPARTMENT}),
                "division_id": row,
            }
            for row in found.rows
        ],
        "sums": [told(found.factor_sums.get(code, Cell()), factor=code) for code in factor_codes],
        "all": told(found.all),
        "needs": _needs(request, places, form),
    }
    template = "briefs/factors.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def _rows_of(form: FactorBar, **asked: str) -> str:
    """Return the address of the difficulties in a cell."""
    given = {"show": "open"}
    if division := form.asked("division"):
        given["division_id"] = str(division)
    if department := form.asked("department"):
        given["department"] = department
    return f"{reverse('visits:difficulties')}?{urlencode(given | asked)}"


def _views(request: Request, by: str) -> list[dict[str, Any]]:
    asked = request.GET.copy()
    shown = []
    for rows, title in (
        (DIVISION, pgettext("factor view", "By county")),
        (DEPARTMENT, pgettext("factor view", "By department")),
    ):
        asked["rows"] = rows
        shown.append({"title": title, "url": f"?{asked.urlencode()}", "current": rows == by})
    return shown


def _needs(request: Request, places: Mapping[int, str], form: FactorBar) -> dict[str, Any] | None:
    """Return what the last locked month's reports ask to be coordinated, by county and factor."""
    found = reporting.newest_locked(request.actor)
    if found is None:
        return None
    counted = reporting.needs_by_place(request.actor, found)
    chosen = form.asked("division")
    shown = {key: counted[key] for key in places if key in counted and chosen in {None, key}}
    address = reverse("reporting:needs", args=[found.pk])
    kinds = {factor.value: factor.value for factor in Factor} | {"": reporting.UNCLASSED}

    def told(number: int, **asked: object) -> dict[str, Any]:
        asked = {name: value for name, value in asked.items() if value}
        return {"number": number, "url": f"{address}?{urlencode(asked)}"}

    def cells(rows: Iterable[Mapping[str, int]], **asked: object) -> list[dict[str, Any]]:
        summed = {code: sum(row.get(code, 0) for row in rows) for code in kinds}
        return [
            *(told(number, factor=kinds[code], **asked) for code, number in summed.items()),
            told(sum(summed.values()), **asked),
        ]

    return {
        "period": found.period,
        "heads": [*(factor.label for factor in Factor), wording.UNCLASSED],
        "rows": [
            {"title": places[key], "cells": cells([row], division=key)}
            for key, row in shown.items()
        ],
        "sums": cells(list(shown.values()), division=chosen),
    }
