"""A month's lists as files, as their filters have them."""

from collections.abc import Callable, Iterable, Mapping

from django.http import Http404, StreamingHttpResponse
from django.views.decorators.http import require_GET

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.sheets.layouts import Layout
from yuandu.mechanisms.reporting import queries
from yuandu.mechanisms.reporting.forms import LightBar, NeedBar
from yuandu.mechanisms.reporting.models import Round
from yuandu.mechanisms.reporting.sheets import lists
from yuandu.mechanisms.reporting.sheets.lists import Line

BATCH = 2_000


def _places(request: Request, found: Round) -> Iterable[Line]:
    tones = queries.counts_by_tone(request.actor, found) if found.is_locked else {}
    return lists.places(queries.places(request.actor, found), tones)


def _doubts(request: Request, found: Round) -> Iterable[Line]:
    return lists.doubts(queries.doubtful(request.actor, found).iterator(BATCH))


def _lights(request: Request, found: Round) -> Iterable[Line]:
    form = LightBar(request.GET, divisions=registry.divisions(request.actor))
    return lists.lights(queries.lights(request.actor, found, form.filters()).iterator(BATCH))


def _needs(request: Request, found: Round) -> Iterable[Line]:
    form = NeedBar(request.GET, divisions=registry.divisions(request.actor))
    return lists.needs(queries.needs(request.actor, found, form.filters()).iterator(BATCH))


LISTS: Mapping[str, tuple[Layout, Callable[[Request, Round], Iterable[Line]]]] = {
    "counties": (lists.PLACES, _places),
    "doubts": (lists.DOUBTS, _doubts),
    "lights": (lists.LIGHTS, _lights),
    "needs": (lists.NEEDS, _needs),
}


@require_GET
def month_sheet(request: Request, pk: int, which: str, kind: str) -> StreamingHttpResponse:
    """Hand a list of a month out as its page shows it."""
    found = queries.round_of(request.actor, pk, to="see")
    if which not in LISTS:
        raise Http404
    layout, lines = LISTS[which]
    return handing_out.exported(layout, lines(request, found), request.workspace, kind)
