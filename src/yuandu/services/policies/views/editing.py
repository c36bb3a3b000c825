"""Drafting a policy in the browser, with who would get it and what it costs as one types."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.engines import rules
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import actions, permissions, queries, reading
from yuandu.services.policies.forms import Drafting, is_simple
from yuandu.services.policies.models import PolicyVersion
from yuandu.services.policies.refusals import ImpossibleBook, StaleDraft
from yuandu.services.policies.views.frames import UNSOUND, crumbs


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Draft a policy."""
    if not permissions.is_officer(request.actor):
        raise PermissionDenied
    drafting = Drafting(request.POST if request.method == "POST" else None)
    return _edit(request, drafting, None)


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft; one that this form does not show whole is changed part by part."""
    version = queries.version(request.actor, pk, to="edit")
    if not is_simple(version):
        if request.method == "POST":
            messages.error(request, StaleDraft().sentence)
        return redirect("policies:parts", version.pk)
    drafting = Drafting(request.POST if request.method == "POST" else None, version=version)
    return _edit(request, drafting, version)


@require_POST
def revise(request: Request, pk: int) -> HttpResponse:
    """Draft the next version of a policy."""
    policy = queries.policy(request.actor, pk, to="draft")
    try:
        version = actions.revise(by=request.actor, policy=policy)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(policy)
    return redirect("policies:edit", version.pk)


@require_POST
def estimate(request: Request) -> HttpResponse:
    """Answer with who would get what is being drafted, and what it costs: a fragment."""
    if not permissions.is_officer(request.actor):
        raise PermissionDenied
    posted = request.POST.copy()
    # A draft is looked at before it has a name.
    for name in ("title", "code", "document"):
        posted[name] = posted.get(name) or "draft"
    drafting = Drafting(posted)
    return render(request, "policies/_estimate.html", _estimated(request, drafting))


def _estimated(request: Request, drafting: Drafting) -> dict[str, Any]:
    """Return the estimate of what is drafted, or what keeps it from being worked out."""
    if not drafting.is_valid():
        return {"waits": _("Some fields cannot be read yet.")}
    if not drafting.asked:
        return {"waits": _("Write a condition, and you see who would meet it.")}
    try:
        book = reading.book_of(reading.text_of(drafting.book()), "")
    except rules.BadBook as bad:
        return {"problems": ImpossibleBook(bad.problems).reasons}
    return {"estimate": queries.estimate(request.actor, book)}


def _edit(request: Request, drafting: Drafting, version: PolicyVersion | None) -> HttpResponse:
    status, estimated = 200, {}
    is_looking = bool({"look", "more"} & set(request.POST))
    if request.method == "POST" and is_looking:
        estimated = _estimated(request, drafting)
    elif request.method == "POST":
        if drafting.is_valid():
            try:
                return _save(request, drafting, version)
            except ImpossibleBook as refusal:
                drafting.refuse(refusal.problems)
            except Refusal as refusal:
                drafting.form.add_error(None, refusal.sentence)
        status = UNSOUND
    context = {
        "title": _("Draft a policy") if version is None else _("Change the draft"),
        "crumbs": crumbs(version.policy if version else None, version),
        "drafting": drafting,
        "version": version,
        **estimated,
    }
    return render(request, "policies/edit.html", context, status=status)


def _save(request: Request, drafting: Drafting, version: PolicyVersion | None) -> HttpResponse:
    draft = drafting.draft()
    if version is None:
        version = actions.create(by=request.actor, draft=draft)
        messages.success(request, _("The draft is kept. Look at who gets it, then submit it."))
    else:
        edition = drafting.form.cleaned_data["edition"] or 0
        actions.save(by=request.actor, version=version, edition=edition, draft=draft)
        messages.success(request, _("The changes are saved."))
    return redirect(version)
