"""The promise: average pay against local peers, month by month, and the benchmarks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.pay import actions, permissions, queries, telling
from yuandu.mechanisms.pay.forms import BenchmarkForm, GroupForm
from yuandu.mechanisms.pay.views.slips import crumbs as above

BENCHMARKS_SHOWN = 60


@require_GET
def home(request: Request) -> HttpResponse:
    """Show whether the promise is kept."""
    group = queries.promised_group(request.workspace)
    months = queries.promise(request.workspace, group)
    context = {
        "title": _("Pay and local peers"),
        "crumbs": above(),
        "group": group,
        "months": months[::-1],
        "newest": months[-1] if months else None,
        "chart": telling.promise_chart(months),
        "benchmarks": queries.benchmarks(request.actor)[:BENCHMARKS_SHOWN],
        "may": {"keep": permissions.keeps_benchmarks(request.actor)},
    }
    return render(request, "pay/promise.html", context)


@require_http_methods(["GET", "POST"])
def group(request: Request) -> HttpResponse:
    """Enter whom the company holds its pay against."""
    _keeper(request)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enter_group(by=request.actor, **given)
        return _("The local peers are entered."), "pay:promise"

    return one_form(request, _("Local peers"), GroupForm(*sent(request)), act, _crumbs())


@require_http_methods(["GET", "POST"])
def benchmark(request: Request) -> HttpResponse:
    """Enter what peers paid in a month."""
    _keeper(request)
    form = BenchmarkForm(*sent(request), groups=queries.peer_groups(request.actor))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enter_benchmark(by=request.actor, **given)
        return _("The benchmark is entered."), "pay:promise"

    return one_form(request, _("Benchmark of a month"), form, act, _crumbs())


def _keeper(request: Request) -> None:
    if not permissions.keeps_benchmarks(request.actor):
        raise PermissionDenied


def _crumbs() -> list[dict[str, Any]]:
    return [*above(), {"title": _("Pay and local peers"), "url": reverse("pay:promise")}]
