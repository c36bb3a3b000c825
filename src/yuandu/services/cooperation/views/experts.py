"""Experts: the list, one record, and how officers keep it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.services.cooperation import actions, permissions, queries, wording
from yuandu.services.cooperation.forms import ExpertBar, ExpertForm, FreeForm, TieForm
from yuandu.services.cooperation.models import Expert
from yuandu.services.cooperation.purposes import FOUND
from yuandu.services.cooperation.views.frames import entered, listed, posted


def way(*experts: Expert) -> list[dict[str, str]]:
    """Return the way from the list of experts to a page."""
    return [
        {"title": _("Experts"), "url": reverse("cooperation:experts")},
        *({"title": each.party.title, "url": each.get_absolute_url()} for each in experts),
    ]


@require_GET
def expert_list(request: Request) -> HttpResponse:
    """List the experts who may be found."""
    if not permissions.knows_experts(request.actor):
        raise PermissionDenied
    form = ExpertBar(request.GET, divisions=registry.divisions(request.actor))
    page = queries.expert_page(request.actor, form.filters(), request.GET.get("page", 1))
    context = listed(request, _("Experts"), form, "experts") | {
        "page": page,
        "total": page.paginator.count,
        "rows": [_row(each) for each in page],
        "may_add": permissions.keeps_experts(request.actor),
    }
    template = "cooperation/experts.html" + ("#found" if request.htmx else "")
    return render(request, template, context)


def fields_of(expert: Expert) -> list[Any]:
    return [wording.FIELDS[code] for code in expert.fields]


def _row(expert: Expert) -> dict[str, Any]:
    division = expert.party.division
    return {
        "expert": expert,
        "name": expert.party.title,
        "post": wording.post(expert.title),
        "url": expert.get_absolute_url(),
        "fields": fields_of(expert),
        "division": division.short_title if division else "",
        "consents": expert.consents,  # type: ignore[attr-defined]  # found by the query
    }


@require_GET
def expert(request: Request, pk: int) -> HttpResponse:
    """Show one expert: field and free time to firms, ties to who oversees."""
    actor = request.actor
    found = queries.expert(actor, pk, to="see")
    may = {verb: test(actor, found) for verb, test in permissions.MAY_EXPERT.items()}
    today = request.workspace.today()
    context = {
        "title": found.party.title,
        "crumbs": way(),
        "expert": found,
        "post": wording.post(found.title),
        "fields": fields_of(found),
        "may": may,
        "consents": registry.consented(found.party, FOUND, today),
        "free": [each for each in found.free.all() if each.to_on >= today],
        "ties": list(found.ties.select_related("organisation")) if may["see_ties"] else [],
        "engagements": list(
            queries.engagements_visible_to(actor).filter(expert=found).order_by("-pk")
        ),
        "consent_url": reverse("registry:party", args=[found.party_id]),
    }
    return render(request, "cooperation/expert.html", context)


def _form(request: Request, found: Expert | None = None) -> ExpertForm:
    return ExpertForm(posted(request), divisions=registry.divisions(request.actor), expert=found)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter an expert."""
    if not permissions.keeps_experts(request.actor):
        raise PermissionDenied
    form = _form(request)

    def act() -> str:
        return actions.keep_expert(by=request.actor, known=form.known()).get_absolute_url()

    return entered(request, form, act, title=_("Enter an expert"), crumbs=way())


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change an expert's record."""
    found = queries.expert(request.actor, pk, to="edit")
    form = _form(request, found)

    def act() -> str:
        actions.keep_expert(by=request.actor, known=form.known(), expert=found)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Change the record"), crumbs=way(found))


@require_http_methods(["GET", "POST"])
def tie(request: Request, pk: int) -> HttpResponse:
    """Put a tie on record."""
    found = queries.expert(request.actor, pk, to="edit")
    organisations = registry.visible_to(request.actor).filter(kind="organisation")
    form = TieForm(posted(request), among=organisations)

    def act() -> str:
        actions.add_tie(by=request.actor, expert=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Add a tie"), crumbs=way(found))


@require_http_methods(["GET", "POST"])
def free(request: Request, pk: int) -> HttpResponse:
    """Put free time on record."""
    found = queries.expert(request.actor, pk, to="edit")
    form = FreeForm(posted(request))

    def act() -> str:
        actions.add_free(by=request.actor, expert=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Add free time"), crumbs=way(found))
