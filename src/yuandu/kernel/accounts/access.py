"""The only way to one object: among those visible, and not without saying what for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.permissions import Tests


def get_for[M: Model](
    visible: QuerySet[M], tests: Tests[M], actor: Actor, *, to: str, **lookup: Any
) -> M:
    """Return the one visible object that matches, if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it but may not do this.
    """
    found = get_object_or_404(visible, **lookup)
    if not tests[to](actor, found):
        raise PermissionDenied
    return found
