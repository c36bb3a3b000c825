"""Boards: of a section on its wall, of all sections by answers in time; the scheme."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.pages import one_form
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.proposals import actions, permissions, queries, rules, wording
from yuandu.mechanisms.proposals.forms import SchemeForm
from yuandu.mechanisms.proposals.views.frames import crumbs, done, qr
from yuandu.mechanisms.workforce import queries as workforce


@require_GET
def boards(request: Request) -> HttpResponse:
    """Show how the sections answer, and who contributed most where the group is large enough."""
    terms = queries.terms_of(request.workspace)
    leaders = list(queries.leaders(request.actor))
    context = {
        "title": _("Sections by answers in time"),
        "crumbs": crumbs(),
        "rows": queries.boards(request.actor),
        "leaders": leaders if len(leaders) >= terms.minimum_group else [],
        "minimum": terms.minimum_group,
    }
    return render(request, "proposals/boards.html", context)


def _section(request: Request, pk: int) -> Division:
    found: Division = get_object_or_404(workforce.sections(request.actor), pk=pk)
    return found


@require_GET
def board(request: Request, pk: int) -> HttpResponse:
    """Show a section's board, large and by itself anew, for a screen on the wall."""
    section = _section(request, pk)
    shown = queries.section_board(request.actor, section)
    context = {
        "title": section.title,
        "board": shown,
        "rows": [wording.row(each, request.workspace.today()) for each in shown.ideas],
        "counts": [
            wording.stage(code) | {"number": shown.counts.get(code, 0)}
            for code in (*rules.OPEN, rules.SPREAD)
        ],
        "may": {"put_up": _puts_up(request, section)},
        "is_screen": "screen" in request.GET,
    }
    if context["is_screen"]:
        context["frame"] = "screen.html"
    template = "proposals/board.html"
    return render(request, f"{template}#now" if request.htmx else template, context)


def _puts_up(request: Request, section: Division) -> bool:
    return permissions.runs(request.actor) or request.actor.has(
        "team_leader", division_id=section.pk
    )


@require_GET
def code(request: Request, pk: int) -> HttpResponse:
    """Show a section's QR code to be printed and put up."""
    section = _section(request, pk)
    if not _puts_up(request, section):
        raise PermissionDenied
    hung = queries.board_of(section)
    address = ""
    if hung:
        address = request.build_absolute_uri(reverse("proposals:at_board", args=[hung.token]))
    context = {
        "title": _("QR code of %(section)s") % {"section": section.title},
        "crumbs": crumbs(),
        "section": section,
        "address": address,
        "qr": qr(address) if address else "",
    }
    return render(request, "proposals/code.html", context)


@require_POST
def put_up(request: Request, pk: int) -> HttpResponse:
    """Give a section's board a new code."""
    section = _section(request, pk)
    if not _puts_up(request, section):
        raise PermissionDenied
    return done(
        request,
        lambda: actions.put_up(by=request.actor, section=section),
        _("The board has a new code; the old paper does not work any more."),
        reverse("proposals:code", args=[section.pk]),
    )


@require_GET
def scheme(request: Request) -> HttpResponse:
    """Show the scheme that holds today, and those before it."""
    terms = queries.terms_of(request.workspace)
    context = {
        "title": _("Scheme for proposals"),
        "crumbs": crumbs(),
        "terms": terms,
        "grades": [{"grade": each, "title": wording.title_of(each)} for each in terms.grades],
        "days": terms.answer_days,
        "sample": wording.percent(terms.sample_share),
        "schemes": queries.schemes(request.actor)[:50],
        "may": {"publish": permissions.runs(request.actor)},
    }
    return render(request, "proposals/scheme.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: Request) -> HttpResponse:
    """Publish a new version of the scheme."""
    if not permissions.runs(request.actor):
        raise PermissionDenied
    form = SchemeForm(request.POST or None, initial=_today(request))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.publish_scheme(by=request.actor, **form.scheme())
        return _("The scheme is published."), "proposals:scheme"

    return one_form(request, _("New scheme"), form, act, crumbs())


def _today(request: Request) -> dict[str, Any]:
    """Return the scheme of today as the form has it, to be changed from there."""
    terms = queries.terms_of(request.workspace)
    return {
        "from_on": request.workspace.today(),
        "instant_days": terms.answer_days[rules.INSTANT],
        "project_days": terms.answer_days[rules.PROJECT],
        "finance_from": terms.finance_from,
        "benefit_most": terms.benefit_most,
        "sample": terms.sample_share * 100,
        "minimum_group": terms.minimum_group,
        "grades": "\n".join(
            f"{each.code}, {each.title}, {each.title_en}, {each.award}" for each in terms.grades
        ),
    }
