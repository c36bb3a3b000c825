"""What companies publish: chosen in the company, shown in the city."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.pages import frame, one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.languages import listed
from yuandu.mechanisms.workforce import actions, permissions, queries, telling
from yuandu.mechanisms.workforce import publishing as offers
from yuandu.mechanisms.workforce.forms import AffiliateForm, PublishForm
from yuandu.mechanisms.workforce.views.staff import in_company


@require_http_methods(["GET", "POST"])
def home(request: Request) -> HttpResponse:
    """Choose which figures the company publishes, and see what it has published."""
    in_company(request)
    if not permissions.publishes(request.actor):
        raise PermissionDenied
    cities = [
        (each.workspace.slug, each.workspace.title) for each in queries.hosts_of(request.actor)
    ]
    values = offers.current(request.workspace, request.workspace.today(), offers.OFFERED)
    offered = [(code, str(each.name)) for code, each in values.items() if not each.is_withheld]
    few = [str(each.name) for each in values.values() if each.is_withheld]
    form = PublishForm(*sent(request), cities=cities, offered=offered)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.publish(by=request.actor, **given)
        return _("Published: %(number)s figures.") % {"number": len(made)}, "workforce:publishing"

    return one_form(
        request,
        _("Published figures of the company"),
        form,
        act,
        [],
        template="workforce/publishing.html",
        rows=telling.told(queries.published_by(request.actor)),
        has_cities=bool(cities),
        few=listed(few),
    )


@doors.citizens
@require_GET
def companies(request: Request) -> HttpResponse:
    """Show which companies publish in the city, and what."""
    _in_city(request)
    context = {
        "frame": frame(request),
        "title": _("Companies that publish here"),
        "affiliates": queries.affiliates(request.actor),
        "rows": telling.told(queries.statements(request.actor)),
        "may": {"host": permissions.hosts(request.actor)},
    }
    return render(request, "workforce/companies.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Let a company publish here."""
    _in_city(request)
    if not permissions.hosts(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.affiliate(by=request.actor, **given)
        return _("The company may publish here."), "workforce:companies"

    form = AffiliateForm(*sent(request))
    return one_form(request, _("Let a company publish"), form, act, _crumbs())


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """Let a company publish no further."""
    _in_city(request)
    found = queries.affiliate(request.actor, pk, to="end")
    actions.end_affiliation(by=request.actor, affiliate=found)
    messages.success(request, _("The company publishes here no more."))
    return redirect("workforce:companies")


def _in_city(request: Request) -> None:
    if request.workspace.kind != "city":
        raise Http404


def _crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Companies that publish here"), "url": reverse("workforce:companies")}]
