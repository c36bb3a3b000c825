"""`yuandu similar`: texts that say the same, from file to file, no database.

The table and what comes out are described in docs/similar.md.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import polars as pl

from yuandu.cli import speaking
from yuandu.cli.tables import Unusable, read, tell
from yuandu.engines.retrieval import Index, meaning, near_pairs

FIRST = 50  # of what words find, ordered by meaning

WORDS = {
    "missing": {"zh": "缺少“{column}”一列", "en": "there is no column “{column}”"},
    "key-empty": {"zh": "第{line}行：编号（key）为空", "en": "line {line}: the key is empty"},
    "key-twice": {
        "zh": "第{line}行：编号（key）前面已有：{key}",
        "en": "line {line}: the key is in an earlier line: {key}",
    },
    "what": {
        "zh": "请给出 --out（找出全部相近的文本）或 --like（找与它相近的文本）",
        "en": "give --out for all pairs that are near, or --like for what resembles a text",
    },
    "done": {
        "zh": "{texts} 条文本，{pairs} 对相近（共有片段占 {least} % 以上）。",
        "en": "{texts} texts, {pairs} pairs that have {least} % or more of their runs in common.",
    },
    "extra": {
        "zh": "未安装语义向量组件，请先运行：{command}",
        "en": "sentence vectors are not installed; first run: {command}",
    },
    "none": {"zh": "没有相近的文本。", "en": "Nothing resembles it."},
}


def main(arguments: Sequence[str]) -> int:
    """Find what is alike in a file; return 0 when it was done, 2 when it could not be."""
    return tell(_similar(_parser().parse_args(arguments)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="yuandu similar", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="CSV or Parquet: key, text")
    parser.add_argument("--out", type=Path, help="CSV or Parquet of all pairs that are near")
    parser.add_argument("--least", type=_share, default=70.0, help="per cent in common, 30 to 100")
    parser.add_argument("--like", help="a text; prints what resembles it")
    parser.add_argument("--limit", type=_limit, default=10)
    parser.add_argument("--meaning", action="store_true", help="order by sentence vectors")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--lang", choices=("zh", "en"), default=speaking.language())
    return parser


def _share(text: str) -> float:
    share = float(text)
    if not 30 <= share <= 100:  # noqa: PLR2004 - below, most of what the bands find is chance
        raise argparse.ArgumentTypeError("30 … 100")
    return share


def _limit(text: str) -> int:
    limit = int(text)
    if not 1 <= limit <= 1000:  # noqa: PLR2004 - more nobody reads
        raise argparse.ArgumentTypeError("1 … 1000")
    return limit


def _similar(asked: argparse.Namespace) -> Iterator[str]:
    lang = asked.lang
    if not asked.out and asked.like is None:
        raise Unusable(WORDS["what"][lang])
    table = _sound(read(asked.texts, lang), lang)
    if asked.like is not None:
        yield from _like(table, asked)
    if asked.out:
        pairs = near_pairs(table["text"].to_list(), asked.least / 100)
        found = pl.DataFrame(
            {
                "key": table["key"].gather(pairs.first),
                "other": table["key"].gather(pairs.second),
                "in_common": (pairs.jaccard * 100).round(1),
                "text": table["text"].gather(pairs.first),
                "other_text": table["text"].gather(pairs.second),
            }
        )
        if asked.out.suffix.lower() == ".parquet":
            found.write_parquet(asked.out)
        else:
            found.write_csv(asked.out, include_bom=True)
        yield WORDS["done"][lang].format(
            texts=table.height, pairs=found.height, least=f"{asked.least:g}"
        )


def _like(table: pl.DataFrame, asked: argparse.Namespace) -> Iterator[str]:
    index = Index()
    index.put(enumerate(table["text"].to_list()))
    found = index.similar(asked.like, FIRST if asked.meaning else asked.limit)
    if asked.meaning:
        try:
            found = meaning.ordered(asked.like, found)[: asked.limit]
        except meaning.NotInstalled as error:
            raise Unusable(WORDS["extra"][asked.lang].format(command=error)) from error
    for one in found:
        key = table["key"][one.key]
        if asked.json:
            yield json.dumps({**asdict(one), "key": key}, ensure_ascii=False)
        else:
            yield f"{key}  {one.score:4.0%}  {one.text}"
    if not found and not asked.json:
        yield WORDS["none"][asked.lang]


def _sound(table: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Return keys and texts as texts, or tell what is wrong with the keys."""
    for column in ("key", "text"):
        if column not in table.columns:
            raise Unusable(WORDS["missing"][lang].format(column=column))
    texts = table.select(pl.col("key", "text").cast(pl.String).fill_null(""))
    texts = texts.with_columns(pl.col("key").str.strip_chars())
    lines = texts.with_row_index("line", offset=2)
    wrong = {
        "key-empty": lines.filter(pl.col("key") == ""),
        "key-twice": lines.filter((pl.col("key") != "") & ~pl.col("key").is_first_distinct()),
    }
    told = [
        WORDS[why][lang].format(**row)
        for why, rows in wrong.items()
        for row in rows.head(20).iter_rows(named=True)
    ]
    if told:
        raise Unusable("\n".join(told))
    return texts
