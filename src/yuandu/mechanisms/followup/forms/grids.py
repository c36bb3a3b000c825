"""The grid of a division's month: a line a project, with what is on record."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.mechanisms.followup import wording
from yuandu.mechanisms.followup.models import Month, Scale
from yuandu.mechanisms.followup.queries import Line
from yuandu.mechanisms.followup.refusals import Key, Senseless
from yuandu.mechanisms.followup.rules import Said
from yuandu.mechanisms.projects.forms.cells import cell_of
from yuandu.mechanisms.projects.forms.fields import QuantityField

LONGEST = 300
VALUES = ("tax_paid", "output_value", "scale")
TAX, STATISTICS = ("tax_paid", "is_refund"), ("output_value", "scale")


class MonthForm(forms.Form):
    """One project's month; a box left empty says nothing."""

    tax_paid = QuantityField(written_in="万元", required=False, label=_("Tax paid"))
    is_refund = forms.BooleanField(required=False, label=_("It is a refund"))
    output_value = QuantityField(written_in="万元", required=False, label=_("Output value"))
    scale = forms.ChoiceField(
        required=False,
        label=_("Above-scale statistics"),
        choices=[("", pgettext_lazy("scale", "not told")), *Scale.choices],
    )
    why = forms.CharField(
        required=False, max_length=LONGEST, label=_("Reason, where what was filed is corrected")
    )
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: QueryDict | None, *, without: Sequence[str], **options: Any) -> None:
        super().__init__(data, **options)
        for name in without:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in VALUES:
            is_emptied = name in self.changed_data and given.get(name) in {None, ""}
            if is_emptied and name not in self.errors:
                self.add_error(name, _("What was filed is corrected, not emptied; 0 for none."))
        return given

    @property
    def says(self) -> bool:
        """Whether the line says anything new."""
        return bool({*VALUES, "is_refund"} & set(self.changed_data))

    def said(self) -> Said:
        """Return what is new: what was not touched may have been filed meanwhile."""
        given = self.cleaned_data
        new: dict[str, Any] = {name: given[name] for name in VALUES if name in self.changed_data}
        if given.get("is_refund") or "is_refund" in self.changed_data:
            new |= {"tax_paid": given.get("tax_paid"), "is_refund": given["is_refund"]}
        return Said(**new, why=given["why"], version=given["version"] or 0)


class Grid:
    """The lines of a page of a month, as shown and as sent back."""

    def __init__(
        self, lines: Sequence[Line], rights: tuple[bool, bool], data: QueryDict | None = None
    ) -> None:
        """Make the grid of lines.

        Args:
            rights: whether tax, and whether output and statistics, are filed here.
        """
        self.lines = lines
        self.tax, self.statistics = rights
        without = (() if self.tax else TAX) + (() if self.statistics else STATISTICS)
        self.forms = {line.month.project_id: _form(line, without, data) for line in lines}

    def is_valid(self) -> bool:
        """Whether every line can be read; each is looked at, so that all faults show."""
        wrong = [form for form in self._sent.values() if not form.is_valid()]
        return not wrong

    def entries(self, period: str) -> Mapping[Key, Said]:
        """Return what was changed, by the keys of projects and the month."""
        return {(key, period): form.said() for key, form in self._sent.items() if form.says}

    @property
    def _sent(self) -> dict[int, MonthForm]:
        return {key: form for key, form in self.forms.items() if form.is_bound}

    def mark(self, refusal: Senseless) -> None:
        """Show what the rules found wrong at the boxes they name."""
        for (project, _period), faults in refusal.faults.items():
            form = self.forms[project]
            for fault in faults:
                field = fault.field if fault.field in form.fields else None
                form.add_error(field, wording.fault(fault))

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [self._row(line) for line in self.lines]

    def _row(self, line: Line) -> dict[str, Any]:
        form = self.forms[line.month.project_id]
        before = line.before
        cells = {name: cell_of(form, name) for name in form.fields}
        return {
            "line": line,
            "month": line.month,
            "project": line.month.project,
            "cells": cells,
            "errors": form.non_field_errors() if form.is_bound else (),
            "scales": [
                {"value": value, "label": label, "chosen": form["scale"].value() == value}
                for value, label in form.fields["scale"].choices  # type: ignore[attr-defined]
            ]
            if self.statistics
            else [],
            "refund": bool(form["is_refund"].value()) if self.tax else False,
            "same": {name: _box(before, name) for name in ("tax_paid", "output_value")},
            "needs_why": line.month.version > 0,
            "scale": Scale(line.month.scale).label if line.month.scale else "",
        }


def _form(line: Line, without: Sequence[str], data: QueryDict | None) -> MonthForm:
    """Return a line's form; one that came to the page after it was opened was not sent."""
    month, prefix = line.month, str(line.month.project_id)
    is_sent = data is not None and f"{prefix}-version" in data
    names = (*VALUES, "is_refund", "version")
    initial = {name: getattr(month, name) for name in names}
    return MonthForm(data if is_sent else None, without=without, prefix=prefix, initial=initial)


def _box(month: Month | None, name: str) -> str:
    """Return a value of the month before as it stands in a box; empty where there is none."""
    value = getattr(month, name) if month else None
    if value is None or value < 0:
        return ""
    return str(MonthForm.base_fields[name].prepare_value(value))
