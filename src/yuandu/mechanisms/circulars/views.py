"""Pages of circulars: the list, one with its numbers, its edits, its sources, its files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.circulars import (
    actions,
    issuing,
    permissions,
    queries,
    rules,
    telling,
    wording,
)
from yuandu.mechanisms.circulars.forms import DraftForm, ParagraphForm
from yuandu.mechanisms.circulars.models import Circular, Paragraph
from yuandu.services.handbook.rules import changes as changes_between

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def circular_list(request: Request) -> HttpResponse:
    """List the circulars; the city's office drafts that of a locked month here."""
    actor = request.actor
    found = queries.circular_list(actor)
    rounds = queries.undrafted(actor)
    form = DraftForm(request.POST or None, rounds=rounds) if permissions.writes(actor) else None
    status = 200
    if request.method == "POST":
        if form is None:
            return HttpResponse(status=403)
        status = 422
        if form.is_valid():
            chosen = next(each for each in rounds if each.pk == form.cleaned_data["round"])
            try:
                made = actions.draft(by=actor, found=chosen)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The draft is written from the month’s figures."))
                return redirect(made)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page", 1))
    context = {
        "title": pgettext("navigation", "Circulars"),
        "page": page,
        "rows": [{"circular": each, "stage": wording.stage(each.stage)} for each in page],
        "form": form if rounds else None,
        "writes": form is not None,
    }
    return render(request, "circulars/list.html", context, status=status)


def _crumbs(found: Circular | None = None) -> list[dict[str, Any]]:
    way = [{"title": pgettext("navigation", "Circulars"), "url": reverse("circulars:list")}]
    return way + ([{"title": found.title, "url": found.get_absolute_url()}] if found else [])


@require_GET
def circular(request: Request, pk: int) -> HttpResponse:
    """Show a circular: every number opens to its rows, every odd one is marked."""
    actor = request.actor
    found = queries.circular(actor, pk, to="see")
    paragraphs = queries.paragraphs(found)
    (panel,) = lifecycle.panels(actor, found)
    context = {
        "title": found.title,
        "circular": found,
        "stage": wording.stage(found.stage),
        "paragraphs": [telling.shown(found, each) for each in paragraphs],
        "differing": queries.differing(paragraphs),
        "edited": sum(each.is_edited for each in paragraphs),
        "panel": panel,
        "crumbs": _crumbs(),
        "may": {"edit": permissions.may_edit(actor, found)},
    }
    return render(request, "circulars/circular.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int, place: int) -> HttpResponse:
    """Change the words of a paragraph."""
    found = queries.circular(request.actor, pk, to="edit")
    paragraph = queries.paragraph(found, place)
    form = ParagraphForm(request.POST) if request.method == "POST" else ParagraphForm.of(paragraph)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _edited(request, found, paragraph, form):
            return redirect(f"{found.get_absolute_url()}#p{place}")
    context = {
        "title": _("Edit “%(section)s”") % {"section": wording.SECTIONS[paragraph.section]},
        "form": form,
        "shown": telling.shown(found, paragraph),
        "crumbs": _crumbs(found),
    }
    return render(request, "circulars/edit.html", context, status=status)


def _edited(request: Request, found: Circular, paragraph: Paragraph, form: ParagraphForm) -> bool:
    try:
        actions.edit(by=request.actor, circular=found, paragraph=paragraph, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    marks = queries.differing([paragraph])
    if marks:
        said = "; ".join(f"{each.text} ≠ {each.drafted}" for each in marks)
        messages.warning(
            request,
            _("Saved, but a number differs from its figure: %(numbers)s") % {"numbers": said},
        )
    else:
        messages.success(request, _("Saved."))
    return True


@require_GET
def changes(request: Request, pk: int) -> HttpResponse:
    """Show what was edited, word by word, against what was drafted from the figures."""
    found = queries.circular(request.actor, pk, to="see")
    context = {
        "title": _("Edits of “%(title)s”") % {"title": found.title},
        "rows": [
            {
                "paragraph": each,
                "section": wording.SECTIONS[each.section],
                "pieces": changes_between(each.drafted, each.text),
            }
            for each in queries.paragraphs(found)
            if each.is_edited
        ],
        "crumbs": _crumbs(found),
    }
    return render(request, "circulars/changes.html", context)


@require_GET
def figure(request: Request, pk: int, code: str) -> HttpResponse:
    """Open a number: what each county and zone adds to it."""
    found = queries.circular(request.actor, pk, to="see")
    if code not in rules.FIGURES:
        raise Http404(code)
    context = {
        "title": wording.FIGURES[code],
        "circular": found,
        "value": wording.printed(request.workspace, code, found.month.total(code)),
        "rows": telling.rows(request.workspace, found, code),
        "crumbs": _crumbs(found),
    }
    return render(request, "circulars/figure.html", context)


@require_GET
def pdf(request: Request, pk: int) -> HttpResponse:
    """Print a circular."""
    found = queries.circular(request.actor, pk, to="see")
    return handing_out.as_pdf(issuing.paper(found, queries.paragraphs(found)))


@require_GET
def word(request: Request, pk: int) -> HttpResponse:
    """Hand a circular out as a Word file; of a draft with its edits, as Word tracks them."""
    found = queries.circular(request.actor, pk, to="see")
    paper = issuing.paper(found, queries.paragraphs(found), is_tracked=True)
    return handing_out.as_word(paper)
