"""Pages of the rooms beside the register over up to 100,000 projects: time and queries.

    python -m bench rooms_pages [--sizes SIZE …] [--times N]

The front page and figures, boards, circulars with their paper, visits and difficulties, the
reserve, reforms, time lines, factors, map and briefs, asked for through the whole stack by an
officer of the city and one of a county. The registers and months are those of
`reporting_pages`, made if they are not there; a drive that came to one project of five, with a
difficulty of every fourth visit, an idea for every tenth project, sixteen measures, meetings and
a board of counties are loaded besides.

The circular of the newest locked month is written and printed: its PDF within 5 seconds.
"""

import argparse
import datetime
import random
import time
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from bench.measure import claim, surroundings
from bench.projects_pages import TODAY, Measured, a_browser, measured, measured_page, report
from bench.reporting_pages import YEARS, a_reporting_workspace, officers
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.circulars import actions as circulars
from yuandu.mechanisms.circulars.models import Circular
from yuandu.mechanisms.projects.models import Factor, Standing
from yuandu.mechanisms.reforms.models import Measure, Meeting, MeetingKind
from yuandu.mechanisms.reporting.models import Round
from yuandu.mechanisms.reserve.models import Field, Idea, Purpose
from yuandu.mechanisms.visits.models import Difficulty, Drive, Team, Visit

TEAMS, BATCH, DAYS = 8, 2_000, 300
MOST_SECONDS = 5  # for a circular's PDF
BASIS = "测试办法"
TERMS = {
    "components": [
        {"measure": "projects.invested", "per": "projects.planned", "weight": "60"},
        {"measure": "projects.start_rate", "weight": "40", "measuring": "share"},
    ],
    "stars": [{"stars": 5, "at_least": "85"}],
    "flags": [],
}
PAGES = {
    "front page": "",
    "figures": "figures/",
    "figure, key projects": "figures/projects.key.count/",
    "boards": "boards/",
    "board": "boards/bench/",
    "circulars": "circulars/",
    "circular": "circulars/{circular}/",
    "drives": "visits/",
    "drive": "visits/drives/{drive}/",
    "team": "visits/teams/{team}/",
    "visit": "visits/{visit}/",
    "visits of a project": "visits/of-project/{visited}/",
    "difficulties": "visits/difficulties/",
    "difficulty": "visits/difficulties/{difficulty}/",
    "reserve": "reserve/",
    "reserve, funnel": "reserve/funnel/",
    "reserve, gaps": "reserve/gaps/",
    "idea": "reserve/{idea}/",
    "measures": "reforms/",
    "measure": "reforms/measures/{measure}/",
    "measures, scorecard": "reforms/scorecard/",
    "meetings": "reforms/meetings/",
    "meeting": "reforms/meetings/{meeting}/",
    "pledges": "reforms/pledges/",
    "time lines": "projects/timeline/",
    "time line of a project": "projects/{visited}/timeline/",
    "forecast of a project": "projects/{visited}/forecast/",
    "factors": "factors/",
    "brief of a project": "briefs/{visited}/",
    "projects I stand by": "briefs/",
    "followed after production": "followup/",
}
OF_THE_CITY = ("circular",)  # a draft, which counties do not read


