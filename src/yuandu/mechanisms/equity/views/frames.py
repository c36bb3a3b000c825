"""What the pages of this room share: the way to them, and their tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity import permissions


def crumbs(*way: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the way from one's own shares to a page below."""
    first = {"title": pgettext("navigation", "Shares"), "url": reverse("equity:home")}
    return [first, *({"title": title, "url": reverse(name)} for title, name in way)]


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    """Return the pages that the reader may open, side by side."""
    pages = [("home", _("My shares"))]
    if permissions.reads(actor):
        pages += [
            ("register", _("Register of shareholders")),
            ("holders", _("Shareholders")),
            ("transactions", _("Share transactions")),
            ("certificates", _("Certificates")),
        ]
    pages.append(("terms", _("Rules and limits")))
    return [
        {"title": title, "url": reverse(f"equity:{name}"), "current": name == current}
        for name, title in pages
    ]
