"""Quotes as a spreadsheet: market staff fill in a day or weeks, readers take them along.

The checks are those of every other way in; what a market sent before is corrected, and the old
figures are kept beside.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Value
from yuandu.kernel.sheets.rules.columns import Kind as CellKind
from yuandu.kernel.sheets.rules.problems import Severity
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.flowers import actions, filing, queries, reading, rules, sources
from yuandu.mechanisms.flowers.models import Grade, Quote, Unit
from yuandu.mechanisms.flowers.permissions import FILERS
from yuandu.mechanisms.flowers.reading import EARLIEST, KEY, VALUES, Rows
from yuandu.mechanisms.flowers.refusals import WHAT

CODE = "flowers-quotes"
TAKEN_ALONG = datetime.timedelta(weeks=26)
COMPARED = ("unit", *VALUES)


def _number(code: str, title: Promise, *synonyms: str, example: str = "") -> Column:
    """Return a column of prices or quantities; what may not be kept is told by `resolve`."""
    return Column(
        code=code,
        title=title,
        kind=CellKind.NUMBER,
        synonyms=synonyms,
        places=2,
        compares=False,
        required=code == "average",
        example=example,
    )


COLUMNS = (
    Column(
        code="on",
        title=_("Day"),
        kind=CellKind.DATE,
        synonyms=("日期", "交易日期", "报价日期"),
        required=True,
        least=EARLIEST,
        fills_down=True,
        example="2026-11-23",
    ),
    Column(
        code="market",
        title=pgettext_lazy("flowers", "Market"),
        synonyms=("市场", "市场名称", "批发市场"),
        required=True,
        max_length=200,
        fills_down=True,
        example="示例花卉市场",
    ),
    Column(
        code="kind",
        title=_("Kind of flower"),
        synonyms=("品种", "种类", "花卉名称", "品名"),
        required=True,
        max_length=200,
        example="蝴蝶兰",
    ),
    Column(
        code="grade",
        title=pgettext_lazy("of flowers", "Grade"),
        kind=CellKind.CHOICE,
        synonyms=("等级", "级别"),
        choices=tuple(
            Choice(
                code=each,
                title=each.label,
                synonyms=tuple(word for word, code in sources.GRADES.items() if code == each),
            )
            for each in Grade
        ),
        required=True,
        example="一级",
    ),
    Column(
        code="unit",
        title=_("Unit of trade"),
        kind=CellKind.CHOICE,
        synonyms=("单位", "计价单位"),
        choices=tuple(
            Choice(
                code=each,
                title=each.label,
                synonyms=tuple(word for word, code in sources.UNITS.items() if code == each),
            )
            for each in Unit
        ),
        required=True,
        example="盆",
    ),
    _number("low", pgettext_lazy("price", "Lowest"), "最低价", example="26"),
    _number("average", _("Average price"), "平均价", "均价", "价格", "单价", example="28.5"),
    _number("high", pgettext_lazy("price", "Highest"), "最高价", example="33"),
    _number("volume", pgettext_lazy("quantity", "Sold"), "销量", "成交量", "交易量", example="400"),
    _number("unsold", pgettext_lazy("quantity", "Left unsold"), "未售出", "滞销量", example="20"),
    _number("stock", pgettext_lazy("quantity", "In stock"), "库存", "库存量", example="150"),
    Column(
        code="reason",
        title=_("Why earlier figures change"),
        synonyms=("更正原因", "更正说明"),
        max_length=300,
    ),
)


def _texts(row: Row) -> dict[str, str | None]:
    """Return a row in the words of the other ways in; columns that a file lacks stay as kept."""
    return {
        name: _text(row.values.get(name, row.before.get(name)))
        for name in (*sources.BY_HAND, "market")
    }


def _text(value: Value) -> str | None:
    return None if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _checked(by: Actor, rows: Sequence[Row]) -> tuple[Rows, pl.DataFrame]:
    """Return rows as the other ways in check them; a market not yet known has a key below zero."""
    known = {each.name: each.pk for each in queries.markets(by.workspace)}
    source = sources.by_hand(by.workspace.currency)
    fields = reading.entered([_texts(row) for row in rows], source, [row.number for row in rows])

    def keys(names: list[str]) -> Mapping[str, int]:
        return {name: known.get(name, -at) for at, name in enumerate(names, 1)}

    words = queries.words(by.workspace)
    return filing.checked(
        fields, source, words=words, markets=keys, today=by.workspace.today()
    )  # fmt: skip


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells, and which markets are new; five queries."""
    checked, _kept = _checked(by, rows)
    for problem in checked.problems:
        if problem.code != "empty":  # told of the cell already
            yield Finding(
                row=problem.row,
                code=problem.code,
                field=problem.column,
                params=problem.told,
            )
    known = {market.name for market in queries.markets(by.workspace)}
    for row in rows:
        name = row.values.get("market")
        if name and name not in known:
            known.add(str(name))  # said once
            near = " / ".join(rules.nearest(str(name), known - {str(name)}))
            yield Finding(
                row=row.number,
                code="new-market",
                field="market",
                severity=Severity.WARNING,
                params={"near": near or "—"},
            )


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what is kept of the rows' quotes; three queries."""
    if not rows:
        return {}
    checked, kept = _checked(by, rows)
    both = checked.frame.select("row", *KEY).join(kept, on=KEY)
    return {
        line["row"]: {name: line[name] for name in COMPARED} for line in both.iter_rows(named=True)
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Keep the quotes, as one filing for each currency."""
    reasons = dict.fromkeys(str(row.values["reason"]) for row in rows if row.values.get("reason"))
    actions.file_sheet(by=by, rows=[_texts(row) for row in rows], reason="；".join(reasons)[:300])
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the quotes of the last half year; one query."""
    since = by.workspace.today() - TAKEN_ALONG
    found = Quote.objects.filter(workspace=by.workspace, on__gt=since)
    return lines(found.select_related("kind", "market").order_by("on", "market", "kind", "grade"))


def lines(found: Any) -> Iterator[Mapping[str, Value]]:
    """Yield quotes as rows of the layout; one query."""
    for each in found.iterator(2000):
        own: dict[str, Value] = {name: getattr(each, name) for name in ("on", "grade", *COMPARED)}
        yield own | {"market": each.market.name, "kind": each.kind.name}


QUOTES = Layout(
    code=CODE,
    title=pgettext_lazy("sheet", "Quotes of flowers"),
    columns=COLUMNS,
    key=("on", "market", "kind", "grade"),
    importers=FILERS,
    exporters=FILERS,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences=WHAT
    | {
        "new-market": Sentence(
            what=_("“{shown}” is no market so far; it is opened with this sheet."),
            do=_("Correct the name if one of these is meant: {near}."),
        ),
    },
    note=_(
        "Prices stand in the market's own currency, a unit. Empty is not reported, never zero. "
        "A day sent again corrects what was sent before."
    ),
)
layouts.register(QUOTES)
