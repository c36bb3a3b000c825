"""What local peers pay, as a spreadsheet."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.pay import actions, queries
from yuandu.mechanisms.pay.models import Benchmark, PeerGroup
from yuandu.mechanisms.pay.permissions import DRAFTERS, OVERSEERS
from yuandu.mechanisms.pay.sheets.columns import WITHIN, days, money, outcome

BENCHMARK_COLUMNS = (
    Column(
        code="industry",
        title=_("Industry"),
        required=True,
        max_length=100,
        example="专用设备制造业",
    ),
    Column(
        code="area",
        title=_("Area"),
        synonyms=("地区",),
        required=True,
        max_length=100,
        example="潍坊市",
    ),
    Column(code="month", title=_("Month"), kind=Kind.MONTH, required=True, example="2026-09"),
    money("amount", _("Average pay of peers"), "同行业平均工资", example="6650"),
    Column(
        code="source",
        title=_("Where it is printed"),
        synonyms=("来源",),
        required=True,
        max_length=200,
        example="市统计局季度公报",
    ),
    Column(
        code="issued_on",
        title=_("Issued on"),
        kind=Kind.DATE,
        synonyms=("发布日期",),
        required=True,
        example="2026-10-20",
    ),
)


def resolve_benchmarks(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with benchmarks beyond their cells."""
    today = by.workspace.today()
    for row in rows:
        month, issued = row.values.get("month"), row.values.get("issued_on")
        if isinstance(month, datetime.date) and month > today:
            yield Finding(row=row.number, code="month-ahead", field="month")
        elif (
            isinstance(month, datetime.date)
            and isinstance(issued, datetime.date)
            and not month <= issued <= today
        ):
            yield Finding(row=row.number, code="odd-issue", field="issued_on")
        amount = row.values.get("amount")
        if isinstance(amount, Decimal) and amount <= 0:
            yield Finding(row=row.number, code="nothing-paid", field="amount")


def existing_benchmarks(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the benchmarks on file of these months; one query."""
    months = days(rows, "month")
    found = Benchmark.objects.filter(workspace=by.workspace, month__in=months)
    kept = {
        (each.group.industry, each.group.area, each.month): each
        for each in found.select_related("group")
    }
    found_rows: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        key = tuple(row.values.get(each) for each in ("industry", "area", "month"))
        if each := kept.get(key):  # type: ignore[arg-type]
            fields = ("amount", "source", "issued_on")
            found_rows[row.number] = {name: getattr(each, name) for name in fields}
    return found_rows


def commit_benchmarks(by: Actor, rows: Sequence[Row]) -> Outcome:
    groups = {
        (each.industry, each.area): each
        for each in PeerGroup.objects.filter(workspace=by.workspace)
    }
    for row in rows:
        key = (str(row.values["industry"]), str(row.values["area"]))
        if key not in groups:
            groups[key] = actions.enter_group(
                by=by, industry=key[0], area=key[1], promised_share=Decimal(0), counts=False
            )
        actions.enter_benchmark(
            by=by,
            group=groups[key],
            month=row.values["month"],  # type: ignore[arg-type]
            amount=row.values["amount"],  # type: ignore[arg-type]
            source=str(row.values["source"]),
            issued_on=row.values["issued_on"],  # type: ignore[arg-type]
        )
    return outcome(rows)


def export_benchmarks(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield every benchmark on file; one query."""
    for each in queries.benchmarks(by).iterator(2000):
        yield {
            "industry": each.group.industry,
            "area": each.group.area,
            "month": each.month,
            "amount": each.amount,
            "source": each.source,
            "issued_on": each.issued_on,
        }


layouts.register(
    Layout(
        code="pay-benchmarks",
        title=pgettext_lazy("sheet", "Pay of local peers"),
        columns=BENCHMARK_COLUMNS,
        key=("industry", "area", "month"),
        importers=DRAFTERS,
        exporters=OVERSEERS,
        resolve=resolve_benchmarks,
        existing=existing_benchmarks,
        commit=commit_benchmarks,
        export=export_benchmarks,
        sentences={
            "month-ahead": WITHIN["month-ahead"],
            "odd-issue": Sentence(
                what=_("It was issued before its month began, or after today."),
                do=_("Check both days."),
            ),
            "nothing-paid": Sentence(
                what=_("A benchmark is above zero."), do=_("Check the amount.")
            ),
        },
    )
)
