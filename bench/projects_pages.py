"""Lists, boards and project pages over up to 100,000 projects: time and queries.

    python -m bench projects_pages [--sizes SIZE …] [--times N]

Every page is asked for through the whole stack (middleware, session, rights, templates)
by an officer of the city and one of a county. The database is a cluster of its own in
`.yuandu/bench`; a workspace that is there already is used again.

Flat means: at most half as long again over the largest register as over the smallest. Where
the small one fills less of a page (few projects pass four filters), the page's time may grow
with what it shows.
"""

import argparse
import datetime
import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench.measure import claim, surroundings
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Division, Party, Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import loading, rules
from yuandu.mechanisms.projects.loading import NewListing, NewProject
from yuandu.mechanisms.projects.models import AnnualList, Project

TODAY = datetime.date(2026, 11, 24)
MOST_MILLISECONDS, MOST_QUERIES, FLAT = 80, 12, 1.5
SYLLABLES = "智能农机装备产业园储能变流器中试基地新材料高端化学品精细加工扩产提质改造"
STAGES = {
    "plan": 15, "works_start": 15, "build": 45, "production_start": 10, "tax": 5,
    "above_scale_listing": 6, "suspended": 3, "cancelled": 1,
}  # fmt: skip
KINDS = {"platform": 5, "industry": 70, "social": 15, "infrastructure": 10}
PAGES = {
    "list": "projects/",
    "list, page in the middle": "projects/?page={middle}",
    "list, the whole register, newest first": "projects/?year=0&sort=-newest",
    "list, by level and category": "projects/?level=province&category=platform",
    "list, by county and stage": "projects/?division={division}&stage=build&sort=since",
    "list, four filters": "projects/?division={division}&stage=tax&level=county&status=reserve",
    "list, rare words": "projects/?words=储能变流",
    "list, common words": "projects/?words=项目&sort=since",
    "list, part of a code": "projects/?words=000123",
    "list, nothing found": "projects/?words=不存在的名字",
    "list, a range": "projects/?least=1亿&most=2亿&sort=due",
    "list, a part of the map": "projects/?grid_cell=11-1704-1232",
    "list, a building on the map": "projects/?grid_cell=16-54526-39424&sort=since",
    "list, overdue": "projects/?overdue=on&sort=since",
    "board": "projects/board/",
    "board, the whole register": "projects/board/?year=0",
    "board, three filters": "projects/board/?division={division}&level=county&status=continuing",
    "board, words": "projects/board/?words=新材料",
    "totals": "projects/totals/",
    "totals, by stage": "projects/totals/?rows=stage&columns=level",
    "counties": "projects/counties/",
    "map": "projects/map/",
    "map, one stage": "projects/map/?stage=build",
    "map, a closer view": "projects/map/sites/?grid_level=14&box=119.4,36.4,119.6,36.5",
    "project": "projects/{project}/",
}


