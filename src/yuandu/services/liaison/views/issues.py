"""Pages of issues: the lists with their clocks, one issue, what an office says of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.liaison import actions, permissions, queries, wording
from yuandu.services.liaison.forms import IssueBar, SayForm, SortForm
from yuandu.services.liaison.models import Issue, Position, Referral, Severity
from yuandu.services.liaison.views.frames import crumbs, rows

VIEWS = {
    "open": pgettext_lazy("issues", "Open"),
    "mine": pgettext_lazy("issues", "Of my firms"),
    "asked": pgettext_lazy("issues", "Asked of me"),
    "late": pgettext_lazy("issues", "Answer overdue"),
    "over": pgettext_lazy("issues", "Over"),
    "all": pgettext_lazy("issues", "All"),
}
# An office says these for itself, in a form of its own, not as a move.
SAID = {"take_up", "answer"}
BY_OFFICES = SAID | {"decline"}


@require_GET
def issue_list(request: Request) -> HttpResponse:
    """List issues, the gravest and oldest first, each with the clock that runs."""
    actor = request.actor
    show = request.GET.get("show") or queries.SHOWN[0]
    if show not in queries.SHOWN:
        raise Http404
    form = IssueBar(request.GET)
    page = queries.issue_page(actor, form.filters(show), request.GET.get("page", 1))
    counts = queries.counts(actor)
    sheet = layouts.get("liaison-issues")
    context = {
        "title": pgettext("of firms", "Issues"),
        "views": [
            {
                "title": title,
                "url": f"?show={code}",
                "current": code == show,
                "count": counts.get(code),
            }
            for code, title in VIEWS.items()
        ],
        "form": form,
        "page": page,
        "rows": rows(request, page),
        "layout": sheet.code,
        "may": {verb: MAY_LAYOUT[verb](actor, sheet) for verb in ("import", "export")},
    }
    template = "liaison/issues.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
def issue(request: Request, pk: int) -> HttpResponse:
    """Show one issue: how far it has come, whom it was sent to, what they say."""
    return _page(request, queries.issue(request.actor, pk, to="see"), SayForm())


def _page(request: Request, found: Issue, form: SayForm, status: int = 200) -> HttpResponse:
    actor = request.actor
    (panel,) = lifecycle.panels(actor, found)
    offers = tuple(offer for offer in panel.offers if offer.move.code not in SAID)
    steps = panel.steps
    if not permissions.is_concerned_by(actor, found):
        # What other offices say is not among the referrals, and so not among the steps.
        steps = tuple(
            each for each in steps if each.step.move not in BY_OFFICES or _is_by(actor, each.step)
        )
    waiting = queries.waiting_for(actor, found)
    context = {
        "title": found.title,
        "issue": found,
        "panel": replace(panel, offers=offers, steps=steps),
        "pairs": _pairs(found),
        "severity": found.get_severity_display(),
        "tone": wording.SEVERITY_TONES[Severity(found.severity)],
        "referrals": [_referral(request, each) for each in queries.referrals_of(actor, found)],
        "waiting": waiting,
        "may_take_up": waiting is not None and waiting.position == Position.WAITING,
        "form": form,
        "gap": found.gap if permissions.may_see_gaps(actor) else None,
        "card": queries.card_of(actor, found),
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_ISSUE.items()},
        "crumbs": crumbs(found.firm),
    }
    return render(request, "liaison/issue.html", context, status=status)


def _is_by(actor: Actor, step: Step) -> bool:
    return step.by_user_id is not None and step.by_user_id == actor.user_id


def _pairs(found: Issue) -> list[dict[str, Any]]:
    return [
        {"label": _("Firm"), "value": found.firm.title, "url": found.firm.get_absolute_url()},
        {"label": pgettext("issue", "Class"), "value": found.get_subject_display()},
        {"label": _("Topic"), "value": found.topic.tag if found.topic else ""},
        {
            "label": pgettext("of a firm", "Officer in charge"),
            "value": getattr(found, "officer_name", None),
        },
        {
            "label": _("Answered within"),
            "value": found.answer_days,
            "unit": pgettext("unit", "working days"),
        },
        {"label": _("Satisfaction, 1 to 5"), "value": found.satisfaction},
    ]


def _referral(request: Request, sent: Referral) -> dict[str, Any]:
    today, calendar = request.workspace.today(), calendar_of(request.workspace)
    position = Position(sent.position)
    is_waiting = position in {Position.WAITING, Position.TAKEN_UP}
    due_on = sent.promise.due_on if sent.promise and is_waiting else None
    return {
        "department": sent.department,
        "officer": sent.officer,
        "sent_on": sent.sent_on,
        "position": position.label,
        "tone": wording.POSITION_TONES[position],
        "position_on": sent.position_on,
        "words": sent.words,
        "wait": queries.wait(due_on, today, calendar),
    }


type Say = Callable[[Request, Issue, str], None]
SAYS: Mapping[str, tuple[Say, Any]] = {
    "take_up": (
        lambda request, issue, words: actions.take_up(by=request.actor, issue=issue),
        gettext_lazy("Recorded; the firm is told that you are at work."),
    ),
    "answer": (
        lambda request, issue, words: actions.answer(by=request.actor, issue=issue, words=words),
        gettext_lazy("The answer is sent; only the firm says whether it is solved."),
    ),
    "decline": (
        lambda request, issue, words: actions.decline(by=request.actor, issue=issue, words=words),
        gettext_lazy("Recorded; who looks after the firm is told."),
    ),
}


@require_POST
def say(request: Request, pk: int, verb: str) -> HttpResponse:
    """Say as an office that it is at work, answers, or is not competent."""
    if verb not in SAYS:
        raise Http404
    found = queries.issue(request.actor, pk, to="answer")
    act, done = SAYS[verb]
    form = SayForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    try:
        act(request, found, form.cleaned_data["words"])
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        now = queries.issue(request.actor, pk, to="see")
        return _page(request, now, form, refusal.status)
    messages.success(request, str(done))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def sort(request: Request, pk: int) -> HttpResponse:
    """Give an issue that is not with an office its class, severity and topic."""
    found = queries.issue(request.actor, pk, to="sort")
    form = SortForm.of(request.POST or None, found)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.sort(by=request.actor, issue=found, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The issue is sorted."))
                return redirect(found)
    context = {
        "title": _("Sort the issue"),
        "form": form,
        "topics": queries.topics(request.actor)[: queries.TOPICS_OFFERED],
        "crumbs": crumbs(found.firm, issue=found),
        "back": reverse("liaison:issue", args=[pk]),
    }
    return render(request, "liaison/form.html", context, status=status)
