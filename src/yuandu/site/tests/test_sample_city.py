"""The sample city prints the page's figures, and each follows its rows when these change."""

import datetime
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from yuandu.engines.calendar import china
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures, proofreading
from yuandu.kernel.lifecycle.clocks import due_day
from yuandu.kernel.lifecycle.models import Assignment, Step
from yuandu.kernel.registry.models import Division, Party
from yuandu.mechanisms.enterprises.models import Platform, Recognition
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.mechanisms.reporting.models import Filing, Light, Report, Round, Supervision
from yuandu.mechanisms.visits.models import Difficulty, Stop, Team, Visit
from yuandu.mechanisms.visits.rules import DUE
from yuandu.services.handbook import queries as handbook
from yuandu.services.handbook.models import Clause, Edition, Heading
from yuandu.services.liaison.models import Issue
from yuandu.services.plans.models import Instrument, Plan
from yuandu.services.policies import budgets
from yuandu.services.policies.models import Call, Case, Sweep, Window
from yuandu.site import front_page

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 24)
YEAR = datetime.date(2026, 1, 1)
LEVELS = ("province", "city", "county")
DONE = {"works_completion", "production_start", "tax", "above_scale_listing"}
SCALES = {
    "万元": Decimal(10**4),
    "亿元": Decimal(10**8),
    "万亿元": Decimal(10**12),
    "%": Decimal("0.01"),
}
PRINTED = {
    "projects.key.count": 1517,
    "projects.key.investment": Decimal("1.16"),
    "projects.platform.count": 72,
    "projects.industry.count": 1020,
    "projects.industry.investment": 6455,
    "projects.social.count": 257,
    "projects.social.investment": 1973,
    "projects.infrastructure.count": 168,
    "projects.infrastructure.investment": 2065,
    "projects.key.done": 299,
    "projects.key.new_output": Decimal("374.6"),
    "projects.filed.count": 1961,
    "projects.filed.investment": Decimal("10263.2"),
    "projects.private.share": Decimal("74.3"),
}


@pytest.fixture
def weifang(sample_city):
    return sample_city


def printed() -> dict[str, Decimal]:
    out = StringIO()
    call_command("figures", "--json", stdout=out)
    return {
        each["name"]: round(Decimal(str(each["value"])), each["decimals"])
        for each in json.loads(out.getvalue())
    }


NOT_VISITED = Project.objects.filter(visits__isnull=True)


