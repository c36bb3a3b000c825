"""What the sample city's counties reported of their projects, month by month."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import Factor, Standing
from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.entries import Entry
from yuandu.mechanisms.reporting.loading import NewMonth, load_months
from yuandu.mechanisms.reporting.queries import period_end
from yuandu.site.sample import words
from yuandu.site.sample.projects import SEED, TODAY, YEAR, SampleProject

WAN = 10_000  # yuan
A_YEAR = 365
# How far the works are when they are said to be at each of `words.PROGRESS["build"]`.
STEPS = (Decimal("0.2"), Decimal("0.5"), Decimal("0.7"), Decimal("0.85"))
# What has to be coordinated, and what is lacking then.
NEEDS = (
    ("用地报批进度慢，请市自然资源局协调", Factor.LAND),
    ("施工用电容量不足", Factor.ENERGY),
    ("贷款放款较慢", Factor.FINANCE),
    ("能评批复待办", Factor.ENERGY),
)
REASONS = ("上月工程量核减", "设备款退回", "监理复核后调整")
SILENT, FILLING, RETURNED = "370725", "370784", "370783"  # counties that are behind in November


def keep(by: Actor, rows: Sequence[SampleProject], keys: Sequence[int]) -> None:
    """Enter every month of the year up to the last, which some counties have yet to sign."""
    rng = Random(SEED + 5)
    lines = {key: _line(row, rng) for key, row in zip(keys, rows, strict=True) if row.levels}
    places = dict(
        Standing.objects.filter(workspace=by.workspace, year=YEAR).values_list(
            "project", "division_id"
        )
    )
    behind = {row.place.code: row.place.division_id for row in rows}
    months = []
    for month in range(1, TODAY.month + 1):
        is_last = month == TODAY.month
        entries = {key: next(line) for key, line in lines.items()}
        stages: Mapping[int, str] = {}
        if is_last:
            stages = {
                behind[SILENT]: rules.OPEN,
                behind[FILLING]: rules.OPEN,
                behind[RETURNED]: rules.RETURNED,
            }
            entries = _still_missing(entries, places, behind, rng)
        period = f"{YEAR}-{month:02d}"
        due_on = max(period_end(period), TODAY) if is_last else period_end(period)
        months.append(NewMonth(period, due_on, entries, stages, is_locked=not is_last))
    load_months(by=by, months=months)


def _still_missing(
    entries: Mapping[int, Entry],
    places: Mapping[int, int],
    divisions: Mapping[str, int],
    rng: Random,
) -> dict[int, Entry]:
    """Leave out all of one county, and some lines of another."""
    silent, filling = divisions[SILENT], divisions[FILLING]
    return {
        key: entry
        for key, entry in entries.items()
        if places.get(key) != silent and not (places.get(key) == filling and rng.random() < 0.4)
    }


def _line(row: SampleProject, rng: Random) -> Iterator[Entry]:
    """Yield what is said of a project from January on."""
    pace, share = rng.uniform(0.75, 1.15), Decimal(0)
    first = row.started_on.month if row.started_on and row.started_on.year == YEAR else 1
    began = row.started_on if row.started_on and row.started_on.year < YEAR else None
    for month in range(1, TODAY.month + 1):
        end = period_end(f"{YEAR}-{month:02d}")
        before, share = share, max(share, _share(row, end, pace, rng))
        has_begun = row.started_on is not None and row.started_on <= end
        invested = Decimal(0)
        if has_begun:
            part = row.annual_plan / (13 - first) * pace * rng.uniform(0.7, 1.3)
            invested = Decimal(max(1, round(part)) * WAN)
        slips = month > 1 and invested and rng.random() < 0.01
        corrected = -(invested / 10).quantize(Decimal(WAN)) if slips else Decimal(0)
        yield Entry(
            invested=invested,
            corrected=corrected,
            correction=rng.choice(REASONS) if corrected else "",
            brought_forward=_before_the_year(row, began) if month == 1 else Decimal(0),
            progress_share=before if month > 1 and rng.random() < 0.02 else share,
            progress=_words(row, share, has_begun=has_begun),
            needs=(need := rng.choice(NEEDS) if rng.random() < 0.04 else ("", ""))[0],
            factor=need[1],
            funds_in_place=rng.random() > 0.03,
            explanation="已现场核实" if rng.random() < 0.5 else "",
        )


def _share(row: SampleProject, end: datetime.date, pace: float, rng: Random) -> Decimal:
    """Return how much is built by a day: by the plan's time, at the project's pace."""
    if row.finished_on and row.finished_on <= end:
        return Decimal(1)
    if row.started_on is None or row.started_on > end:
        return Decimal(0)
    whole = max(90, (row.planned_end_on - row.started_on).days)
    part = (end - row.started_on).days / whole * pace * rng.uniform(0.95, 1.05)
    return Decimal(str(round(min(0.98, part), 2)))


def _before_the_year(row: SampleProject, began: datetime.date | None) -> Decimal:
    if began is None:
        return Decimal(0)
    years = (datetime.date(YEAR, 1, 1) - began).days / A_YEAR
    return Decimal(min(row.investment // 2, round(row.annual_plan * years)) * WAN)


def _words(row: SampleProject, share: Decimal, *, has_begun: bool) -> str:
    if share == 1:
        return words.PROGRESS["finished"][0]
    if not has_begun:
        return words.PROGRESS["plan"][len(row.name) % len(words.PROGRESS["plan"])]
    return words.PROGRESS["build"][sum(share >= step for step in STEPS)]
