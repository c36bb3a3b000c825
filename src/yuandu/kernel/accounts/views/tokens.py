"""One's own API tokens."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.accounts import actions, doors, queries
from yuandu.kernel.accounts.forms import TokenForm
from yuandu.kernel.accounts.views.requests import Request


@doors.not_by_card
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: Request) -> HttpResponse:
    """List one's tokens; make a new one and show it, this once."""
    form = TokenForm(request.POST or None)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        made, secret = actions.make_token(
            by=request.actor,
            user=request.user,
            name=form.cleaned_data["name"],
            scopes=frozenset(form.cleaned_data["scopes"]),
            expires_at=timezone.now() + datetime.timedelta(days=form.cleaned_data["days"]),
        )
        form = TokenForm()
    return render(
        request,
        "accounts/tokens.html",
        {
            "form": form,
            "made": made,
            "secret": secret,
            "tokens": queries.tokens_of(request.user.pk, request.workspace),
            "now": timezone.now(),
        },
    )


@doors.not_by_card
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """Make a token worthless at once."""
    token = get_object_or_404(queries.tokens_of(request.user.pk, request.workspace), pk=pk)
    actions.revoke_token(by=request.actor, token=token)
    messages.success(request, _("The token is worthless from now on."))
    return redirect("accounts:tokens")