def a_busy_workspace(size: int) -> Workspace:
    """Return a reporting workspace whose rooms are full, made if need be."""
    workspace = a_reporting_workspace(size)
    if Drive.objects.filter(workspace=workspace).exists():
        return workspace
    begun, rng = time.perf_counter(), random.Random(size)
    visits = visited(workspace, rng, size // 5)
    difficulties(workspace, rng, visits[::4])
    ideas(workspace, rng, size // 10)
    reforms(workspace)
    by = Actor.system(workspace)
    board = indicators.keep_board(by=by, code="bench", name="测试榜", name_en="Bench")
    first = datetime.date(YEARS[-1], 1, 1)
    indicators.publish_rule(
        by=by, board=board, terms=TERMS, basis=BASIS, published_on=first, effective_on=first
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"filled the rooms in {time.perf_counter() - begun:.1f} s")
    return workspace


def visited(workspace: Workspace, rng: random.Random, number: int) -> list[Visit]:
    year = YEARS[-1]
    drive = Drive.objects.create(
        workspace=workspace,
        name="测试要素行",
        from_on=datetime.date(year, 1, 5),
        to_on=datetime.date(year, 12, 20),
        year=year,
        levels=["province", "city", "county"],
    )
    teams = Team.objects.bulk_create(
        Team(workspace=workspace, drive=drive, name=f"第{n}组") for n in range(TEAMS)
    )
    keys = Standing.objects.filter(workspace=workspace, year=year).order_by("project")
    chosen = rng.sample(list(keys.values_list("project", flat=True)), number)
    return Visit.objects.bulk_create(
        (
            Visit(
                workspace=workspace,
                drive=drive,
                team=rng.choice(teams),
                project_id=key,
                on=drive.from_on + datetime.timedelta(rng.randrange(DAYS)),
                by_label="测试",
                words="现场查看",
                key=uuid.UUID(int=rng.getrandbits(128)),
                digest="",
            )
            for key in chosen
        ),
        batch_size=BATCH,
    )


def difficulties(workspace: Workspace, rng: random.Random, visits: list[Visit]) -> None:
    made = Difficulty.objects.bulk_create(
        (
            Difficulty(
                workspace=workspace,
                visit=visit,
                factor=rng.choice(Factor.values),
                title="施工用电容量不足",
                raised_on=visit.on,
                key=uuid.UUID(int=rng.getrandbits(128)),
                digest="",
            )
            for visit in visits
        ),
        batch_size=BATCH,
    )
    on_track(made, "difficulty", lambda _each: rng.choice(["raised", "closed", "closed"]))


def ideas(workspace: Workspace, rng: random.Random, number: int) -> None:
    divisions = list(Division.objects.filter(workspace=workspace))
    made = Idea.objects.bulk_create(
        (
            Idea(
                workspace=workspace,
                name=f"谋划项目{place}",
                field=rng.choice(Field.values),
                purpose=rng.choice(Purpose.values),
                kind="industry",
                division=rng.choice(divisions),
                investment_total=Decimal(rng.randrange(1, 9_000) * 1_000_000),
                proposed_on=TODAY,
                score=Decimal(rng.randrange(100)),
            )
            for place in range(number)
        ),
        batch_size=BATCH,
    )
    ladder = ("concept", "pre_study", "feasibility", "ready")
    on_track(made, "reserve_idea", lambda _each: rng.choice(ladder))


def reforms(workspace: Workspace) -> None:
    first = datetime.date(YEARS[0], 3, 1)
    measures = Measure.objects.bulk_create(
        Measure(
            workspace=workspace,
            name=f"举措{number}",
            number=number,
            office="测试局",
            content="内容",
            source="文件",
            planned_on=first,
            began_on=first,
        )
        for number in range(1, 17)
    )
    on_track(measures, "reforms_measure", lambda _each: "in_force")
    meetings = Meeting.objects.bulk_create(
        Meeting(
            workspace=workspace,
            name=f"推进会{number}",
            kind=MeetingKind.ON_SITE,
            on=first + datetime.timedelta(14 * number),
            place="现场",
            office="测试局",
        )
        for number in range(24)
    )
    on_track(meetings, "reforms_meeting", lambda _each: "held")


def on_track(made: list[Any], cycle: str, stage: Callable[[Model], str]) -> None:
    """Put what was made on its life cycle, at a stage each."""
    model = type(made[0])
    tracks = Track.objects.bulk_create(
        (
            Track(
                workspace=each.workspace,
                subject_label=model._meta.label_lower,
                subject_id=each.pk,
                cycle=cycle,
                stage=stage(each),
                entered_on=TODAY,
            )
            for each in made
        ),
        batch_size=BATCH,
    )
    for each, track in zip(made, tracks, strict=True):
        each.track = track
    model._default_manager.bulk_update(made, ["track"], batch_size=BATCH)


def a_circular(workspace: Workspace) -> Circular:
    """Return the circular of the newest locked month, written now unless it is there."""
    found = Round.objects.filter(workspace=workspace, locked_at__isnull=False).first()
    written = Circular.objects.filter(round=found).first()
    if written or found is None:
        return written
    begun = time.perf_counter()
    written = circulars.draft(by=Actor.system(workspace), found=found)
    print(f"drafted the circular of {found.period} in {time.perf_counter() - begun:.1f} s")
    return written


def measured_pages(workspace: Workspace, times: int) -> dict[tuple[str, str], Measured]:
    circular, results = a_circular(workspace), {}
    for role, place in officers(workspace):
        browser = a_browser(workspace, role, place)
        visits = Visit.objects.filter(workspace=workspace)
        held = visits.filter(project__division=place) if place else visits
        visit = held.filter(difficulties__isnull=False).first()
        mine = Idea.objects.filter(workspace=workspace)
        given = {
            "circular": circular.pk,
            "drive": visit.drive_id,
            "team": visit.team_id,
            "visit": visit.pk,
            "visited": visit.project_id,
            "difficulty": visit.difficulties.first().pk,
            "idea": (mine.filter(division=place) if place else mine).first().pk,
            "measure": Measure.objects.filter(workspace=workspace).first().pk,
            "meeting": Meeting.objects.filter(workspace=workspace).first().pk,
        }
        for name, page in PAGES.items():
            if place and name in OF_THE_CITY:
                continue
            path = f"/{workspace.slug}/{page.format(**given)}"
            results[role, name] = measured_page(browser, path, times)
    return results


def printed(workspace: Workspace) -> float:
    """Return how many seconds the circular's PDF takes, the slowest of five."""
    browser = a_browser(workspace, "city_officer", None)
    path = f"/{workspace.slug}/circulars/{a_circular(workspace).pk}/pdf/"

    def ask() -> None:
        answer = browser.get(path)
        if answer.status_code != 200 or not answer.getvalue().startswith(b"%PDF"):
            raise SystemExit(f"{path}: {answer.status_code}")

    ask()
    middle, high = measured(ask, 5)
    print(f"the circular's PDF: {middle:,.0f} ms in the middle, {high:,.0f} ms (p95)")
    return high / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_250, 150_000])
    parser.add_argument("--times", type=int, default=30)
    asked = parser.parse_args()
    surroundings()
    call_command("migrate", verbosity=0)
    workspaces = [a_busy_workspace(size) for size in asked.sizes]
    report(asked.sizes, [measured_pages(each, asked.times) for each in workspaces])
    claim(
        f"a circular's PDF within {MOST_SECONDS} s",
        all(printed(each) <= MOST_SECONDS for each in workspaces),
    )
