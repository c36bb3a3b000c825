"""Slips and points as spreadsheets. What payroll sends, payroll alone reads."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.pay import actions, queries, rules, wording
from yuandu.mechanisms.pay.models import Points, Slip
from yuandu.mechanisms.pay.permissions import PAYROLL
from yuandu.mechanisms.pay.sheets.columns import (
    WITHIN,
    days,
    money,
    outcome,
    unknown,
    workers,
)
from yuandu.mechanisms.workforce.columns import NUMBER

QUARTER = 3  # months

SLIP_COLUMNS = (
    NUMBER,
    Column(
        code="month",
        title=_("Month"),
        kind=Kind.MONTH,
        synonyms=("月份", "工资月份"),
        required=True,
        fills_down=True,
        example="2026-10",
    ),
    Column(
        code="band",
        title=_("Base band"),
        synonyms=("岗级", "薪级", "基本档"),
        required=True,
        max_length=20,
        example="T5",
    ),
    money("base", _("Base pay"), "基本工资", "岗位工资", example="5600"),
    money("adjustment", _("Adjustment by the rule"), "调整工资", example="900"),
    money("other", _("Other pay"), "其他", "津贴及加班", example="1500"),
    money("gross", _("Gross pay due"), "应发工资", "应发合计", example="8000"),
)
POINT_COLUMNS = (
    NUMBER,
    Column(
        code="quarter",
        title=_("Quarter, by its first month"),
        kind=Kind.MONTH,
        synonyms=("季度首月",),
        required=True,
        fills_down=True,
        example="2026-07",
    ),
    Column(
        code="factor",
        title=pgettext_lazy("of pay", "Factor"),
        kind=Kind.CHOICE,
        synonyms=("维度",),
        choices=tuple(Choice(code=code, title=title) for code, title in wording.FACTORS.items()),
        required=True,
        example="实绩",
    ),
    Column(
        code="points",
        title=pgettext_lazy("of a factor", "Points"),
        kind=Kind.NUMBER,
        synonyms=("得分", "分数"),
        required=True,
        least=Decimal(0),
        most=rules.MOST_POINTS,
        places=2,
        compares=False,
        example="85",
    ),
    Column(
        code="source",
        title=_("Where the points come from"),
        synonyms=("来源", "依据"),
        required=True,
        max_length=200,
        example="第三季度产量与合格率",
    ),
)


def resolve_slips(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with lines of payroll beyond their cells; one query."""
    yield from unknown(by, rows, "month")
    for row in rows:
        parts = [row.values.get(each) for each in ("base", "adjustment", "other", "gross")]
        if not all(isinstance(each, Decimal) for each in parts):
            continue
        base, adjustment, other, gross = (Decimal(str(each)) for each in parts)
        if base + adjustment + other != gross:
            params = {"sum": f"{base + adjustment + other:.2f}"}
            yield Finding(row=row.number, code="does-not-add-up", field="gross", params=params)
        if base < 0 or gross < 0:
            yield Finding(row=row.number, code="negative-pay", field="gross")


