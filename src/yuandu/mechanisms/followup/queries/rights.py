"""Whose figures an actor reads and files."""

from django.http import Http404

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.followup import permissions
from yuandu.mechanisms.followup.models import SourceOffice
from yuandu.mechanisms.followup.permissions import Rights


def rights(actor: Actor) -> Rights:
    """Return the rights of `actor`; one query for officers of departments, none for others."""
    held = {
        post.organisation_id
        for post in actor.posts
        if post.role == "department_officer" and post.organisation_id is not None
    }
    offices = SourceOffice.objects.filter(workspace=actor.workspace, office__in=held)
    known = dict(offices.values_list("office", "source")) if held else {}
    return permissions.rights_of(actor, known)


def working_rights(actor: Actor) -> Rights:
    """Return the rights of an actor whose office works here.

    Raises:
        Http404: it does not, and must not learn what there is.
    """
    found = rights(actor)
    if not found.works_here:
        raise Http404
    return found
