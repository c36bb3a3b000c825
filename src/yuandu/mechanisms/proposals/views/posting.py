"""Capturing an idea, similar ones while it is typed, the list, one proposal, its authors."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.engines.quantities import in_books
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.proposals import actions, panels, permissions, queries, rules, wording
from yuandu.mechanisms.proposals.forms import AuthorsForm, IdeaForm, ProposalBar, UploadForm
from yuandu.mechanisms.proposals.models import Lane, Proposal
from yuandu.mechanisms.proposals.queries import Filters
from yuandu.mechanisms.proposals.views.frames import crumbs, done, faults
from yuandu.mechanisms.workforce import queries as workforce

BY_SCRIPT = "application/json"
SIMILAR = 5
LEAST_LIKE = 0.12


@require_GET
def proposal_list(request: Request) -> HttpResponse:
    """List the proposals that the reader may know of."""
    form = ProposalBar(request.GET, actor=request.actor)
    filters = form.filters()
    page = queries.page(request.actor, filters, request.GET.get("page", 1))
    shown = [code for code in wording.SHOWS if permissions.shows(request.actor, code)]
    context = {
        "title": _("Improvement proposals"),
        "form": form,
        "page": page,
        "rows": [wording.row(each, request.workspace.today()) for each in page],
        "tabs": [
            {
                "title": wording.SHOWS[code],
                "url": f"?show={code}" if code else "?",
                "current": code == filters.show,
            }
            for code in shown
        ],
        "may": {"judge": permissions.judges_somewhere(request.actor)},
    }
    return render(request, "proposals/list.html", context)


@require_GET
def own(request: Request) -> HttpResponse:
    """List one's own ideas, each with its state."""
    page = queries.page(request.actor, Filters(show="mine"), request.GET.get("page", 1))
    context = {
        "title": _("My ideas"),
        "page": page,
        "rows": [wording.row(each, request.workspace.today()) for each in page],
    }
    return render(request, "proposals/own.html", context)


@never_cache
@require_GET
def session(request: Request) -> JsonResponse:
    """Say who has signed in, and give a phone's outbox the mark that its forms need."""
    return JsonResponse({"account": request.actor.user_id, "token": get_token(request)})


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Post an idea for one's own section, or for one that is chosen."""
    own = workforce.oneself(request.actor)
    return _capture(request, own.section if own else None)


@require_http_methods(["GET", "POST"])
def at_board(request: Request, token: str) -> HttpResponse:
    """Post an idea at a section's board, whose code was read."""
    return _capture(request, queries.board_at(request.actor, token).section, is_at_board=True)


def _capture(
    request: Request, section: Division | None, *, is_at_board: bool = False
) -> HttpResponse:
    """Show the form of an idea, or take it; an outbox asks for JSON and gets it."""
    bound = (request.POST, request.FILES) if request.method == "POST" else ()
    form = IdeaForm(*bound, actor=request.actor, section=section)
    status = 200
    if is_at_board:
        del form.fields["section"]
    if bound:
        status = 422
        if form.is_valid():
            place: Any = form.cleaned_data.get("section", section)
            try:
                made = actions.post(by=request.actor, section=place, new=form.proposal())
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                return _taken(request, made)
        if request.headers.get("Accept") == BY_SCRIPT:
            return JsonResponse({"sentences": faults(form)}, status=status)
    context = {
        "title": section.title if is_at_board and section else _("New idea"),
        "form": form,
        "crumbs": [] if is_at_board else crumbs(),
    }
    return render(request, "proposals/capture.html", context, status=status)


def _taken(request: Request, made: Proposal) -> HttpResponse:
    said = _("Thank you. Your idea has the number %(number)s.") % {"number": made.number}
    if made.promised_on:
        said += " " + _("You are answered by %(day)s.") % {"day": made.promised_on.isoformat()}
    if request.headers.get("Accept") == BY_SCRIPT:
        answer = {"state": "counted", "url": made.get_absolute_url(), "sentence": said}
        return JsonResponse(answer, status=201)
    messages.success(request, said)
    return redirect(made)


@require_GET
def similar(request: Request) -> HttpResponse:
    """Show which proposals resemble what is being typed: a part of the form."""
    words = request.GET.get("idea", "").replace("\x00", "")
    found = queries.similar(request.actor, words, limit=SIMILAR, least=LEAST_LIKE)
    context = {
        "rows": [
            wording.row(each.proposal, request.workspace.today()) | {"score": each.score}
            for each in found
        ]
    }
    return render(request, "proposals/_similar.html", context)


