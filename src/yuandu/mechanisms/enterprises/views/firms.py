"""Pages of the ladder: firms, one firm, titles that run out, platforms."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import actions, permissions, queries, rules, wording
from yuandu.mechanisms.enterprises.forms.lists import (
    ContactForm,
    ExpiryForm,
    FirmForm,
)
from yuandu.mechanisms.enterprises.models import Firm, Recognition, Tier
from yuandu.mechanisms.enterprises.views.frames import (
    application_row,
    fragment,
    frame,
    listed,
    platform_row,
)
from yuandu.services.policies.library import vocabulary


@doors.public
@require_GET
def firm_list(request: Request) -> HttpResponse:
    """List firms with the titles they hold today, a page at a time."""
    form = FirmForm(request.GET, divisions=registry.divisions(request.actor))
    found = queries.page(request.actor, form.filters(), request.GET.get("page", 1))
    today = request.workspace.today()
    context = listed(request, _("Firms on the ladder"), form, "recognitions") | {
        "found": found,
        "page": found.page,
        "rows": [_firm_row(firm, queries.held(firm), today) for firm in found.page],
        "own": queries.own(request.actor) if request.actor.has("owner") else [],
    }
    return fragment(request, "enterprises/list.html", context)


def _firm_row(firm: Firm, held: Iterable[Recognition], today: datetime.date) -> dict[str, Any]:
    titles = sorted(held, key=lambda title: -rules.TIERS.index(title.tier))
    return {
        "name": firm.title,
        "code": firm.party.code,
        "url": firm.get_absolute_url(),
        "division": firm.party.division.short_title if firm.party.division else "",
        "titles": [_title(title, today) for title in titles],
    }


def _title(title: Recognition, today: datetime.date) -> dict[str, Any]:
    left = rules.months_left(title.valid_to, today)
    return {
        "label": wording.tier(title.tier),
        "batch": wording.batch(title.announcement.batch),
        "document": title.announcement.document,
        "announced_on": title.announcement.published_on,
        "valid_from": title.valid_from,
        "valid_to": title.valid_to,
        "months_left": left,
        "holds": title.holds_on(today),
        "soon": title.holds_on(today) and left < rules.SOON,
        "ending": title.get_ending_display(),
        "ended_on": title.ended_on,
        "because": title.ended_because,
    }


@doors.public
@require_GET
def firm(request: Request, pk: int) -> HttpResponse:
    """Show one firm: its titles and platforms to everybody, its facts by right."""
    actor = request.actor
    found = queries.get(actor, pk, to="see")
    may = queries.mays(actor, found)
    today = request.workspace.today()
    titles = queries.titles_of(found)
    held = [title.tier for title in titles if title.holds_on(today)]
    highest = max(held, key=rules.TIERS.index, default="")
    following = rules.next_tier(highest)
    context = {
        "frame": frame(request),
        "title": found.title,
        "firm": found,
        "may": may,
        "crumbs": [{"title": _("Firms on the ladder"), "url": reverse("enterprises:list")}],
        "pairs": _pairs(found),
        "rungs": [
            {"label": Tier(tier).label, "held": tier in held, "next": tier == following}
            for tier in rules.TIERS
        ],
        "titles": [_title(title, today) for title in titles],
        "applications": [
            application_row(each, today) for each in queries.applications_of(actor, found.pk)
        ],
        "platforms": [platform_row(platform) for platform in queries.platforms_of(found)],
    }
    if may["see_facts"]:
        context["yearly"] = queries.yearly_facts(actor, found)
        context["standing"] = [_fact(each) for each in queries.standing_facts(actor, found)]
    return render(request, "enterprises/firm.html", context)


def _pairs(firm: Firm) -> list[dict[str, Any]]:
    party = firm.party
    return [
        {"label": _("Credit code"), "value": party.code},
        {"label": _("County or zone"), "value": party.division.title if party.division else ""},
        {"label": _("Industry"), "value": party.industry.title if party.industry else ""},
        {"label": _("Leading product"), "value": firm.leading_product},
    ]


def _fact(each: dict[str, Any]) -> dict[str, Any]:
    fact, code = each["fact"], each["code"]
    value = wording.CHOICES.get(fact.text, fact.text) if fact.text else fact.value.normalize()
    if vocabulary()[code].kind == "flag":
        value = _("yes") if fact.value else _("no")
    elif code == "national_niche_share":
        value = f"{fact.value * 100:.1f}%"
    elif not fact.text:
        value = f"{value:f}"
    return {"label": each["title"], "value": value}


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Keep product, contact and telephone up to date."""
    found = queries.get(request.actor, pk, to="edit")
    kept = {name: getattr(found, name) for name in ContactForm.base_fields}
    form = ContactForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        actions.keep_contact(by=request.actor, firm=found, **form.cleaned_data)
        return redirect(found)
    context = {
        "title": _("Change the contact"),
        "form": form,
        "crumbs": [{"title": found.title, "url": found.get_absolute_url()}],
    }
    return render(request, "enterprises/edit.html", context)


@require_GET
def expiry(request: Request) -> HttpResponse:
    """Show the officers which titles run out, month by month."""
    if not permissions.may_watch(request.actor):
        raise PermissionDenied
    form = ExpiryForm(request.GET)
    today = request.workspace.today()
    months = queries.expiring(request.actor, **form.asked())
    context = listed(request, _("Titles that run out"), form, "recognitions") | {
        "months": [
            {
                "first": month.first,
                "titles": [
                    _title(title, today)
                    | {
                        "name": title.firm.title,
                        "url": title.firm.get_absolute_url(),
                        "division": _place(title.firm),
                        "phone": title.firm.phone,
                    }
                    for title in month.titles
                ],
            }
            for month in months
        ],
        "total": sum(len(month.titles) for month in months),
    }
    return fragment(request, "enterprises/expiry.html", context)


def _place(firm: Firm) -> str:
    return firm.party.division.short_title if firm.party.division else ""