def existing_slips(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the slips on file of these workers and months; one query."""
    months = days(rows, "month")
    numbers = {row.values.get("number") for row in rows}
    found = Slip.objects.filter(
        workspace=by.workspace, month__in=months, worker__number__in=numbers - {None}
    ).select_related("worker")
    kept = {(each.worker.number, each.month): each for each in found}
    fields = ("band", "base", "adjustment", "other", "gross")
    return {
        row.number: {name: getattr(each, name) for name in fields}
        for row in rows
        if (each := kept.get((row.values.get("number"), row.values.get("month"))))  # type: ignore[arg-type]
    }


def commit_slips(by: Actor, rows: Sequence[Row]) -> Outcome:
    known = workers(by, rows)
    lines = [
        actions.Paid(
            worker=known[str(row.values["number"])],
            month=row.values["month"],  # type: ignore[arg-type]
            band=str(row.values["band"]),
            base=row.values["base"],  # type: ignore[arg-type]
            adjustment=row.values["adjustment"],  # type: ignore[arg-type]
            other=row.values["other"],  # type: ignore[arg-type]
        )
        for row in rows
    ]
    actions.keep_slips(by=by, lines=lines)
    return outcome(rows)


def export_slips(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the slips of the newest month; two queries."""
    month = queries.newest_month(by.workspace)
    if month is None:
        return
    found = queries.slips_visible_to(by).filter(month=month).order_by("worker__number")
    fields = ("month", "band", "base", "adjustment", "other", "gross")
    for each in found.iterator(2000):
        own: dict[str, Value] = {name: getattr(each, name) for name in fields}
        yield own | {"number": each.worker.number}


def resolve_points(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with points beyond their cells; one query."""
    yield from unknown(by, rows, "quarter")
    for row in rows:
        first = row.values.get("quarter")
        if isinstance(first, datetime.date) and first.month % QUARTER != 1:
            yield Finding(row=row.number, code="no-quarter", field="quarter")


def existing_points(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the points on file of these workers and quarters; one query."""
    quarters = days(rows, "quarter")
    numbers = {row.values.get("number") for row in rows}
    found = Points.objects.filter(
        workspace=by.workspace, quarter__in=quarters, worker__number__in=numbers - {None}
    ).select_related("worker")
    kept = {(each.worker.number, each.quarter, each.factor): each for each in found}
    found_rows: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        key = (row.values.get("number"), row.values.get("quarter"), row.values.get("factor"))
        if each := kept.get(key):  # type: ignore[arg-type]
            found_rows[row.number] = {"points": each.points, "source": each.source}
    return found_rows


def commit_points(by: Actor, rows: Sequence[Row]) -> Outcome:
    known = workers(by, rows)
    lines = [
        actions.Given(
            worker=known[str(row.values["number"])],
            quarter=row.values["quarter"],  # type: ignore[arg-type]
            factor=str(row.values["factor"]),
            points=row.values["points"],  # type: ignore[arg-type]
            source=str(row.values["source"]),
        )
        for row in rows
    ]
    actions.keep_points(by=by, lines=lines)
    return outcome(rows)


def export_points(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the points of the newest quarter; two queries."""
    newest = Points.objects.filter(workspace=by.workspace).order_by("-quarter").first()
    if newest is None:
        return
    found = Points.objects.filter(workspace=by.workspace, quarter=newest.quarter)
    for each in found.select_related("worker").order_by("worker__number", "pk").iterator(2000):
        yield {
            "number": each.worker.number,
            "quarter": each.quarter,
            "factor": each.factor,
            "points": each.points,
            "source": each.source,
        }


layouts.register(
    Layout(
        code="pay-slips",
        title=pgettext_lazy("sheet", "Pay of a month"),
        columns=SLIP_COLUMNS,
        key=("number", "month"),
        importers=PAYROLL,
        exporters=PAYROLL,
        resolve=resolve_slips,
        existing=existing_slips,
        commit=commit_slips,
        export=export_slips,
        sentences=WITHIN
        | {
            "does-not-add-up": Sentence(
                what=_("Base pay, adjustment and other pay come to %(sum)s, not to this."),
                do=_("Correct one of the four."),
            ),
            "negative-pay": Sentence(
                what=_("Pay due is not negative."),
                do=_("Carry what is to be paid back into the next month."),
            ),
        },
        note=_("Only who sends this file reads it."),
        is_private=True,
    )
)
layouts.register(
    Layout(
        code="pay-points",
        title=pgettext_lazy("sheet", "Points of a quarter"),
        columns=POINT_COLUMNS,
        key=("number", "quarter", "factor"),
        importers=PAYROLL,
        exporters=PAYROLL,
        resolve=resolve_points,
        existing=existing_points,
        commit=commit_points,
        export=export_points,
        sentences=WITHIN
        | {
            "no-quarter": Sentence(
                what=_("No quarter begins in this month."),
                do=_("Write January, April, July or October."),
            ),
        },
        note=_("Only who sends this file reads it."),
        is_private=True,
    )
)
