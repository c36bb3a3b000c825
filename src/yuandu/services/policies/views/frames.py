"""What every page of the room has."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.registry.requests import Request
from yuandu.services.policies.models import Policy, PolicyVersion

A_PAGE = 50
UNSOUND = 422  # a form came back with what is wrong


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def crumbs(
    policy: Policy | None = None, version: PolicyVersion | None = None
) -> list[dict[str, str]]:
    """Return the way to a page: the library, the policy, and the version it is about."""
    found = [{"title": _("Policies"), "url": reverse("policies:list")}]
    if policy is not None:
        found.append({"title": policy.title, "url": policy.get_absolute_url()})
    if version is not None:
        title = _("Version %(number)s") % {"number": version.number}
        found.append({"title": title, "url": version.get_absolute_url()})
    return found


def page_of(request: Request, rows: Any) -> Page[Any]:
    return Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
