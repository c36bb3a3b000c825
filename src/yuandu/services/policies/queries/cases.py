"""Cases and the windows they stand in."""

import datetime

from django.db.models import Count, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.reads import Read
from yuandu.kernel.registry.models import Party
from yuandu.services.policies.models import Case, Window
from yuandu.services.policies.permissions import (
    MAY_CASE,
    MAY_WINDOW,
    on_notice,
    own_parties,
    visible_cases,
)

JOINED = (
    *("party__division", "track", "transfer", "window__budget", "window__paid"),
    *("window__version__policy", "window__version__track"),
)

ENDED = ("refused", "withdrawn")  # stages in which a case ended without money


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Return the cases `actor` may know of: their own, the office's, those on public notice."""
    found = Case.objects.filter(visible_cases(actor), workspace=actor.workspace)
    return found.select_related(*JOINED).defer("party__division__geometry")


def case(actor: Actor, pk: int, *, to: str) -> Case:
    """Return the case if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(cases_visible_to(actor), MAY_CASE, actor, to=to, pk=pk)


def cases_of(
    actor: Actor,
    *,
    window: Window | None = None,
    party: int | None = None,
    stage: str = "",
    mine: bool = False,
) -> QuerySet[Case]:
    """Return visible cases of a window or a party, the latest first.

    Args:
        mine: Of the firms and households alone that `actor` acts for.
    """
    found = cases_visible_to(actor).order_by("-pk")
    if window is not None:
        found = found.filter(window=window)
    if party is not None:
        found = found.filter(party=party)
    if mine:
        found = found.filter(party__in=own_parties(actor))
    if stage:
        found = found.filter(track__stage=stage)
    return found


_case_by_version = Read(
    lambda workspace, party: (
        Case.objects.filter(workspace=workspace, party=party)
        .order_by("pk")
        .values_list("window__version_id", "pk")
    ),
    workspace=int,
    party=int,
)


def case_by_version(party: Party) -> dict[int, int]:
    """Return the key of a party's latest case under each version.

    Whoever may check the party may see all of them (`permissions.visible_cases`).
    """
    return dict(_case_by_version(workspace=party.workspace_id, party=party.pk))


def standing_stages(window: Window) -> dict[int, str]:
    """Return the stage of each party's case that keeps it from another in a window; one query.

    It is the case in this window, or one under another version of the policy in the same
    year: whoever that one pays, or may still pay, is not paid twice.
    """
    standing = Q(window=window) | standing_in_year(window)
    found = Case.objects.filter(standing, workspace=window.workspace).order_by()
    # Its own window's is written last, and stays.
    rows = found.values_list("party_id", "track__stage", "window_id")
    return {
        party: stage for party, stage, _key in sorted(rows, key=lambda row: row[2] == window.pk)
    }


def standing_in_year(window: Window) -> Q:
    """Return the condition on cases of a window's policy and year that did not end without money.

    A window runs within a year; each version of a policy has its own.
    """
    of_policy = Q(window__version__policy=window.version.policy_id)
    of_year = Q(window__from_on__year=window.from_on.year)
    return of_policy & of_year & ~Q(track__stage__in=ENDED)


def notices(actor: Actor) -> QuerySet[Case]:
    """Return the rows on public notice, those that rest on an objection included."""
    found = Case.objects.filter(on_notice(actor.workspace.today()), workspace=actor.workspace)
    return found.select_related(*JOINED).defer("party__division__geometry").order_by("notice_until")


def window(actor: Actor, pk: int, *, to: str) -> Window:
    """Return the window if `actor` may do `to` with it; raises as `case`."""
    found = Window.objects.filter(workspace=actor.workspace).select_related(
        "budget", "paid", "version__policy", "version__track"
    )
    return get_for(found, MAY_WINDOW, actor, to=to, pk=pk)


def claims_of(actor: Actor, window: Window) -> QuerySet[Case]:
    """Return a window's visible cases with what their order and amount need, and no more."""
    found = Case.objects.filter(visible_cases(actor), workspace=actor.workspace, window=window)
    return found.select_related("track").only("amount", "rank", "began_on", "track__stage")


def counts_by_stage(actor: Actor, window: Window | None = None) -> dict[str, int]:
    """Return how many visible cases stand in each stage, of a window alone if given; one query."""
    found = Case.objects.filter(visible_cases(actor), workspace=actor.workspace)
    if window is not None:
        found = found.filter(window=window)
    counted = found.order_by().values("track__stage").annotate(number=Count("pk"))
    return {row["track__stage"]: row["number"] for row in counted}


def open_versions(actor: Actor, on: datetime.date) -> frozenset[int]:
    """Return the keys of the versions with a window open on a day; one query."""
    found = Window.objects.filter(workspace=actor.workspace, from_on__lte=on, to_on__gte=on)
    return frozenset(found.values_list("version_id", flat=True))
