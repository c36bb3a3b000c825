"""Puts the actor on the request: who asks, with which posts in this workspace."""

from collections.abc import Callable

from django.http import HttpResponse

from yuandu.kernel.registry import queries
from yuandu.kernel.registry.requests import Request


class ActorMiddleware:
    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.workspace:
            request.actor = queries.actor_for(request.user, request.workspace)
        return self.get_response(request)