def let_go(keys: Sequence[int]) -> None:
    """Delete projects with what was reported of them, which the database otherwise keeps."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reporting_light DISABLE TRIGGER reporting_light_kept")
        cursor.execute("ALTER TABLE reporting_report DISABLE TRIGGER reporting_report_locked")
    for model in (Supervision, Light, Report, Stop):
        model.objects.filter(project__in=keys).delete()
    Project.objects.filter(pk__in=keys).delete()


def test_the_figures_are_the_papers_until_a_project_is_gone(weifang):
    values = printed()
    assert {name: values[name] for name in PRINTED} == PRINTED
    call_command("figures", "--check", stdout=StringIO())
    stages = front_page.article(Actor.anonymous(weifang))["stages"]
    assert sum(stage["count"] for stage in stages) == values["projects.key.count"]

    let_go([NOT_VISITED.filter(listings__isnull=False).first().pk])

    with pytest.raises((CommandError, SystemExit)):
        call_command("figures", "--check", stdout=StringIO())
    assert printed()["projects.key.count"] == 1516


def test_after_500_random_deletions_every_figure_equals_a_recount(weifang):
    rng = Random(500)
    let_go(rng.sample(list(NOT_VISITED.order_by("pk").values_list("pk", flat=True)), 300))
    for model, number in ((Listing, 100), (Recognition, 100)):
        keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
        model.objects.filter(pk__in=rng.sample(keys, number)).delete()

    computed = {
        code: value.value
        for code, value in figures.values(weifang, TODAY).items()
        if value.kind == "computed"
    }
    assert computed == {
        code: value / SCALES.get(figures.get(code).unit, 1)
        for code, value in (
            *recounted(),
            *recounted_firms(),
            *recounted_service(),
            *recounted_visits(),
            *recounted_reports(),
            *recounted_awards(),
        )
    }


def recounted() -> Iterator[tuple[str, Decimal | None]]:
    """Count from the rows themselves, one by one."""
    yield from recounted_policies()
    projects = {each.pk: each for each in Project.objects.select_related("track")}
    places: dict[int, Listing] = {}
    for place in Listing.objects.filter(left_on=None).select_related("annual_list"):
        if place.annual_list.year == TODAY.year:
            rival = places.setdefault(place.project_id, place)
            if LEVELS.index(place.annual_list.level) < LEVELS.index(rival.annual_list.level):
                places[place.project_id] = place
    key = [(projects[pk], place) for pk, place in places.items()]
    yield "projects.key.count", Decimal(len(key))
    yield "projects.key.investment", invested(project for project, _ in key)
    yield "projects.key.annual_plan", sum((place.annual_plan or 0 for _, place in key), Decimal())
    for category in ("platform", "industry", "social", "infrastructure"):
        of_it = [project for project, place in key if place.category == category]
        yield f"projects.{category}.count", Decimal(len(of_it))
        yield f"projects.{category}.investment", invested(of_it)
    carried = [project for project, place in key if place.status != "reserve"]
    yield "projects.key.carried_out", Decimal(len(carried))
    yield "projects.key.reserve", Decimal(len(key) - len(carried))
    at_work = [each for each in carried if each.track.stage not in {"suspended", "cancelled"}]
    started = sum(1 for each in at_work if each.works_started_on)
    late = sum(1 for each in at_work if not each.works_started_on and each.planned_start_on < TODAY)
    yield "projects.key.start_rate", Decimal(started) / (started + late)
    done = [project for project, _ in key if project.track.stage in DONE]
    yield "projects.key.done", Decimal(len(done))
    yield "projects.key.new_output", sum((each.new_output or 0 for each in done), Decimal())
    provincial = [place for _, place in key if place.annual_list.level == "province"]
    yield "projects.province.count", Decimal(len(provincial))
    filed = [each for each in projects.values() if newly_filed(each)]
    yield "projects.filed.count", Decimal(len(filed))
    yield "projects.filed.investment", invested(filed)
    yield "projects.filed.overlap", Decimal(sum(1 for each in filed if each.pk in places))
    parties = list(Party.objects.filter(kind="organisation"))
    yield "registry.organisations.count", Decimal(len(parties))
    yield (
        "registry.organisations.places",
        Decimal(len({p.division_id for p in parties if p.division_id})),
    )
    yield "registry.divisions.count", Decimal(Division.objects.count())


def recounted_firms() -> Iterator[tuple[str, Decimal]]:
    """Count titles by the firms that hold them, platforms by those nothing was raised from."""
    held: dict[str, set[int]] = {"innovative_sme": set(), "srdi_sme": set(), "little_giant": set()}
    for title in Recognition.objects.all():
        if title.holds_on(TODAY):
            held[title.tier].add(title.firm_id)
    for tier, firms in held.items():
        yield f"enterprises.{tier}.count", Decimal(len(firms))
    both = held["srdi_sme"] & held["little_giant"]
    yield "enterprises.srdi_sme.little_giants", Decimal(len(both))
    yield "enterprises.srdi_sme.only", Decimal(len(held["srdi_sme"] - both))
    every = list(Platform.objects.all())
    raised = {platform.upgraded_from_id for platform in every}
    current = [each for each in every if each.pk not in raised and each.closed_on is None]
    yield "enterprises.platforms.count", Decimal(len(current))
    for level in ("national", "provincial", "municipal"):
        of_it = [platform for platform in current if platform.level == level]
        yield f"enterprises.platforms.{level}", Decimal(len(of_it))


def recounted_service() -> Iterator[tuple[str, Decimal]]:
    """Count firms with an officer of their own, what they raised, and what came of it."""
    standing = Assignment.objects.filter(
        subject_label="liaison.servedfirm", role="officer", from_on__lte=TODAY
    )
    served = {one.subject_id for one in standing if one.to_on is None or one.to_on >= TODAY}
    yield "liaison.firms.count", Decimal(len(served))
    issues = [one for one in Issue.objects.select_related("track") if one.raised_on >= YEAR]
    solved = [one for one in issues if one.track.stage == "closed"]
    yield "liaison.issues.count", Decimal(len(issues))
    yield "liaison.closed.share", Decimal(len(solved)) / len(issues)
    due = [one for one in issues if one.sent_on and due_day(one.sent_on, 5, china()) < TODAY]
    in_time = [one for one in due if one.answer_days is not None and one.answer_days <= 5]
    yield "liaison.answered_in_time.share", Decimal(len(in_time)) / len(due)


def recounted_visits() -> Iterator[tuple[str, Decimal]]:
    """Count where teams have been, and what came of the difficulties they found."""
    visits = [each for each in Visit.objects.all() if each.state == "counted"]
    listed = set(
        Listing.objects.filter(annual_list__year=YEAR.year, left_on=None).values_list(
            "project", flat=True
        )
    )
    seen = listed & {each.project_id for each in visits if YEAR <= each.on <= TODAY}
    provincial = set(
        Listing.objects.filter(annual_list__level="province").values_list("project", flat=True)
    )
    yield "visits.projects.count", Decimal(len(seen))
    yield "visits.province.count", Decimal(len(seen & provincial))
    yield "visits.teams.count", Decimal(Team.objects.count())
    found = [
        each
        for each in Difficulty.objects.select_related("track", "promise")
        if each.raised_on >= YEAR and each.track.stage != "withdrawn"
    ]
    closed = [each for each in found if each.track.stage == "closed"]
    yield "visits.difficulties.count", Decimal(len(found))
    yield "visits.closed.count", Decimal(len(closed))
    yield "visits.closed.share", Decimal(len(closed)) / len(found)
    sent = [each for each in found if each.sent_on]
    answered = [each.answer_days for each in sent if each.answer_days is not None]
    silent = [each for each in sent if each.answer_days is None and each.promise]
    late = [each for each in silent if each.promise.due_on < TODAY]
    in_time = Decimal(sum(1 for days in answered if days <= DUE))
    yield "visits.answered.in_time", in_time / (len(answered) + len(late))
    solved = Decimal(sum(1 for each in sent if each.track.stage == "closed"))
    yield "visits.answered.solved", solved / len(sent)
    yield "visits.answered.days", Decimal(sum(answered)) / len(answered)


def recounted_reports() -> Iterator[tuple[str, Decimal]]:
    """Count who reported on time, what colours the last locked month shows, what was invested."""
    rounds = {each.pk: each for each in Round.objects.all() if each.period >= f"{YEAR:%Y-%m}"}
    owed = [each for each in Filing.objects.select_related("track") if each.round_id in rounds]
    owed = [each for each in owed if rounds[each.round_id].due_on <= TODAY]
    late = {
        step.track_id
        for step in Step.objects.filter(move="sign")
        for filing in owed
        if filing.track_id == step.track_id and step.on > rounds[filing.round_id].due_on
    }
    signed = [
        each
        for each in owed
        if each.track.stage in {"signed", "locked"} and each.track_id not in late
    ]
    yield "reporting.ontime.share", Decimal(len(signed)) / len(owed)
    newest = max((each for each in rounds.values() if each.is_locked), key=lambda one: one.period)
    tones = [each.tone for each in Light.objects.all() if each.round_id == newest.pk]
    for tone in ("red", "yellow", "green"):
        yield f"reporting.{tone}.count", Decimal(tones.count(tone))
    reports = Report.objects.select_related("filing__track")
    yield (
        "reporting.invested.sum",
        sum(
            each.invested + each.corrected
            for each in reports
            if each.filing.round_id in rounds and each.filing.track.stage == "locked"
        ),
    )


def recounted_awards() -> Iterator[tuple[str, Decimal]]:
    """Count calls, and add up the cases that were paid under one."""
    of_calls = Case.objects.filter(window__call__isnull=False).select_related("transfer")
    paid = [case for case in of_calls if case.paid_on and case.paid_on <= TODAY]
    yield (
        "enterprises.awards.calls",
        Decimal(Call.objects.filter(window__from_on__lte=TODAY).count()),
    )
    yield "enterprises.awards.firms", Decimal(len({case.party_id for case in paid}))
    for total, posted, since in (
        ("total", "posted", datetime.date.min),
        ("amount", "posted_this_year", YEAR),
    ):
        counted = [case for case in paid if case.paid_on >= since]
        yield f"enterprises.awards.{total}", sum((case.amount for case in counted), Decimal())
        transfers = (case.transfer.posted for case in counted)
        yield f"enterprises.awards.{posted}", sum(transfers, Decimal())


def newly_filed(project: Project) -> bool:
    return YEAR <= project.filed_on <= TODAY and project.investment_total >= 100_000_000


def invested(projects) -> Decimal:
    return sum((project.investment_total for project in projects), Decimal())


def recounted_policies() -> Iterator[tuple[str, Decimal]]:
    """Count clauses that nothing supersedes yet, headings, aspects and instruments."""
    clauses = [
        each
        for each in Clause.objects.select_related("edition", "heading", "superseded_by__edition")
        if each.edition.published_on
        and not (hasattr(each, "superseded_by") and each.superseded_by.edition.published_on)
    ]
    plan = Plan.objects.get(published_on__isnull=False)
    headings = list(Heading.objects.all())
    for part, plural in (("class", "classes"), ("aspect", "aspects")):
        of_it = [each for each in clauses if each.heading.part == part]
        yield f"handbook.{part}_clauses.count", Decimal(len(of_it))
        yield f"handbook.{plural}.count", Decimal(sum(each.part == part for each in headings))
    yield "plans.aspects.count", Decimal(len(plan.aspects.all()))
    running = [
        each
        for each in Instrument.objects.all()
        if (each.from_on or TODAY) <= TODAY <= (each.to_on or TODAY)
    ]
    yield "plans.instruments.count", Decimal(len(running))
    yield from recounted_subsidies()


def recounted_subsidies() -> Iterator[tuple[str, Decimal]]:
    """Add up the cases that were paid, one by one, and what is left to be."""
    cases = list(Case.objects.select_related("party", "track", "transfer", "window"))
    paid = [case for case in cases if case.paid_on and YEAR <= case.paid_on <= TODAY]
    found = [case for case in paid if case.way == "found"]
    firms = [case for case in paid if case.party.kind == "organisation"]
    households = [case for case in paid if case.party.kind != "organisation"]
    for code, some in (("", paid), ("found_", found)):
        yield f"policies.paid.{code}amount", sum((case.amount for case in some), Decimal())
    applied = [case.amount for case in paid if case.way == "applied"]
    yield "policies.paid.applied_amount", sum(applied, Decimal())
    for code, some in (
        ("beneficiaries", paid),
        ("firms", firms),
        ("households", households),
        ("found", found),
    ):
        yield f"policies.paid.{code}", Decimal(len({case.party_id for case in some}))
    yield "policies.posted.amount", sum((case.transfer.posted for case in paid), Decimal())
    shown = [
        case
        for case in cases
        if case.track.stage == "objected"
        or (case.track.stage == "notice" and case.notice_until >= TODAY)
    ]
    yield "policies.notice.count", Decimal(len(shown))
    windows = [
        each
        for each in Window.objects.select_related("version__policy")
        if each.from_on <= TODAY <= each.to_on
    ]
    filled = (budgets.yuan(each.version.book.budget) for each in windows)
    yield "policies.budget.amount", sum(filled, Decimal())
    newest = {each.version_id: each for each in Sweep.objects.order_by("on", "pk")}
    received = {(case.party_id, case.window.version_id): case.paid_on for case in cases}
    missed = {
        row.party_id
        for sweep in newest.values()
        if sweep.on >= YEAR
        for row in sweep.rows.filter(outcome="pay")
        if (received.get((row.party_id, sweep.version_id)) or datetime.date.min) < sweep.on
    }
    yield "policies.missed.count", Decimal(len(missed))


HANDBOOK = (
    "精心梳理汇编印发用地政策指导手册，系统梳理五大类135条政策，充实完善10个方面36条政策，"
    "发放至重点项目建设单位和县市区。"
)
PLAN = (
    "先后制定《花卉产业高端规划（2018-2035）》等全局性、系统性发展规划，从产业规模、科技研发等"
    "16个方面作出顶层设计。"
)


def test_press_check_agrees_with_the_handbook_and_the_plan(weifang):
    marks = {
        line.text: line.state
        for text in (HANDBOOK, PLAN)
        for line in proofreading.proof(Actor.anonymous(weifang), text).lines
    }

    assert marks == dict.fromkeys(("135条", "10个", "36条", "16个"), "agrees")


def test_the_city_leaves_an_edition_for_a_second_officer_and_old_texts_in_the_history(weifang):
    by = Actor.system(weifang)
    waiting = Edition.objects.get(published_on=None)

    assert waiting.clauses.get().supersedes is not None
    assert waiting.opened_by is not None
    assert sum(bool(handbook.history(clause)) for clause in handbook.search(by)) == 5
    assert handbook.search(by).count() == 171
