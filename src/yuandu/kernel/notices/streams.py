"""The event stream by which an open page hears that something changed.

A stream holds a thread of the server, never a database connection, and ends by itself
after a while, so that rights are looked at anew. Past the number that a process can hold,
the answer is 503 and the page looks from time to time instead.
"""

import threading
import time
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.notices import feed
from yuandu.kernel.registry.requests import Request

HEARTBEAT = 15  # seconds; also how long a page that has gone is not noticed
LONGEST = 10 * 60  # seconds, then the browser asks again
MOST_TOPICS = 20
RETRY_AFTER = 30  # seconds

_places = threading.BoundedSemaphore(settings.FEED_STREAMS)


@doors.citizens
@require_GET
def events(request: Request) -> HttpResponseBase:
    """Stream the names of topics as they change.

    Raises:
        PermissionDenied: a topic is not for whoever asks.
    """
    topics = [topic for topic in request.GET.get("topics", "").split(",") if topic]
    if not 0 < len(topics) <= MOST_TOPICS:
        return HttpResponseBadRequest(_("Name one to twenty topics: ?topics=a,b"))
    if not all(feed.may_hear(request.actor, topic) for topic in topics):
        raise PermissionDenied
    if not _places.acquire(blocking=False):
        return HttpResponse(status=503, headers={"Retry-After": str(RETRY_AFTER)})
    response = StreamingHttpResponse(
        _Stream(request.workspace.pk, topics, is_again="Last-Event-ID" in request.headers),
        content_type="text/event-stream",
    )
    response["Cache-Control"] = "no-cache, no-transform"
    response["X-Accel-Buffering"] = "no"  # or a proxy would keep it back
    return response


class _Stream:
    """The lines of one stream; `close` gives its place back, even if nobody read a line."""

    def __init__(self, workspace_id: int, topics: list[str], *, is_again: bool) -> None:
        self._subscription = feed.listener.subscribe(workspace_id, topics)
        if is_again:  # the browser was away for a moment
            self._subscription.put(feed.MISSED)
        self._is_open = True

    def __iter__(self) -> Iterator[bytes]:
        # All middleware has run by now: from here on no database is needed.
        connections.close_all()
        yield b"retry: 5000\nid: 0\n\n"
        ends = time.monotonic() + LONGEST
        while self._is_open and time.monotonic() < ends:
            topic = self._subscription.get(HEARTBEAT)
            yield f"event: {topic}\ndata: {topic}\n\n".encode() if topic else b": still here\n\n"

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            feed.listener.unsubscribe(self._subscription)
            _places.release()
