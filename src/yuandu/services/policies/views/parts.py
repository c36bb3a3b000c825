"""Changing a draft part by part, with what it does as one types."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.engines import rules
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import actions, describing, parts, queries
from yuandu.services.policies.forms import Editor, Examples, Typed, editor_of
from yuandu.services.policies.forms.joining import MOVE
from yuandu.services.policies.forms.scoring import MORE
from yuandu.services.policies.forms.whole import WholeEditor
from yuandu.services.policies.models import PolicyVersion
from yuandu.services.policies.refusals import AnotherRule, ImpossibleBook
from yuandu.services.policies.views.frames import UNSOUND, crumbs
from yuandu.services.policies.views.library import shown_of, tried_of

# Buttons after which a part is shown again, not kept.
LOOK, TAKE_OUT, EFFECT = "look", "take_out", "effect"
LOOKING = {LOOK, MORE, MOVE, EFFECT}


@require_GET
def part_list(request: Request, pk: int) -> HttpResponse:
    """Show every part of a draft, each with the way to change it."""
    version = queries.version(request.actor, pk, to="edit")
    context = {
        "title": _("Change part by part"),
        "version": version,
        "crumbs": crumbs(version.policy, version),
        "shown": _with_ways(version),
        "examples": tried_of(version),
        "urls": {
            kind: _url(version, name)
            for kind, name in (
                ("whole", "whole"),
                ("criterion", "new-criterion"),
                ("score", "new-score"),
                ("benefit", "new-benefit"),
                ("budget", "budget"),
            )
        },
    }
    return render(request, "policies/parts.html", context)


@require_http_methods(["GET", "POST"])
def part(request: Request, pk: int, name: str) -> HttpResponse:
    """Change one part of a draft, or add one, or take it out."""
    version = queries.version(request.actor, pk, to="edit")
    book = version.book
    try:
        found = parts.named(book, name)
    except parts.NoSuchPart as none:
        raise Http404 from none
    if request.method == "POST" and TAKE_OUT in request.POST:
        return _take_out(request, version, found)
    typed = _typed(request)
    editor = editor_of(book, found, typed, policy=_policy_of(version))
    if EFFECT in request.POST:
        return render(request, "policies/_moved.html", _effect(request, version, found))
    status = 200
    if request.method == "POST" and not typed.looks:
        if editor.is_valid():
            try:
                return _save(request, version, found, editor)
            except rules.BadBook as bad:
                _mark(editor, found, bad)
            except Refusal as refusal:
                editor.refuse(refusal.sentence)
        status = UNSOUND
    context = _context(version, found, request.POST.get("read", "")) | {"editor": editor}
    context["is_refused"] = status == UNSOUND
    context["waits"] = _("As soon as you change something, you see here who enters and leaves.")
    if typed.looks:
        context |= _effect(request, version, found)
    return render(request, "policies/part.html", context, status=status)


@require_http_methods(["GET", "POST"])
def examples(request: Request, pk: int) -> HttpResponse:
    """Change the cases that a draft must keep passing."""
    version = queries.version(request.actor, pk, to="edit")
    form = Examples(request.POST if request.method == "POST" else None, version=version)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.save_examples(
                    by=request.actor, version=version, edition=form.edition, examples=form.kept
                )
            except Refusal as refusal:
                form.head.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The changes are saved."))
                return redirect("policies:parts", version.pk)
        status = UNSOUND
    context = {
        "title": _("Cases that must keep passing"),
        "crumbs": [*crumbs(version.policy, version), _overview(version)],
        "version": version,
        "form": form,
    }
    return render(request, "policies/examples.html", context, status=status)


def _typed(request: Request) -> Typed:
    if request.method != "POST":
        return Typed()
    return Typed(request.POST, looks=bool(LOOKING & set(request.POST)))


def _policy_of(version: PolicyVersion) -> Any:
    """Return the policy where it changes with the version: its first."""
    return version.policy if version.number == 1 else None


def _save(
    request: Request, version: PolicyVersion, found: parts.Part, editor: Editor
) -> HttpResponse:
    book = version.book
    if request.POST.get("read") != parts.fingerprint(book, found):
        raise AnotherRule
    changed = parts.put(book, found, editor.values())
    actions.save_text(
        by=request.actor,
        version=version,
        edition=version.edition,
        book=changed,
        of_policy=editor.of_policy if isinstance(editor, WholeEditor) else {},
    )
    messages.success(request, _("The changes are saved."))
    return redirect("policies:parts", version.pk)


def _take_out(request: Request, version: PolicyVersion, found: parts.Part) -> HttpResponse:
    book = version.book
    try:
        if request.POST[TAKE_OUT] != parts.fingerprint(book, found):
            raise AnotherRule
        actions.save_text(
            by=request.actor,
            version=version,
            edition=version.edition,
            book=parts.taken_out(book, found),
        )
    except rules.BadBook as bad:
        for one in ImpossibleBook(bad.problems).reasons:
            messages.error(request, one["message"])
        return redirect("policies:part", version.pk, found.name)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("It is taken out of the draft."))
    return redirect("policies:parts", version.pk)


def _mark(editor: Editor, found: parts.Part, bad: rules.BadBook) -> None:
    """Put each of the engine's sentences beside the cell it is about."""
    told = zip(bad.problems, ImpossibleBook(bad.problems).reasons, strict=True)
    for problem, reason in told:
        field = found.field_of(problem)
        if field is None:
            editor.refuse(reason["message"])
        else:
            editor.mark(field, reason["message"])


