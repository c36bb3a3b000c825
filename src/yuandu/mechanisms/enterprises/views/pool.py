"""The cultivation pool: who is in it, in and out, what batches may bring."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import actions, permissions, queries, rules, telling
from yuandu.mechanisms.enterprises.forms.pool import (
    BatchForm,
    ChosenForm,
    EnterForm,
    LeaveForm,
    LimitsForm,
    PoolForm,
    ProposedForm,
)
from yuandu.mechanisms.enterprises.models import Firm
from yuandu.mechanisms.enterprises.views.worklists import context_of, fragment

UNSOUND = 422


def _tabs(current: str) -> list[dict[str, Any]]:
    """Return the views of the pool, side by side."""
    views = {
        "pool": _("In the pool"),
        "proposed": _("Proposed"),
        "gone": _("Left the pool"),
        "forecast": _("What batches may bring"),
    }
    return [
        {"title": title, "url": reverse(f"enterprises:{code}"), "current": code == current}
        for code, title in views.items()
    ]


def _sent(request: Request) -> Any:
    """Return what was sent, be it nothing; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def _crumbs() -> list[dict[str, str]]:
    return [{"title": _("Cultivation pool"), "url": reverse("enterprises:pool")}]


def _pool(request: Request, *, gone: bool) -> HttpResponse:
    form = PoolForm(request.GET, divisions=registry.divisions(request.actor))
    rows = queries.pool(request.actor, form.filters(gone=gone))
    found = queries.work_page(rows, request.GET.get("page", 1))
    signals = queries.signals_of({one.firm_id for one in found.page})
    layout = layouts.get("cultivation_pool")
    context = context_of(request, _("Cultivation pool"), form) | {
        "tabs": _tabs("gone" if gone else "pool"),
        "gone": gone,
        "layout": layout.code,
        "may": {verb: MAY_LAYOUT[verb](request.actor, layout) for verb in ("import", "export")},
        "found": found,
        "page": found.page,
        "rows": [
            telling.place(one, signals.get(one.firm_id, ()))
            | {"may_leave": not gone and permissions.keeps(request.actor, one.firm)}
            for one in found.page
        ],
    }
    return fragment(request, "enterprises/pool.html", context)


@require_GET
def pool(request: Request) -> HttpResponse:
    """List the pool: how near each firm is, and what is to be watched of it."""
    return _pool(request, gone=False)


@require_GET
def gone(request: Request) -> HttpResponse:
    """List who left the pool, and why."""
    return _pool(request, gone=True)


@require_http_methods(["GET", "POST"])
def proposed(request: Request) -> HttpResponse:
    """List who lacks next to nothing; put those that are ticked into the pool."""
    form = ProposedForm(request.GET, divisions=registry.divisions(request.actor))
    found = queries.work_page(
        queries.proposed(request.actor, form.filters()), request.GET.get("page", 1)
    )
    may_fill = permissions.may_fill_pool(request.actor)
    if request.method == "POST" and not may_fill:
        raise PermissionDenied
    rows = {one.pk: one for one in found.page}
    chosen = ChosenForm(_sent(request), rows=rows.keys())
    if request.method == "POST" and chosen.is_valid():
        number = actions.enter_proposed(
            by=request.actor,
            standings=[rows[pk] for pk in chosen.cleaned_data["standing"]],
            because=chosen.cleaned_data["because"],
        )
        words = ngettext(
            "%(number)s firm is in the pool now.", "%(number)s firms are in the pool now.", number
        )
        messages.success(request, words % {"number": number})
        return redirect(request.get_full_path())
    context = context_of(request, _("Cultivation pool"), form) | {
        "tabs": _tabs("proposed"),
        "found": found,
        "page": found.page,
        "chosen": chosen,
        "may_fill": may_fill,
        "rows": [
            telling.eligible(one)
            | {"pk": one.pk, "may_enter": permissions.keeps(request.actor, one.firm)}
            for one in found.page
        ],
    }
    if request.method == "POST":
        return render(request, "enterprises/proposed.html", context, status=UNSOUND)
    return fragment(request, "enterprises/proposed.html", context)


def _tiers_open_to(firm: Firm, request: Request) -> list[str]:
    """Return the tiers above what the firm holds today."""
    today = request.workspace.today()
    held = [title.tier for title in queries.titles_of(firm) if title.holds_on(today)]
    first = max((rules.TIERS.index(tier) + 1 for tier in held), default=0)
    return list(rules.TIERS[first:])


@require_http_methods(["GET", "POST"])
def enter(request: Request, pk: int) -> HttpResponse:
    """Put one firm into the pool, with a reason."""
    found = queries.get(request.actor, pk, to="enter")
    tiers = _tiers_open_to(found, request)
    form = EnterForm(_sent(request), tiers=tiers, initial={"tier": request.GET.get("tier", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_pool(by=request.actor, firm=found, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(name)s” is in the pool now.") % {"name": found.title})
            return redirect("enterprises:pool")
    context = {
        "title": _("Into the pool"),
        "crumbs": [*_crumbs(), {"title": found.title, "url": found.get_absolute_url()}],
        "form": form,
        "has_tier": bool(tiers),
        "label": _("Put into the pool"),
    }
    status = UNSOUND if form.errors else 200
    return render(request, "enterprises/pool_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def leave(request: Request, pk: int) -> HttpResponse:
    """Take a firm out of the pool, with a reason."""
    found = queries.get_place(request.actor, pk, to="leave")
    form = LeaveForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_pool(by=request.actor, place=found, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(name)s” left the pool.") % {"name": found.firm.title})
            return redirect("enterprises:pool")
    context = {
        "title": _("Out of the pool"),
        "crumbs": [*_crumbs(), {"title": found.firm.title, "url": found.firm.get_absolute_url()}],
        "form": form,
        "has_tier": True,
        "label": _("Take out of the pool"),
    }
    status = UNSOUND if form.errors else 200
    return render(request, "enterprises/pool_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def forecast(request: Request) -> HttpResponse:
    """Show what each batch to come may bring, and on what that rests; enter batches."""
    may_keep = request.actor.has(*permissions.IMPORTERS)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied
    form = BatchForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        actions.keep_batch(by=request.actor, **form.cleaned_data)
        messages.success(request, _("The batch is kept."))
        return redirect("enterprises:forecast")
    context = {
        "frame": "base.html",
        "title": _("Cultivation pool"),
        "tabs": _tabs("forecast"),
        "batches": [telling.batch(one) for one in queries.forecasts(request.actor)],
        "measured": telling.measured_by(queries.sweeps(request.actor)),
        "form": form,
        "may_keep": may_keep,
    }
    status = UNSOUND if form.errors else 200
    return render(request, "enterprises/forecast.html", context, status=status)


@require_http_methods(["GET", "POST"])
def limits(request: Request) -> HttpResponse:
    """Set from where on something is a signal."""
    if not request.actor.has(*permissions.IMPORTERS):
        raise PermissionDenied
    kept = queries.limits_of(request.workspace)
    form = LimitsForm(_sent(request), initial=LimitsForm.shown(kept))
    if request.method == "POST" and form.is_valid():
        actions.keep_limits(by=request.actor, **form.limits())
        messages.success(request, _("The limits are kept; they count from the next sweep on."))
        return redirect("enterprises:pool")
    context = {
        "title": _("What is a signal"),
        "crumbs": _crumbs(),
        "form": form,
        "has_tier": True,
        "label": _("Save"),
    }
    status = UNSOUND if form.errors else 200
    return render(request, "enterprises/pool_form.html", context, status=status)
