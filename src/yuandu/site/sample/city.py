"""Loads the sample city into an empty database: divisions, people, lists, projects, totals."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.registry import loading as registry
from yuandu.kernel.registry import registers
from yuandu.kernel.registry.models import Division, Industry, Party, Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import rules, watchkeeping
from yuandu.mechanisms.projects.loading import (
    Gate,
    NewListing,
    NewProject,
    NewTrackOf,
    load_projects,
    main_track,
)
from yuandu.mechanisms.projects.models import AnnualList
from yuandu.site.sample import (
    applications,
    circulars,
    codes,
    cooperation,
    flowers,
    followup,
    growers,
    guidance,
    handbook,
    ladder,
    land,
    liaison,
    lines,
    meetings,
    months,
    orders,
    people,
    plans,
    policies,
    pool,
    progress,
    projects,
    reforms,
    reserve,
    settlements,
    supply,
    varieties,
    visits,
    work,
)
from yuandu.site.sample.ground import points_inside
from yuandu.site.sample.projects import TODAY, YEAR, SampleProject

SLUG = "weifang"
SOURCE = "《潍坊日报》“解码潍坊”专栏"
# What the paper printed of figures that offices report, a little above where it says more than.
REPORTED = {
    "projects.private.share": "74.3",
    "projects.private.rank": "2",
    "flowers.area.mu": "13.1",
    "flowers.output.value": "120.6",
    "flowers.brand.value": "340",
    "flowers.brand.rank": "1",
    "flowers.workers.count": "15",
    "flowers.loans.amount": "30.4",
    "flowers.materials.share": "70",
    "flowers.visitors.count": "502",
    "flowers.belt.length": "10",
    "flowers.live.share": "80",
    "flowers.online.value": "40.5",
}
WAN = 10_000  # yuan
PERMIT_TAKES = 45  # days from the start until the land that is held back is used
POINTS = 40  # sites drawn in each division
# Projects go where industry is: county towns of the plain get more than a small zone.
WEIGHTS = {"370781": 3, "370782": 3, "370783": 3, "370784": 2, "370785": 2, "370786": 2}
# The life cycle's stage for each of the generator's, by whether there is production.
STAGES = {
    "plan": "plan",
    "start": "works_start",
    "build": "build",
    "tax": "tax",
    "listed": "above_scale_listing",
}
PATH = {
    "industry": ("works_start", "build", "production_start", "tax", "above_scale_listing"),
    "works": ("works_start", "build", "works_completion"),
}


@transaction.atomic
def load() -> Workspace:
    """Make the workspace and everything in it; a failure leaves nothing behind."""
    workspace = Workspace.objects.create(
        slug=SLUG,
        name="潍坊市",
        name_en="Weifang",
        kind="city",
        code_rules="cn",
        today_on=TODAY,
        is_sample=True,
    )
    by = Actor.system(workspace)
    registers.load_divisions(by=by, rows=registry.weifang())
    registers.load_industries(by=by, rows=registry.industries())
    places = _places(workspace)
    rows = projects.generate(places)
    owners = _owners(workspace, rows)
    firm = ladder.build(by, places, _industries(workspace))
    _people(workspace, owners, firm)
    keys = load_projects(by=by, rows=list(_new_projects(workspace, rows, owners)))
    _count_rows()
    land.grant(by, rows)
    _totals(by)
    months.keep(by, rows, keys)
    followup.keep(by, rows, keys)
    progress.keep(by)
    work.go_on(workspace)
    handbook.load(by)
    plans.load(by)
    flowers.load(by)
    supply.load(by)
    growers.enter_practitioners(workspace)
    orders.load(workspace)
    lines.load(by)
    varieties.load(by)
    policies.load(workspace)
    guidance.load(by)
    cooperation.load(by)
    pool.load(workspace)
    applications.load(workspace)
    liaison.load(workspace)
    _count_rows()
    visits.load(workspace)
    reserve.load(workspace)
    reforms.load(workspace)
    settlements.load(workspace)
    meetings.load(workspace)
    _count_rows()
    progress.publish(workspace)
    circulars.load(workspace)
    watchkeeping.keep(workspace)
    audit.record(by, "sample.load", workspace, seed=projects.SEED)
    return workspace


def _count_rows() -> None:
    """Let the planner know how large the tables are: nobody else sees them before the commit.

    Without it a read of thousands of new rows is planned for none, and takes minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _places(workspace: Workspace) -> list[projects.Place]:
    rng = Random(projects.SEED)
    return [
        projects.Place(
            code=division.gb_code or "370700",
            name=division.short or division.name,
            name_en=division.short_en or division.name_en,
            weight=WEIGHTS.get(division.code, 1),
            points=points_inside(
                division.geometry,
                (division.longitude or 0.0, division.latitude or 0.0),
                POINTS,
                rng,
            ),
            division_id=division.pk,
        )
        for division in Division.objects.filter(workspace=workspace)
    ]


