"""Reads: the staff list, sections, and what companies published."""

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.workforce import permissions
from yuandu.mechanisms.workforce.models import Affiliate, Statement, Worker

ROWS_A_PAGE = 50


def workers_visible_to(actor: Actor) -> QuerySet[Worker]:
    """Return the workers that `actor` may know of: the whole list to offices, else oneself."""
    found = Worker.objects.filter(workspace=actor.workspace).select_related("section")
    if permissions.reads_staff(actor):
        return found
    sections = actor.divisions("team_leader", "evaluator")
    mine = Q(user=actor.user_id) if actor.user_id else Q(pk=None)
    if sections is None and actor.has("team_leader", "evaluator"):
        return found
    return found.filter(mine | Q(section__in=sections or ()))


def worker(actor: Actor, pk: int, *, to: str) -> Worker:
    """Return the worker if `actor` may do `to` with the record.

    Raises:
        Http404: there is none that `actor` may know of.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(workers_visible_to(actor), permissions.MAY_WORKER, actor, to=to, pk=pk)


def oneself(actor: Actor) -> Worker | None:
    """Return the actor's own line on the staff list; none for who is not on it or has left."""
    if actor.user_id is None:
        return None
    today = actor.workspace.today()
    return (
        Worker.objects.filter(
            Q(left_on=None) | Q(left_on__gte=today), workspace=actor.workspace, user=actor.user_id
        )
        .select_related("section__parent")
        .first()
    )


def at_work(actor: Actor) -> QuerySet[Worker]:
    """Return everybody who works here today, whoever asks: for counts and choices of rooms."""
    today = actor.workspace.today()
    return Worker.objects.filter(
        Q(left_on=None) | Q(left_on__gte=today), workspace=actor.workspace, joined_on__lte=today
    )


def worker_page(actor: Actor, number: int | str, *, words: str = "", section: str = "") -> Page:
    """Return a page of the workers, by number; two queries."""
    found = workers_visible_to(actor)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(number__startswith=words))
    if section:
        found = found.filter(Q(section__code=section) | Q(section__parent__code=section))
    return Paginator(found, ROWS_A_PAGE).get_page(number)


def account(actor: Actor, username: str) -> User | None:
    """Return the account of that name that holds a post here today and is no other workspace's."""
    workspace = actor.workspace
    held = posts_held(workspace, workspace.today())
    return User.objects.filter(
        Q(home=None) | Q(home=workspace),
        username=username,
        is_active=True,
        pk__in=held.values("user"),
    ).first()


def sections(actor: Actor) -> QuerySet[Division]:
    """Return the company's sections in their usual order, each with its business division."""
    found = Division.objects.filter(workspace=actor.workspace, kind="section")
    return found.defer("geometry", "parent__geometry").select_related("parent")


def in_office(workspace: Workspace, *roles: str) -> list[int]:
    """Return the accounts that hold one of `roles` in the company today; one query."""
    today = workspace.today()
    found = posts_held(workspace, today).filter(role__in=roles)
    return sorted(set(found.values_list("user_id", flat=True)))


def affiliates(actor: Actor) -> QuerySet[Affiliate]:
    """Return the companies that publish in this city; they are public."""
    return Affiliate.objects.filter(workspace=actor.workspace, ended_on=None)


def affiliate(actor: Actor, pk: int, *, to: str) -> Affiliate:
    """Return the company if `actor` may do `to` with it; raises as `worker` does."""
    return get_for(affiliates(actor), permissions.MAY_AFFILIATE, actor, to=to, pk=pk)


def statements(actor: Actor) -> QuerySet[Statement]:
    """Return what companies have published here and counts today; it is public."""
    found = Statement.objects.filter(workspace=actor.workspace, is_current=True)
    return found.select_related("affiliate", "workspace").order_by("affiliate__name", "code")


def published_by(actor: Actor) -> QuerySet[Statement]:
    """Return what the actor's own company has published anywhere: it knows its own words."""
    found = Statement.objects.filter(affiliate__slug=actor.workspace.slug, is_current=True)
    return found.select_related("affiliate", "workspace").order_by("workspace__name", "code")


def hosts_of(actor: Actor) -> QuerySet[Affiliate]:
    """Return the cities that have let the actor's company in, as its places there."""
    found = Affiliate.objects.filter(slug=actor.workspace.slug, ended_on=None)
    return found.select_related("workspace").order_by("workspace__name")
