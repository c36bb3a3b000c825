"""The page of a move: made from the table, the same for every kind of subject."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.lifecycle import actions, cycles, gates, queries, wording
from yuandu.kernel.lifecycle.cycles import Move, MoveNotAllowed
from yuandu.kernel.lifecycle.forms import MoveForm
from yuandu.kernel.lifecycle.queries import Standing
from yuandu.kernel.lifecycle.refusals import MissingEvidence, Stale
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

CONFLICT = 409
UNSOUND = 422


@require_GET
def track(request: Request, pk: int) -> HttpResponse:
    """Show one track: how far it has come, what may be done, what happened."""
    panel = queries.panel(request.actor, pk)
    context = {
        "title": panel.standing.cycle.title,
        "panel": panel,
        "crumbs": [{"title": panel.standing.subject, "url": panel.standing.url}],
    }
    return render(request, "lifecycle/track.html", context)


@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int, code: str) -> HttpResponse:
    """Show what a move asks for, and make it."""
    standing, chosen = queries.get_for(request.actor, pk, code)
    form = _form(request, standing, chosen)
    if request.method == "GET":
        try:
            _where(standing, code)
        except MoveNotAllowed as refusal:
            return _page(request, standing, chosen, form, refusal)
        return _page(request, standing, chosen, form)
    return _make(request, standing, chosen, form)


@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Mend the day of the last step."""
    standing = queries.get(request.actor, pk, to=cycles.CORRECT)
    chosen = standing.cycle.correction(standing.track.stage)
    form = _form(request, standing, chosen)
    if request.method == "GET":
        return _page(request, standing, chosen, form)
    return _make(request, standing, chosen, form)


def _form(request: Request, standing: Standing, chosen: Move) -> MoveForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return MoveForm(*sent, move=chosen, track=standing.track, today=request.workspace.today())


def _where(standing: Standing, code: str) -> None:
    """See that the move leads somewhere from here."""
    track = standing.track
    standing.cycle.next_stage(track.stage, code, track.stage_before)


def _make(request: Request, standing: Standing, chosen: Move, form: MoveForm) -> HttpResponse:
    if not form.is_valid():
        # All that is wrong at once: also what the gate says of the rest.
        form.add_reasons(_reasons(standing, form))
        return _page(request, standing, chosen, form, status=UNSOUND)
    try:
        _act(request, standing, chosen, form)
    except MissingEvidence as refusal:
        form.add_reasons(refusal.faults)
        return _page(request, standing, chosen, form, status=refusal.status)
    except (Stale, MoveNotAllowed) as refusal:
        return _again(request, chosen, form, refusal)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, standing, chosen, form, status=refusal.status)
    messages.success(request, _done(standing, chosen))
    return redirect(standing.url)


def _reasons(standing: Standing, form: MoveForm) -> tuple[gates.Reason, ...]:
    today, since = form.today, standing.track.entered_on
    return gates.reasons(form.move, form.given(), today=today, since=since)


def _act(request: Request, standing: Standing, chosen: Move, form: MoveForm) -> None:
    given, seen = form.given(), form.cleaned_data
    track = standing.track
    if chosen.code == cycles.CORRECT:
        if (track.stage, track.version) != (seen["stage"], seen["version"]):
            raise Stale(track, track.steps.order_by("-pk").first())
        actions.correct(by=request.actor, track=track, on=given.on, words=given.words)
        return
    actions.move(
        by=request.actor,
        track=track,
        move=chosen.code,
        on=given.on,
        expected_stage=seen["stage"],
        expected_version=seen["version"],
        words=given.words,
        evidence=given.evidence,
    )


def _done(standing: Standing, chosen: Move) -> str:
    return _("“%(move)s” is recorded; “%(subject)s” stands in “%(stage)s”.") % {
        "move": wording.move_title(standing.cycle.code, chosen.code),
        "subject": standing.subject,
        "stage": wording.stage_title(standing.cycle.code, standing.track.stage),
    }


def _again(request: Request, chosen: Move, form: MoveForm, refusal: Refusal) -> HttpResponse:
    """Show what happened meanwhile, with what was typed.

    Where the move is still open, the form is ready to be sent again, now for the track as
    it stands; where not, the words stand there to be copied.
    """
    standing = queries.get(request.actor, form.track.pk, to=chosen.code)
    typed = request.POST.copy()
    typed["stage"], typed["version"] = standing.track.stage, str(standing.track.version)
    renewed = MoveForm(typed, request.FILES, move=chosen, track=standing.track, today=form.today)
    return _page(request, standing, chosen, renewed, refusal)


def _page(
    request: Request,
    standing: Standing,
    chosen: Move,
    form: MoveForm,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_open = chosen.code == cycles.CORRECT or chosen in standing.cycle.moves_from(
        standing.track.stage
    )
    context = {
        "title": wording.move_title(standing.cycle.code, chosen.code),
        "crumbs": [
            {"title": standing.subject, "url": standing.url},
            {
                "title": standing.cycle.title,
                "url": reverse("lifecycle:track", args=[standing.track.pk]),
            },
        ],
        "standing": standing,
        "form": form,
        "refusal": refusal,
        "is_open": is_open,
        "offers": queries.offers(request.actor, standing),
        "words": request.POST.get("words", ""),
    }
    return render(request, "lifecycle/move.html", context, status=CONFLICT if refusal else status)
