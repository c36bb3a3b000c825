"""Applications for titles: who may know of them, pages of them, one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises.models import Application, ApplicationObjection
from yuandu.mechanisms.enterprises.permissions import MAY_APPLICATION
from yuandu.mechanisms.enterprises.queries.firms import Found
from yuandu.mechanisms.enterprises.queries.titles import ROWS_A_PAGE

CYCLE = "title_application"
NOTICE = "notice"
OPEN = "open"  # every stage that is not final
JOINED = ("firm__party__division", "firm__workspace", "track", "recognition__announcement")


@dataclass(frozen=True, slots=True)
class ApplicationFilters:
    """What a list is asked to show; a stage, or `OPEN` for those under way."""

    words: str = ""
    tier: str = ""
    stage: str = ""
    division_id: int | None = None


def applications_visible_to(actor: Actor) -> QuerySet[Application]:
    """Return the applications of the firms that the posts of `actor` give to work with."""
    found = Application.objects.filter(workspace=actor.workspace)
    allowed = reach(actor)
    if not allowed.everything:
        found = found.filter(
            Q(firm__party__division__in=allowed.divisions)
            | Q(firm__party__in=allowed.organisations)
        )
    return found.select_related(*JOINED).defer("firm__party__division__geometry")


def application(actor: Actor, pk: int, *, to: str) -> Application:
    """Return the application if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(applications_visible_to(actor), MAY_APPLICATION, actor, to=to, pk=pk)


def _restricted(actor: Actor, filters: ApplicationFilters) -> QuerySet[Application]:
    found = applications_visible_to(actor)
    if filters.tier:
        found = found.filter(tier=filters.tier)
    if filters.division_id is not None:
        found = found.filter(firm__party__division=filters.division_id)
    if words := filters.words.strip():
        found = found.filter(
            Q(firm__party__name__icontains=words)
            | Q(firm__party__name_en__icontains=words)
            | Q(firm__party__code__iexact=words)
        )
    return found


def application_page(
    actor: Actor, filters: ApplicationFilters, number: int | str = 1
) -> tuple[Found, dict[str, int]]:
    """Return a page of applications, and how many stand in each stage; two queries.

    The latest to come into their stage are first.
    """
    found = _restricted(actor, filters)
    counted = dict(found.order_by().values_list("track__stage").annotate(number=Count("pk")))
    if filters.stage == OPEN:
        found = found.filter(closed_on=None)
    elif filters.stage:
        found = found.filter(track__stage=filters.stage)
    pages = Paginator(found.order_by("-track__entered_on", "-pk"), ROWS_A_PAGE)
    return Found(pages.get_page(number), pages.count), counted


def applications_of(actor: Actor, firm_id: int) -> list[Application]:
    """Return the visible applications of a firm, the latest first; one query."""
    found = applications_visible_to(actor).filter(firm=firm_id).order_by("-pk")
    return list(found[:ROWS_A_PAGE])


def on_notice(actor: Actor) -> QuerySet[Application]:
    """Return the applications whose public notice runs, to which whoever works here may object."""
    found = Application.objects.filter(
        Q(notice_until=None) | Q(notice_until__gte=actor.workspace.today()),
        workspace=actor.workspace,
        track__stage=NOTICE,
    )
    return (
        found.select_related(*JOINED)
        .defer("firm__party__division__geometry")
        .order_by("notice_until", "pk")
    )


def notice_page(actor: Actor, number: int | str = 1, *, tier: str = "") -> Page[Application]:
    """Return a page of those on public notice, the first to end in front; two queries."""
    found = on_notice(actor)
    return Paginator(found.filter(tier=tier) if tier else found, ROWS_A_PAGE).get_page(number)


def notice_documents(applications: Iterable[Application]) -> dict[int, str]:
    """Return the document by which each was put on public notice; one query."""
    tracks = {each.track_id: each.pk for each in applications}
    steps = Step.objects.filter(track__in=tracks, move="publish").order_by("pk")
    return {tracks[step.track_id]: str(step.evidence.get("document", "")) for step in steps}


def noticed(actor: Actor, pk: int, *, to: str) -> Application:
    """Return an application on public notice; raises as `application`."""
    return get_for(on_notice(actor), MAY_APPLICATION, actor, to=to, pk=pk)


def objections_to(application: Application) -> list[ApplicationObjection]:
    """Return the objections, the latest first; one query."""
    return list(ApplicationObjection.objects.filter(application=application))
