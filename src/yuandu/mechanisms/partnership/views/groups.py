"""Shareholder groups: the list, one with its members and those it discusses, changing them."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.partnership import actions, permissions, queries, sheets, wording
from yuandu.mechanisms.partnership.forms import GroupForm, JoinForm, LeadForm
from yuandu.mechanisms.partnership.models import Candidate
from yuandu.mechanisms.partnership.queries import pages
from yuandu.mechanisms.partnership.refusals import OddGroup
from yuandu.mechanisms.partnership.views.frames import crumbs

SPLIT = re.compile(r"[\s,，、;；]+")


@require_GET
def listed(request: Request) -> HttpResponse:
    """List the shareholder groups that the reader may see."""
    context = {
        "title": _("Shareholder groups"),
        "crumbs": crumbs(),
        "groups": pages.groups_of(request.actor),
        "layout": sheets.GROUPS.code,
        "may": {"manage": permissions.manages(request.actor)},
    }
    return render(request, "partnership/groups.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a shareholder group."""
    if not permissions.manages(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        return _("The group is entered."), actions.found_group(by=request.actor, **given)

    form = GroupForm(*sent(request))
    return one_form(request, _("New shareholder group"), form, act, crumbs())


@require_GET
def group(request: Request, pk: int) -> HttpResponse:
    """Show a group: who leads it, who belongs to it, whom it discusses and how far it is."""
    actor = request.actor
    found = queries.group(actor, pk, to="see")
    review = pages.current(actor)
    candidates = Candidate.objects.filter(review=review, group=found)
    context = {
        "title": found.title,
        "crumbs": crumbs(),
        "group": found,
        "review": review,
        "members": found.members.select_related("holder__worker__section"),
        "candidates": candidates.select_related("worker__section") if review else [],
        "ballots": pages.ballots_of_group(actor, review, found) if review else [],
        "stage": wording.stage(review) if review else "",
        "may": {"manage": permissions.manages(actor)},
    }
    return render(request, "partnership/group.html", context)


@require_http_methods(["GET", "POST"])
def join(request: Request, pk: int) -> HttpResponse:
    """Put worker-partners into a group."""
    found = queries.group(request.actor, pk, to="manage")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        numbers = {part for part in SPLIT.split(given["numbers"].replace("\x00", "")) if part}
        holders = Holder.objects.filter(workspace=request.workspace, number__in=numbers)
        if not numbers or {each.number for each in holders} != numbers:
            raise OddGroup("unknown")
        number = actions.join(by=request.actor, group=found, holders=list(holders))
        return _("%(number)s partners belong to the group now.") % {"number": number}, found

    return one_form(request, _("Put partners in"), JoinForm(*sent(request)), act, crumbs())


@require_http_methods(["GET", "POST"])
def lead(request: Request, pk: int) -> HttpResponse:
    """Name who leads a group."""
    found = queries.group(request.actor, pk, to="manage")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        number = given["number"].replace("\x00", "").strip()
        holder = Holder.objects.filter(workspace=request.workspace, number=number).first()
        if holder is None:
            raise OddGroup("unknown")
        actions.lead(by=request.actor, group=found, holder=holder)
        return _("The leader is named."), found

    return one_form(request, _("Name the leader"), LeadForm(*sent(request)), act, crumbs())
