"""What a sponsor wants to know of a project on the way there, as far as the reader may."""

from collections.abc import Sequence
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import subjects
from yuandu.kernel.lifecycle.models import Assignment, Promise, PromiseEvent
from yuandu.kernel.lifecycle.queries import people, promises
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.enterprises import permissions as enterprises
from yuandu.mechanisms.enterprises import queries as firms
from yuandu.mechanisms.enterprises.models import Firm
from yuandu.mechanisms.followup import queries as followup
from yuandu.mechanisms.followup.queries import Panel
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.reporting import queries as reporting
from yuandu.mechanisms.reporting.models import Light, Report
from yuandu.mechanisms.visits import queries as visits
from yuandu.mechanisms.visits import rules as visiting
from yuandu.mechanisms.visits.models import Difficulty, Visit

# What fits one sheet; the pages have the rest.
PROMISES, DIFFICULTIES, VISITS = 4, 4, 3
HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Given:
    """A running promise; `is_inherited`: whoever has it took it over from somebody."""

    promise: Promise
    words: str
    is_late: bool
    is_inherited: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """A project on one page.

    Attributes:
        report, light: Of the last locked month, if there is one.
        sponsors: Who stands by it today.
        firm: Of the owner, with contact and telephone; only to who may read them.
        posts: With a telephone, of the sponsors and of who acts for the owner.
        followed: Its months after production; only to who may read what a firm pays.
    """

    project: Project
    standing: Standing | None
    report: Report | None
    light: Light | None
    sponsors: Sequence[Assignment]
    promises: Sequence[Given]
    difficulties: Sequence[Difficulty]
    visits: Sequence[Visit]
    firm: Firm | None
    posts: Sequence[Post]
    followed: Panel | None


def brief(actor: Actor, project: Project) -> Brief:
    """Return the brief of a project that `actor` sees in full; each part keeps its own rights."""
    months = reporting.months_of_project(project)
    lights = reporting.lights_of_project(project)
    sponsors = [each for each in people.assignments_of(actor, project) if each.to_on is None]
    return Brief(
        project=project,
        standing=Standing.objects.filter(
            project=project, year=actor.workspace.today().year
        ).first(),
        report=months[-1] if months else None,
        light=lights[0] if lights else None,
        sponsors=sponsors,
        promises=_promises(actor, project),
        difficulties=[
            each for each in visits.of_project(actor, project) if each.stage in visiting.OPEN
        ][:DIFFICULTIES],
        visits=list(visits.visits_of_project(actor, project)[:VISITS]),
        firm=_firm(actor, project),
        posts=registry.posts_to_call(
            actor.workspace, [each.user_id for each in sponsors], project.owner_id
        ),
        followed=_followed(actor, project),
    )


def _followed(actor: Actor, project: Project) -> Panel | None:
    if project.produced_on is None or not followup.rights(actor).reads_project(project):
        return None
    return followup.panel(project)


def _promises(actor: Actor, project: Project) -> list[Given]:
    """Return what is promised about the project and not over, what is due first first."""
    running = (
        promises.visible_to(actor)
        .filter(subject_label=subjects.label_of(project), subject_id=project.pk, closed_on=None)
        .select_related("giver", "receiver", "step__track")
        .order_by("due_on", "pk")[:PROMISES]
    )
    found = promises.rows(actor, running)
    inherited = set(
        PromiseEvent.objects.filter(
            promise__in=[row.promise.pk for row in found], kind=HANDED_OVER
        ).values_list("promise", flat=True)
    )
    today = actor.workspace.today()
    return [
        Given(row.promise, row.words, row.promise.due_on < today, row.promise.pk in inherited)
        for row in found
    ]


def _firm(actor: Actor, project: Project) -> Firm | None:
    found = firms.visible_to(actor).select_related("party").filter(party=project.owner_id).first()
    if found is None or not enterprises.MAY["see_facts"](actor, found):
        return None
    return found
