"""Kinds and files of quotes for tests, small and made up."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers import actions
from yuandu.mechanisms.flowers.actions import Outcome
from yuandu.mechanisms.flowers.models import Kind

SOURCE = """
title: 示例花卉市场
currency: CNY
columns: {day: 日期, market: 市场, kind: 品种, grade: 等级, unit: 单位, low: 最低价, average: 平均价,
  high: 最高价, volume: 销量, unsold: 未售出}
"""
HEAD = "日期,市场,品种,等级,单位,最低价,平均价,最高价,销量,未售出"


def a_kind(workspace: Workspace, **fields: Any) -> Kind:
    defaults: dict[str, Any] = {
        "code": "phalaenopsis",
        "name": "蝴蝶兰",
        "name_en": "Moth orchid",
        "latin": "Phalaenopsis aphrodite",
        "group": "orchid",
        "weeks": 72,
        "unit": "pot",
        "measure": "stems",
        "other_names": "蝶兰",
    }
    return Kind.objects.create(workspace=workspace, **defaults | fields)


def a_source(folder: Path, text: str = SOURCE) -> str:
    path = folder / "source.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def a_file(folder: Path, *rows: str, name: str = "quotes.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]), "utf-8")
    return path


def filed(workspace: Workspace, folder: Path, *rows: str, **options: Any) -> Outcome:
    """File rows in the columns of `HEAD`."""
    return actions.file_quotes(
        by=Actor.system(workspace),
        source=a_source(folder),
        path=a_file(folder, *rows),
        **options,
    )


def weekly(prices: list[str], first: str = "2026-09-01", market: str = "青州花卉市场") -> list[str]:
    """Return rows of a week each for first-grade moth orchids, the last no later than today."""
    start = date.fromisoformat(first)
    return [
        f"{start + timedelta(weeks=at)},{market},蝴蝶兰,一级,盆,{price},{price},{price},100,10"
        for at, price in enumerate(prices)
    ]
