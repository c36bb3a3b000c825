"""When works end: the forecast on the day they began, against the plan and the usual time.

    python -m bench finish_dates [--contracts FILE]

Real contracts in order of time (`../shared/data/projects_ph_dpwh`): each forecast knows only
the contracts that had ended on the day its works began. The interval should hold four in
five. Beside the middle of the interval stand the planned day and the mean time that works of
the category had taken.
"""

import argparse
import datetime
from pathlib import Path

import polars as pl

from bench import measure
from yuandu.engines.forecasting import LEAST_CASES, Ended, Works, look_back

CONTRACTS = Path("../shared/data/projects_ph_dpwh/contracts.csv.gz")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--contracts", type=Path, default=CONTRACTS)
    asked = parser.parse_args()
    measure.surroundings("polars")
    if not asked.contracts.exists():
        print(f"no contracts at {asked.contracts}: name the file with --contracts")
        return
    ended, refused = contracts(asked.contracts)
    told = look_back(ended, on=max(case.on for case in ended))
    if told is None:
        print(f"fewer than {LEAST_CASES} contracts had ended when the last began")
        return
    print(f"{len(ended)} contracts ended, {refused} left out: no plan, or an end before its start")
    print(
        f"{told.count} forecasts, {told.inside:.1%} ended inside the interval of {told.share:.0%}"
    )
    print(f"mean error of the middle  {told.error:6.1f} days")
    print(f"as planned                {told.error_as_planned:6.1f} days")
    print(f"mean of the category      {told.error_of_mean:6.1f} days")
    measure.claim("75 to 85 % end inside the interval", 0.75 <= told.inside <= 0.85)


def contracts(path: Path) -> tuple[list[Ended], int]:
    """Return the completed contracts that can be compared, and how many cannot."""
    rows = pl.read_csv(path, try_parse_dates=True, infer_schema_length=None).filter(
        pl.col("status") == "Completed"
    )
    ended = []
    for row in rows.iter_rows(named=True):
        begun = row["start_date"] or row["effectivity_date"]
        days: list[datetime.date | None] = [
            begun,
            row["planned_completion"],
            row["actual_completion"],
        ]
        if None not in days and begun < min(days[1:]):
            works = Works(begun, row["planned_completion"], (row["category"], row["region"]))
            ended.append(Ended(works, row["actual_completion"]))
    return ended, len(rows) - len(ended)
