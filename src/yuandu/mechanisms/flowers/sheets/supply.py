"""Spreadsheets of what grows, what was shipped and what is wanted, in and out."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Reference, Value
from yuandu.kernel.sheets.rules.columns import Kind as CellKind
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.flowers import queries, rules, supplying
from yuandu.mechanisms.flowers.models import Demand, Planting, Shipment, Stage
from yuandu.mechanisms.flowers.permissions import FILERS
from yuandu.mechanisms.flowers.reading import EARLIEST
from yuandu.mechanisms.flowers.refusals import WHAT
from yuandu.mechanisms.flowers.supplying import KEYS, VALUES, Reported

CODES: Mapping[Reported, str] = {
    Planting: "flowers-plantings",
    Shipment: "flowers-shipments",
    Demand: "flowers-demand",
}
FORESEEN = datetime.timedelta(weeks=26)  # how far ahead buyers ask
MOST = Decimal(10) ** 9
KIND = Column(
    code="kind",
    title=_("Kind of flower"),
    synonyms=("品种", "种类", "花卉名称", "品名"),
    required=True,
    max_length=200,
    example="蝴蝶兰",
)
WEEK = Column(
    code="week",
    title=_("Week, by any of its days"),
    kind=CellKind.DATE,
    synonyms=("周", "所在周", "日期"),
    required=True,
    least=EARLIEST,
    fills_down=True,
    example="2026-11-23",
)
COUNTY = Column(
    code="division",
    title=_("County or zone"),
    kind=CellKind.DIVISION,
    synonyms=("所在县区", "县市区", "产地"),
    required=True,
    fills_down=True,
)
MARKET = Column(
    code="market",
    title=pgettext_lazy("flowers", "Market"),
    synonyms=("市场", "市场名称", "批发市场"),
    required=True,
    max_length=200,
    example="示例花卉市场",
)
QUANTITY = Column(
    code="quantity",
    title=_("Quantity in the kind’s unit of trade"),
    kind=CellKind.NUMBER,
    synonyms=("数量", "发货量", "需求量"),
    required=True,
    least=Decimal(0),
    most=MOST,
    places=2,
    compares=False,
    example="1200",
)
COLUMNS: Mapping[Reported, tuple[Column, ...]] = {
    Planting: (
        WEEK,
        COUNTY,
        KIND,
        Column(
            code="stage",
            title=pgettext_lazy("of a planting", "Stage"),
            kind=CellKind.CHOICE,
            synonyms=("生长阶段", "阶段"),
            choices=tuple(Choice(code=each, title=each.label) for each in Stage),
            required=True,
            example="现蕾",
        ),
        Column(
            code="area_mu",
            title=_("Planted area"),
            kind=CellKind.NUMBER,
            synonyms=("面积", "种植面积", "在地面积"),
            unit="亩",
            required=True,
            least=Decimal(0),
            most=MOST,
            places=2,
            compares=False,
            example="35",
        ),
        Column(
            code="plants",
            title=_("Plants, in the kind’s unit of trade"),
            kind=CellKind.NUMBER,
            synonyms=("株数", "盆数", "数量"),
            decimals=0,
            least=Decimal(0),
            most=MOST,
            compares=False,
        ),
    ),
    Shipment: (
        Column(
            code="on",
            title=_("Day"),
            kind=CellKind.DATE,
            synonyms=("日期", "发货日期"),
            required=True,
            least=EARLIEST,
            fills_down=True,
            example="2026-11-23",
        ),
        COUNTY,
        MARKET,
        KIND,
        QUANTITY,
    ),
    Demand: (WEEK, MARKET, KIND, QUANTITY),
}


def _fields(
    model: Reported, row: Row, words: Mapping[str, int], markets: Mapping[str, int]
) -> dict[str, Any]:
    """Return a row as fields of its model; what names nothing known is `None`."""
    given = {name: value for name, value in row.values.items() if value is not None}
    told: dict[str, Any] = {name: given.get(name) for name in VALUES[model]}
    if isinstance(told.get("plants"), Decimal):
        told["plants"] = int(told["plants"])
    told["kind_id"] = words.get(str(given.get("kind", "")).lower())
    if "market" in KEYS[model]:
        told["market_id"] = markets.get(str(given.get("market", "")))
    if "division" in KEYS[model]:
        place = given.get("division")
        told["division_id"] = place.pk if isinstance(place, Reference) else None
    if "stage" in KEYS[model]:
        told["stage"] = given.get("stage")
    name = "on" if "on" in KEYS[model] else "week"
    day = given.get(name)
    if isinstance(day, datetime.date):
        told[name] = day if name == "on" else day - datetime.timedelta(day.weekday())
    return told


def _known(by: Actor) -> tuple[dict[str, int], dict[str, int]]:
    """Return the keys of kinds by every name, and of markets; two queries."""
    return queries.words(by.workspace), {
        each.name: each.pk for each in queries.markets(by.workspace)
    }


def resolve(model: Reported, by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what names no kind or market, what lies ahead, and what one file says twice."""
    words, markets = _known(by)
    today, seen = by.workspace.today(), dict[tuple[Any, ...], int]()
    last = today + FORESEEN if model is Demand else today
    for row in rows:
        told = _fields(model, row, words, markets)
        for name, known in (("kind", words), ("market", markets)):
            given = row.values.get(name)
            if given and name in KEYS[model] and told[f"{name}_id"] is None:
                near = " / ".join(rules.nearest(str(given), known))
                yield Finding(
                    row=row.number,
                    code=f"no-{name}",
                    field=name,
                    params={"value": str(given), "near": near or "—"},
                )
        day = "on" if "on" in KEYS[model] else "week"
        if day in told and told[day] > last:
            yield Finding(
                row=row.number, code="future", field=day, params={"value": str(row.values[day])}
            )
        if model is Shipment and told["quantity"] == 0:
            yield Finding(row=row.number, code="nothing-sent", field="quantity")
        key = _key(model, told)
        if None not in key and seen.setdefault(key, row.number) != row.number:
            yield Finding(
                row=row.number, code="again", field="kind", params={"known": str(seen[key])}
            )


