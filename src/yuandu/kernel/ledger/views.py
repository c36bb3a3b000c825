"""The books as pages: accounts with what they hold, and the transfers of each."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from yuandu.kernel.ledger import queries, wording
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.registry.requests import Request

ON_A_PAGE = 50


@require_GET
def accounts(request: Request) -> HttpResponse:
    """Show the accounts that the reader may see, with what each holds."""
    page = Paginator(queries.visible_to(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": pgettext("ledger", "Accounts"),
        "page": page,
        "rows": [_row(account) for account in page],
    }
    return render(request, "ledger/accounts.html", context)


@require_GET
def account(request: Request, pk: int) -> HttpResponse:
    """Show an account with its transfers, the newest first."""
    found = queries.get(request.actor, pk, to="see")
    page = Paginator(queries.transfers_of(found), ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [queries.line(found, transfer) for transfer in page]
    context = {
        "title": found.title,
        "crumbs": [{"label": pgettext("ledger", "Accounts"), "url": reverse("ledger:accounts")}],
        "row": _row(found),
        "page": page,
        "lines": [
            {
                "transfer": line.transfer,
                "other": line.other,
                "amount": wording.number(line.amount),
                "state": wording.state(line.transfer.state),
            }
            for line in lines
        ],
    }
    return render(request, "ledger/account.html", context)


def _row(account: Account) -> dict[str, object]:
    return {
        "account": account,
        "unit": wording.unit(account.unit),
        "balance": wording.number(account.balance),
        "reserved": wording.number(account.reserved),
        "free": wording.number(account.free),
    }
