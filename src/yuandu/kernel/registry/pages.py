"""What pages of many rooms share: the frame for a reader, and one form alone on its page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def sent(request: Request) -> tuple[Any, ...]:
    """Return what a form is bound to."""
    return (request.POST,) if request.method == "POST" else ()


def one_form(
    request: Request,
    title: str,
    form: Form,
    act: Callable[[dict[str, Any]], tuple[str, Any]],
    way: list[dict[str, Any]],
    *,
    template: str = "open_form.html",
    **context: Any,
) -> HttpResponse:
    """Show a form, or do with it what `act` does, which says so and where it leads.

    Args:
        context: what else the template shows.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said, onward = act(form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, said)
                return redirect(onward)
    context |= {"title": title, "form": form, "crumbs": way}
    return render(request, template, context, status=status)
