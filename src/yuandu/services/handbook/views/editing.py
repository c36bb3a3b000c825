"""Pages of those who write the handbook: editions, clauses, publishing, handing out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.handbook import actions, permissions, queries
from yuandu.services.handbook.forms import ClauseForm, EditionForm, HandOutForm
from yuandu.services.handbook.models import Clause, Edition
from yuandu.services.handbook.views.reading import frame, grouped


def posted(request: Request) -> QueryDict | None:
    """Return what was sent, even if that is nothing; `None` where a form is only asked for."""
    return request.POST if request.method == "POST" else None


@doors.public
@require_http_methods(["GET", "POST"])
def editions(request: Request) -> HttpResponse:
    """List the editions; editors open new ones."""
    may_edit = permissions.may_edit(request.actor)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = EditionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.open_edition(by=request.actor, **form.cleaned_data))
        except Refusal as refusal:
            form.add_error("title", refusal.sentence)
    context = {
        "title": _("Editions of the handbook"),
        "frame": frame(request),
        "editions": queries.editions_in(request.actor),
        "form": form,
        "may_edit": may_edit,
    }
    return render(request, "handbook/editions.html", context, status=422 if form.errors else 200)


@doors.public
@require_http_methods(["GET"])
def edition(request: Request, pk: int) -> HttpResponse:
    """Show an edition: its clauses and what they supersede, to be read before publishing."""
    found = queries.get_edition(request.actor, pk, to="see")
    clauses = list(
        queries.visible_to(request.actor)
        .filter(edition=found)
        .select_related("supersedes__heading")
    )
    context = {
        "title": found.title,
        "frame": frame(request),
        "edition": found,
        "parts": grouped(clauses),
        "superseding": [
            {"new": clause, "old": clause.supersedes, "pieces": pieces}
            for clause, pieces in queries.supersessions(clauses)
        ],
        "may_edit": permissions.may_edit(request.actor),
        "crumbs": _crumbs(),
    }
    return render(request, "handbook/edition.html", context)


def _crumbs(*more: Edition | Clause) -> list[dict[str, Any]]:
    return [
        {"title": _("Land-policy handbook"), "url": reverse("handbook:list")},
        {"title": _("Editions"), "url": reverse("handbook:editions")},
        *({"title": str(each), "url": each.get_absolute_url()} for each in more),
    ]


@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """Write a new clause of an edition; `supersedes` names the one whose place it takes."""
    found = queries.get_edition(request.actor, pk, to="edit")
    asked = request.GET.get("supersedes", "")
    old = queries.get(request.actor, int(asked), to="see") if asked.isdecimal() else None
    form = ClauseForm(posted(request), actor=request.actor, edition=found, clause=old)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write(by=request.actor, edition=found, draft=form.draft())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The clause is written."))
            return redirect(made)
    title = _("Supersede a clause") if old else _("Write a clause")
    context = {"title": title, "form": form, "old": old, "crumbs": _crumbs(found)}
    return render(request, "handbook/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Rewrite a clause that is not published yet."""
    found = queries.get(request.actor, pk, to="edit")
    form = ClauseForm(posted(request), actor=request.actor, edition=found.edition, clause=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                by=request.actor,
                clause=found,
                version=form.cleaned_data["version"] or 0,
                draft=form.draft(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(found)
    crumbs = _crumbs(found.edition, found)
    context = {"title": _("Change the clause"), "form": form, "crumbs": crumbs}
    return render(request, "handbook/form.html", context, status=422 if form.errors else 200)


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Put an edition into force; whoever received what it supersedes is told."""
    found = queries.get_edition(request.actor, pk, to="publish")
    try:
        told = actions.publish(by=request.actor, edition=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = ngettext(
            "The edition is published; %(count)s notice was sent of what it supersedes.",
            "The edition is published; %(count)s notices were sent of what it supersedes.",
            told,
        )
        messages.success(request, said % {"count": told})
    return redirect(found)


@require_http_methods(["GET", "POST"])
def hand_out(request: Request, pk: int) -> HttpResponse:
    """Record to whom an edition's clauses went."""
    found = queries.get_edition(request.actor, pk, to="hand_out")
    form = HandOutForm(posted(request))
    if request.method == "POST" and form.is_valid():
        codes = form.cleaned_data["codes"].split()
        parties = queries.organisations(request.actor, codes)
        if missing := [code for code in codes if code not in parties]:
            said = _("No organisation here has the code %(codes)s.")
            form.add_error("codes", said % {"codes": listed(missing[:5])})
        elif found.published_on is None:
            form.add_error(None, _("Only a published edition is handed out."))
        else:
            new = _hand_out(request, found, form, list(parties.values()))
            said = ngettext("%(count)s new receipt.", "%(count)s new receipts.", new)
            messages.success(request, said % {"count": new})
            return redirect(found)
    context = {"title": _("Hand out an edition"), "form": form, "crumbs": _crumbs(found)}
    return render(request, "handbook/form.html", context, status=422 if form.errors else 200)


def _hand_out(request: Request, edition: Edition, form: HandOutForm, parties: list[Any]) -> int:
    actor = request.actor
    if form.cleaned_data["owners"]:
        parties += queries.organisations_acting(actor)
    users = queries.officers_of_counties(actor) if form.cleaned_data["counties"] else ()
    clauses = queries.visible_to(actor).filter(edition=edition)
    return actions.hand_out(by=actor, clauses=clauses, users=users, parties=parties)
