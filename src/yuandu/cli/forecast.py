"""`yuandu forecast`: prices or quantities of the weeks to come, from file to file, no database.

The tables and every column are described in docs/forecasting.md.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from yuandu.cli import speaking
from yuandu.cli.tables import Unusable, read, tell
from yuandu.engines.forecasting import series
from yuandu.engines.forecasting.series import Problem

MOST_WEEKS = 52
SHOWN = 50  # of what is wrong with a file
WHY = {
    "missing-column": {"zh": "缺少“{column}”一列", "en": "there is no column “{column}”"},
    "empty": {"zh": "“{column}”为空", "en": "“{column}” is empty"},
    "not-a-number": {
        "zh": "“{column}”应为数字，现为“{value}”",
        "en": "“{column}” must be a number, not “{value}”",
    },
    "not-a-day": {
        "zh": "“{column}”应为 2026-12-01 这样的日期或 2026-W49 这样的周，现为“{value}”",
        "en": "“{column}” must be a day such as 2026-12-01 or a week such as 2026-W49, "
        "not “{value}”",
    },
    "not-above-zero": {
        "zh": "价格应大于 0，现为“{value}”；没有报价请留空，若是数量请加 --quantities",
        "en": "a price is above zero, not “{value}”; leave it empty where there was none, "
        "and add --quantities if these are quantities",
    },
    "below-zero": {
        "zh": "数量不能小于 0，现为“{value}”",
        "en": "a quantity is not below zero: “{value}”",
    },
    "too-large": {"zh": "“{column}”太大：{value}", "en": "“{column}” is too large: {value}"},
    "twice": {
        "zh": "同一序列的这一天前面已有：{value}",
        "en": "the series has that day in an earlier line: {value}",
    },
    "groups-differ": {
        "zh": "同一序列分属两组：{value}",
        "en": "the series is in another group in an earlier line: {value}",
    },
    "markets-differ": {
        "zh": "同一序列分属两个市场：{value}",
        "en": "the series is of another market in an earlier line: {value}",
    },
    "lags-differ": {
        "zh": "同一序列的提前周数（lag）前后不一：{value}",
        "en": "the series has another lag in an earlier line: {value}",
    },
    "not-a-lag": {
        "zh": "提前周数（lag）应为 1 至 104 的整数，现为“{value}”",
        "en": "a lag is a whole number of weeks from 1 to 104, not “{value}”",
    },
    "too-long": {
        "zh": "首尾相隔超过 60 年，请检查年份：{value}",
        "en": "the days are more than 60 years apart, look at the years: {value}",
    },
    "no-values": {"zh": "整张表没有一个数值", "en": "there is no value at all"},
}
WORDS = {
    "line": {"zh": "第{line}行：{why}", "en": "line {line}: {why}"},
    "more": {"zh": "……另有 {count} 处", "en": "… and {count} more"},
    "done": {
        "zh": "{series} 个序列，数据截至 {cut_off}，预测 {lines} 行。",
        "en": "{series} series, data up to {cut_off}, {lines} lines foretold.",
    },
    "errors": {
        "zh": "以往平均误差 {ours:.1%}，季节性朴素法 {naive:.1%}（{origins} 次回测）。",
        "en": "Mean past error {ours:.1%}, seasonal naive {naive:.1%} ({origins} looks back).",
    },
    "inside": {
        "zh": "{level:.0%} 区间在后半段回测中实际罩住 {inside:.1f} %。",
        "en": "The interval of {level:.0%} held {inside:.1f} % of the later half of the looks back.",
    },
    "no-errors": {
        "zh": "历史太短，无法回测：没有区间，也没有以往误差。",
        "en": "Too little is known to look back: no interval, no past error.",
    },
}


def main(arguments: Sequence[str]) -> int:
    """Foretell a file's series; return 0 when it was done, 2 when it could not be."""
    return tell(_forecast(_parser().parse_args(arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yuandu forecast", description=__doc__)
    parser.add_argument("--series", type=Path, required=True, help="CSV or Parquet")
    parser.add_argument("--horizon", type=_horizon, default=8, help="weeks ahead, 1 to 52")
    parser.add_argument("--level", type=_level, default=80.0, help="per cent to lie inside")
    parser.add_argument("--out", type=Path, required=True, help="CSV or Parquet")
    parser.add_argument("--quantities", action="store_true", help="values add up; else prices")
    parser.add_argument("--seed", type=int, default=series.SEED)
    parser.add_argument("--lang", choices=("zh", "en"), default=speaking.language())
    return parser


def _horizon(text: str) -> int:
    weeks = int(text)
    if not 1 <= weeks <= MOST_WEEKS:
        raise argparse.ArgumentTypeError(f"1 … {MOST_WEEKS}")
    return weeks


def _level(text: str) -> float:
    level = float(text)
    if not 50 <= level <= 99:  # noqa: PLR2004 - what is outside helps nobody
        raise argparse.ArgumentTypeError("50 … 99")
    return level


def _forecast(asked: argparse.Namespace) -> Iterator[str]:
    lang = asked.lang
    try:
        told = series.forecast(
            read(asked.series, lang),
            asked.horizon,
            asked.level,
            adds=asked.quantities,
            seed=asked.seed,
        )
    except series.Bad as bad:
        raise Unusable("\n".join(_told(bad.problems, lang))) from bad
    table = told.table(asked.horizon)
    if asked.out.suffix.lower() == ".parquet":
        table.write_parquet(asked.out)
    else:
        numbers = [name for name in table.columns if table.schema[name] == pl.Float64]
        table.with_columns(pl.col(numbers).round(4)).write_csv(asked.out, include_bom=True)
    yield WORDS["done"][lang].format(
        series=len(told.panel.names), cut_off=told.cut_off, lines=table.height
    )
    seen = table.drop_nulls("past_error").filter(pl.col("value") > 0)
    if seen.is_empty():
        yield WORDS["no-errors"][lang]
        return
    parts = seen.select(
        ours=(pl.col("past_error") / pl.col("value")).mean(),
        naive=(pl.col("naive_error") / pl.col("value")).mean(),
        origins=pl.col("origins").max(),
    ).row(0, named=True)
    yield WORDS["errors"][lang].format(**parts)
    inside = table["coverage"].mean()
    if inside is not None:
        yield WORDS["inside"][lang].format(level=told.level, inside=inside)


def _told(problems: Sequence[Problem], lang: str) -> Iterator[str]:
    for problem in problems[:SHOWN]:
        why = WHY[problem.why][lang].format(column=problem.column, value=problem.value)
        yield WORDS["line"][lang].format(line=problem.line + 1, why=why) if problem.line else why
    if len(problems) > SHOWN:
        yield WORDS["more"][lang].format(count=len(problems) - SHOWN)
