"""Pages of platforms: the register, one platform with its way up, the equipment it opens."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import actions, permissions, queries, rules, upgrading, wording
from yuandu.mechanisms.enterprises.forms.equipment import (
    BookingForm,
    EquipmentBar,
    EquipmentForm,
    PlatformReportForm,
)
from yuandu.mechanisms.enterprises.forms.lists import PlatformForm
from yuandu.mechanisms.enterprises.models import Equipment, Platform
from yuandu.mechanisms.enterprises.views.frames import fragment, frame, listed, platform_row
from yuandu.services.policies import wording as clauses
from yuandu.services.policies.vocabulary import title_of


@doors.public
@require_GET
def platform_list(request: Request) -> HttpResponse:
    """List platforms, each once at its highest level."""
    form = PlatformForm(request.GET, divisions=registry.divisions(request.actor))
    found = queries.platform_page(request.actor, form.filters(), request.GET.get("page", 1))
    context = listed(request, _("Technology-innovation platforms"), form, "platforms") | {
        "found": found,
        "page": found.page,
        "rows": [platform_row(platform) for platform in found.page],
    }
    return fragment(request, "enterprises/platforms.html", context)


@doors.public
@require_GET
def platform(request: Request, pk: int) -> HttpResponse:
    """Show one platform and the levels it has climbed."""
    found = queries.get_platform(request.actor, pk, to="see")
    following = rules.next_level(found.level)
    path = queries.path_of(found)
    host = getattr(found.host, "firm", None)
    may = {verb: test(request.actor, found) for verb, test in permissions.MAY_PLATFORM.items()}
    listed_equipment = list(queries.equipment_of(request.actor, found))
    idle = queries.idle_week(request.actor, listed_equipment)
    context = {
        "frame": frame(request),
        "title": found.title,
        "crumbs": [
            {"title": _("Technology-innovation platforms"), "url": reverse("enterprises:platforms")}
        ],
        "pairs": [
            {
                "label": _("Host"),
                "value": found.host.title,
                "url": host.get_absolute_url() if host else "",
            },
            {"label": _("Level"), "value": found.get_level_display()},
            {"label": _("Kind"), "value": found.get_kind_display()},
            {"label": _("Field of work"), "value": found.field},
            {"label": _("Document"), "value": found.document},
        ],
        "path": path,
        "current": found,
        "is_highest": path[-1] == found,
        "next": wording.level(following) if following else "",
        "closed_on": found.closed_on,
        "may": may,
        "upgrade": _upgrade(found, request.workspace.today()) if may["see_gaps"] else None,
        "rows": [_equipment_row(each, idle) for each in listed_equipment],
    }
    return render(request, "enterprises/platform.html", context)


def _upgrade(platform: Platform, today: Any) -> dict[str, Any] | None:
    """Return what the next level asks, clause by clause, and what is missing."""
    found = queries.upgrade_of(platform, today)
    if found is None:
        return None
    book = found.book
    return {
        "level": found.level,
        "book": clauses.part_title(book),
        "document": book.document,
        "year": found.report.year if found.report else None,
        "rows": [_clause(one) for one in found.answer.findings],
    }


def _clause(one: Any) -> dict[str, Any]:
    state = one.state.name.lower().replace("_", "-")
    unit = one.criterion.unit
    return {
        "title": clauses.part_title(one.criterion),
        "label": clauses.STATES[state],
        "tone": clauses.TONES.get(state, "calm"),
        "value": clauses.value([each for each in one.values if each is not None], unit) or "—",
        "threshold": clauses.value(one.criterion.threshold, unit),
        "missing": [title_of(upgrading.vocabulary()[name]) for name in one.missing],
        "to_verify": one.criterion.to_verify,
    }


def _entered(
    request: Request, form: Any, act: Any, *, title: str, crumbs: list[dict[str, str]]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            target = act()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect(target)
    context = {"title": title, "form": form, "crumbs": crumbs}
    return render(request, "enterprises/edit.html", context, status=422 if form.errors else 200)


def _way(*things: Any) -> list[dict[str, str]]:
    return [
        {"title": _("Technology-innovation platforms"), "url": reverse("enterprises:platforms")},
        *({"title": each.title, "url": each.get_absolute_url()} for each in things),
    ]


@require_http_methods(["GET", "POST"])
def report(request: Request, pk: int) -> HttpResponse:
    """Say what a platform came to in a year."""
    found = queries.get_platform(request.actor, pk, to="keep")
    form = PlatformReportForm(_posted(request))

    def act() -> str:
        actions.report_platform(by=request.actor, platform=found, **form.cleaned_data)
        return found.get_absolute_url()

    return _entered(request, form, act, title=_("Report of the year"), crumbs=_way(found))


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def add_equipment(request: Request, pk: int) -> HttpResponse:
    """Open a piece of equipment to firms."""
    found = queries.get_platform(request.actor, pk, to="keep")
    form = EquipmentForm(_posted(request))

    def act() -> str:
        made = actions.open_equipment(by=request.actor, platform=found, **form.cleaned_data)
        return made.get_absolute_url()

    return _entered(request, form, act, title=_("Open equipment"), crumbs=_way(found))


@require_http_methods(["GET", "POST"])
def edit_equipment(request: Request, pk: int) -> HttpResponse:
    """Change a piece of equipment, or close it to firms."""
    found = queries.get_equipment(request.actor, pk, to="keep")
    form = EquipmentForm(_posted(request), equipment=found)

    def act() -> str:
        actions.open_equipment(
            by=request.actor, platform=found.platform, equipment=found, **form.cleaned_data
        )
        return found.get_absolute_url()

    return _entered(
        request, form, act, title=_("Change the equipment"), crumbs=_way(found.platform)
    )


@doors.public
@require_GET
def equipment_list(request: Request) -> HttpResponse:
    """List what platforms open, with the idle hours of the coming week."""
    form = EquipmentBar(request.GET)
    page = queries.equipment_page(request.actor, form.words_given(), request.GET.get("page", 1))
    idle = queries.idle_week(request.actor, page)
    context = {
        "frame": frame(request),
        "title": _("Equipment open to firms"),
        "form": form,
        "page": page,
        "total": page.paginator.count,
        "rows": [_equipment_row(each, idle) for each in page],
    }
    return fragment(request, "enterprises/equipment_list.html", context)


def _equipment_row(equipment: Equipment, idle: Any) -> dict[str, Any]:
    platform = equipment.platform
    hours = sum(each.hours for day in idle[equipment.pk].values() for each in day)
    return {
        "equipment": equipment,
        "url": equipment.get_absolute_url(),
        "platform": platform.title,
        "division": platform.host.division.short_title if platform.host.division else "",
        "idle_hours": hours,
    }


@doors.public
@require_GET
def equipment(request: Request, pk: int) -> HttpResponse:
    """Show one piece of equipment: when it is idle this week, and by right who has it."""
    actor = request.actor
    found = queries.get_equipment(actor, pk, to="see")
    idle = queries.idle_week(actor, [found])[found.pk]
    context = {
        "frame": frame(request),
        "title": found.title,
        "crumbs": [
            {"title": _("Equipment open to firms"), "url": reverse("enterprises:equipment_list")}
        ],
        "equipment": found,
        "days": [{"day": day, "idle": stretches} for day, stretches in idle.items()],
        "bookings": [
            {
                "booking": booking,
                "stretch": stretch,
                "may_cancel": permissions.MAY_BOOKING["cancel"](actor, booking),
            }
            for booking, stretch in queries.bookings_of(actor, found)
        ],
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_EQUIPMENT.items()},
    }
    return render(request, "enterprises/equipment.html", context)


@require_http_methods(["GET", "POST"])
def book(request: Request, pk: int) -> HttpResponse:
    """Book some hours."""
    found = queries.get_equipment(request.actor, pk, to="book")
    among = queries.firms_to_book_for(request.actor)
    own = reach(request.actor).organisations
    firm = among.filter(pk__in=own).first() if len(own) == 1 else None
    form = BookingForm(_posted(request), equipment=found, among=among, firm=firm)

    def act() -> str:
        actions.book(by=request.actor, equipment=found, **form.cleaned_data)
        return found.get_absolute_url()

    return _entered(request, form, act, title=_("Book hours"), crumbs=_way(found.platform, found))


@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    """Give booked hours back."""
    found = queries.booking(request.actor, pk, to="cancel")
    try:
        actions.cancel_booking(by=request.actor, booking=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The hours are free again."))
    return redirect(found.equipment)
