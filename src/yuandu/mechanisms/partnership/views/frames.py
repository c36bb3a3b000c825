"""What the pages of this room share: the way to them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.partnership.models import Review


def crumbs(review: Review | None = None) -> list[dict[str, Any]]:
    """Return the way from the room's first page, through a review where one is given."""
    way = [{"title": pgettext("navigation", "Partnership"), "url": reverse("partnership:home")}]
    if review is not None:
        way.append({"title": str(review), "url": review.get_absolute_url()})
    return way


def typed(request: Request) -> Any:
    """Return what a form is bound to that also knows what there is: the sent values, or none."""
    return request.POST if request.method == "POST" else None
