"""The people of a workspace: who has an account, made and looked after by administrators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import actions, permissions, queries
from yuandu.kernel.accounts.forms import CardForm, InvitationForm
from yuandu.kernel.accounts.models import User
from yuandu.kernel.accounts.views.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

A_PAGE = 50


@require_GET
def people(request: Request) -> HttpResponse:
    """List the accounts at home here."""
    if not request.actor.has(*permissions.READERS):
        raise PermissionDenied
    found = queries.visible_to(request.actor)
    words = request.GET.get("q", "").strip()
    if words:
        found = found.filter(Q(name__icontains=words) | Q(username__icontains=words))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "accounts/people.html",
        {
            "page": page,
            "words": words,
            "may_invite": request.actor.has("administrator"),
            "may_issue": request.actor.has(*permissions.ISSUERS),
            "card_form": CardForm(),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: Request) -> HttpResponse:
    """Make an account, and show the link by which its owner sets a password."""
    if not request.actor.has("administrator"):
        raise PermissionDenied
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.invite(by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("username", refusal.sentence)
        else:
            return _with_link(request, user)
    return render(request, "accounts/invite.html", {"form": form})


@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    """Show one account, its card, and what may be done with it."""
    user = queries.get(request.actor, pk, to="see")
    return render(
        request,
        "accounts/person.html",
        {
            "person": user,
            "card": queries.card_in_use(user, request.workspace),
            "card_form": CardForm(),
            "may": {verb: test(request.actor, user) for verb, test in permissions.MAY.items()},
            "is_self": user.pk == request.actor.user_id,
        },
    )


@never_cache
@require_POST
def link(request: Request, pk: int) -> HttpResponse:
    """Show a new link by which the person sets a password."""
    user = queries.get(request.actor, pk, to="manage")
    return _with_link(request, user)


def _with_link(request: Request, user: User) -> HttpResponse:
    actions.hand_out_link(by=request.actor, user=user)
    context = {
        "person": user,
        "link": request.build_absolute_uri(queries.password_path(user)),
    }
    return render(request, "accounts/link.html", context)


_CHANGES = {
    "close": (actions.close, _("The account is closed.")),
    "reopen": (actions.reopen, _("The account is open again.")),
    "forget-factor": (actions.forget_second_factor, _("The second factor is off.")),
    "revoke-card": (actions.revoke_card, _("The card is void.")),
}


@require_POST
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """Close or reopen an account, take its second factor off, make its card void."""
    if verb not in _CHANGES:
        raise Http404
    user = queries.get(request.actor, pk, to="issue_card" if verb == "revoke-card" else "manage")
    act, said = _CHANGES[verb]
    try:
        act(by=request.actor, user=user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect("accounts:person", pk)
