"""The fund year by year and the rule version by version; both are open to the whole company."""

import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import queries as proposals
from yuandu.mechanisms.proposals import rules as ideas
from yuandu.mechanisms.rewards.models import FundYear, Rule
from yuandu.mechanisms.rewards.refusals import OddRule


def funds(actor: Actor) -> QuerySet[FundYear]:
    """Return the funds with their accounts, the latest year first."""
    found = FundYear.objects.filter(workspace=actor.workspace)
    return found.select_related("budget", "paid")


def fund(actor: Actor, year: int) -> FundYear:
    """Return the fund of a year.

    Raises:
        Http404: nothing was ever granted for it.
    """
    return get_object_or_404(funds(actor), year=year)


def rules(actor: Actor) -> QuerySet[Rule]:
    """Return the versions of the rule, the latest first."""
    return Rule.objects.filter(workspace=actor.workspace)


def rule_on(workspace: Workspace, day: datetime.date) -> Rule | None:
    """Return the version that holds on a day."""
    return Rule.objects.filter(workspace=workspace, from_on__lte=day).first()


def rule_in_force(workspace: Workspace) -> Rule:
    """Return the version that holds today.

    Raises:
        OddRule: the company has published none.
    """
    found = rule_on(workspace, workspace.today())
    if found is None:
        raise OddRule(("none",))
    return found


def grades(workspace: Workspace) -> tuple[ideas.Grade, ...]:
    """Return the grades of the instant lane with their fixed awards, as the scheme has them."""
    return proposals.terms_of(workspace, workspace.today()).grades


def first_day_of_rules(workspace: Workspace) -> datetime.date:
    """Return the day from which a rule has held; the company has one."""
    days = Rule.objects.filter(workspace=workspace).order_by("from_on")
    return days.values_list("from_on", flat=True)[0]