def _effect(request: Request, version: PolicyVersion, found: parts.Part) -> dict[str, Any]:
    """Return what the part as typed does, or what keeps it from being worked out."""
    book = version.book
    editor = editor_of(book, found, Typed(request.POST), policy=None)
    if not editor.is_valid():
        return {"waits": _("Some fields cannot be read yet.")}
    try:
        changed = parts.put(book, found, editor.values())
    except rules.BadBook as bad:
        return {"problems": ImpossibleBook(bad.problems).reasons}
    return {"moved": queries.moved(request.actor, book, changed)}


def _context(version: PolicyVersion, found: parts.Part, read: str) -> dict[str, Any]:
    """Return what the page of a part shows besides its form.

    Args:
        read: What the part said when it was opened; empty where it is opened now.
    """
    book = version.book
    users = parts.users_of(book, found)
    now_reads = parts.fingerprint(book, found)
    return {
        "title": describing.part_title(found, book),
        "crumbs": [*crumbs(version.policy, version), _overview(version)],
        "version": version,
        "part": found,
        "read": read or now_reads,
        "now_reads": now_reads,
        "may_take_out": parts.can_be_taken_out(found) and parts.read(book, found) is not None,
        "users": [
            {"title": describing.part_title(one, book), "url": _url(version, one.name)}
            for one in users
        ],
        "below": _below(version, found),
    }


def _below(version: PolicyVersion, found: parts.Part) -> list[dict[str, str]]:
    """Return the parts within a part that are changed by themselves."""
    if found.is_new:
        return []
    return [
        {
            "title": describing.part_title(one, version.book),
            "words": describing.part_words(one, version.book),
            "url": _url(version, one.name),
        }
        for one in parts.listed(version.book)
        if one.name != found.name and one.way[: len(found.way)] == found.way and found.way
    ]


def _with_ways(version: PolicyVersion) -> dict[str, Any]:
    """Return what a version asks and brings, each part with the way to change it."""
    shown = shown_of(version)
    for kind, name in (("criterion", "conditions"), ("score", "scores"), ("benefit", "benefits")):
        for one in shown[name]:
            one["url"] = _url(version, f"{kind}-{one['id']}")
    for score in shown["scores"]:
        score["new_url"] = _url(version, f"new-item-{score['id']}") if score["items"] else ""
        for item in score["items"]:
            item["url"] = _url(version, f"item-{score['id']}-{item['id']}")
    requires = version.book.requires
    joined = describing.joined(requires, version.book)
    return shown | {"joined": joined, "requires_url": _url(version, "requires")}


def _overview(version: PolicyVersion) -> dict[str, str]:
    url = reverse("policies:parts", args=[version.pk])
    return {"title": _("Change part by part"), "url": url}


def _url(version: PolicyVersion, name: str) -> str:
    return reverse("policies:part", args=[version.pk, name])
