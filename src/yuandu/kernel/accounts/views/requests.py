"""A request as these views see it: what the middleware puts on it."""

from django.http import HttpRequest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.workspaces.models import Workspace


class Request(HttpRequest):
    """A request inside a workspace; never made, only named in annotations."""

    workspace: Workspace
    actor: Actor
    user: User
