"""Saving, renaming and deleting filters."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.filters import rules
from yuandu.kernel.filters.lists import Filtered
from yuandu.kernel.filters.models import SavedFilter
from yuandu.kernel.filters.queries import Office
from yuandu.kernel.filters.refusals import Gone, NameTaken, NoFilter, TooMany


@transaction.atomic
def save(
    *, by: Actor, filtered: Filtered, name: str, query: str, office: Office | None = None
) -> SavedFilter:
    """Keep what a list shows under a name, for oneself or for an office of one's own.

    Raises:
        NoFilter: nothing is filtered, it is too long, has no name, or the office is another's.
        TooMany: the actor keeps as many as anybody may.
        NameTaken: the actor has one of this name on the list.
        PermissionDenied: nobody is signed in.
    """
    if by.user_id is None:
        raise PermissionDenied
    asked = rules.canonical(query)
    if asked is None:
        raise NoFilter("too-long")
    if not asked:
        raise NoFilter("nothing")
    if office and (office.organisation_id, office.division_id) not in {
        (post.organisation_id, post.division_id) for post in by.posts
    }:
        raise NoFilter("not-your-office")
    # Two that are saved at the same moment are counted one after the other.
    user = User.objects.select_for_update().get(pk=by.user_id)
    if SavedFilter.objects.filter(workspace=by.workspace, user=user).count() >= rules.MOST:
        raise TooMany
    try:
        with transaction.atomic():
            made = SavedFilter.objects.create(
                workspace=by.workspace,
                user=user,
                on_list=filtered.code,
                name=_named(name),
                query=asked,
                is_shared=office is not None,
                organisation_id=office.organisation_id if office else None,
                division_id=office.division_id if office else None,
            )
    except IntegrityError as error:
        raise NameTaken from error
    audit.record(by, "filter.save", made, list=made.on_list, is_shared=made.is_shared)
    return made


@transaction.atomic
def rename(*, by: Actor, saved: SavedFilter, name: str) -> None:
    """Give a filter another name.

    Raises:
        NoFilter: the name is empty.
        NameTaken: the actor has another one of this name on the list.
        Gone: it was deleted meanwhile.
    """
    named = _named(name)
    try:
        with transaction.atomic():
            changed = SavedFilter.objects.filter(pk=saved.pk).update(name=named)
    except IntegrityError as error:
        raise NameTaken from error
    if not changed:
        raise Gone
    saved.name = named
    audit.record(by, "filter.rename", saved)


@transaction.atomic
def delete(*, by: Actor, saved: SavedFilter) -> None:
    """Forget a filter.

    Raises:
        Gone: it was deleted meanwhile.
    """
    key = saved.pk
    gone, _by_model = SavedFilter.objects.filter(pk=key).delete()
    if not gone:
        raise Gone
    audit.record(by, "filter.delete", saved, list=saved.on_list)


def _named(name: str) -> str:
    named = " ".join(name.replace("\x00", "").split())
    if not named:
        raise NoFilter("no-name")
    return named
