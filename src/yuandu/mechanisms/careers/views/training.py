"""Classes and logbooks: HR opens and concludes, trainees log, mentors sign, schools examine."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.careers import actions, permissions, queries, wording
from yuandu.mechanisms.careers.forms_training import (
    BaseForm,
    ClassForm,
    EnrolForm,
    ExamForm,
    LogForm,
    OutcomeForm,
    PlacementForm,
    RotationForm,
)
from yuandu.mechanisms.careers.models import LogEntry, Side, Trainee, TrainingClass


@require_GET
def classes(request: Request) -> HttpResponse:
    """List the classes that concern the reader, and the joint bases."""
    actor = request.actor
    context = {
        "title": _("Training classes"),
        "classes": queries.classes_visible_to(actor),
        "bases": queries.bases(actor),
        "logbooks": queries.own_logbooks(actor),
        "unsigned": queries.unsigned_by(actor)[:50],
        "may": {"keep": permissions.keeps(actor)},
    }
    return render(request, "careers/classes.html", context)


@require_http_methods(["GET", "POST"])
def add_base(request: Request) -> HttpResponse:
    """Enter a joint base."""
    _keeps(request)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.found_base(by=request.actor, **given)
        return _("The base is entered."), "careers:classes"

    return one_form(request, _("New training base"), BaseForm(*sent(request)), act, crumbs())


@require_http_methods(["GET", "POST"])
def add_class(request: Request) -> HttpResponse:
    """Open a class with its units."""
    _keeps(request)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.open_class(by=request.actor, **given)
        return _("The class is open."), made.get_absolute_url()

    form = ClassForm(*sent(request), actor=request.actor)
    return one_form(request, _("New class"), form, act, crumbs())


@require_GET
def training(request: Request, pk: int) -> HttpResponse:
    """Show a class: units, calendar, and to HR how far everybody is."""
    found = queries.training(request.actor, pk, to="see")
    trainees = list(queries.trainees_visible_to(request.actor).filter(training=found))
    progress = queries.progress_of(trainees)
    units = list(found.units.all())
    context = {
        "title": found.name,
        "crumbs": crumbs(),
        "training": found,
        "rung": wording.rung_title(found.rung) if found.rung else "",
        "units": units,
        "rotations": found.rotations.all(),
        "trainees": [(one, *progress[one.pk]) for one in trainees],
        "asked": (sum(one.entries for one in units), sum(one.hours for one in units)),
        "today": request.workspace.today(),
        "may": {"keep": permissions.keeps(request.actor)},
    }
    return render(request, "careers/class.html", context)


@require_http_methods(["GET", "POST"])
def rotate(request: Request, pk: int) -> HttpResponse:
    """Say where a class is from a day to a day."""
    found = queries.training(request.actor, pk, to="keep")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.rotate(by=request.actor, training=found, **given)
        return _("It stands in the calendar."), found.get_absolute_url()

    form = RotationForm(*sent(request))
    return one_form(request, _("Alternation calendar"), form, act, crumbs(found))


@require_http_methods(["GET", "POST"])
def enrol(request: Request, pk: int) -> HttpResponse:
    """Take a worker into a class."""
    found = queries.training(request.actor, pk, to="keep")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.enrol(by=request.actor, training=found, **given)
        return _("The trainee is in the class."), found.get_absolute_url()

    form = EnrolForm(*sent(request), actor=request.actor)
    return one_form(request, _("New trainee"), form, act, crumbs(found))


@require_GET
def logbook(request: Request, pk: int) -> HttpResponse:
    """Show a logbook: what is open, what is missing, every entry with its signatures."""
    actor = request.actor
    found = queries.trainee(actor, pk, to="see")
    openings, units = queries.openings(found), list(found.training.units.all())
    exams = list(found.exams.select_related("unit"))
    passed = {one.unit_id for one in exams if one.is_passed}
    side = permissions.side_of(actor, found)
    page = queries.entries_of(found, request.GET.get("page", 1))
    context = {
        "title": str(found),
        "crumbs": crumbs(found.training),
        "trainee": found,
        "units": [(one, openings[one.pk], one.pk in passed) for one in units],
        "exams": exams,
        "page": page,
        "entries": [(one, _signatures(one), _awaits(one, side)) for one in page],
        "badge": found.badges.filter(revoked_on=None).first(),
        "may": {
            "log": permissions.MAY_TRAINEE["log"](actor, found) and not found.outcome,
            "examine": permissions.MAY_TRAINEE["examine"](actor, found) and not found.outcome,
            "conclude": permissions.keeps(actor) and not found.outcome,
            "place": permissions.keeps(actor) and found.outcome == "passed" and not found.placed_in,
            "badge": permissions.is_oneself(actor, found.worker) and found.outcome == "passed",
        },
    }
    return render(request, "careers/logbook.html", context)


def _signatures(one: LogEntry) -> list[tuple[str, str]]:
    return [(str(Side(each.side).label), each.by_label) for each in one.signatures.all()]


def _awaits(one: LogEntry, side: str | None) -> bool:
    """Whether an entry waits for the reader's signature."""
    if side is None or getattr(one, "corrected_by", None):
        return False
    return side not in {each.side for each in one.signatures.all()}


