"""Special funds that firms are awarded by calls: the calls, who was paid, what the ledger says."""

import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yuandu.kernel.ledger.models import POSTED, Transfer
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies.models import Call, Case, Window


def award_calls(workspace: Workspace, on: datetime.date) -> QuerySet[Call]:
    """Return the calls whose window opened on a day or before, the latest first."""
    return Call.objects.filter(workspace=workspace, window__from_on__lte=on)


def awarded(workspace: Workspace, on: datetime.date) -> QuerySet[Case]:
    """Return the cases paid under calls up to a day, the latest first."""
    found = Case.objects.filter(
        workspace=workspace,
        window__call__isnull=False,
        party__kind="organisation",
        paid_on__lte=on,
    )
    return found.order_by("-paid_on", "pk")


def awarded_this_year(workspace: Workspace, on: datetime.date) -> QuerySet[Case]:
    """Return the cases paid under calls since the year of a day began."""
    return awarded(workspace, on).filter(paid_on__gte=on.replace(month=1, day=1))


def awards_posted(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what the ledger posted into the accounts of calls up to a day.

    A transfer counts on the day its case was paid; one without a case on its own day, so
    that money which went past the cases shows.
    """
    accounts = Window.objects.filter(workspace=workspace, call__isnull=False).values("paid")
    of_case = Case.objects.filter(transfer=OuterRef("pk")).values("paid_on")[:1]
    return (
        Transfer.objects.filter(workspace=workspace, state=POSTED, credit__in=accounts)
        .annotate(counted_on=Coalesce(Subquery(of_case), F("on")))
        .filter(counted_on__lte=on)
    )


def awards_posted_this_year(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what the ledger posted into the accounts of calls since the year began."""
    return awards_posted(workspace, on).filter(counted_on__gte=on.replace(month=1, day=1))
