"""The city map with 100,000 sites in a browser: from the address to a zoom that is answered.

    python -m bench map_sites [--size SIZE] [--loads N]

`yuandu run` serves the register of `projects_pages`, with the outlines of the sample city's
divisions, from the bench's own PostgreSQL. First the answers: of several views at several levels
each cluster must hold what a count of the register's own degrees gives for its cell, for an
officer of the city, one of a county and the public; a list opened from a cluster must count what
the cluster said, and so must the first view, filtered and not.

Then the time. An officer of the city opens the map in headless Chromium, each time with nothing
kept: `drawn` is when the first clusters stand on the canvas, `answered` when those of the zoom
pressed at that instant do, both since the navigation began. Afterwards the map is dragged and
zoomed with the wheel; the longest task of the page in that time is how long it did not answer.
"""

import argparse
import os
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.faulting.machine import Machine
from bench.measure import DifferentAnswers, claim, surroundings
from bench.projects_pages import a_browser, a_workspace
from tests import browser as chromium
from yuandu.kernel.registry.loading import read_divisions
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import AnnualList

# Playwright keeps an event loop in this thread; the database is used from it all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
OUTLINES = Path("src/yuandu/kernel/registry/data/weifang.geojson")
MOST_SECONDS, MOST_STALL = 1.0, 100
WARM_UP, PERCENT = 2, 20
# Level, and the view in degrees: west, south, east, north.
VIEWS = (
    (8, "117,35,121,38"),
    (10, "118.2,35.4,120.3,37.4"),
    (11, "119.1,36.2,119.9,36.8"),
    (12, "119,36,119.6,36.4"),
    (13, "119.3,36.3,119.6,36.5"),
    (15, "119.5,36.5,119.58,36.55"),
    (17, "119.71,36.61,119.73,36.62"),
    (20, "119.8,36.8,119.801,36.8008"),
    (10, "10,10,12,12"),
)
FILTERS = ("", "stage=build", "category=industry&level=county", "words=储能变流")
ROW = re.compile(
    r'<tr data-box="(?P<box>[^"]+)".*?<a href="(?P<url>[^"]+)".*?data-value="(?P<number>\d+)"', re.S
)
LEVEL = re.compile(r'data-level="(\d+)"')
SAID = re.compile(r'class="map-said".*?<b>([\d,]+)</b>', re.S)
LISTED = re.compile(r'class="filters-count".*?<b>([\d,]+)</b>', re.S)
# Of a page: when clusters were drawn, when those of a zoom were, what took longest since.
WATCH = """
const seen = window.seen = { drawn: 0, answered: 0, tasks: [] };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]);
}).observe({ entryTypes: ["longtask"] });
const painted = (then) => requestAnimationFrame(() => setTimeout(then));
const look = () => {
  const map = document.querySelector("site-map.is-drawn[data-level]");
  if (!map) return;
  if (!seen.drawn) {
    seen.drawn = -1;
    seen.level = Number(map.dataset.level);
    painted(() => {
      seen.drawn = performance.now();
      document.querySelector("[data-map=in]").click();
    });
  } else if (!seen.answered && Number(map.dataset.level) > seen.level) {
    seen.answered = -1;
    painted(() => {
      seen.answered = performance.now();
      document.documentElement.dataset.answered = "";
    });
  }
};
new MutationObserver(look).observe(document, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["data-level", "class"],
});
"""


class Load(NamedTuple):
    """One opening of the map, in milliseconds since the navigation began; bytes over the net."""

    drawn: float
    answered: float
    stall: float  # the longest task while the map is moved
    sent: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--loads", type=int, default=20)
    asked = parser.parse_args()
    surroundings("granian", "playwright")
    call_command("migrate", verbosity=0)
    workspace = a_mapped_workspace(asked.size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    machine = Machine(Path(settings.DATA_DIR))
    machine.start()
    try:
        machine.wait_ready()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.require(), args=["--no-sandbox", "--disable-gpu"]
            )
            check(browser, machine, workspace)
            measure(browser, machine, workspace, asked.loads)
            browser.close()
    finally:
        machine.stop()


