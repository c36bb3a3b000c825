"""Organisations, persons and households: lists, one party's page, what is entered there."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.files.rules import Refused as FileRefused
from yuandu.kernel.registry import actions, kinds, permissions, queries
from yuandu.kernel.registry.forms import (
    ConsentForm,
    FactForm,
    OrganisationFilter,
    PartyForm,
    PersonFilter,
    PersonForm,
)
from yuandu.kernel.registry.models import Consent, Fact, Party
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

A_PAGE = 50


@require_GET
def organisations(request: Request) -> HttpResponse:
    """List the organisations."""
    form = OrganisationFilter(request.actor, request.GET)
    found = queries.organisations(request.actor, **form.chosen())
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    template = "registry/organisations.html"
    if request.htmx:
        template += "#rows"
    context = {
        "form": form,
        "page": page,
        "may_enter": permissions.may_enter_somewhere(request.actor),
    }
    return render(request, template, context)


@require_GET
def people(request: Request) -> HttpResponse:
    """List persons and households, masked for those who may not read their names."""
    if not request.actor.has(*permissions.STAFF):
        raise PermissionDenied
    form = PersonFilter(request.GET)
    page = Paginator(queries.people(request.actor, **form.chosen()), A_PAGE).get_page(
        request.GET.get("page")
    )
    template = "registry/people.html"
    if request.htmx:
        template += "#rows"
    context = {
        "form": form,
        "page": page,
        "people": [queries.shown(request.actor, party) for party in page],
        "may_enter": permissions.may_enter_somewhere(request.actor),
    }
    return render(request, template, context)


@require_GET
def party(request: Request, pk: int) -> HttpResponse:
    """Show a party: what is known, who acts for it, what it consented to."""
    found = queries.get(request.actor, pk, to="see")
    context = {
        "party": found,
        "shown": queries.shown(request.actor, found),
        "facts": [_fact(fact) for fact in queries.facts_of(request.actor, found)],
        "consents": [_consent(request, each) for each in queries.consents_of(request.actor, found)],
        "posts": queries.posts_of(request.actor, found),
        "may": queries.mays(request.actor, found),
        "kinds": list(kinds.facts),
    }
    return render(request, "registry/party.html", context)


def _fact(fact: Fact) -> dict[str, Any]:
    known = fact.kind in kinds.facts
    return {
        "fact": fact,
        "title": kinds.facts.title(fact.kind),
        "unit": kinds.facts.get(fact.kind).unit if known else "",
    }


def _consent(request: Request, consent: Consent) -> dict[str, Any]:
    today = request.workspace.today()
    return {
        "consent": consent,
        "purpose": kinds.purposes.title(consent.purpose),
        "facts": [
            _("All facts") if code == "*" else kinds.facts.title(code) for code in consent.facts
        ],
        "is_live": consent.revoked_on is None and today <= consent.to_on,
    }


# --- What is entered -----------------------------------------------------------------------


def entered[Form: forms.Form](
    request: Request,
    form: Form,
    act: Callable[[Form], str],
    *,
    title: str | Promise,
    submit: str | Promise,
    party: Party | None = None,
) -> HttpResponse:
    """Show a form, or do what it says and go where `act` points; a refusal is shown on it."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act(form))
        except Refusal as refusal:
            of_the_file = isinstance(refusal, FileRefused) and "evidence" in form.fields
            form.add_error("evidence" if of_the_file else None, refusal.sentence)
    context = {"form": form, "title": title, "submit": submit, "party": party}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


def _url(party: Party) -> str:
    return party.get_absolute_url()


@require_http_methods(["GET", "POST"])
def enter_organisation(request: Request) -> HttpResponse:
    """Enter an organisation."""
    if not permissions.may_enter_somewhere(request.actor):
        raise PermissionDenied
    form = PartyForm(request.actor, "organisation", request.POST or None)

    def act(form: PartyForm) -> str:
        return _url(actions.enter(by=request.actor, kind="organisation", **form.cleaned_data))

    title = _("Enter an organisation")
    return entered(request, form, act, title=title, submit=pgettext("into the register", "Enter"))


@require_http_methods(["GET", "POST"])
def enter_person(request: Request) -> HttpResponse:
    """Enter a person or a household."""
    if not permissions.may_enter_somewhere(request.actor):
        raise PermissionDenied
    form = PersonForm(request.actor, request.POST or None)

    def act(form: PersonForm) -> str:
        return _url(actions.enter(by=request.actor, **form.cleaned_data))

    title = _("Enter a person or a household")
    return entered(request, form, act, title=title, submit=pgettext("into the register", "Enter"))


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Correct a party's name, code or place."""
    found = queries.get(request.actor, pk, to="edit")
    initial = {
        "name": found.name,
        "name_en": found.name_en,
        "code": found.code,
        "division": found.division_id,
        "industry": found.industry_id,
    }
    form = PartyForm(request.actor, found.kind, request.POST or None, initial=initial)

    def act(form: PartyForm) -> str:
        actions.change(by=request.actor, party=found, **form.cleaned_data)
        messages.success(request, _("Corrected."))
        return _url(found)

    return entered(request, form, act, title=_("Correct the record"), submit=_("Save"), party=found)


@require_http_methods(["GET", "POST"])
def report(request: Request, pk: int, kind: str) -> HttpResponse:
    """Report a fact of a kind."""
    found = queries.get(request.actor, pk, to="report")
    if kind not in kinds.facts:
        raise Http404
    form = FactForm(kinds.facts.get(kind), request.POST or None, request.FILES or None)

    def act(form: FactForm) -> str:
        actions.report(by=request.actor, party=found, **form.fact())
        messages.success(request, _("Reported."))
        return _url(found)

    title = _("Report: %(kind)s") % {"kind": kinds.facts.title(kind)}
    return entered(
        request, form, act, title=title, submit=pgettext("a fact", "Report"), party=found
    )


@require_http_methods(["GET", "POST"])
def consent(request: Request, pk: int) -> HttpResponse:
    """Take a consent."""
    found = queries.get(request.actor, pk, to="consent")
    form = ConsentForm(request.POST or None, request.FILES or None)

    def act(form: ConsentForm) -> str:
        actions.give_consent(by=request.actor, party=found, **form.cleaned_data)
        messages.success(request, _("The consent is on record."))
        return _url(found)

    title = gettext_lazy("Consent to the use of facts")
    return entered(
        request, form, act, title=title, submit=pgettext("agree", "Consent"), party=found
    )


@require_POST
def revoke(request: Request, pk: int, consent_pk: int) -> HttpResponse:
    """Take a consent back."""
    found = queries.get(request.actor, pk, to="consent")
    given = queries.consent(request.actor, found, consent_pk)
    if given is None:
        raise Http404
    try:
        actions.revoke_consent(by=request.actor, consent=given)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The consent is taken back from today on."))
    return redirect(_url(found))
