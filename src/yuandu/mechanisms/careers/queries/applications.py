"""Applications, to those whom they concern: the applicant, HR, the panel."""

from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers import permissions
from yuandu.mechanisms.careers.models import Application, Kinship, PanelMember
from yuandu.mechanisms.careers.queries.people import ROWS_A_PAGE
from yuandu.mechanisms.careers.rules import panels
from yuandu.mechanisms.workforce.models import Worker


def applications_visible_to(actor: Actor) -> QuerySet[Application]:
    """Return the applications `actor` may read: one's own, those one judges; HR reads all."""
    found = Application.objects.filter(workspace=actor.workspace).select_related(
        "worker__section", "rung", "source", "book", "track"
    )
    if permissions.reads_all(actor):
        return found
    if actor.user_id is None:
        return found.none()
    judged = PanelMember.objects.filter(application=OuterRef("pk"), worker__user=actor.user_id)
    return found.filter(Q(worker__user=actor.user_id) | Exists(judged))


def application(actor: Actor, pk: int, *, to: str) -> Application:
    """Return the application if `actor` may do `to` with it.

    Raises:
        Http404: there is none that `actor` may know of.
        PermissionDenied: `actor` may read it, but not do this.
    """
    visible = applications_visible_to(actor)
    return get_for(visible, permissions.MAY_APPLICATION, actor, to=to, pk=pk)


def application_page(actor: Actor, number: int | str, *, stage: str = "") -> Page[Application]:
    """Return a page of applications, the newest first; two queries."""
    found = applications_visible_to(actor)
    if stage:
        found = found.filter(track__stage=stage)
    return Paginator(found, ROWS_A_PAGE).get_page(number)


def has_result(found: Application) -> bool:
    """Whether opinions may be read: until there is a result nobody follows another's."""
    return found.stage not in {panels.APPLIED, panels.PANEL, panels.APPEALED}


def panel_in_turn(found: Application) -> QuerySet[PanelMember]:
    """Return the members of the panel that judges now, or judged last."""
    is_appeal = found.stage in {panels.APPEALED, panels.UPHELD}
    return found.members.filter(is_appeal=is_appeal).select_related("worker")


def seat_of(actor: Actor, found: Application) -> PanelMember | None:
    """Return the actor's seat on the panel that judges now."""
    if actor.user_id is None or found.stage not in {panels.PANEL, panels.APPEALED}:
        return None
    return panel_in_turn(found).filter(worker__user=actor.user_id).first()


def is_chair(actor: Actor, found: Application) -> bool:
    """Whether `actor` chairs the panel that judges now."""
    seat = seat_of(actor, found)
    return seat is not None and seat.is_chair


def relatives_of(worker: Worker) -> set[int]:
    """Return the keys of the workers who are declared relatives of one."""
    pairs: Iterable[tuple[int, int]] = Kinship.objects.filter(
        Q(one=worker) | Q(other=worker)
    ).values_list("one_id", "other_id")
    return {key for pair in pairs for key in pair} - {worker.pk}
