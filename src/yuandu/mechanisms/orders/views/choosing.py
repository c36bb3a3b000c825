"""What the boxes for a firm or a household suggest while somebody types."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.orders import permissions, queries
from yuandu.mechanisms.orders.forms.fields import suggested

LEAST, MOST = 2, 100  # characters from which, and up to which, something is looked for


@require_GET
def parties(request: Request) -> HttpResponse:
    """Suggest firms (`buyer`) or households (`grower`) that the reader may name."""
    actor = request.actor
    if "grower" in request.GET and actor.has(*permissions.COORDINATORS):
        words, among = request.GET["grower"], queries.households_of(actor)
    elif "buyer" in request.GET and permissions.docks(actor):
        words, among = request.GET["buyer"], queries.firms_of(actor)
    else:
        raise Http404
    words = words.strip()
    is_asked = LEAST <= len(words) <= MOST and "\0" not in words
    found = queries.called(among, words) if is_asked else ()
    context = {"rows": [{"value": suggested(each), "party": each} for each in found]}
    return render(request, "orders/_parties.html", context)
