"""Months loaded together say what they would say entered, signed and locked one by one."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.models import MonthlyTotal, MonthlyValue
from yuandu.mechanisms.projects.tests.records import WAN, a_list, a_place
from yuandu.mechanisms.reporting.loading import NewMonth, load_months
from yuandu.mechanisms.reporting.models import Light, Report, Round
from yuandu.mechanisms.reporting.sealing import LIGHT
from yuandu.mechanisms.reporting.tests.records import (
    a_locked_month,
    a_project_to_report,
    an_entry,
)

pytestmark = pytest.mark.django_db
SAID = (
    *("period", "project_id", "invested", "corrected", "correction", "brought_forward"),
    *("progress_share", "progress", "needs", "factor", "funds_in_place", "doubts", "explanation"),
)
SHOWN = ["round__period", *(name for name in LIGHT if name not in {"round_id", "terms_id"})]


@pytest.fixture
def projects(weifang):
    """Return two projects of two years' lists, and one that this year's alone holds."""
    last_year = a_list(weifang, year=2025, batch=8)
    begun = {"works_started_on": datetime.date(2025, 5, 1)}
    listed = a_place(last_year, annual_plan=800 * WAN)
    this = a_place(a_list(weifang, batch=7), annual_plan=900 * WAN)
    both = [a_project_to_report(weifang, listings=(listed, this), **begun) for _ in range(2)]
    return [*(each.pk for each in both), a_project_to_report(weifang).pk]


def said_in(projects):
    """Return what is said month by month: one corrects, falls back, begins later."""
    first, second, new = projects
    forward = an_entry(90, brought_forward=700 * WAN, progress_share=Decimal("0.2"))
    return {
        "2025-11": {first: forward, second: an_entry(50, funds_in_place=False)},
        "2025-12": {
            first: an_entry(600, progress_share=Decimal("0.1"), explanation="复核"),
            second: an_entry(0, funds_in_place=None),
        },
        "2026-01": {
            first: an_entry(
                10, corrected=-30 * WAN, correction="多报", needs="用电", factor="energy"
            ),
            second: an_entry(40, progress="基础施工"),
            new: an_entry(70, funds_in_place=True),
        },
        "2026-02": {first: an_entry(10), second: an_entry(0), new: an_entry(80)},
    }


def kept():
    """Return all that months leave behind."""
    return {
        "reports": list(Report.objects.order_by("period", "project").values_list(*SAID)),
        "lights": list(Light.objects.order_by("round__period", "project").values_list(*SHOWN)),
        "rounds": list(Round.objects.order_by("period").values_list("period", "digest")),
        "stages": list(
            Round.objects.order_by("period", "filings__division").values_list(
                "period", "filings__division", "filings__track__stage"
            )
        ),
        "values": list(
            MonthlyValue.objects.order_by("period", "subject_id").values_list(
                "period", "subject_id", "division", "value"
            )
        ),
        "totals": list(
            MonthlyTotal.objects.order_by("period", "division").values_list(
                "period", "division", "total", "count"
            )
        ),
    }


def load(workspace, said):
    months = [
        NewMonth(period, datetime.date(int(period[:4]), int(period[5:]), 28), entries, {})
        for period, entries in said.items()
    ]
    load_months(by=Actor.system(workspace), months=iter(months))


def entered_one_by_one(workspace, said):
    """Return what is kept of months that went the usual way, and forget them again."""
    with transaction.atomic():
        for period, entries in said.items():
            a_locked_month(workspace, period, **{f"p{key}": each for key, each in entries.items()})
        found = kept()
        transaction.set_rollback(True)
    return found


def test_loaded_months_are_as_those_that_were_entered(weifang, projects):
    said = said_in(projects)
    expected = entered_one_by_one(weifang, said)

    load(weifang, said)

    assert len(expected["reports"]) == 10
    assert any(report[-2] for report in expected["reports"])  # some are doubtful
    assert kept() == expected


def test_months_are_loaded_after_those_that_are_there(weifang, projects):
    said = said_in(projects)
    expected = entered_one_by_one(weifang, said)

    for period, entries in said.items():
        load(weifang, {period: entries})

    assert kept() == expected


def test_an_open_month_counts_for_nothing_yet(weifang, projects):
    county = a_division(weifang, "370781")
    said = said_in(projects)["2026-01"]
    month = NewMonth("2026-01", datetime.date(2026, 1, 28), said, {}, is_locked=False)

    load_months(by=Actor.system(weifang), months=[month])

    assert Report.objects.filter(filing__division=county).count() == 3
    assert not Light.objects.exists()
    assert not MonthlyValue.objects.exists()
    assert not Round.objects.get().is_locked
