"""The JSON API: every room's routers under one roof, one shape of error.

Addresses are inside a workspace: `/weifang/api/v1/projects/`. A router is whatever a
room's `api.py` calls `router`; its prefix is the room's name.
"""

import json
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn

from django.apps import apps
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from yuandu.kernel.accounts.api import BearerToken, PageSession
from yuandu.site import refusing

PREFIX = "/api/v1/"  # inside the workspace


class Readable(Parser):
    """Takes what can be kept: no zero characters, no halves of characters, no odd numbers."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body.

        Raises:
            ValueError: it is not JSON, or holds what the database cannot.
        """
        sent: dict[str, Any] = json.loads(request.body, parse_constant=_no_number)
        if not all(map(_can_be_kept, _texts(sent))):
            raise ValueError("a character that cannot be kept")
        return sent

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Return the values of a query or a form.

        Raises:
            HttpError: one holds what the database cannot.
        """
        if not all(map(_can_be_kept, _texts(list(data.lists())))):
            raise HttpError(400, "a character that cannot be kept")
        found: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _texts(sent: Any) -> Iterator[str]:
    """Yield every text in `sent`, names of fields included."""
    waiting = [sent]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case dict() as fields:
                waiting += [*fields, *fields.values()]
            case list() | tuple() as several:
                waiting += several


def _can_be_kept(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


class Api(NinjaAPI):
    """Says of every operation also how it may refuse."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description of all operations, whichever workspace asks.

        The workspace is a variable of the server's address and not a part of the paths.
        """
        return self._description

    @cached_property
    def _description(self) -> OpenAPISchema:
        found = super().get_openapi_schema(path_prefix=PREFIX)
        found.add_schema_definitions(refusing.definitions())
        for operations in found["paths"].values():
            for method, operation in operations.items():
                operation["responses"] |= refusing.described(method)
        return found


def build() -> NinjaAPI:
    """Return the API with the routers of all installed rooms."""
    api = Api(
        title="Yuandu",
        version="1",
        description="What the pages show and do, for programs. Paths follow a workspace: "
        "`/<workspace>/api/v1/…`.",
        docs_url=None,
        auth=[BearerToken(), PageSession()],
        urls_namespace="api",
        parser=Readable(),
        servers=[{"url": "/{workspace}", "variables": {"workspace": {"default": "weifang"}}}],
    )
    for app in apps.get_app_configs():
        if app.name.startswith("yuandu.") and find_spec(f"{app.name}.api"):
            module = import_module(f"{app.name}.api")
            if router := getattr(module, "router", None):
                api.add_router(f"/{app.label}", router, tags=[app.label])
    refusing.answer_errors(api)
    return api


api = build()
