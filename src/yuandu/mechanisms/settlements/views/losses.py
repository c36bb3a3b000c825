"""The loss book: a household's own, and sums over households for offices."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.flowers import queries as flowers
from yuandu.mechanisms.settlements import actions, permissions, queries, wording
from yuandu.mechanisms.settlements.forms import HouseholdBar, LossForm, SeasonForm
from yuandu.mechanisms.settlements.models.losses import LossCause
from yuandu.mechanisms.settlements.rules.losses import SMALLEST_GROUP
from yuandu.mechanisms.settlements.views.frames import crumbs, filled

SHOWN = 40  # losses of a household's page
A_PAGE = 50  # households in a helper's list


@require_GET
def losses(request: Request) -> HttpResponse:
    """Show an office sums, a household its own book."""
    actor = request.actor
    own = permissions.own_households(actor)
    if not permissions.has_book(actor):
        raise Http404
    if len(own) == 1 and not permissions.reads_sums(actor):
        return redirect("settlements:book", pk=next(iter(own)))
    form = HouseholdBar(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(queries.households_of(actor, words), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Loss ledger"),
        "form": form,
        "page": page,
        "keeps_books": bool(own) or actor.has(*permissions.HELPERS),
        "change": wording.change(queries.change(actor, request.workspace.today())),
        "reads_sums": permissions.reads_sums(actor),
        "sums": [
            {
                "row": each,
                "name": each.kind_en if is_english() and each.kind_en else each.kind,
                "cause": LossCause(each.cause).label,
            }
            for each in queries.sums(actor, request.workspace.today())
        ],
        "smallest": SMALLEST_GROUP,
    }
    template = "settlements/losses.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
def book(request: Request, pk: int) -> HttpResponse:
    """Show a household's book: its quarters against its own earlier ones, and its losses."""
    household = queries.household(request.actor, pk)
    found = queries.book_of(household)
    context = {
        "title": _("My losses") if permissions.is_growers(request.actor, pk) else household.title,
        "household": household,
        "seasons": [
            {
                "season": each,
                "title": wording.quarter(each.starts_on),
                "share": each.lost / each.saleable if each.saleable else None,
            }
            for each in found.seasons
        ],
        "compared": wording.quarter(found.compared.starts_on) if found.compared else "",
        "said": wording.comparison(found.comparison) if found.comparison else "",
        "losses": queries.losses_of(household)[:SHOWN],
        "crumbs": crumbs(),
    }
    return render(request, "settlements/book.html", context)


@require_http_methods(["GET", "POST"])
def season(request: Request, pk: int) -> HttpResponse:
    """Say what a household could sell in a quarter, and what it earned."""
    household = queries.household(request.actor, pk)
    form = SeasonForm(
        request.POST if request.method == "POST" else None, today=request.workspace.today()
    )

    def act() -> str:
        actions.report_season(by=request.actor, household=household, **form.cleaned_data)
        return reverse("settlements:book", args=[household.pk])

    return filled(
        request,
        form,
        act,
        title=_("A quarter’s pots"),
        said=_("The quarter is on record."),
        way=crumbs(),
    )


@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """Write down pots that were lost or stayed unsold."""
    household = queries.household(request.actor, pk)
    form = LossForm(
        request.POST if request.method == "POST" else None,
        kinds=flowers.visible_to(request.actor),
        today=request.workspace.today(),
    )

    def act() -> str:
        actions.record_loss(by=request.actor, household=household, **form.cleaned_data)
        return reverse("settlements:book", args=[household.pk])

    return filled(
        request,
        form,
        act,
        title=_("Write down a loss"),
        said=_("The loss is on record."),
        way=crumbs(),
    )
