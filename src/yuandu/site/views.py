"""Pages of the house itself."""

from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce import telling
from yuandu.site import company_desk, front_page
from yuandu.site.search import search as find
from yuandu.site.templatetags.look import built_file
from yuandu.site.workbench import desk


@doors.outside
def health(request: Request) -> HttpResponse:
    """Answer whether the server and its database work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@doors.outside
def front_door(request: Request) -> HttpResponse:
    """Lead to the first workspace, or show the front page of this one."""
    if not request.workspace:
        workspace = Workspace.objects.order_by("pk").first()
        if workspace is None:
            raise Http404
        return redirect(f"/{workspace.slug}/")
    if request.workspace.kind == "company":
        if request.actor.is_insider:
            return redirect("workbench")
        rows = telling.told(workforce.published_by(request.actor))
        return render(request, "workforce/front.html", {"rows": rows})
    return render(request, "site/front_page.html", front_page.article(request.actor))


@doors.signed_in
def workbench(request: Request) -> HttpResponse:
    """Show what waits for the reader, what is promised, late and changed.

    Everybody who signs in arrives here; whoever holds no post yet is led on and told so.
    """
    if not request.actor.is_insider:
        return redirect("accounts:me")
    of_company = request.workspace.kind == "company"
    found = company_desk.desk(request.actor) if of_company else desk(request.actor)
    request.unread = found["counts"]["unread"]
    template = "site/company_workbench.html" if of_company else "site/workbench.html"
    return render(request, template, found)


@doors.public
@require_safe
def worker(request: Request) -> HttpResponse:
    """Hand out the service worker, from an address above the pages that it keeps.

    A worker from under `/static/` could keep nothing but static files.

    Raises:
        Http404: the front end is not built; then pages work with a net alone.
    """
    script = built_file("worker")
    if script is None:
        raise Http404
    response = HttpResponse(script.read_bytes(), content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"  # a browser looks for a new one each time
    return response


@doors.citizens
def search(request: Request) -> HttpResponse:
    """Look for words in everything the reader may see."""
    words = request.GET.get("q", "").replace("\x00", "")
    return render(
        request,
        "site/search.html",
        {
            "frame": "base.html" if request.actor.is_insider else "paper.html",
            "words": words,
            "search_query": words,
            "groups": find(request.actor, words),
        },
    )
