"""One project, and who may see it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.projects.models.readings import EVERY_YEAR
from yuandu.mechanisms.projects.permissions import MAY, reach
from yuandu.mechanisms.projects.queries.filters import saying

SIMILAR_SHOWN = 5


def visible_to(actor: Actor) -> QuerySet[Project]:
    """Return the projects `actor` works with; to the public, those of published lists."""
    found = Project.objects.filter(workspace=actor.workspace)
    allowed = reach(actor)
    if allowed.everything:
        return found
    if allowed.is_public:
        return found.filter(_published())
    return found.filter(Q(division__in=allowed.divisions) | Q(owner__in=allowed.owners))


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
    project: Project = get_object_or_404(
        found.select_related("division", "owner", "industry", "track"), pk=pk
    )
    if not MAY[to](actor, project):
        raise PermissionDenied
    return project


def mays(actor: Actor, project: Project) -> dict[str, bool]:
    """Return what `actor` may do with `project`, by verb, for templates."""
    return {verb: test(actor, project) for verb, test in MAY.items()}


def by_code(actor: Actor, code: str) -> Project | None:
    """Return the project of this code, whoever may see it: a code is entered once."""
    return Project.objects.filter(workspace=actor.workspace, code=code).exclude(code="").first()


def alike(actor: Actor, words: str, *, but: int | None = None) -> list[Project]:
    """Return a few visible projects whose entries contain all of `words`."""
    found = visible_to(actor).filter(Exists(saying(words).filter(project=OuterRef("pk"))))
    return list(found.exclude(pk=but).select_related("division", "owner")[:SIMILAR_SHOWN])


def _published() -> Exists:
    return Exists(Standing.objects.filter(project=OuterRef("pk"), year=EVERY_YEAR, is_public=True))
