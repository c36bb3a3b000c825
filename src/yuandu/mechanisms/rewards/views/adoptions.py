"""Spreading: what sections are asked to take over, and where an idea runs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.queries import tracks
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.proposals import queries as proposals
from yuandu.mechanisms.rewards import permissions, wording
from yuandu.mechanisms.rewards.actions import adoptions as actions
from yuandu.mechanisms.rewards.forms import SuggestForm
from yuandu.mechanisms.rewards.models import Adoption
from yuandu.mechanisms.rewards.queries import adoptions as queries
from yuandu.mechanisms.rewards.rules import spreading
from yuandu.mechanisms.rewards.views.frames import inside

SHOWS = {
    queries.HERE: pgettext_lazy("adoptions", "Suggested to us"),
    queries.ELSEWHERE: pgettext_lazy("adoptions", "Our ideas elsewhere"),
    queries.ALL: pgettext_lazy("adoptions", "All"),
}
TONES = {
    spreading.SUGGESTED: "warn",
    spreading.ACCEPTED: "calm",
    spreading.IN_USE: "calm",
    spreading.CONFIRMED: "good",
    spreading.REFUSED: "bad",
}


def spreading_crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Spreading"), "url": reverse("rewards:spreading")}]


@require_GET
def adoption_list(request: Request) -> HttpResponse:
    """List what one's sections are asked, how one's ideas do elsewhere, or all."""
    inside(request)
    show, stage = request.GET.get("show", queries.HERE), request.GET.get("stage", "")
    if show not in queries.SHOWS or stage not in {"", *spreading.STAGES}:
        raise Http404
    page = queries.page(request.actor, show, stage, request.GET.get("page", 1))
    said = queries.last_words(page)
    table = cycles.get(spreading.CYCLE)
    context = {
        "title": _("Spreading"),
        "views": [
            {"title": title, "url": f"?show={code}", "current": code == show}
            for code, title in SHOWS.items()
        ],
        "show": show,
        "stage": stage,
        "stages": [(each.code, each.title) for each in table.stages],
        "page": page,
        "rows": [row(each, said.get(each.track_id or 0, "")) for each in page],
    }
    return render(request, "rewards/spreading.html", context)


def row(adoption: Adoption, words: str) -> dict[str, Any]:
    """Return an adoption as lists show it, with what was said last."""
    stage = cycles.get(spreading.CYCLE).stage(adoption.stage)
    return {
        "adoption": adoption,
        "state": {"label": stage.title, "tone": TONES[stage.code]},
        "words": words,
        "reasons": wording.reasons(adoption.reasons),
    }


@require_GET
def adoption(request: Request, pk: int) -> HttpResponse:
    """Show one idea in one other section, with the moves that are open to the reader."""
    inside(request)
    found = queries.get(request.actor, pk, to="see")
    panels = tracks.panels(request.actor, found)
    context = row(found, "") | {
        "title": _("%(number)s in %(section)s")
        % {"number": found.proposal.number, "section": found.section.title},
        "crumbs": spreading_crumbs(),
        "panels": panels,
        "tracked": found,
    }
    return render(request, "rewards/adoption.html", context)


@require_http_methods(["GET", "POST"])
def suggest(request: Request, pk: int) -> HttpResponse:
    """Suggest an idea to another section: those worth asking, with the reasons, or any other."""
    inside(request)
    proposal = proposals.get(request.actor, pk, to="see")
    if not permissions.suggests(request.actor, proposal):
        raise PermissionDenied
    found = {each.key: each for each in queries.candidates(request.actor, proposal)}
    form = SuggestForm(*sent(request), actor=request.actor, suggestions=list(found))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        section = given["section"]
        reasons = found[section.pk].reasons if section.pk in found else ()
        made = actions.suggest(
            by=request.actor, proposal=proposal, section=section, reasons=reasons
        )
        return _("The section was asked."), made

    way = [{"title": proposal.number, "url": proposal.get_absolute_url()}]
    names = {each.pk: each.title for each in form.sections()}
    return one_form(
        request,
        _("Suggest to another section"),
        form,
        act,
        way,
        template="rewards/suggest.html",
        proposal=proposal,
        suggestions=[
            {
                "key": each.key,
                "name": names.get(each.key, ""),
                "score": each.score,
                "reasons": wording.reasons([list(reason) for reason in each.reasons]),
            }
            for each in found.values()
        ],
    )
