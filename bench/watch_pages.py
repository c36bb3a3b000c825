"""Projects to watch over up to 100,000 projects: the morning's work, then pages and queries.

    python -m bench watch_pages [--sizes SIZE …] [--times N]

The registers are those of `projects_pages`, of each stage two thousand steps out of it besides,
so that what is usual is known and many are stuck.
"""

import argparse
import random
import time

from django.core.management import call_command

from bench.measure import surroundings
from bench.projects_pages import TODAY, Measured, a_browser, a_workspace, measured_page, report
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import watchkeeping
from yuandu.mechanisms.projects.models import Watched
from yuandu.mechanisms.projects.rules.watching import WATCHES, WORKING

LEFT, DAYS = 2_000, 500  # steps out of a stage, and the longest stay before one
LISTS = {which: f"projects/watch/?show={which}" for which in WATCHES}
PAGES = LISTS | {
    "stuck, page in the middle": "projects/watch/?show=stuck&page={middle}",
    "stuck, by county": "projects/watch/?show=stuck&division={division}",
    "stuck, words": "projects/watch/?show=stuck&words=储能变流",
    "workbench": "workbench/",
}


def a_watched_workspace(size: int) -> Workspace:
    """Return a register of `size` in which projects have left their stages, and are watched."""
    workspace = a_workspace(size)
    if not Step.objects.filter(workspace=workspace, source__in=WORKING).exists():
        rng = random.Random(size)
        tracks = list(Track.objects.filter(workspace=workspace).values_list("pk", flat=True)[:LEFT])
        Step.objects.bulk_create(
            Step(
                workspace=workspace,
                track_id=track,
                move=after,
                source=stage,
                target=after,
                on=TODAY,
                days=rng.randrange(DAYS),
            )
            for stage, after in zip(WORKING, (*WORKING[1:], "above_scale_listing"), strict=True)
            for track in tracks
        )
    begun = time.perf_counter()
    watchkeeping.keep(workspace)
    watched = Watched.objects.filter(workspace=workspace).count()
    print(f"{watched:,} on lists, worked out in {time.perf_counter() - begun:.1f} s")
    return workspace


def measured_pages(workspace: Workspace, times: int) -> dict[tuple[str, str], Measured]:
    division = Division.objects.filter(workspace=workspace)[3]
    stuck = Watched.objects.filter(workspace=workspace, which="stuck")
    results = {}
    for role, place in (("city_officer", None), ("county_officer", division)):
        browser = a_browser(workspace, role, place)
        counted = stuck if place is None else stuck.filter(division_id=place.pk)
        middle = max(1, counted.count() // 100)
        for name, page in PAGES.items():
            path = f"/{workspace.slug}/{page.format(division=division.pk, middle=middle)}"
            results[role, name] = measured_page(browser, path, times)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_500, 20_000, 100_000])
    parser.add_argument("--times", type=int, default=60)
    asked = parser.parse_args()
    surroundings()
    call_command("migrate", verbosity=0)
    workspaces = [a_watched_workspace(size) for size in asked.sizes]
    report(asked.sizes, [measured_pages(each, asked.times) for each in workspaces])
