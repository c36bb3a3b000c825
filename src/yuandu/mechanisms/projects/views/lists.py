"""The yearly lists, and projects coming onto and leaving them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import actions, permissions, queries
from yuandu.mechanisms.projects.forms import LeaveForm, ListForm, MakeListForm


@require_http_methods(["GET", "POST"])
def annual_lists(request: Request) -> HttpResponse:
    """Show the yearly lists; the city's officers make new ones here."""
    actor = request.actor
    may_keep = permissions.may_keep_lists(actor)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied
    form = MakeListForm(request.POST or None, initial={"year": request.workspace.today().year})
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_list(by=actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The list is made; projects can be put on it."))
            return redirect("projects:annual_lists")
    context = {
        "title": _("Yearly lists"),
        "lists": queries.lists_with_sizes(actor),
        "form": form,
        "may_keep": may_keep,
    }
    return render(request, "projects/annual_lists.html", context)


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Show a list to the public."""
    if not permissions.may_keep_lists(request.actor):
        raise PermissionDenied
    found = get_object_or_404(queries.lists_in(request.actor), pk=pk)
    try:
        actions.publish_list(by=request.actor, annual_list=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The list is published."))
    return redirect("projects:annual_lists")


@require_http_methods(["GET", "POST"])
def list_project(request: Request, pk: int) -> HttpResponse:
    """Put a project on a yearly list."""
    project = queries.get(request.actor, pk, to="list")
    form = ListForm(
        request.POST or None,
        actor=request.actor,
        lists=queries.lists_in(request.actor),
        initial={"category": project.kind},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.list_project(
                by=request.actor,
                project=project,
                annual_list=form.cleaned_data["annual_list"],
                category=form.cleaned_data["category"],
                status=form.cleaned_data["status"],
                annual_plan=form.cleaned_data["annual_plan"],
                on=form.cleaned_data["entered_on"],
                confirmed=form.cleaned_data["confirmed"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The project is on the list."))
            return redirect(project)
    context = {"title": _("Put on a yearly list"), "project": project, "form": form}
    return render(request, "projects/list_project.html", context)


@require_http_methods(["GET", "POST"])
def unlist(request: Request, pk: int, listing: int) -> HttpResponse:
    """Take a project off a yearly list."""
    project = queries.get(request.actor, pk, to="list")
    place = get_object_or_404(project.listings.select_related("annual_list"), pk=listing)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unlist(by=request.actor, listing=place, because=form.cleaned_data["because"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The project has left the list."))
            return redirect(project)
    context = {"title": _("Take off the list"), "project": project, "listing": place, "form": form}
    return render(request, "projects/unlist.html", context)
