"""Pages of monthly reports over up to 100,000 projects with 24 months each: time, queries.

    python -m bench reporting_pages [--sizes SIZE …] [--times N]

A size is that of the register; two of three of its projects are carried out and report, so
that the usual ones give 1,500, 20,000 and 100,000. Every page is asked for through the whole
stack by an officer of the city and one of a county, as in `projects_pages`, on the same
cluster in `.yuandu/bench`; months that are there already are used again. The last month is
open, with half of its lines; the red lights of the one before it are under supervision, for
which the county's officer answers to the city's.

What is loaded is counted again first: tallies, monthly totals and lights, from the rows.
"""

import argparse
import datetime
import random
import time
from collections.abc import Iterator
from decimal import Decimal

from django.core.management import call_command
from django.db import connection

from bench.measure import surroundings
from bench.projects_pages import Measured, a_browser, a_workspace, measured_page, report
from bench.recounts import recount
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.entries import Entry
from yuandu.mechanisms.reporting.loading import NewMonth, load_months
from yuandu.mechanisms.reporting.models import Filing, Report, Round

YEARS, MONTHS = (2025, 2026), 12
WAN = 10_000  # yuan
PAGES = {
    "workbench": "workbench/",
    "months": "reports/rounds/",
    "open month": "reports/rounds/{open}/",
    "locked month": "reports/rounds/{locked}/",
    "doubts": "reports/rounds/{locked}/doubts/",
    "doubts, page in the middle": "reports/rounds/{locked}/doubts/?page={doubts}",
    "lights": "reports/rounds/{locked}/lights/",
    "lights, page in the middle": "reports/rounds/{locked}/lights/?page={lights}",
    "lights, red": "reports/rounds/{locked}/lights/?tone=red",
    "lights, of one kind in one county": (
        "reports/rounds/{locked}/lights/?kind=funds&tone=red&division={division}"
    ),
    "filing": "reports/filings/{filing}/",
    "filing, page in the middle": "reports/filings/{filing}/?page={lines}",
    "filing, what is missing": "reports/filings/{filing}/?missing",
    "project": "reports/projects/{project}/",
    "terms": "reports/terms/",
}


def a_reporting_workspace(size: int) -> Workspace:
    """Return a workspace whose projects have been reported for 24 months, made if need be."""
    workspace = a_workspace(size)
    if Round.objects.filter(workspace=workspace).exists():
        return workspace
    for role, place in officers(workspace):  # before, so that somebody answers for red lights
        a_browser(workspace, role, place)
    begun = time.perf_counter()
    load_months(by=Actor.system(workspace), months=months(workspace, size))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    reports = Report.objects.filter(workspace=workspace).count()
    print(f"loaded {reports:,} reports in {time.perf_counter() - begun:.1f} s")
    return workspace


def officers(workspace: Workspace) -> list[tuple[str, Division | None]]:
    """Return the roles that ask for pages, the county's with its county."""
    county = Division.objects.filter(workspace=workspace)[3]
    return [("city_officer", None), ("county_officer", county)]


def months(workspace: Workspace, size: int) -> Iterator[NewMonth]:
    rng = random.Random(size)
    divisions = Division.objects.filter(workspace=workspace).values_list("pk", flat=True)
    standings = Standing.objects.filter(workspace=workspace)
    keys = {
        year: list(standings.filter(year=year).values_list("project", flat=True)) for year in YEARS
    }
    for number in range(len(YEARS) * MONTHS):
        year, month = YEARS[number // MONTHS], number % MONTHS + 1
        is_last = number == len(YEARS) * MONTHS - 1
        told = rng.sample(keys[year], len(keys[year]) // 2) if is_last else keys[year]
        yield NewMonth(
            period=f"{year}-{month:02d}",
            due_on=datetime.date(year, month, 28),
            entries={key: entry(rng, number) for key in told},
            stages=dict.fromkeys(divisions, rules.OPEN) if is_last else {},
            is_locked=not is_last,
        )


def entry(rng: random.Random, number: int) -> Entry:
    share = Decimal(min(98, 3 * number + rng.randrange(8))) / 100
    return Entry(
        invested=Decimal(rng.randrange(900)) * WAN,
        progress_share=share,
        progress="主体施工" if share > Decimal("0.4") else "基础施工",
        funds_in_place=rng.random() > 0.03,
        needs="施工用电容量不足" if rng.random() < 0.04 else "",
        explanation="已核实" if rng.random() < 0.7 else "",
    )


def measured_pages(workspace: Workspace, times: int) -> dict[tuple[str, str], Measured]:
    (_, _), (_, division) = roles = officers(workspace)
    last, locked = Round.objects.filter(workspace=workspace).order_by("-period")[:2]
    asked = Standing.objects.filter(workspace=workspace, year=YEARS[-1], division_id=division.pk)
    doubts = Report.objects.filter(filing__round=locked).exclude(doubts=[])
    results = {}
    for role, place in roles:
        browser = a_browser(workspace, role, place)
        counted = doubts if place is None else doubts.filter(filing__division=place)
        lights = locked.lights.all() if place is None else locked.lights.filter(division=place)
        given = {
            "open": last.pk,
            "locked": locked.pk,
            "division": division.pk,
            "filing": Filing.objects.get(round=last, division=division).pk,
            "project": lights.filter(division=division)[0].project_id,
            "doubts": max(1, counted.count() // 100),
            "lights": max(1, lights.count() // 100),
            "lines": max(1, asked.count() // 75),
        }
        for name, page in PAGES.items():
            path = f"/{workspace.slug}/{page.format(**given)}"
            results[role, name] = measured_page(browser, path, times)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_250, 30_000, 150_000])
    parser.add_argument("--times", type=int, default=60)
    asked = parser.parse_args()
    surroundings()
    call_command("migrate", verbosity=0)
    measured = []
    for size in asked.sizes:
        workspace = a_reporting_workspace(size)
        recount(workspace)
        measured.append(measured_pages(workspace, asked.times))
    report(asked.sizes, measured)
