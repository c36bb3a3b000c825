"""The evidence vault of a firm."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.files.rules import Refused
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import actions, evidence, permissions, queries
from yuandu.mechanisms.enterprises.forms.vault import DocumentForm
from yuandu.mechanisms.enterprises.models import Document, Firm
from yuandu.mechanisms.enterprises.views.frames import UNSOUND, crumbs


@require_http_methods(["GET", "POST"])
def vault(request: Request, pk: int) -> HttpResponse:
    """Show what is in the vault and what applications still lack; take a paper in."""
    found = queries.vault(request.actor, pk, to="see")
    may_keep = permissions.MAY_VAULT["keep"](request.actor, found)
    if request.method == "POST":
        found = queries.vault(request.actor, pk, to="keep")
    form = _form(request)
    if form.is_bound and form.is_valid() and _kept(request, found, form):
        messages.success(request, _("The paper is in the vault."))
        return redirect("enterprises:vault", pk)
    documents = queries.documents_of(found)
    applications = [
        each for each in queries.applications_of(request.actor, pk) if each.closed_on is None
    ]
    context = {
        "title": _("Evidence vault of %(firm)s") % {"firm": found.title},
        "crumbs": crumbs(firm=found),
        "firm": found,
        "form": form if may_keep else None,
        "may_keep": may_keep,
        "groups": _groups(documents, applications),
        "total": len(documents),
        "lacking": [
            {"application": each, "of": queries.lacking(assessment, documents)}
            for each in applications
            for assessment in queries.latest(each)[:1]
        ],
    }
    status = UNSOUND if form.is_bound else 200
    return render(request, "enterprises/vault.html", context, status=status)


def _form(request: Request) -> DocumentForm:
    sent: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    year, kind = request.GET.get("year", ""), request.GET.get("kind", "")
    return DocumentForm(
        *sent,
        last_year=request.workspace.today().year,
        kind=kind if kind in evidence.KINDS else "",
        year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
    )


def _kept(request: Request, found: Firm, form: DocumentForm) -> bool:
    try:
        actions.keep_document(by=request.actor, firm=found, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("upload", refusal.sentence)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
    else:
        return True
    return False


def _groups(documents: list[Document], applications: list[Any]) -> list[dict[str, Any]]:
    """Return the papers by kind, with what each shows and its doubles."""
    same = queries.same_files(documents)
    books = [
        assessment.version.book for each in applications for assessment in queries.latest(each)
    ]
    groups: dict[str, dict[str, Any]] = {}
    for each in documents:
        group = groups.setdefault(
            each.kind,
            {
                "title": evidence.title(each.kind),
                "shows": evidence.criteria_shown(each.kind, books),
                "rows": [],
            },
        )
        group["rows"].append(
            {
                "document": each,
                "file": each.attachment,
                "same": [
                    " ".join(filter(None, (evidence.title(other.kind), str(other.year or ""))))
                    for other in same.get(each.pk, [])
                ],
            }
        )
    return list(groups.values())


@require_POST
def drop(request: Request, pk: int, document: int) -> HttpResponse:
    """Take a paper out of the vault."""
    firm = queries.vault(request.actor, pk, to="see")
    found = queries.document(request.actor, firm, document, to="drop")
    actions.drop_document(by=request.actor, document=found)
    messages.success(request, _("The paper is out of the vault."))
    return redirect("enterprises:vault", pk)
