"""The sample city's technology-innovation platforms. Pure: a seed and hosts in, rows out."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from yuandu.mechanisms.enterprises import rules
from yuandu.mechanisms.enterprises.loading import NewPlatform
from yuandu.site.sample import ladder_tables as tables

SEED = 20260612
KINDS = {
    "technology_centre": ("企业技术中心", "Enterprise Technology Centre"),
    "engineering_centre": ("工程研究中心", "Engineering Research Centre"),
    "laboratory": ("重点实验室", "Key Laboratory"),
    "new_rnd": ("新型研发机构", "New-type R&D Institution"),
    "design_centre": ("工业设计中心", "Industrial Design Centre"),
}
FIELDS = ("高端装备", "新材料", "生物医药", "电子信息", "食品加工", "节能环保", "现代农业")
STEP = datetime.timedelta(days=500)  # at least, from one level to the next


def generate(hosts: Sequence[int], names: Sequence[tuple[str, str]]) -> list[NewPlatform]:
    """Return the platforms; what was raised stands behind what it was raised from.

    Args:
        hosts: keys of parties, those with the highest titles first.
        names: their names in Chinese and English, in the same order.
    """
    rng = Random(SEED)
    rows: list[NewPlatform] = []
    seats = _seats(len(hosts))
    for level, number in tables.PLATFORMS.items():
        for i in range(number):
            host, kind = next(seats)
            _add(rows, rng, hosts[host], names[host], kind, level, _below(level, i))
    for _number in range(tables.CLOSED):
        host, kind = next(seats)
        _add(rows, rng, hosts[host], names[host], kind, "municipal", "", closed=True)
    return rows


def _seats(hosts: int) -> Iterator[tuple[int, str]]:
    """Yield host and kind, no pair twice; the first hosts are the strongest."""
    for kind in KINDS:
        for host in range(hosts):
            yield host, kind


def _below(level: str, i: int) -> str:
    """Return the level from which the platform was raised, or "" for none."""
    if i >= tables.RAISED.get(level, 0):
        return ""
    return rules.LEVELS[rules.LEVELS.index(level) + 1]


def _add(
    rows: list[NewPlatform],
    rng: Random,
    host: int,
    names: tuple[str, str],
    kind: str,
    level: str,
    below: str,
    *,
    closed: bool = False,
) -> None:
    zh, en = KINDS[kind]
    day = datetime.date(2019, 3, 1) + datetime.timedelta(days=rng.randint(0, 1400))
    platform = NewPlatform(
        name=f"{names[0].removesuffix('（样本）')}{zh}（样本）",
        name_en=f"{names[1].removesuffix(' (sample)')} {en} (sample)",
        kind=kind,
        level=below or level,
        host_id=host,
        field=rng.choice(FIELDS),
        recognised_on=day,
        document=_document(day),
        closed_on=day + STEP if closed else None,
    )
    rows.append(platform)
    if below:
        raised_on = day + STEP + datetime.timedelta(days=rng.randint(0, 300))
        rows.append(
            replace(
                platform,
                level=level,
                recognised_on=raised_on,
                document=_document(raised_on),
                raised_from=len(rows) - 1,
            )
        )


def _document(day: datetime.date) -> str:
    return f"样本科技〔{day.year}〕{day.month}号"