def _owners(workspace: Workspace, rows: Sequence[SampleProject]) -> dict[str, Party]:
    """Add each owner once, with a code whose check characters are right."""
    firsts = {row.owner: row for row in rows}
    industries = _industries(workspace)
    parties = [
        Party(
            workspace=workspace,
            kind="organisation",
            name=owner,
            name_en=row.owner_en,
            code=codes.organisation(row.place.code, number),
            division_id=row.place.division_id,
            industry_id=industries.get(row.industry),
        )
        for number, (owner, row) in enumerate(firsts.items(), start=1)
    ]
    return {party.name: party for party in Party.objects.bulk_create(parties, batch_size=1000)}


def _industries(workspace: Workspace) -> dict[str, int]:
    return dict(Industry.objects.filter(workspace=workspace).values_list("code", "pk"))


def _people(workspace: Workspace, owners: dict[str, Party], firm: Party) -> None:
    password = make_password(people.PASSWORD)
    divisions = {
        division.code: division for division in Division.objects.filter(workspace=workspace)
    }
    for number, person in enumerate(people.PEOPLE, start=1):
        user = User.objects.create(
            username=person.username, name=person.name, password=password, home=workspace
        )
        Post.objects.create(
            workspace=workspace,
            user=user,
            role=person.role,
            title=person.title,
            phone=f"0536-0000{number:03d}",  # no line has such a number
            division=divisions.get(person.division),
            organisation=_organisation(workspace, person, next(iter(owners.values())), firm),
            from_on=people.SINCE,
        )


def _organisation(
    workspace: Workspace, person: people.SamplePerson, owner: Party, firm: Party
) -> Party | None:
    if person.role == "department_officer":
        return Party.objects.create(
            workspace=workspace,
            kind="organisation",
            name=f"{person.title}（示例）",
            name_en=f"{person.office_en} (sample)",
        )
    if person.role == "grower":
        return Party.objects.create(
            workspace=workspace,
            kind="household",
            name=orders.GROWER,
            name_en="Sample grower (household of the account)",
            division=Division.objects.get(workspace=workspace, code=orders.COUNTY),
        )
    if person.breeds:
        return varieties.first_firm(workspace)
    if person.owns_a_project:
        return owner
    return firm if person.owns_a_firm else None


def _new_projects(
    workspace: Workspace, rows: Sequence[SampleProject], owners: dict[str, Party]
) -> Iterator[NewProject]:
    published_on = datetime.date(YEAR, 1, 20)
    lists = {
        level: AnnualList.objects.create(
            workspace=workspace, year=YEAR, level=level, published_on=published_on
        ).pk
        for level in projects.LEVELS
    }
    industries = _industries(workspace)
    for row in rows:
        productive = row.category in projects.PRODUCTIVE
        yield NewProject(
            name=row.name,
            name_en=row.name_en,
            code=row.code,
            kind=row.category,
            owner_id=owners[row.owner].pk,
            division_id=row.place.division_id,
            longitude=row.point[0],
            latitude=row.point[1],
            industry_id=industries.get(row.industry),
            investment_total=Decimal(row.investment * WAN),
            private_share=Decimal(str(row.private_share)),
            new_output=Decimal(row.new_output * WAN) if row.new_output else None,
            land_area_mu=Decimal(row.land_mu),
            site=row.site,
            summary=row.summary,
            physical_progress=row.progress,
            filed_on=row.filed_on,
            planned_start_on=row.planned_start_on,
            planned_end_on=row.planned_end_on,
            works_started_on=row.started_on,
            completed_on=row.finished_on,
            produced_on=row.finished_on if productive else None,
            listings=tuple(
                NewListing(
                    annual_list_id=lists[level],
                    category=row.category,
                    status=row.status,
                    entered_on=published_on,
                    annual_plan=Decimal(row.annual_plan * WAN),
                )
                for level in row.levels
            ),
            track=_track(row),
            others=tuple(_permits(row)),
        )


