"""`yuandu dock`: orders to growers, from files to files, without a database.

The tables and every column are described in docs/docking.md.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from yuandu.cli import speaking
from yuandu.cli.tables import Unusable, read, tell
from yuandu.engines import allocation
from yuandu.engines.allocation import Problem, answers, events, tables

TABLES = {
    "orders": {"zh": "订单表", "en": "orders"},
    "growers": {"zh": "农户表", "en": "growers"},
    "lanes": {"zh": "线路表", "en": "lanes"},
    "events": {"zh": "事件表", "en": "events"},
}
WHY = {
    "missing-column": {"zh": "缺少“{column}”一列", "en": "there is no column “{column}”"},
    "empty": {"zh": "“{column}”为空", "en": "“{column}” is empty"},
    "not-whole": {
        "zh": "“{column}”应为整数，现为“{value}”",
        "en": "“{column}” must be a whole number, not “{value}”",
    },
    "not-money": {
        "zh": "“{column}”应为以元计、至多两位小数的金额，现为“{value}”",
        "en": "“{column}” must be yuan with at most two decimals, not “{value}”",
    },
    "not-a-day": {
        "zh": "“{column}”应为 2026-12-01 这样的日期，现为“{value}”",
        "en": "“{column}” must be a day such as 2026-12-01, not “{value}”",
    },
    "too-small": {"zh": "“{column}”太小：{value}", "en": "“{column}” is too small: {value}"},
    "too-large": {"zh": "“{column}”太大：{value}", "en": "“{column}” is too large: {value}"},
    "twice": {"zh": "与前面的行重复：{value}", "en": "stands twice: {value}"},
    "until-before-from": {
        "zh": "截止日早于起始日：{value}",
        "en": "ends before it begins: {value}",
    },
    "totals-differ": {
        "zh": "同一农户的总量（total）前后不一：{value}",
        "en": "the grower has another total in an earlier line: {value}",
    },
    "groups-differ": {
        "zh": "同一农户分属两组：{value}",
        "en": "the grower is in another group in an earlier line: {value}",
    },
    "no-such-event": {
        "zh": "事件应为 come、cancel 或 drop-out，现为“{value}”",
        "en": "an event is come, cancel or drop-out, not “{value}”",
    },
    "not-there": {
        "zh": "查无此名，或已退出：{value}",
        "en": "is not there, or has left before: {value}",
    },
}
WORDS = {
    "line": {"zh": "{table}第{line}行：{why}", "en": "{table}, line {line}: {why}"},
    "table": {"zh": "{table}：{why}", "en": "{table}: {why}"},
    "floor": {
        "zh": "--floor 应写作“组名=0.8”，份额在 0 与 1 之间，现为“{text}”",
        "en": "--floor is written group=0.8, a part between 0 and 1, not “{text}”",
    },
    "no-group": {
        "zh": "农户表中没有“{group}”这一组",
        "en": "no grower is in the group “{group}”",
    },
    "too-much": {
        "zh": "金额或数量过大，无法精确求和：请按品类分批对接",
        "en": "amounts are too large to be added up exactly: dock the kinds one by one",
    },
    "no-file": {
        "zh": "--events 与 --changes-out 须一并给出",
        "en": "--events and --changes-out go together",
    },
    "not-live": {
        "zh": "订单分优先级，或有农户的总量低于各批之和：此类市场须整体重新对接，不能逐事件更新",
        "en": "orders have priorities, or a grower’s total is below its offers: dock anew, "
        "such a market is not kept event by event",
    },
    "within": {
        "zh": "起订量、户数上限、线路运力无法用流表示：与最优至多相差 {gap}（对偶上界 {bound}）。",
        "en": "Least lots, most growers and capacities of lanes are no flow: at most {gap} below "
        "the best (bound {bound}).",
    },
    "changed": {
        "zh": "其后 {events} 件事：{changes} 笔变动。",
        "en": "{events} events after it changed {changes} lines.",
    },
    "done": {
        "zh": "{orders} 张订单共 {asked}，对接 {units}（{pairs} 笔），未满足 {unmet}；合计净值 {worth} 元。",
        "en": "{orders} orders for {asked}: {units} docked in {pairs} lines, {unmet} unmet; "
        "worth {worth} yuan.",
    },
    "proved": {
        "zh": "最优性已证明：目标值与对偶上界相等（{bound}）。",
        "en": "Proved the best: what is reached equals the bound of the prices ({bound}).",
    },
}
MONEY = ("price", "carriage", "ask", "worth", "runner_up_worth", "margin")


def main(arguments: Sequence[str]) -> int:
    """Dock the files; return 0 when it was done, 2 when it could not be."""
    return tell(_dock(_parser().parse_args(arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yuandu dock", description=__doc__)
    parser.add_argument("--orders", type=Path, required=True, help="CSV or Parquet")
    parser.add_argument("--growers", type=Path, required=True, help="CSV or Parquet")
    parser.add_argument("--lanes", type=Path, help="CSV or Parquet; without: all places, free")
    parser.add_argument("--out", type=Path, required=True, help="who delivers what to whom")
    parser.add_argument("--orders-out", type=Path, help="every order with its reason")
    parser.add_argument("--offers-out", type=Path, help="every offer with its reason")
    parser.add_argument("--certificate", type=Path, help="the prices that prove it")
    parser.add_argument("--events", type=Path, help="orders that come or go, growers who drop out")
    parser.add_argument("--changes-out", type=Path, help="what each event changes")
    parser.add_argument(
        "--floor", action="append", default=[], metavar="GROUP=PART",
        help="the part of its proportional share that a group is to get; may be repeated",
    )  # fmt: skip
    parser.add_argument("--lang", choices=("zh", "en"), default=speaking.language())
    return parser


def _dock(asked: argparse.Namespace) -> Iterator[str]:
    lang = asked.lang
    if bool(asked.events) != bool(asked.changes_out):
        raise Unusable(WORDS["no-file"][lang])
    orders, growers = read(asked.orders, lang), read(asked.growers, lang)
    lanes = read(asked.lanes, lang) if asked.lanes else None
    happened = read(asked.events, lang) if asked.events else None
    try:
        market = allocation.read(orders, growers, lanes)
        docking = allocation.dock(market, _floors(asked.floor, market, lang))
        changes = events.replay(market, happened) if happened is not None else None
    except events.ThreeSided as error:
        raise Unusable(WORDS["not-live"][lang]) from error
    except allocation.Bad as bad:
        raise Unusable("\n".join(_told(each, lang) for each in bad.problems)) from bad
    except allocation.Overflow as error:
        raise Unusable(WORDS["too-much"][lang]) from error
    written = {
        asked.out: tables.assignments,
        asked.orders_out: answers.orders,
        asked.offers_out: answers.offers,
        asked.certificate: tables.certificate,
    }
    for path, made in written.items():
        if path:
            _write(made(docking), path)
    if changes is not None:
        _write(changes, asked.changes_out)
    asked_for = int(market.orders["quantity"].sum())
    yield WORDS["done"][lang].format(
        orders=market.orders.height,
        asked=asked_for,
        units=docking.units,
        pairs=(docking.pairs["units"] > 0).sum(),
        unmet=asked_for - docking.units,
        worth=f"{docking.worth / 100:.2f}",
    )
    if docking.objective == docking.bound:
        yield WORDS["proved"][lang].format(bound=docking.bound)
    else:
        yield WORDS["within"][lang].format(gap=f"{docking.gap:.3%}", bound=docking.bound)
    if happened is not None and changes is not None:
        yield WORDS["changed"][lang].format(events=happened.height, changes=changes.height)


def _write(table: pl.DataFrame, path: Path) -> None:
    if path.suffix.lower() == ".parquet":
        money = [column for column in MONEY if column in table.columns]
        as_yuan(table).with_columns(pl.col(money).cast(pl.Decimal(38, 2))).write_parquet(path)
    else:
        as_yuan(table).write_csv(path, include_bom=True)


def as_yuan(table: pl.DataFrame) -> pl.DataFrame:
    """Return a table with its 分 as the text of yuan: 1250 as 12.50, -5 as -0.05."""
    found = [column for column in MONEY if table.schema.get(column) == pl.Int64]
    return table.with_columns(_yuan(pl.col(column)) for column in found)


def _yuan(cents: pl.Expr) -> pl.Expr:
    sign = pl.when(cents < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    digits = cents.abs().cast(pl.String).str.pad_start(3, "0")
    text = pl.concat_str(sign, digits.str.head(-2), pl.lit("."), digits.str.tail(2))
    return text.alias(cents.meta.output_name())


def _floors(given: Sequence[str], market: allocation.Market, lang: str) -> dict[str, float]:
    floors = {}
    for text in given:
        group, _, part = text.partition("=")
        try:
            floors[group] = float(part)
        except ValueError:
            floors[group] = -1.0
        if not (group and 0 <= floors[group] <= 1):
            raise Unusable(WORDS["floor"][lang].format(text=text))
        if group not in market.growers["group"]:
            raise Unusable(WORDS["no-group"][lang].format(group=group))
    return floors


def _told(problem: Problem, lang: str) -> str:
    why = WHY[problem.why][lang].format(column=problem.column, value=problem.value)
    table = TABLES[problem.table][lang]
    return WORDS["line" if problem.line else "table"][lang].format(
        table=table, line=problem.line + 1, why=why
    )
