"""One project, and who may see it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.projects.models.readings import EVERY_YEAR
from yuandu.mechanisms.projects.permissions import MAY
from yuandu.mechanisms.projects.queries.filters import Filters, restricted, saying
from yuandu.mechanisms.projects.rules import resemblance
from yuandu.mechanisms.projects.rules.resemblance import Record

SIMILAR_SHOWN = 5
COMPARED = 50


def visible_to(actor: Actor) -> QuerySet[Project]:
    """Return the projects `actor` works with; to the public, those of published lists."""
    found = Project.objects.filter(workspace=actor.workspace)
    allowed = reach(actor)
    if allowed.everything:
        return found
    if allowed.is_public:
        return found.filter(_published())
    return found.filter(Q(division__in=allowed.divisions) | Q(owner__in=allowed.organisations))


def listed(actor: Actor, filters: Filters) -> QuerySet[Project]:
    """Return the projects of a list, among those that `actor` works with."""
    chosen = restricted(actor, filters).order_by().values("project")
    return visible_to(actor).filter(pk__in=chosen)


def get(actor: Actor, pk: int, *, to: str) -> Project:
    """Return the project if `actor` may do `to` with it.

    To `glance` is open to everybody where the project stands on a published list.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    found = visible_to(actor)
    if to == "glance":
        everyones = Project.objects.filter(_published(), workspace=actor.workspace)
        found = found | everyones if not reach(actor).is_public else everyones
    shown = found.select_related("division", "owner", "industry", "track")
    return get_for(shown.defer("division__geometry"), MAY, actor, to=to, pk=pk)


def mays(actor: Actor, project: Project) -> dict[str, bool]:
    """Return what `actor` may do with `project`, by verb, for templates."""
    return {verb: test(actor, project) for verb, test in MAY.items()}


def is_code_taken(actor: Actor, code: str) -> bool:
    """Whether any project of the workspace has this code, whoever may see it."""
    return Project.objects.filter(workspace=actor.workspace, code=code).exclude(code="").exists()


def alike(actor: Actor, record: Record) -> list[Project]:
    """Return the few visible projects that look like one that is about to be entered.

    Two queries: those of the same owner and those whose entries contain the name, which
    the rules then compare.
    """
    visible = visible_to(actor).select_related("owner").exclude(pk=record.key)
    candidates = list(visible.filter(owner=record.owner_key)[:COMPARED]) if record.owner_key else []
    named = Exists(saying(actor, record.name).filter(project=OuterRef("pk")))
    candidates += visible.filter(named)[:COMPARED]
    found = {
        project.pk: project
        for project in candidates
        if resemblance.compare(record, record_of(project))
    }
    return list(found.values())[:SIMILAR_SHOWN]


def record_of(project: Project) -> Record:
    """Return a project as the rules compare it."""
    return Record(
        project.pk,
        project.name,
        project.code,
        owner_key=project.owner_id,
        owner=project.owner.name if project.owner else "",
        division_key=project.division_id,
        investment=project.investment_total,
    )


def _published() -> Exists:
    return Exists(Standing.objects.filter(project=OuterRef("pk"), year=EVERY_YEAR, is_public=True))