def a_mapped_workspace(size: int) -> Workspace:
    """Return the register of `size` whose divisions have outlines, and whose lists are public."""
    workspace = a_workspace(size)
    bare = Division.objects.filter(workspace=workspace, geometry=None).order_by("pk")
    outlines = [row.geometry for row in read_divisions(OUTLINES.read_bytes()).rows]
    for division, geometry in zip(bare, outlines, strict=False):
        Division.objects.filter(pk=division.pk).update(geometry=geometry)
    assert not AnnualList.objects.filter(workspace=workspace, published_on=None).exists()
    return workspace


# --- Equal answers --------------------------------------------------------------------------


def check(browser: Browser, machine: Machine, workspace: Workspace) -> None:
    """Compare clusters, and the lists they lead to, with counts of the register's degrees.

    Raises:
        DifferentAnswers: they differ.
    """
    division = Division.objects.filter(workspace=workspace)[3]
    compared = 0
    for role, place in (("city_officer", None), ("county_officer", division), ("", None)):
        with reading(browser, machine, workspace, role, place) as context:
            for level, box in VIEWS:
                path = f"projects/map/sites/?box={box}&grid_level={level}"
                rows = list(clusters(ask(context, machine, workspace, path)))
                wanted = recounted(workspace, level, box, place)
                agree(f"{role} {path}", {cell: number for cell, number, _ in rows}, wanted)
                compared += len(rows)
            for filters in FILTERS:
                page = ask(context, machine, workspace, f"projects/map/?{filters}")
                rows = list(clusters(page))
                listed = told(LISTED, ask(context, machine, workspace, f"projects/?{filters}"))
                agree(f"{role} map {filters}", sum(number for _, number, _ in rows), listed)
                agree(f"{role} map {filters}, as it says", told(SAID, page), listed)
                for _, number, url in [row for row in rows if "grid_cell" in row[2]][:4]:
                    agree(f"{role} {url}", told(LISTED, ask(context, machine, None, url)), number)
    print(
        f"{compared:,} clusters of {len(VIEWS)} views, three readers each: counts equal the"
        " register’s; first views and lists opened from clusters equal, too"
    )


def agree(what: str, found: Any, wanted: Any) -> None:
    if found != wanted:
        raise DifferentAnswers(f"{what}: {found!r:.300} is not {wanted!r:.300}")