def _track(row: SampleProject) -> NewTrackOf:
    """Return the main track with the steps that led to where it stands."""
    productive = row.category in projects.PRODUCTIVE
    stage = STAGES.get(row.stage) or ("production_start" if productive else "works_completion")
    if row.started_on is None:
        return main_track(row.category, stage, row.filed_on)
    path = PATH["industry" if productive else "works"]
    passed = path[: path.index(stage) + 1]
    span = (TODAY - row.started_on).days
    days = [row.started_on, min(row.started_on + datetime.timedelta(days=20), TODAY)]
    if row.finished_on:
        days[1] = min(days[1], row.finished_on)
        later = max(1, min(25, (TODAY - row.finished_on).days // 3))
        days += [row.finished_on + datetime.timedelta(days=later * i) for i in range(3)]
    elif stage == "build":
        days[1] = row.started_on + datetime.timedelta(days=min(20, span))
    steps = tuple(
        Gate(move=move, target=move, on=day) for move, day in zip(passed, days, strict=False)
    )
    return main_track(row.category, stage, steps[-1].on, steps=steps)


def _permits(row: SampleProject) -> Iterator[NewTrackOf]:
    """Yield the tracks beside the main one: land and entry into the investment statistics."""
    started = row.started_on is not None
    waits = row.started_on is None or (TODAY - row.started_on).days < PERMIT_TAKES
    yield NewTrackOf(
        cycle=rules.LAND, stage="applied" if waits else "granted", entered_on=row.filed_on
    )
    yield NewTrackOf(
        cycle=rules.INVESTMENT_LISTING,
        stage="listed" if started else "not_submitted",
        entered_on=row.started_on or row.filed_on,
    )


def _totals(by: Actor) -> None:
    """Declare the totals that the page printed, and report what the register cannot say."""
    period = str(YEAR)
    declared: dict[str, tuple[int | Decimal, str, int | Decimal]] = {
        "projects.key.count": (1517, "个", 0),
        "projects.key.investment": (11600, "亿元", 50),
        "projects.platform.count": (72, "个", 0),
        "projects.industry.count": (1020, "个", 0),
        "projects.industry.investment": (6455, "亿元", 0),
        "projects.social.count": (257, "个", 0),
        "projects.social.investment": (1973, "亿元", 0),
        "projects.infrastructure.count": (168, "个", 0),
        "projects.infrastructure.investment": (2065, "亿元", 0),
        "projects.key.done": (299, "个", 0),
        "handbook.class_clauses.count": (135, "条", 0),
        "handbook.aspect_clauses.count": (36, "条", 0),
        "projects.filed.count": (1961, "个", 0),
        "projects.filed.investment": (Decimal("10263.2"), "亿元", Decimal("0.05")),
        **{code: (value, unit, 0) for code, (value, unit) in ladder.DECLARED.items()},
    }
    for code, (value, unit, tolerance) in declared.items():
        indicators.declare_total(
            by=by,
            code=code,
            period=period,
            value=Decimal(value),
            unit=unit,
            tolerance=Decimal(tolerance),
            source=SOURCE,
            declared_on=TODAY,
        )
    for code, reported in REPORTED.items():
        indicators.report_value(
            by=by,
            code=code,
            period=period,
            value=Decimal(reported),
            source=_("Sample: as printed by the paper"),
            reported_on=TODAY,
        )
