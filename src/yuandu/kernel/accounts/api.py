"""How the API knows who asks: by an API token, or by the session of the pages."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from yuandu.kernel.accounts import scopes
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.refusals import Refusal


class ScopeMissing(Refusal):
    code = "scope-missing"
    status = 403


class CsrfMissing(Refusal):
    code = "csrf-missing"
    status = 403


class BearerToken(HttpBearer):
    """A token whose scopes cover the operation.

    Middleware has put the token's actor on the request; a token that is unknown, expired
    or revoked left nobody there.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.is_anonymous:
            return None
        scope = scopes.needed(request.method or "GET", request.path_info)
        if not actor.may_use(scope):
            message = _("The token lacks the scope “%(scope)s”. Make one that has it.")
            raise ScopeMissing(message % {"scope": scope})
        return actor


class PageSession(APIKeyCookie):
    """The session of somebody with a post here; changes need the pages' CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.is_anonymous or actor.scopes is not None:
            return None
        if not actor.is_insider:
            raise Http404
        if check_csrf(request):
            raise CsrfMissing(_("Send the page’s CSRF token in the header X-CSRFToken."))
        return actor
