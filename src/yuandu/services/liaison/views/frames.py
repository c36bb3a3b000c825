"""What every page of this room shows: its views, and issues as rows."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.registry.requests import Request
from yuandu.services.liaison import queries, wording
from yuandu.services.liaison.models import Issue, ServedFirm, Severity


def crumbs(*firms: ServedFirm, issue: Issue | None = None) -> list[dict[str, Any]]:
    """Return the way from the firms to a page below."""
    way = [{"title": _("One-to-one service"), "url": reverse("liaison:list")}]
    way += [{"title": each.title, "url": each.get_absolute_url()} for each in firms]
    if issue is not None:
        way.append({"title": issue.title, "url": issue.get_absolute_url()})
    return way


def rows(request: Request, issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Return issues as lists show them, each with the clock of its longest silent office."""
    today, calendar = request.workspace.today(), calendar_of(request.workspace)
    return [
        {
            "issue": issue,
            "firm": issue.firm.title,
            "subject": issue.get_subject_display(),
            "severity": issue.get_severity_display(),
            "tone": wording.SEVERITY_TONES[Severity(issue.severity)],
            "stage": wording.stage(issue.stage),
            "wait": queries.wait(getattr(issue, "due_on", None), today, calendar),
            "officer": getattr(issue, "officer_name", None),
        }
        for issue in issues
    ]
