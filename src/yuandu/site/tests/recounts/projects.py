"""The register's figures, counted project by project."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.kernel.lifecycle.models import Promise, PromiseEvent
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.site.tests.recounts.days import TODAY, YEAR

LEVELS = ("province", "city", "county")
DONE = {"works_completion", "production_start", "tax", "above_scale_listing"}


def recounted() -> Iterator[tuple[str, Decimal | None]]:
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

    yield "projects.promises.kept", promises_kept()


def promises_kept() -> Decimal | None:
    due = [
        each
        for each in Promise.objects.filter(subject_label="projects.project")
        if YEAR <= each.due_on <= TODAY and each.state != "withdrawn"
    ]
    claimed = {
        event.promise_id: event.on
        for event in PromiseEvent.objects.filter(kind="claimed").order_by("pk")
        if event.on <= TODAY
    }
    kept = [
        each
        for each in due
        if each.state == "kept"
        and each.closed_on <= TODAY
        and claimed.get(each.pk, each.closed_on) <= each.due_on
    ]
    return Decimal(len(kept)) / len(due) if due else None


def newly_filed(project: Project) -> bool:
    return YEAR <= project.filed_on <= TODAY and project.investment_total >= 100_000_000


def invested(projects) -> Decimal:
    return sum((project.investment_total for project in projects), Decimal())
