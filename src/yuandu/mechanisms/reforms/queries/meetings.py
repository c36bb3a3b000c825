"""Meetings, and what was promised at them."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import clocks, wording
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models.promises import CLAIMED, KEPT, OPEN, RUNNING, WITHDRAWN
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.lifecycle.queries import promises
from yuandu.kernel.workspaces.counting import Sets
from yuandu.mechanisms.reforms import permissions
from yuandu.mechanisms.reforms.models import Meeting, Pledge
from yuandu.mechanisms.visits import queries as visits
from yuandu.mechanisms.visits.models import Difficulty

ROWS_A_PAGE = 50
DIFFICULTIES_OFFERED = 20
SOON = datetime.timedelta(days=7)
# What the tracker shows; the first is the one it opens with.
TRACKED = ("running", "due", "overdue", "to_confirm", "claimed", "kept", "withdrawn", "all")


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings `actor` may read, the newest first."""
    found = Meeting.objects.filter(
        permissions.visible_meetings(actor), workspace=actor.workspace
    ).select_related("track", "workspace")
    return found.annotate(
        promised=Count("pledges"),
        running=Count("pledges", filter=Q(pledges__promise__state__in=RUNNING)),
    ).order_by("-on", "-pk")


def meeting(actor: Actor, pk: int, *, to: str) -> Meeting:
    """Return the meeting if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it but may not do this.
    """
    return get_for(meetings_visible_to(actor), permissions.MAY_MEETING, actor, to=to, pk=pk)


def meeting_page(actor: Actor, number: int | str = 1) -> Page:
    """Return a page of meetings; two queries."""
    found = Meeting.objects.filter(permissions.visible_meetings(actor), workspace=actor.workspace)
    pages = Paginator(meetings_visible_to(actor), ROWS_A_PAGE)
    pages.count = found.count()
    return pages.get_page(number)


def pledges_visible_to(actor: Actor) -> QuerySet[Pledge]:
    """Return the pledges `actor` may read."""
    found = Pledge.objects.filter(permissions.visible_pledges(actor), workspace=actor.workspace)
    return found.select_related(
        "meeting", "promise__giver", "promise__receiver", "project", "difficulty"
    ).defer("project__summary", "meeting__agenda")


def pledge(actor: Actor, pk: int, *, to: str) -> Pledge:
    """Return the pledge if `actor` may do `to` with it; raises as `meeting`."""
    return get_for(pledges_visible_to(actor), permissions.MAY_PLEDGE, actor, to=to, pk=pk)


def tracked(actor: Actor, show: str) -> QuerySet[Pledge]:
    """Return the pledges of a list of the tracker, the most urgent first.

    Args:
        show: one of `TRACKED`.
    """
    return pledges_visible_to(actor).filter(_of_list(actor, show)).order_by("promise__due_on", "pk")


def _of_list(actor: Actor, show: str) -> Q:
    me, today = person(actor), actor.workspace.today()
    return {
        "running": Q(promise__state__in=RUNNING),
        "due": Q(promise__state=OPEN, promise__giver=me, promise__due_on__lte=today + SOON),
        "to_confirm": Q(promise__state=CLAIMED, promise__receiver=me),
        "overdue": Q(promise__state=OPEN, promise__due_on__lt=today),
        "claimed": Q(promise__state=CLAIMED),
        "kept": Q(promise__state=KEPT),
        "withdrawn": Q(promise__state=WITHDRAWN),
        "all": Q(),
    }[show]


def waiting_sets(actor: Actor) -> Sets:
    """Return the pledges that wait for `actor`, to be counted: soon due, to be confirmed."""
    if person(actor) is None:
        return {}
    found = Pledge.objects.filter(permissions.visible_pledges(actor), workspace=actor.workspace)
    return {
        "pledges_due": found.filter(_of_list(actor, "due")),
        "pledges_to_confirm": found.filter(_of_list(actor, "to_confirm")),
    }


def tracker_counts(actor: Actor) -> Mapping[str, int]:
    """Return how many pledges each list of the tracker has; one query."""
    found = Pledge.objects.filter(permissions.visible_pledges(actor), workspace=actor.workspace)
    return found.aggregate(
        **{show: Count("pk", filter=_of_list(actor, show)) for show in TRACKED if show != "all"},
        all=Count("pk"),
    )


@dataclass(frozen=True, slots=True)
class Tracked:
    """A pledge as lists show it: how its clock stands, what shows that it is kept."""

    pledge: Pledge
    state: str
    reading: clocks.Reading
    files: tuple[Attachment, ...]
    may: Mapping[str, bool]


def rows(actor: Actor, pledges: Iterable[Pledge]) -> list[Tracked]:
    """Return pledges as lists show them; two queries."""
    shown = list(pledges)
    today, calendar = actor.workspace.today(), calendar_of(actor.workspace)
    attached: dict[int, list[Attachment]] = {}
    papers = Attachment.objects.filter(
        workspace=actor.workspace,
        target_label=Pledge._meta.label_lower,
        target_id__in=[each.pk for each in shown],
    )
    for paper in papers.order_by("pk"):
        attached.setdefault(paper.target_id, []).append(paper)
    return [
        Tracked(
            each,
            str(wording.promise_state(each.promise.state)),
            promises.read(each.promise, today, calendar),
            tuple(attached.get(each.pk, ())),
            {verb: test(actor, each) for verb, test in permissions.MAY_PLEDGE.items()},
        )
        for each in shown
    ]


def difficulties_of(actor: Actor, words: str) -> list[Difficulty]:
    """Return the open difficulties of these words that `actor` reads, the newest first."""
    found = visits.listed(actor, visits.Filters(words=words, show="open"))
    return list(found.order_by("-raised_on", "-pk")[:DIFFICULTIES_OFFERED])