def _key(model: Reported, told: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what tells a report from the others, of the fields of a row or of one that is kept."""
    return tuple(told.get(f"{name}_id", told.get(name)) for name in KEYS[model])


def existing(model: Reported, by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what was reported of the rows' keys before; three queries."""
    words, markets = _known(by)
    keys = {row.number: _key(model, _fields(model, row, words, markets)) for row in rows}
    day = "on" if "on" in KEYS[model] else "week"
    at = KEYS[model].index(day)
    reports: Any = model._default_manager
    kept = reports.filter(
        workspace=by.workspace,
        kind__in={key[0] for key in keys.values()},
        **{f"{day}__in": {key[at] for key in keys.values()}},
    ).values()
    before = {_key(model, each): each for each in kept}
    return {
        number: {name: _cell(before[key][name]) for name in VALUES[model]}
        for number, key in keys.items()
        if key in before
    }


def _cell(value: Any) -> Value:
    return None if value is None else Decimal(value)


def commit(model: Reported, by: Actor, rows: Sequence[Row]) -> Outcome:
    """Keep the reports."""
    words, markets = _known(by)
    fields = []
    for row in rows:
        told = _fields(model, row, words, markets)
        for name in VALUES[model]:
            if name not in row.values:  # a column that the file does not have
                told[name] = row.before.get(name)
        fields.append(told)
    supplying.report_supply(by=by, model=model, rows=fields)
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)


def export(model: Reported, by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield what was reported in the last half year; one query."""
    day = "on" if "on" in KEYS[model] else "week"
    related = [name for name in ("kind", "market", "division") if name in KEYS[model]]
    reports: Any = model._default_manager
    found = reports.filter(
        workspace=by.workspace, **{f"{day}__gt": by.workspace.today() - FORESEEN}
    )
    if "division" in related:
        found = found.defer("division__geometry")
    for each in found.select_related(*related).order_by(day, "pk").iterator(2000):
        line: dict[str, Any] = {name: getattr(each, name) for name in (day, *VALUES[model])}
        if line.get("plants") is not None:
            line["plants"] = Decimal(line["plants"])
        for name in related:
            thing = getattr(each, name)
            line[name] = (
                Reference(thing.pk, thing.name, thing.code) if name == "division" else thing.name
            )
        if "stage" in KEYS[model]:
            line["stage"] = each.stage
        yield line


SENTENCES = {
    "no-kind": Sentence(
        what=_("“{value}” is no kind on the list."), do=_("Is one of these meant: {near}?")
    ),
    "no-market": Sentence(
        what=_("“{value}” is no market that quotes here."), do=_("Is one of these meant: {near}?")
    ),
    "future": WHAT["future"],
    "nothing-sent": Sentence(what=_("A shipment of nothing is none."), do=_("Take the row out.")),
    "again": Sentence(
        what=_("Row {known} reports the same thing under another name."), do=_("Keep one of them.")
    ),
}
NOTE = _("Quantities are in the kind’s unit of trade. A report sent again replaces the one before.")


def _layout(model: Reported, title: Any) -> Layout:
    bound: Callable[[Any], Any] = lambda function: partial(function, model)  # noqa: E731
    return Layout(
        code=CODES[model],
        title=title,
        columns=COLUMNS[model],
        key=KEYS[model],
        importers=FILERS,
        exporters=FILERS,
        resolve=bound(resolve),
        existing=bound(existing),
        commit=bound(commit),
        export=bound(export),
        sentences=SENTENCES,
        note=NOTE,
    )


PLANTINGS = _layout(Planting, pgettext_lazy("sheet", "Planted area of flowers"))
SHIPMENTS = _layout(Shipment, pgettext_lazy("sheet", "Shipments of flowers"))
DEMAND = _layout(Demand, pgettext_lazy("sheet", "Demand for flowers by market"))
for layout in (PLANTINGS, SHIPMENTS, DEMAND):
    layouts.register(layout)