def reading(
    browser: Browser, machine: Machine, workspace: Workspace, role: str, place: Division | None
) -> BrowserContext:
    """Return a browser with nothing kept but who reads: somebody with a role, or the public."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="zh-CN", base_url=root(machine)
    )
    if role:
        session = a_browser(workspace, role, place).cookies[settings.SESSION_COOKIE_NAME]
        kept = {"name": session.key, "value": session.value, "url": root(machine)}
        context.add_cookies([kept])
    return context


def root(machine: Machine) -> str:
    return f"http://127.0.0.1:{machine.port}/"


def ask(context: BrowserContext, machine: Machine, workspace: Workspace | None, path: str) -> str:
    inside = f"{root(machine)}{workspace.slug}/" if workspace else root(machine)
    answer = context.request.get(f"{inside}{path.removeprefix('/')}")
    if not answer.ok:
        raise SystemExit(f"{path}: {answer.status}")
    return answer.text()


def clusters(page: str) -> Iterator[tuple[tuple[int, int], int, str]]:
    """Yield the clusters of a page: column and row of its cell, number, where its rows are."""
    found = LEVEL.search(page)
    cells = 2 ** int(found[1]) if found else 0
    for row in ROW.finditer(page):
        west, south, east, north = (float(side) for side in row["box"].split(","))
        middle = (west + east) / 2, (south + north) / 2
        column, line = (int((degree + 180) * cells / 360) for degree in middle)
        yield (column, line), int(row["number"]), unescape(row["url"])


def told(pattern: re.Pattern[str], page: str) -> int:
    """Return the number that a page says; none where nothing was found."""
    found = pattern.search(page)
    return int(found[1].replace(",", "")) if found else 0


def recounted(
    workspace: Workspace, level: int, box: str, place: Division | None
) -> Counter[tuple[int, int]]:
    """Count the register by cells, from its own degrees: those of all cells the view touches."""
    west, south, east, north = (float(side) for side in box.split(","))
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH cells AS (
              SELECT floor((longitude + 180) * power(2, %(level)s) / 360) AS x,
                floor((latitude + 180) * power(2, %(level)s) / 360) AS y
              FROM projects_project
              WHERE workspace_id = %(workspace)s
                AND (%(place)s::bigint IS NULL OR division_id = %(place)s)
            )
            SELECT x, y, count(*)
            FROM cells
            WHERE x BETWEEN floor((%(west)s + 180) * power(2, %(level)s) / 360)
                AND floor((%(east)s + 180) * power(2, %(level)s) / 360)
              AND y BETWEEN floor((%(south)s + 180) * power(2, %(level)s) / 360)
                AND floor((%(north)s + 180) * power(2, %(level)s) / 360)
            GROUP BY x, y
            """,
            {
                "level": level,
                "workspace": workspace.pk,
                "place": place.pk if place else None,
                "west": west,
                "south": south,
                "east": east,
                "north": north,
            },
        )
        rows = cursor.fetchall()
    return Counter({(int(x), int(y)): number for x, y, number in rows})


# --- Time -----------------------------------------------------------------------------------


def measure(browser: Browser, machine: Machine, workspace: Workspace, loads: int) -> None:
    """Open the map again and again with nothing kept, and print how long it took."""
    address = f"{root(machine)}{workspace.slug}/projects/map/"
    taken = [opened(browser, machine, workspace, address) for _ in range(WARM_UP + loads)]
    taken = taken[WARM_UP:]
    for name in ("drawn", "answered", "stall"):
        times = sorted(getattr(load, name) for load in taken)
        print(
            f"  {name:10s} p50 {statistics.median(times):6.0f} ms   p95 {p95(times):6.0f} ms"
            f"   fastest {times[0]:.0f} ms   slowest {times[-1]:.0f} ms"
        )
    print(
        f"  {loads} loads, each with nothing kept; {max(load.sent for load in taken):,} bytes"
        " with outlines, styles and scripts"
    )
    answered = p95([load.answered for load in taken]) / 1000
    claim(
        f"clusters drawn and a zoom answered within {MOST_SECONDS:g} s (p95)",
        answered <= MOST_SECONDS,
    )
    claim(
        f"no task of the page longer than {MOST_STALL} ms while the map is moved (p95)",
        p95([load.stall for load in taken]) <= MOST_STALL,
    )


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=PERCENT)[-1]


def opened(browser: Browser, machine: Machine, workspace: Workspace, address: str) -> Load:
    with reading(browser, machine, workspace, "city_officer", None) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        sent: list[int] = []
        page.on("requestfinished", lambda each: sent.append(each.sizes()["responseBodySize"]))
        page.goto(address, wait_until="commit")
        page.wait_for_selector("html[data-answered]", state="attached", timeout=60_000)
        answered_at = page.evaluate("performance.now()")
        around = page.locator("site-map").bounding_box()
        assert around
        x, y = around["x"] + around["width"] / 2, around["y"] + around["height"] / 2
        page.mouse.move(x, y)
        for by in (120, -90):
            page.mouse.down()
            page.mouse.move(x + by, y + by / 2, steps=20)
            page.mouse.up()
            page.mouse.move(x, y)
            page.mouse.wheel(0, -240)
            page.wait_for_timeout(400)
        seen = page.evaluate("window.seen")
    tasks = [duration for start, duration in seen["tasks"] if start >= answered_at]
    return Load(seen["drawn"], seen["answered"], max(tasks, default=0.0), sum(sent))
