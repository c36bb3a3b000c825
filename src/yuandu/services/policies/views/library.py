"""The library, one policy, one version."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import describing, examples, permissions, queries, telling, wording
from yuandu.services.policies.forms import LibraryForm
from yuandu.services.policies.models import Instrument, PolicyVersion
from yuandu.services.policies.views.frames import crumbs, frame


@doors.public
@require_GET
def policy_list(request: Request) -> HttpResponse:
    """Show the library: every policy in force, and to offices what is being drafted."""
    form = LibraryForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.library(request.actor, **chosen)
    context = {
        "frame": frame(request),
        "title": _("Policies"),
        "form": form,
        "count": len(found),
        "listed": found,
        "may_draft": permissions.is_officer(request.actor),
        "instruments": dict(Instrument.choices),
    }
    template = "policies/list.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@doors.public
@require_GET
def policy(request: Request, pk: int) -> HttpResponse:
    """Show a policy: what it asks and brings now, and all its versions."""
    actor = request.actor
    found = queries.policy(actor, pk, to="see")
    versions = list(queries.versions_visible_to(actor).filter(policy=found))
    today = request.workspace.today()
    current = next((one for one in versions if one.holds_on(today)), None)
    context = {
        "frame": frame(request),
        "title": found.title,
        "policy": found,
        "crumbs": crumbs(),
        "versions": versions,
        "current": current,
        "shown": shown_of(current or versions[0]),
        "today": today,
        "windows": list((current or versions[0]).windows.select_related("budget", "paid")),
        "may": {
            "draft": permissions.is_officer(actor),
            "read": permissions.reads_all(actor),
            "compare": permissions.MAY["compare"](actor, found) and found.to_whom == "organisation",
            "sweep": current is not None and permissions.MAY_VERSION["sweep"](actor, current),
        },
        "parties": list(queries.parties_for(actor)),
    }
    return render(request, "policies/policy.html", context)


@doors.public
@require_GET
def version(request: Request, pk: int) -> HttpResponse:
    """Show one version: its sentences, its examples, how far its review has come."""
    actor = request.actor
    found = queries.version(actor, pk, to="see")
    reads = permissions.reads_all(actor)
    context = {
        "frame": frame(request),
        "title": _("%(policy)s, version %(number)s")
        % {"policy": found.policy.title, "number": found.number},
        "version": found,
        "policy": found.policy,
        "crumbs": crumbs(found.policy),
        "shown": shown_of(found),
        "panels": lifecycle.panels(actor, found) if reads else [],
        "examples": tried_of(found) if reads else [],
        "estimate": queries.estimate(actor, found.book)
        if reads and found.stage in {"draft", "review"}
        else None,
        "moved": _moved(request, found) if reads else None,
        "sweeps": list(queries.sweeps_visible_to(actor).filter(version=found)[:12]),
        "may": {
            "edit": permissions.MAY_VERSION["edit"](actor, found),
            "sweep": permissions.MAY_VERSION["sweep"](actor, found),
        },
    }
    return render(request, "policies/version.html", context)


def _moved(request: Request, found: PolicyVersion) -> queries.Moved | None:
    """Return what a draft changes against the version in force; `None` where none is."""
    if found.stage not in {"draft", "review"}:
        return None
    today = request.workspace.today()
    standing = queries.in_force(request.actor, today).filter(policy=found.policy_id).first()
    return None if standing is None else queries.moved(request.actor, standing.book, found.book)


def tried_of(found: PolicyVersion) -> list[dict[str, Any]]:
    """Return the examples of a version and how each comes out."""
    return [
        {
            "title": one.title,
            "expected": wording.STATES.get(one.expected, one.expected),
            "found": wording.STATES.get(one.found, "—"),
            "passes": one.passes,
        }
        for one in examples.tried(found)
    ]


def shown_of(found: PolicyVersion) -> dict[str, Any]:
    """Return what a version asks and brings, as pages show it."""
    book = found.book
    return {
        "conditions": telling.conditions(book),
        "joined": None
        if describing.is_flat(book.requires)
        else describing.joined(book.requires, book),
        "has_veto": any(one.veto for one in book.criteria),
        "scores": describing.scores(book),
        "benefits": telling.benefits(book),
        "order": telling.order(book),
        "budget": queries.yuan(book.budget) if book.budget else None,
        "hash": found.hash,
        "document": book.document,
    }
