"""Handing an attachment out."""

import logging
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from yuandu.kernel.accounts import doors
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards, rules, storing
from yuandu.kernel.files.models import Attachment

# Whatever a file holds, a browser may show it but run nothing of it.
SANDBOX: Any = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "form-action": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "sandbox": True,
}

logger = logging.getLogger(__name__)


@doors.public
@require_safe
@csp_override(SANDBOX)
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out a file to who may read it; to anybody else there is none."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    attachment = get_object_or_404(Attachment, pk=pk, workspace=actor.workspace)
    if not guards.may_read(actor, attachment):
        raise Http404
    path = storing.path_of(attachment.sha256)
    if not path.exists():
        logger.error("The content of attachment %s is missing: %s", attachment.pk, path)
        raise Http404
    kind = rules.KINDS.get(attachment.media_type)
    response = FileResponse(
        path.open("rb"),
        as_attachment=not (kind and kind.is_shown),
        filename=attachment.name,
        content_type=attachment.media_type if kind else "application/octet-stream",
    )
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
