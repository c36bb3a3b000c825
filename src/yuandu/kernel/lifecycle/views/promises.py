"""Promises: the lists of what waits for whom, one with its history, what to do with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.lifecycle import actions, sayings, subjects, wording
from yuandu.kernel.lifecycle.forms import PromiseForm, WordsForm
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.lifecycle.queries import promises as queries
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

ON_A_PAGE = 50
LONGEST = 1000  # rows of a list, the most urgent: counting more would take longer than reading
TABS = {
    "mine": gettext_lazy("I promised"),
    "to_me": gettext_lazy("Promised me"),
    "to_decide": gettext_lazy("For me to decide"),
    "overdue": gettext_lazy("Overdue"),
    "silent": gettext_lazy("Who is silent"),
    "running": gettext_lazy("All that run"),
    "over": gettext_lazy("Over"),
}
VERBS = {
    "say": (actions.say, gettext_lazy("Your word is on record.")),
    "claim": (actions.claim, gettext_lazy("The receiver is asked to confirm.")),
    "confirm": (actions.confirm, gettext_lazy("Confirmed as kept.")),
    "refuse": (actions.refuse, gettext_lazy("The giver is told that it is not kept yet.")),
    "withdraw": (actions.withdraw, gettext_lazy("The promise is withdrawn.")),
}


@require_GET
def listing(request: Request) -> HttpResponse:
    """Show a list of promises, the most urgent first."""
    which = request.GET.get("show", queries.LISTS[0])
    if which not in queries.LISTS:
        raise Http404
    page = Paginator(queries.listed(request.actor, which)[:LONGEST], ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    counts = queries.counts(request.actor)
    context = {
        "title": _("Promises"),
        "tabs": [
            {
                "title": title,
                "url": f"?show={code}",
                "current": code == which,
                "count": counts.get(code),
            }
            for code, title in TABS.items()
        ],
        "which": which,
        "page": page,
        "rows": queries.rows(request.actor, page),
    }
    template = "lifecycle/promises.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


@require_GET
def promise(request: Request, pk: int) -> HttpResponse:
    """Show one promise with its history and what the reader may do with it."""
    found = queries.get(request.actor, pk, to="see")
    return _page(request, found, WordsForm())


@require_POST
def answer(request: Request, pk: int, verb: str) -> HttpResponse:
    """Do something with a promise: say, claim, confirm, refuse, withdraw."""
    if verb not in VERBS:
        raise Http404
    found = queries.get(request.actor, pk, to=verb)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    act, done = VERBS[verb]
    try:
        act(by=request.actor, promise=found, words=form.cleaned_data["words"])
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        now = queries.get(request.actor, pk, to="see")
        return _page(request, now, form, status=refusal.status)
    messages.success(request, str(done))
    return redirect("lifecycle:promise", pk)


def _page(request: Request, found: Promise, form: WordsForm, status: int = 200) -> HttpResponse:
    [row] = queries.rows(request.actor, [found])
    events = [
        {
            "at": event.at,
            "title": wording.event_title(event.kind),
            "who": event.by_label,
            "words": sayings.written(event.saying, event.params, event.words),
        }
        for event in found.events.order_by("-pk")
    ]
    context: dict[str, Any] = {
        "title": _("Promise"),
        "row": row,
        "state": wording.promise_state(found.state),
        "events": events,
        "form": form,
        "may": queries.verbs(request.actor, found),
        "crumbs": [{"title": _("Promises"), "url": reverse("lifecycle:promises")}],
    }
    return render(request, "lifecycle/promise.html", context, status=status)


@require_http_methods(["GET", "POST"])
def give(request: Request, label: str, key: int) -> HttpResponse:
    """Put a promise about a subject on record."""
    subject = _subject(request, label, key)
    initial = {"giver": person(request.actor), "due_days": 5}
    form = PromiseForm(request.POST or None, actor=request.actor, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.promise(by=request.actor, subject=subject, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The promise is on record; both are told."))
                return redirect("lifecycle:promise", made.pk)
    context = {
        "title": _("Record a promise"),
        "form": form,
        "crumbs": [{"title": subject, "url": subjects.kind(label).url(subject)}],
    }
    return render(request, "lifecycle/give.html", context, status=status)


def _subject(request: Request, label: str, key: int) -> Any:
    """Return the subject that an address names.

    Raises:
        Http404: there is none that the actor may see, or no such kind.
    """
    try:
        return subjects.seen(request.actor, label, key)
    except subjects.UnknownSubject as error:
        raise Http404 from error
