"""One's clocks in a calendar, and the rhythms of reminders."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import actions, clocks, feeds, forms
from yuandu.kernel.lifecycle.days import rhythms_of
from yuandu.kernel.lifecycle.queries import calendars
from yuandu.kernel.notices import mailing
from yuandu.kernel.registry.requests import Request


@doors.public
@require_GET
def feed(request: Request, token: str) -> HttpResponse:
    """Give the calendar that a secret address opens."""
    actor, user = calendars.holder(request.workspace, token)
    with translation.override(user.language or settings.LANGUAGE_CODE):
        name = _("%(place)s: my clocks") % {"place": request.workspace.title}
        content = feeds.calendar(name, calendars.entries(actor), timezone.now())
    return _calendar(content, "clocks")


@doors.public
@require_GET
def feed_of(request: Request, code: str, token: str) -> HttpResponse:
    """Give another room's calendar that a secret address opens."""
    actor, user = calendars.holder(request.workspace, token)
    found = feeds.get(code, actor)
    if found is None:
        raise Http404
    with translation.override(user.language or settings.LANGUAGE_CODE):
        name = f"{request.workspace.title}: {found.title}"
        content = feeds.calendar(name, found.entries(actor), timezone.now())
    return _calendar(content, code)


def _calendar(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'inline; filename="{name}.ics"',
            "Cache-Control": "private, max-age=600",
        },
    )


@require_http_methods(["GET", "POST"])
def calendar(request: Request) -> HttpResponse:
    """Make an address for one's calendar, shown once, or make it void."""
    address, others = "", []
    if request.method == "POST" and request.POST.get("act") == "close":
        actions.close_calendar(by=request.actor)
        messages.success(request, _("The address is void."))
        return redirect("lifecycle:calendar")
    if request.method == "POST":
        token = actions.open_calendar(by=request.actor)
        address = mailing.absolute(reverse("lifecycle:feed", args=[token]))
        others = [
            {
                "title": each.title,
                "address": mailing.absolute(reverse("lifecycle:feed_of", args=[each.code, token])),
            }
            for each in feeds.open_to(request.actor)
        ]
    context = {
        "title": _("My clocks in my calendar"),
        "address": address,
        "others": others,
        "has_feed": calendars.has_feed(request.actor),
        "may_open": request.actor.acting_for_id is None,
    }
    response = render(request, "lifecycle/calendar.html", context)
    response["Cache-Control"] = "no-store"  # a secret may stand on the page
    return response


@require_GET
def rhythms(request: Request) -> HttpResponse:
    """Show on which days people are reminded."""
    kept = rhythms_of(request.workspace)
    context = {
        "title": _("Rhythms of reminders"),
        "rhythms": [
            {
                "code": code,
                "title": title,
                "offsets": ", ".join(map(str, kept[code].offsets)),
                "anchor": forms.ANCHORS[kept[code].anchor],
                "unit": forms.UNITS[kept[code].unit],
            }
            for code, title in forms.RHYTHMS.items()
        ],
        "may_keep": request.actor.has("administrator"),
    }
    return render(request, "lifecycle/rhythms.html", context)


@require_http_methods(["GET", "POST"])
def rhythm(request: Request, code: str) -> HttpResponse:
    """Change a rhythm."""
    if code not in clocks.RHYTHMS:
        raise Http404
    if not request.actor.has("administrator"):
        raise PermissionDenied
    kept = rhythms_of(request.workspace)[code]
    initial = {
        "offsets": ", ".join(map(str, kept.offsets)),
        "anchor": kept.anchor,
        "unit": kept.unit,
    }
    form = forms.RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_rhythm(by=request.actor, code=code, **form.cleaned_data)
        messages.success(request, _("Saved; running promises follow from now on."))
        return redirect("lifecycle:rhythms")
    context = {"title": forms.RHYTHMS[code], "form": form}
    return render(request, "lifecycle/rhythm.html", context, status=422 if form.errors else 200)
