"""The terms as they were set, and the offices that figures come from."""

from django.db.models import QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.followup import permissions
from yuandu.mechanisms.followup.models import FollowTerms, SourceOffice


def terms_list(actor: Actor) -> QuerySet[FollowTerms]:
    """Return the terms that were set, the newest first."""
    return FollowTerms.objects.filter(workspace=actor.workspace)


def offices(actor: Actor) -> QuerySet[SourceOffice]:
    """Return the offices that are named as sources."""
    return SourceOffice.objects.filter(workspace=actor.workspace).select_related("office")


def office(actor: Actor, pk: int, *, to: str) -> SourceOffice:
    """Return a named office if `actor` may do `to` with it.

    Raises:
        Http404: there is none.
        PermissionDenied: `actor` may not do this.
    """
    return get_for(offices(actor), permissions.MAY_OFFICE, actor, to=to, pk=pk)


def departments(actor: Actor) -> QuerySet[Party]:
    """Return the organisations that have an officer of a department and are not named yet."""
    found = Party.objects.filter(workspace=actor.workspace, post__role="department_officer")
    named = SourceOffice.objects.filter(workspace=actor.workspace).values("office")
    return found.exclude(pk__in=named).distinct().order_by("name")
