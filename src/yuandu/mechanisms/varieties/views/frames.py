"""The way to pages of this room."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.mechanisms.varieties.models import Variety


def crumbs(variety: Variety | None = None) -> list[dict[str, Any]]:
    """Return the way from the varieties to a page below."""
    way = [{"title": _("Varieties and breeding"), "url": reverse("varieties:list")}]
    if variety is not None:
        way.append({"title": variety.title, "url": variety.get_absolute_url()})
    return way


def germplasm_crumbs() -> list[dict[str, Any]]:
    return [*crumbs(), {"title": _("Germplasm"), "url": reverse("varieties:germplasm")}]
