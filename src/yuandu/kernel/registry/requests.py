"""A request as views see it: what the middleware puts on it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace


class Request(HttpRequest):
    """A request inside a workspace; never made, only named in annotations."""

    workspace: Workspace
    actor: Actor
    htmx: HtmxDetails
    unread: int  # notices; set by a view that has counted them, so that the frame need not
