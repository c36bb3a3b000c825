"""What a session knows beside whose it is: that it came by a card, for whom it acts."""

from django.http import HttpRequest

from yuandu.kernel.accounts.models import Card, Grant

_CARD = "card_workspace"
_GRANT = "grant"


def came_by_card(request: HttpRequest, card: Card) -> None:
    request.session[_CARD] = card.workspace_id


def card_workspace(request: HttpRequest) -> int | None:
    """Return the workspace to which a session that came by a card is bound."""
    found: int | None = request.session.get(_CARD)
    return found


def came_in_full(request: HttpRequest) -> None:
    """Forget the card: this time it was a password, a passkey or the identity provider."""
    request.session.pop(_CARD, None)


def act_under(request: HttpRequest, grant: Grant) -> None:
    request.session[_GRANT] = grant.pk


def act_as_oneself(request: HttpRequest) -> None:
    request.session.pop(_GRANT, None)


def grant(request: HttpRequest) -> int | None:
    """Return the grant under which the session acts; it may have ended meanwhile."""
    found: int | None = request.session.get(_GRANT)
    return found
