"""What everybody may read: the price rule with its figures, the limits of the law, the classes."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.equity import actions, permissions, queries, wording
from yuandu.mechanisms.equity.forms import CharterForm, ClassForm, RuleForm, YearForm
from yuandu.mechanisms.equity.models import AuditedYear, PriceRule
from yuandu.mechanisms.equity.views.frames import crumbs, tabs

LATEST = 20


@require_GET
def home(request: Request) -> HttpResponse:
    """Show the rule price with its computation, the versions of the rule, the limits."""
    workspace, today = request.workspace, request.workspace.today()
    versions = list(PriceRule.objects.filter(workspace=workspace)[:LATEST])
    years = list(AuditedYear.objects.filter(workspace=workspace)[:LATEST])
    rule_now = next((each for each in versions if each.from_on <= today), None)
    year_now = next((each for each in years if each.signed_on <= today), None)
    prices = [
        {"price": price, "formula": wording.formula(price)}
        for price in queries.priced(rule_now, year_now).values()
    ]
    charter = queries.charter(workspace)
    context = {
        "title": _("Rules and limits"),
        "tabs": tabs(request.actor, "terms"),
        "prices": prices,
        "rules": versions,
        "years": years,
        "classes": queries.classes(request.actor),
        "charter": charter,
        "standing": queries.standing(workspace, charter.form) if charter else None,
        "may": {"keep": permissions.keeps(request.actor)},
    }
    return render(request, "equity/terms.html", context)


def _entered(
    request: Request, title: str, form: type[Form], act: Callable[..., object], said: str
) -> HttpResponse:
    if not permissions.keeps(request.actor):
        raise PermissionDenied

    def done(given: dict[str, Any]) -> tuple[str, Any]:
        act(by=request.actor, **given)
        return said, "equity:terms"

    way = crumbs((_("Rules and limits"), "equity:terms"))
    return one_form(request, title, form(*sent(request)), done, way)


@require_http_methods(["GET", "POST"])
def rule(request: Request) -> HttpResponse:
    """Publish a further version of the price rule."""
    said = _("The rule is published; earlier versions stay.")
    return _entered(request, _("Publish a price rule"), RuleForm, actions.publish_rule, said)


@require_http_methods(["GET", "POST"])
def year(request: Request) -> HttpResponse:
    """Enter an audited year."""
    said = _("The audited year is entered.")
    return _entered(request, _("Enter an audited year"), YearForm, actions.enter_year, said)


@require_http_methods(["GET", "POST"])
def charter(request: Request) -> HttpResponse:
    """Enter the company's legal form."""
    said = _("The legal form is entered.")
    title = _("Legal form of the company")
    return _entered(request, title, CharterForm, actions.enter_charter, said)


@require_http_methods(["GET", "POST"])
def share_class(request: Request) -> HttpResponse:
    """Open a class of shares."""
    said = _("The class of shares is open.")
    return _entered(request, _("New class of shares"), ClassForm, actions.open_class, said)
