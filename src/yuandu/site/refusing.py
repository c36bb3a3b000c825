"""How the API refuses: a status, a stable code, a sentence, the reasons; always the same shape."""

import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views import defaults
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import REF_TEMPLATE

from yuandu.kernel.files.rules import MOST
from yuandu.kernel.workspaces.refusals import Refusal

MEGABYTE = 1024 * 1024
ON_READING = (400, 401, 403, 404, 422)
ON_WRITING = (400, 401, 403, 404, 409, 413, 422)


class Reason(Schema):
    """One of them; rooms add what the sentence speaks of, as codes."""

    code: str
    message: str = ""
    where: str = ""


class Refused(Schema):
    """Why something was not done."""

    code: str
    message: str
    reasons: list[Reason]


def definitions() -> dict[str, Any]:
    """Return the schemas that `described` names."""
    found = Refused.model_json_schema(ref_template=REF_TEMPLATE)
    return {**found.pop("$defs"), Refused.__name__: found}


def described(method: str) -> dict[int, dict[str, Any]]:
    """Return, for the API's description, how an operation of `method` may refuse."""
    content = {
        "application/json": {"schema": {"$ref": REF_TEMPLATE.format(model=Refused.__name__)}}
    }
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in (ON_READING if method == "get" else ON_WRITING)
    }


def _answer(
    status: int, code: str, message: str, reasons: Iterable[dict[str, str]] = ()
) -> JsonResponse:
    body = {"code": code, "message": message, "reasons": list(reasons)}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def _unreadable() -> JsonResponse:
    return _answer(
        400,
        "unreadable",
        _("This request cannot be read. Send JSON in UTF-8 without zero characters."),
    )


def _nothing() -> JsonResponse:
    return _answer(404, "not-found", _("There is nothing here for you."))


def _forbidden() -> JsonResponse:
    return _answer(403, "forbidden", _("Your post does not allow this."))


def answer_errors(api: NinjaAPI) -> None:
    """Give every error of an operation the one shape."""

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        return _answer(error.status, error.code, error.sentence, error.reasons)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return _nothing()

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return _forbidden()

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return _answer(401, "sign-in", _("Sign in or send a token."))

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _unreadable()

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE
        message = _("The request is too large: without its files it may have %(most)s MB.")
        return _answer(413, "too-large", message % {"most": most})

    @api.exception_handler(ValidationError)
    def ill_formed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        reasons = [
            {
                "code": fault["type"],
                "where": ".".join(map(str, fault["loc"])),
                "message": fault["msg"],
            }
            for fault in error.errors
        ]
        return _answer(422, "ill-formed", _("Some values make no sense."), reasons)


# --- Where no operation is reached: addresses that lead nowhere or cannot be read --------


def _is_for_a_program(request: HttpRequest) -> bool:
    return request.path.split("/")[2:3] == ["api"]


type _Page = Callable[[HttpRequest, Exception], HttpResponse]


def _in_shape(page: _Page, answer: Callable[[], JsonResponse]) -> _Page:
    """Return the page for people that says what `answer` says to programs."""

    def view(request: HttpRequest, exception: Exception) -> HttpResponse:
        return answer() if _is_for_a_program(request) else page(request, exception)

    return view


def _bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        words = get_template("413.html").render({"most": MOST // MEGABYTE})
        return HttpResponse(words, status=413)
    return defaults.bad_request(request, exception)


bad_request = _in_shape(_bad_request, _unreadable)
page_not_found = _in_shape(defaults.page_not_found, _nothing)
permission_denied = _in_shape(defaults.permission_denied, _forbidden)


def _unreachable(request: HttpRequest) -> HttpResponse:
    """Say that the database is away; whether the last transaction came through, it knows."""
    if _is_for_a_program(request):
        words = _("The database cannot be reached. Ask again later whether this was done.")
        answer: HttpResponse = _answer(503, "unreachable", words)
    else:
        answer = HttpResponse(get_template("503.html").render(), status=503)
    answer["Retry-After"] = "60"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, to people or to programs."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return _unreachable(request)
    if not _is_for_a_program(request):
        return defaults.server_error(request)
    return _answer(500, "broken", _("Something broke here; nothing was changed. Try again later."))
