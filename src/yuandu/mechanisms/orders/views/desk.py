"""The desk of coordinators and buyers: what waits for an answer, what greenhouses need by when."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.orders import permissions, queries
from yuandu.mechanisms.orders.models import CropStep
from yuandu.mechanisms.orders.queries import waiting as waits
from yuandu.mechanisms.orders.views.buying import crumbs

PER_PAGE = 50


@require_GET
def waiting(request: Request) -> HttpResponse:
    """Show what waits, with its age: shares without an answer, orders without growers."""
    actor = request.actor
    if not permissions.sees_desk(actor):
        raise Http404
    today = actor.workspace.today()
    page = waits.waiting_page(actor, request.GET.get("page", 1))
    context = {
        "title": _("What waits"),
        "crumbs": crumbs(),
        "page": page,
        "shares": [
            {"promise": each.promise, "days": each.days, "is_late": each.promise.answer_by < today}
            for each in waits.aged(page, actor)
        ],
        "orders": [
            {"order": each, "days": (today - each.ordered_on).days}
            for each in queries.unserved(actor)[: waits.SHOWN]
        ],
    }
    return render(request, "orders/waiting.html", context)


@require_GET
def crops(request: Request) -> HttpResponse:
    """Show what is due in greenhouses within two weeks, and what is late."""
    actor = request.actor
    if not permissions.sees_crops(actor):
        raise Http404
    due = queries.due_steps(actor)
    page = Paginator(due, PER_PAGE).get_page(request.GET.get("page", 1))
    promises = queries.promises_of_steps(actor, page)
    context = {
        "title": _("Crop calendar"),
        "crumbs": crumbs(),
        "page": page,
        "late": sum(each.step.is_late for each in due),
        "rows": [
            {
                "promise": promises[each.promise_id],
                "step": each.step,
                "title": CropStep(each.step.step).label,
            }
            for each in page
        ],
    }
    return render(request, "orders/crops.html", context)
