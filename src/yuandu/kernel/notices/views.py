"""The in-box, its settings, and the robots of work groups."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yuandu.kernel.notices import actions, forms, queries, robots
from yuandu.kernel.notices.models import Delivery, Robot
from yuandu.kernel.notices.permissions import MAY_ROBOT
from yuandu.kernel.registry.requests import Request

ON_A_PAGE = 50
LATEST_DELIVERIES = 50


def inbox(request: Request) -> HttpResponse:
    """Show what the reader was told, newest first."""
    _signed_in(request)
    page = Paginator(queries.visible_to(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Notices"),
        "page": page,
        "items": [queries.item(notice) for notice in page],
        "unread": queries.unread(request.actor),
    }
    template = "notices/inbox.html"
    return render(request, f"{template}#notices" if request.htmx else template, context)


def open_notice(request: Request, pk: int) -> HttpResponse:
    """Lead to what the notice is about, and take it as read."""
    notice = queries.get(request.actor, pk, to="read")
    actions.mark_read(by=request.actor, notices=[notice.pk])
    return redirect(notice.url or "notices:inbox")


@require_POST
def read_all(request: Request) -> HttpResponse:
    """Take everything as read."""
    _signed_in(request)
    actions.mark_read(by=request.actor)
    return redirect("notices:inbox")


def settings(request: Request) -> HttpResponse:
    """Choose when to be written to."""
    _signed_in(request)
    initial = {"mail": queries.mail_preference(request.actor)}
    form = forms.MailForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.prefer(by=request.actor, mail=form.cleaned_data["mail"])
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    return render(
        request,
        "notices/settings.html",
        {"title": _("When to write to me"), "form": form, "email": _email(request)},
        status=422 if form.errors else 200,
    )


def _email(request: Request) -> str:
    return getattr(request.user, "email", "")


def _signed_in(request: Request) -> None:
    if request.actor.user_id is None:
        raise Http404


def robot_list(request: Request) -> HttpResponse:
    """Show the robots, and what became of the last messages."""
    shown = queries.robots(request.actor, to="see").order_by("name")
    deliveries = Delivery.objects.filter(workspace=request.workspace).select_related("robot")
    return render(
        request,
        "notices/robots.html",
        {
            "title": _("Work groups"),
            "robots": [(robot, robots.masked(robot.address)) for robot in shown],
            "platforms": forms.PLATFORMS,
            "deliveries": deliveries.order_by("-pk")[:LATEST_DELIVERIES],
            "may_keep": MAY_ROBOT["keep"](request.actor, None),
        },
    )


def robot_add(request: Request) -> HttpResponse:
    """Add the robot of a group."""
    queries.robots(request.actor, to="keep")
    return _robot_form(request, None)


def robot_edit(request: Request, pk: int) -> HttpResponse:
    """Change a robot."""
    return _robot_form(request, queries.get_robot(request.actor, pk, to="keep"))


def _robot_form(request: Request, robot: Robot | None) -> HttpResponse:
    initial = forms.of_robot(robot) if robot else {"language": "zh-hans", "is_active": True}
    form = forms.RobotForm(
        request.POST or None, initial=initial, workspace=request.workspace, robot=robot
    )
    if request.method == "POST" and form.is_valid():
        actions.keep_robot(by=request.actor, robot=robot, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("notices:robots")
    title = robot.name if robot else _("Add a group")
    return render(
        request,
        "notices/robot.html",
        {"title": title, "form": form, "robot": robot},
        status=422 if form.errors else 200,
    )


@require_POST
def robot_try(request: Request, pk: int) -> HttpResponse:
    """Have the robot speak, to see whether it does."""
    actions.try_robot(by=request.actor, robot=queries.get_robot(request.actor, pk, to="keep"))
    messages.success(request, _("A trial message is on its way; the list below tells how it went."))
    return redirect("notices:robots")


@require_POST
def deliver_again(request: Request, pk: int) -> HttpResponse:
    """Send once more what failed."""
    queries.robots(request.actor, to="keep")
    delivery = get_object_or_404(Delivery, workspace=request.workspace, pk=pk)
    actions.deliver_again(by=request.actor, delivery=delivery)
    return redirect("notices:robots")