def a_workspace(size: int) -> Workspace:
    """Return a workspace with `size` projects, made if it is not there."""
    slug = f"bench-{size}"
    found = Workspace.objects.filter(slug=slug).first()
    if found:
        return found
    workspace = Workspace.objects.create(
        slug=slug, name=slug, kind="city", code_rules="cn", today_on=TODAY
    )
    begun = time.perf_counter()
    loading.load_projects(by=Actor.system(workspace), rows=list(drafts(workspace, size)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"loaded {size:,} projects in {time.perf_counter() - begun:.1f} s")
    return workspace


def drafts(workspace: Workspace, size: int) -> Iterator[NewProject]:
    rng = random.Random(size)
    divisions = Division.objects.bulk_create(
        Division(workspace=workspace, code=f"3707{n:02d}", name=f"示例县{n}") for n in range(16)
    )
    owners = Party.objects.bulk_create(
        Party(workspace=workspace, kind="organisation", name=f"示例{n}号有限公司")
        for n in range(size // 3)
    )
    lists = {
        (year, level): AnnualList.objects.create(
            workspace=workspace, year=year, level=level, published_on=datetime.date(year, 2, 1)
        )
        for year in (2025, 2026)
        for level in rules.LEVELS
    }
    begun = datetime.date(2024, 1, 1)

    def later(day: datetime.date, days: int) -> datetime.date:
        return day + datetime.timedelta(days=rng.randrange(days))

    for number in range(size):
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        stage = rng.choices(list(STAGES), list(STAGES.values()))[0]
        if kind not in rules.PRODUCTIVE_KINDS and stage in rules.FINISHED:
            stage = "works_completion"
        started = None if stage == "plan" else later(begun, 700)
        finished = later(started, 300) if started and stage in rules.FINISHED else None
        planned = later(begun, 900)
        levels = rng.choices(
            [("province",), ("city",), ("county",), ("city", "county")], [4, 28, 60, 8]
        )
        yield NewProject(
            name="".join(rng.choices(SYLLABLES, k=rng.randint(10, 24))) + f"{number % 97}期项目",
            kind=kind,
            code=f"2{number % 7}{number % 12 + 1:02d}-3707{number % 16:02d}-04-01-{number:06d}",
            division_id=rng.choice(divisions).pk,
            owner_id=rng.choice(owners).pk,
            investment_total=5_000_000 + 10_000 * Decimal(int(rng.lognormvariate(9.5, 1.3))),
            filed_on=begun,
            planned_start_on=planned,
            planned_end_on=later(planned, 600),
            works_started_on=started,
            completed_on=finished,
            produced_on=finished if kind in rules.PRODUCTIVE_KINDS else None,
            longitude=119 + rng.random(),
            latitude=36 + rng.random(),
            track=loading.main_track(
                kind,
                stage,
                later(begun, 1000),
                stage_before="build" if stage in rules.RESTING else "",
            ),
            listings=tuple(
                NewListing(
                    annual_list_id=lists[year, level].pk,
                    category=kind,
                    status=rng.choice(["new_start", "continuing", "reserve"]),
                    annual_plan=10_000 * Decimal(rng.randint(100, 9999)),
                    entered_on=datetime.date(year, 1, 5),
                )
                for year in (2025, 2026)
                for level in levels[0]
            ),
        )


def a_browser(workspace: Workspace, role: str, division: Division | None) -> Client:
    user, is_new = User.objects.get_or_create(username=f"{role}-{workspace.slug}")
    if is_new:
        Post.objects.create(
            workspace=workspace, user=user, role=role, division=division, from_on=TODAY
        )
    gc.collect()
    gc.freeze()  # what was loaded before, as a web process does
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)
    return browser


class Counter:
    """Counts the queries that pass through it."""

    queries = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.queries += 1
        return execute(*arguments)


def measured(ask: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


class Measured(NamedTuple):
    """A page: milliseconds in the middle and at the 95th percentile, queries, links."""

    middle: float
    high: float
    queries: int
    shown: int


def measured_page(browser: Client, path: str, times: int) -> Measured:
    """Ask for a page once to warm up, once to count, and then to measure."""

    def ask() -> int:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
        return answer.content.count(b"/projects/")  # links: what the page shows

    ask()
    with connection.execute_wrapper(counter := Counter()):
        shown = ask()
    return Measured(*measured(ask, times), counter.queries, shown)


def measured_pages(workspace: Workspace, times: int) -> dict[tuple[str, str], Measured]:
    division = Division.objects.filter(workspace=workspace)[3]
    project = Project.objects.filter(workspace=workspace, division=division).first()
    size = Project.objects.filter(workspace=workspace).count()
    results = {}
    for role, place in (("city_officer", None), ("county_officer", division)):
        browser = a_browser(workspace, role, place)
        for name, page in PAGES.items():
            middle = size // 100 if place is None else size // 1600
            filled = page.format(division=division.pk, project=project.pk, middle=middle)
            path = f"/{workspace.slug}/{filled}"
            results[role, name] = measured_page(browser, path, times)
    return results


def report(
    sizes: Sequence[int],
    measured: Sequence[Mapping[tuple[str, str], Measured]],
    *,
    within: float = MOST_MILLISECONDS,
) -> None:
    """Print how long pages took over each size, and whether they reach their goals."""
    print(f"\n{'':54s}" + "".join(f"{size:>16,}" for size in sizes))
    print(f"{'':54s}" + f"{'p50   p95 ms':>16s}" * len(sizes) + "  queries")
    all_flat = all_fit = True
    for (role, name), now in measured[-1].items():
        times = [each[role, name] for each in measured]
        before = times[0]
        more = max(1, now.shown / max(before.shown, 1))
        is_flat = now.middle < max(FLAT * before.middle * more, 20)
        is_fitting = all(each.high <= within and each.queries <= MOST_QUERIES for each in times)
        all_flat, all_fit = all_flat and is_flat, all_fit and is_fitting
        flat = "" if is_flat else "  not flat"
        fits = "" if is_fitting else "  TOO MUCH"
        figures = "".join(f"{each.middle:9.1f}{each.high:7.1f}" for each in times)
        queries = max(each.queries for each in times)
        print(f"{role:15s}{name:39s}{figures}{queries:6d}{flat}{fits}")
    claim(f"every page within {within} ms (p95) and {MOST_QUERIES} queries", all_fit)
    claim("flat from the smallest to the largest", all_flat)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_500, 20_000, 100_000])
    parser.add_argument("--times", type=int, default=60)
    asked = parser.parse_args()
    surroundings()
    call_command("migrate", verbosity=0)
    report(asked.sizes, [measured_pages(a_workspace(size), asked.times) for size in asked.sizes])
