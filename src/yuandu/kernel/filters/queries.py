"""Reads: the filters one sees, and the offices one may share with."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.filters.lists import Filtered
from yuandu.kernel.filters.models import SavedFilter
from yuandu.kernel.filters.permissions import MAY
from yuandu.kernel.registry.models import Division, Party

MOST_SHOWN = 100  # of a list: one's own come first


@dataclass(frozen=True, slots=True)
class Office:
    """A place where the actor holds a post, with whoever else does."""

    organisation_id: int | None
    division_id: int | None
    title: str

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"{self.organisation_id or ''}-{self.division_id or ''}"


def visible_to(actor: Actor) -> QuerySet[SavedFilter]:
    """Return the actor's own filters, and those that others of its offices share."""
    shown = Q(user=actor.user_id)
    for place in _places(actor):
        organisation, division = place
        shown |= Q(is_shared=True, organisation=organisation, division=division)
    found = SavedFilter.objects.filter(shown, workspace=actor.workspace)
    return found.select_related("user")


def get(actor: Actor, pk: int, *, to: str) -> SavedFilter:
    """Return the filter if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(visible_to(actor), MAY, actor, to=to, pk=pk)


def of_list(actor: Actor, filtered: Filtered) -> list[SavedFilter]:
    """Return the filters of a list, the actor's own in front; one query."""
    found = visible_to(actor).filter(on_list=filtered.code)
    return sorted(found[:MOST_SHOWN], key=lambda each: each.user_id != actor.user_id)


def offices(actor: Actor) -> list[Office]:
    """Return the offices that `actor` belongs to; at most two queries."""
    places = _places(actor)
    organisations = Party.objects.in_bulk({each for each, _ in places if each})
    divisions = Division.objects.defer("geometry").in_bulk({each for _, each in places if each})
    made = []
    for organisation, division in places:
        named = [organisations.get(organisation or 0), divisions.get(division or 0)]
        title = " · ".join(each.title for each in named if each) or actor.workspace.title
        made.append(Office(organisation, division, title))
    return made


def _places(actor: Actor) -> list[tuple[int | None, int | None]]:
    """Return where the actor holds posts, each place once, in their order."""
    return list(dict.fromkeys((post.organisation_id, post.division_id) for post in actor.posts))