@require_http_methods(["GET", "POST"])
def log(request: Request, pk: int) -> HttpResponse:
    """Write into one's logbook, anew or to correct an entry."""
    found = queries.trainee(request.actor, pk, to="log")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.log(by=request.actor, trainee=found, **given)
        return _("It stands in the logbook and waits for both mentors."), found.get_absolute_url()

    form = LogForm(*sent(request), trainee=found, corrects=request.GET.get("corrects", ""))
    return one_form(request, _("New entry"), form, act, crumbs(found.training, found))


@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    """Sign an entry as a mentor."""
    entry = queries.entry(request.actor, pk, to="sign")
    try:
        actions.sign(by=request.actor, entry=entry)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Signed."))
    return redirect(entry.trainee.get_absolute_url())


@require_http_methods(["GET", "POST"])
def examine(request: Request, pk: int) -> HttpResponse:
    """Enter a theory examination."""
    found = queries.trainee(request.actor, pk, to="examine")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.examine(by=request.actor, trainee=found, **given)
        said = _("Passed.") if made.is_passed else _("Entered; the pass mark is not reached.")
        return said, found.get_absolute_url()

    form = ExamForm(*sent(request), training=found.training)
    return one_form(request, _("Theory examination"), form, act, crumbs(found.training, found))


@require_http_methods(["GET", "POST"])
def conclude(request: Request, pk: int) -> HttpResponse:
    """Say how the class ended for a trainee."""
    found = queries.trainee(request.actor, pk, to="conclude")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.conclude(by=request.actor, trainee=found, **given)
        return _("The outcome is entered."), found.get_absolute_url()

    form = OutcomeForm(*sent(request))
    return one_form(request, _("Outcome of the class"), form, act, crumbs(found.training, found))


@require_http_methods(["GET", "POST"])
def settle_in(request: Request, pk: int) -> HttpResponse:
    """Enter the section that took who passed."""
    found = queries.trainee(request.actor, pk, to="conclude")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.settle_in(by=request.actor, trainee=found, **given)
        return _("The placement is entered."), found.get_absolute_url()

    form = PlacementForm(*sent(request), actor=request.actor)
    return one_form(request, _("Placement"), form, act, crumbs(found.training, found))


def _keeps(request: Request) -> None:
    if not permissions.keeps(request.actor):
        raise PermissionDenied


def crumbs(
    found: TrainingClass | None = None, trainee: Trainee | None = None
) -> list[dict[str, Any]]:
    way = [{"title": _("Training classes"), "url": reverse("careers:classes")}]
    if found is not None:
        way.append({"title": found.name, "url": found.get_absolute_url()})
    if trainee is not None:
        way.append({"title": trainee.worker.name, "url": trainee.get_absolute_url()})
    return way