@require_GET
def proposal(request: Request, pk: int) -> HttpResponse:
    """Show one proposal: its words, where it stands, who owes what, what it brings."""
    actor = request.actor
    found = queries.get(actor, pk, to="see")
    terms = queries.terms_of(actor.workspace)
    may = {verb: test(actor, found) for verb, test in permissions.MAY.items()}
    authors = queries.authors_of(found)
    context = {
        "title": found.number,
        "crumbs": crumbs(),
        "proposal": found,
        "row": wording.row(found, request.workspace.today()),
        "sealed": wording.SEALED,
        "panels": lifecycle.panels(actor, found),
        "beside": panels.of(actor, found),
        "pairs": _pairs(found, terms),
        "authors": [each for each in authors if each.proposal_id == found.pk],
        "others": _merged(found, [each for each in authors if each.proposal_id != found.pk]),
        "files": queries.files_of(found),
        "evaluations": queries.evaluations_of(found) if _reads_opinions(may) else (),
        "benefits": [
            {
                "line": line,
                "kind": wording.BENEFITS[line.kind],
                "recurrence": wording.RECURRENCES[line.recurrence],
                "may_verify": line.verified_on is None
                and found.stage == rules.VERIFY
                and permissions.verifies(actor, _of(line, found), terms),
            }
            for line in queries.benefits_of(found)
        ],
        "grades": [{"grade": each, "title": wording.title_of(each)} for each in terms.grades],
        "may": may | {"grade": may["grade"] and found.stage in rules.UNANSWERED},
        "open": {
            "part": may["part"] and found.stage == rules.MERGED,
            "merge": may["merge"] and found.stage in rules.OPEN,
            "lane": may["change_lane"] and not found.is_sealed,
        },
        "other_lane": _other_lane(found),
    }
    return render(request, "proposals/proposal.html", context)


def _reads_opinions(may: dict[str, bool]) -> bool:
    return may["reject"] or may["confirm"]


def _of(line: Any, found: Proposal) -> Any:
    line.proposal = found
    return line


def _merged(found: Proposal, authors: list[Any]) -> list[dict[str, Any]]:
    """Return the ideas merged into this one, each with its own words and authors."""
    by_idea: dict[int, dict[str, Any]] = {}
    for author in authors:
        of = by_idea.setdefault(author.proposal_id, {"proposal": author.proposal, "authors": []})
        of["authors"].append(wording.author(author))
    return list(by_idea.values())


def _other_lane(found: Proposal) -> Lane:
    return Lane.INSTANT if found.lane == Lane.PROJECT else Lane.PROJECT


def _pairs(found: Proposal, terms: rules.Terms) -> list[dict[str, Any]]:
    award = "" if found.award is None else in_books(found.award)
    return [
        {"label": _("Section"), "value": found.section.title},
        {"label": _("Lane"), "value": Lane(found.lane).label},
        {"label": _("Posted on"), "value": found.posted_on.isoformat()},
        {"label": _("Who owes the answer"), "value": str(found.answerer or "")},
        {
            "label": _("Answer promised by"),
            "value": found.promised_on.isoformat() if found.promised_on else "",
        },
        {
            "label": _("Answered on"),
            "value": found.answered_on.isoformat() if found.answered_on else "",
        },
        {
            "label": pgettext("of a proposal", "Grade"),
            "value": wording.grade(terms, found.grade) if found.grade else "",
        },
        {"label": _("Award, yuan"), "value": award},
        {
            "label": _("Merged into"),
            "value": found.merged_into.number if found.merged_into else "",
            "url": found.merged_into.get_absolute_url() if found.merged_into else "",
        },
        {
            "label": _("Verified benefit of the first year, yuan"),
            "value": in_books(found.first_year) if found.first_year else "",
        },
    ]


@require_http_methods(["GET", "POST"])
def authors(request: Request, pk: int) -> HttpResponse:
    """Say whose idea it is."""
    found = queries.get(request.actor, pk, to="credit")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.share(by=request.actor, proposal=found, **given)
        return _("The authors are entered."), found

    form = AuthorsForm(*sent(request), actor=request.actor)
    return one_form(request, _("Authors"), form, act, crumbs(found))


@require_http_methods(["GET", "POST"])
def attach(request: Request, pk: int) -> HttpResponse:
    """Add a photo or a voice note."""
    found = queries.get(request.actor, pk, to="attach")
    bound = (request.POST, request.FILES) if request.method == "POST" else ()

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.attach(by=request.actor, proposal=found, upload=given["upload"])
        return _("It is kept with the idea."), found

    return one_form(request, _("Add a photo or voice note"), UploadForm(*bound), act, crumbs(found))


@require_POST
def seal(request: Request, pk: int) -> HttpResponse:
    """Seal an idea for a patent, or open it."""
    found = queries.get(request.actor, pk, to="seal")
    is_sealed = not found.is_sealed
    said = _("The idea is sealed.") if is_sealed else _("The idea is open to the company.")
    return done(
        request,
        lambda: actions.seal(by=request.actor, proposal=found, is_sealed=is_sealed),
        said,
        found,
    )


@require_POST
def lane(request: Request, pk: int) -> HttpResponse:
    """Let an idea go by the other lane."""
    found = queries.get(request.actor, pk, to="change_lane")
    other = _other_lane(found)
    return done(
        request,
        lambda: actions.change_lane(by=request.actor, proposal=found, lane=other),
        _("The idea goes by the other lane now."),
        found,
    )
