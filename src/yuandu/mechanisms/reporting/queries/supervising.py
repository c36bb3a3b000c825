"""Red lights under supervision: which run, who would answer for new ones, what a page shows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle.models import Assignment
from yuandu.kernel.lifecycle.models.promises import RUNNING, WITHDRAWN
from yuandu.kernel.lifecycle.queries import promises
from yuandu.kernel.lifecycle.stage_clocks import OFFICER
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.queries import posts_held
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reporting import permissions, rules
from yuandu.mechanisms.reporting.models import Light, LightTally, Round, Supervision
from yuandu.mechanisms.reporting.rules import Tone

type Lamp = tuple[int, str]  # the key of a project, and which of its lights


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answers for red lights: by project, else by division; and to whom."""

    officers: Mapping[int, User]
    clerks: Mapping[int, User]
    offices: tuple[User, ...]

    def giver(self, light: Light) -> User | None:
        return self.officers.get(light.project_id) or self.clerks.get(light.division_id)

    def receiver(self, giver: User) -> User | None:
        return next((each for each in self.offices if each.pk != giver.pk), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A supervision as a project's page shows it; no address for who may not open it."""

    supervision: Supervision
    row: promises.Row
    url: str


def running(found: Round) -> dict[Lamp, int]:
    """Return the promises that run for lights of the round's workspace, by light."""
    rows = Supervision.objects.filter(
        workspace=found.workspace_id, promise__state__in=RUNNING
    ).values_list("project", "kind", "promise")
    return {(project, kind): promise for project, kind, promise in rows}


def red(found: Round) -> dict[Lamp, Light]:
    """Return the lights of a round that are red."""
    any_red = Q(*((kind, Tone.RED) for kind in rules.KINDS), _connector=Q.OR)
    lights = Light.objects.filter(any_red, round=found).select_related("project")
    return {
        (light.project_id, kind): light
        for light in lights.order_by("division", "project_id")
        for kind in rules.KINDS
        if getattr(light, kind) == Tone.RED
    }


def released(found: Round, lamps: Collection[Lamp]) -> set[Lamp]:
    """Return those of `lamps` whose giver was released, and which have stayed red since."""
    rows = (
        Supervision.objects.filter(project__in={project for project, _ in lamps})
        .order_by("project", "kind", "-pk")
        .distinct("project", "kind")
        .values_list("project", "kind", "promise__state")
    )
    given_up = {
        (project, kind) for project, kind, state in rows if state == WITHDRAWN
    }.intersection(lamps)
    before = (
        Round.objects.filter(workspace=found.workspace_id, period__lt=found.period)
        .order_by("-period")
        .first()
    )
    return given_up & set(red(before)) if given_up and before else set()


def answerable(by: Actor, lights: Iterable[Light]) -> Answerable:
    """Return who answers for lights today; two queries.

    The officer who stands by the project, else a clerk of its county. The answer goes to
    whoever locked the month, else to another officer of the city.
    """
    projects = {light.project_id for light in lights}
    officers = Assignment.objects.filter(
        workspace=by.workspace,
        subject_label=Project._meta.label_lower,
        subject_id__in=projects,
        role=OFFICER,
        to_on=None,
    ).select_related("user")
    today = by.workspace.today()
    posts = [
        post
        for post in posts_held(by.workspace, today)
        .filter(role__in=(*permissions.CITY, "county_officer"), user__is_active=True)
        .select_related("user")
        .order_by("-pk")
        if post.user is not None
    ]
    offices = sorted(
        (post for post in posts if post.role in permissions.CITY),
        key=lambda post: (post.user_id != by.user_id, post.role == "administrator", post.pk),
    )
    return Answerable(
        officers={each.subject_id: each.user for each in officers},
        clerks={
            post.division_id: post.user
            for post in posts
            if post.role == "county_officer" and post.division_id is not None
        },
        offices=tuple(post.user for post in offices),
    )


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A county whose red lights nobody answers for."""

    division: Division
    lights: int
    round_id: int


def unanswered(actor: Actor) -> list[Unanswered]:
    """Return the counties with red lights for which no clock could start; one query.

    Neither does an officer stand by the project, nor has the county a clerk. Told to whoever
    keeps the rounds, since only the city can appoint somebody.

    Red lights are not looked at, but for those that somebody answers for nevertheless: of
    what is kept of how many there are, these are taken off.
    """
    if not permissions.may_keep_rounds(actor):
        return []
    today = actor.workspace.today()
    newest = Round.objects.filter(workspace=actor.workspace, locked_at__isnull=False)
    clerks = posts_held(actor.workspace, today).filter(
        role="county_officer", division=OuterRef("pk"), user__is_active=True
    )
    without = Division.objects.filter(~Exists(clerks), workspace=actor.workspace)
    red = Q(
        round__in=newest.order_by("-period").values("pk")[:1], division__in=without, tone=Tone.RED
    )
    clocks = Supervision.objects.filter(division__in=without, promise__state__in=RUNNING).values(
        "project"
    )
    officers = Assignment.objects.filter(
        workspace=actor.workspace,
        subject_label=Project._meta.label_lower,
        role=OFFICER,
        to_on=None,
    ).values("subject_id")
    answered = Light.objects.filter(red, project__in=clocks.union(officers)).order_by()
    tallies = (
        LightTally.objects.filter(red, kind="")
        .select_related("division")
        .defer("division__geometry")
        .annotate(answered=ArraySubquery(answered.values("division")))
        .order_by("division__position", "division__code")
    )
    found = []
    for tally in tallies:
        lights = tally.projects - tally.answered.count(tally.division_id)
        if lights:
            found.append(Unanswered(tally.division, lights, tally.round_id))
    return found


def supervisions_of(actor: Actor, project: Project) -> list[Shown]:
    """Return the running supervisions of a project, the most urgent first."""
    found = {each.promise_id: each for each in _running_of(project).select_related("light__round")}
    if not found:
        return []
    mine = promises.visible_to(actor).filter(pk__in=found)
    open_to = set(mine.values_list("pk", flat=True))
    rows = promises.rows(actor, _promises(found))
    return [
        Shown(found[row.promise.pk], row, row.url if row.promise.pk in open_to else "")
        for row in rows
    ]


def _running_of(project: Project) -> QuerySet[Supervision]:
    return Supervision.objects.filter(project=project, promise__state__in=RUNNING)


def _promises(keys: Iterable[int]) -> QuerySet[promises.Promise]:
    rows = promises.Promise.objects.filter(pk__in=list(keys))
    return rows.select_related("giver", "receiver", "step__track").order_by("due_on", "pk")
