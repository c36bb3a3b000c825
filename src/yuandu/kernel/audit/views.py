"""Pages of the log, for administrators and auditors."""

import datetime

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from yuandu.kernel.audit import actions, chain, queries
from yuandu.kernel.audit.forms import Filters
from yuandu.kernel.audit.permissions import MAY
from yuandu.kernel.audit.who import Reader
from yuandu.kernel.workspaces.models import Workspace


class Request(HttpRequest):
    """A request as this room sees it; never made, only named in annotations."""

    workspace: Workspace
    actor: Reader
    htmx: bool


@require_safe
def log(request: Request) -> HttpResponse:
    """Show the newest entries that are asked for."""
    queries.may_read(request.actor)
    form = Filters(request.GET)
    page = queries.log(request.actor, form.wanted(), before=form.below())
    template = "audit/log.html"
    if request.htmx:
        template += "#rows"
    return render(request, template, {"form": form, "page": page})


@require_safe
def entry(request: Request, pk: int) -> HttpResponse:
    """Show one entry: all of it, its place in the chain, what is kept beside it."""
    found = queries.get(request.actor, pk, to="read")
    [row] = queries.rows([found])
    return render(
        request,
        "audit/entry.html",
        {
            "row": row,
            "link": queries.link_of(found),
            "personal": queries.personal_of(request.actor, found),
            "may": {"erase": MAY["erase"](request.actor)},
        },
    )


@require_POST
def erase(request: Request, pk: int) -> HttpResponse:
    """Erase the personal values beside an entry."""
    actions.erase(request.actor, queries.get(request.actor, pk, to="erase"))
    return redirect("audit:entry", pk)


@require_safe
def roots(request: Request) -> HttpResponse:
    """List the daily roots, newest first."""
    queries.may_read(request.actor)
    return render(
        request,
        "audit/roots.html",
        {
            "roots": chain.roots(request.workspace.pk)[:100],
            "head": chain.head(request.workspace.pk),
        },
    )


@require_safe
def root(request: Request, day: datetime.date) -> HttpResponse:
    """Show the root of a day, made to be printed and kept elsewhere."""
    found = queries.daily_root(request.actor, day)
    code = segno.make(found.digits, error="m", micro=False)
    return render(
        request,
        "audit/root.html",
        {
            "root": found,
            "groups": [found.digits[at : at + 8] for at in range(0, 64, 8)],
            # Our own digits as a drawing: nothing of a user's is in it.
            "code": mark_safe(code.svg_inline(scale=4, border=2)),  # noqa: S308
        },
    )
