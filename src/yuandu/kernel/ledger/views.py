"""The books as pages: how the quotas stand, accounts with what they hold, their transfers."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.ledger import permissions, queries, quotas, wording
from yuandu.kernel.ledger.forms import GrantForm
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

ON_A_PAGE = 50


@require_GET
def standing(request: Request) -> HttpResponse:
    """Show how the quotas of a year stand, a county a row; each number opens to its transfers."""
    years = queries.quota_years(request.actor)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else next(iter(years), None)
    by_resource = queries.quotas_of(request.actor, year) if year else {}
    context = {
        "title": pgettext("ledger", "Quotas"),
        "years": [
            {"title": each, "url": f"?year={each}", "current": each == year} for each in years
        ],
        "tables": [
            {
                "title": wording.resource(resource),
                "year": year,
                "unit": wording.unit(rows[0].account.unit),
                "rows": [_quota(row) for row in rows],
                "sums": [
                    wording.number(sum(values), rows[0].account.unit)
                    for values in zip(*map(_numbers, rows), strict=True)
                ],
            }
            for resource, rows in by_resource.items()
        ],
        "may": {"grant": permissions.may_grant(request.actor)},
    }
    return render(request, "ledger/standing.html", context)


@require_GET
def accounts(request: Request) -> HttpResponse:
    """Show the accounts that the reader may see, with what each holds."""
    page = Paginator(queries.visible_to(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": pgettext("ledger", "Accounts"),
        "page": page,
        "crumbs": _crumbs(),
        "rows": [_row(account) for account in page],
    }
    return render(request, "ledger/accounts.html", context)


@require_GET
def account(request: Request, pk: int) -> HttpResponse:
    """Show an account with its transfers, the newest first; `show` narrows them to a part."""
    found = queries.get(request.actor, pk=pk, to="see")
    part = request.GET.get("show", "")
    part = part if part in queries.PARTS else ""
    transfers = queries.transfers_of(found, part)
    page = Paginator(transfers, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [queries.line(found, transfer) for transfer in page]
    context = {
        "title": found.title,
        "crumbs": _crumbs(),
        "row": _row(found),
        "page": page,
        "part": part and wording.part(part),
        "sum": part and wording.amount(queries.sum_of(found, part), found.unit),
        "lines": [
            {
                "transfer": line.transfer,
                "other": line.other,
                "amount": wording.number(line.amount, found.unit),
                "state": wording.state(line.transfer.state),
            }
            for line in lines
        ],
    }
    return render(request, "ledger/account.html", context)


@require_http_methods(["GET", "POST"])
def grant(request: Request) -> HttpResponse:
    """Add to a division's quota of a year."""
    if not permissions.may_grant(request.actor):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = GrantForm(request.actor, request.workspace.today(), sent)
    if form.is_valid():
        try:
            quotas.grant(by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = {
                "division": form.cleaned_data["division"].title,
                "amount": wording.amount(
                    form.cleaned_data["amount"], quotas.UNITS[form.cleaned_data["resource"]]
                ),
            }
            messages.success(request, _("%(amount)s were granted to %(division)s.") % said)
            return redirect(f"{reverse('ledger:standing')}?year={form.cleaned_data['year']}")
    context = {"title": _("Grant a quota"), "crumbs": _crumbs(), "form": form}
    return render(request, "ledger/grant.html", context, status=422 if form.errors else 200)


def _crumbs() -> list[dict[str, str]]:
    return [{"title": pgettext("ledger", "Quotas"), "url": reverse("ledger:standing")}]


def _numbers(quota: queries.Quota) -> tuple[Decimal, ...]:
    return quota.granted, quota.reserved, quota.used, quota.left


def _quota(quota: queries.Quota) -> dict[str, object]:
    """Return a row of the table; each number with the address of its transfers."""
    url = quota.account.get_absolute_url()
    used = quota.used_account.get_absolute_url() if quota.used_account else ""
    urls = (f"{url}?show=granted", f"{url}?show=reserved", used and f"{used}?show=used", url)
    granted, reserved, used_up, left = _numbers(quota)
    return {
        "division": quota.account.division,
        "url": url,
        "numbers": [
            {"text": wording.number(number, quota.account.unit), "url": url}
            for number, url in zip((granted, reserved, used_up, left), urls, strict=True)
        ],
        "parts": _shares(granted, used=used_up, held=reserved),
    }


def _shares(whole: Decimal, **parts: Decimal) -> list[dict[str, str]]:
    """Return the parts of a whole as a bar draws them: where each begins, its width, in %."""
    begun, drawn = Decimal(0), []
    for kind, part in parts.items():
        width = 100 * part / whole if whole else Decimal(0)
        drawn.append({"kind": kind, "x": f"{begun:.2f}", "width": f"{width:.2f}"})
        begun += width
    return drawn


def _row(account: Account) -> dict[str, object]:
    return {
        "account": account,
        "unit": wording.unit(account.unit),
        "balance": wording.number(account.balance, account.unit),
        "reserved": wording.number(account.reserved, account.unit),
        "free": wording.number(account.free, account.unit),
    }
