"""The grid of a filing: a line a project, pre-filled with what is known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.mechanisms.projects.forms.cells import Cell, cell_of
from yuandu.mechanisms.projects.forms.fields import QuantityField, ShareField
from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.reporting import wording
from yuandu.mechanisms.reporting.entries import Entry, begun
from yuandu.mechanisms.reporting.queries import Line
from yuandu.mechanisms.reporting.refusals import Senseless

LONGEST = 300
WAN = 10_000  # yuan
FACTORS = (("", wording.UNCLASSED), *Factor.choices)


class LineForm(forms.Form):
    """One project's month. Without this month's investment the line is not reported yet."""

    invested = QuantityField(written_in="万元", required=False, label=_("This month"))
    progress_share = ShareField(required=False, label=_("Progress in percent"))
    progress = forms.CharField(
        required=False, max_length=LONGEST, label=_("Physical progress in words")
    )
    funds_in_place = forms.NullBooleanField(required=False, label=_("Funds in place"))
    needs = forms.CharField(required=False, max_length=LONGEST, label=_("To be coordinated"))
    factor = forms.ChoiceField(required=False, label=_("What is lacking"), choices=FACTORS)
    corrected = QuantityField(
        written_in="万元", required=False, label=_("Correction of earlier months")
    )
    correction = forms.CharField(
        required=False, max_length=LONGEST, label=_("Reason of the correction")
    )
    brought_forward = QuantityField(
        written_in="万元", required=False, label=_("Invested before the first report")
    )
    explanation = forms.CharField(
        required=False, max_length=LONGEST, label=_("Explanation of what is doubtful")
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.has_changed() and given.get("invested") is None and "invested" not in self.errors:
            self.add_error("invested", _("Enter this month’s investment; 0 if there was none."))
        return given

    def entry(self) -> Entry:
        given = self.cleaned_data
        return Entry(
            **given | {name: given[name] or 0 for name in ("corrected", "brought_forward")}
        )


FUNDS = (
    ("unknown", pgettext_lazy("funds", "not known")),
    ("true", pgettext_lazy("funds", "in place")),
    ("false", pgettext_lazy("funds", "not in place")),
)


class Grid:
    """The lines of a page of a filing, as shown and as sent back."""

    def __init__(self, lines: Sequence[Line], data: QueryDict | None = None) -> None:
        self.lines = lines
        self.forms = {line.standing.project_id: _form(line, data) for line in lines}

    def is_valid(self) -> bool:
        """Whether every line can be read; each is looked at, so that all faults show."""
        wrong = [form for form in self._sent.values() if not form.is_valid()]
        return not wrong

    def entries(self) -> Mapping[int, Entry]:
        """Return what was changed, by the keys of projects."""
        return {key: form.entry() for key, form in self._sent.items() if form.has_changed()}

    @property
    def _sent(self) -> dict[int, LineForm]:
        return {key: form for key, form in self.forms.items() if form.is_bound}

    def mark(self, refusal: Senseless) -> None:
        """Show what the rules found wrong at the boxes they name."""
        for key, faults in refusal.faults.items():
            for fault in faults:
                self.forms[key].add_error(fault.field, wording.fault(fault))

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [self._row(line) for line in self.lines]

    def _row(self, line: Line) -> dict[str, Any]:
        form = self.forms[line.standing.project_id]
        cells = {name: _cell(form, name) for name in form.fields}
        doubts = line.report.doubts if line.report else []
        last = line.past.last
        return {
            "line": line,
            "project": line.standing.project,
            "cells": cells,
            "funds": [
                {"value": value, "label": label, "chosen": cells["funds_in_place"].value == value}
                for value, label in FUNDS
            ],
            "factors": [
                {"value": value, "label": label, "chosen": cells["factor"].value == value}
                for value, label in FACTORS
            ],
            "factor": line.report.get_factor_display() if line.report else "",
            "doubts": [wording.doubt(code) for code in doubts],
            "last_invested": form["invested"].field.prepare_value(last.invested) if last else "",
            "plan": line.standing.annual_plan / WAN,
            "last": last.invested / WAN if last else None,
            "invested": line.report.invested / WAN if line.report else None,
            "year": line.year / WAN,
            "is_open": any(
                cells[name].value or cells[name].errors
                for name in ("corrected", "correction", "brought_forward", "explanation")
            )
            or bool(doubts),
        }


def _form(line: Line, data: QueryDict | None) -> LineForm:
    """Return a line's form; one that came to the page after it was opened was not sent."""
    prefix = str(line.standing.project_id)
    is_sent = data is not None and f"{prefix}-invested" in data
    return LineForm(data if is_sent else None, prefix=prefix, initial=begun(line))


def _cell(form: LineForm, name: str) -> Cell:
    cell = cell_of(form, name)
    if name != "funds_in_place":
        return cell
    known = {True: "true", False: "false", None: "unknown"}
    value = form[name].value()
    return replace(cell, value=known.get(value, str(value)))
