"""Posts: who holds which, from when to when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors, roles
from yuandu.kernel.registry import actions, queries
from yuandu.kernel.registry.forms import EndForm, PhoneForm, PostForm
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.registry.views.parties import A_PAGE, entered


@require_GET
def posts(request: Request) -> HttpResponse:
    """List the posts: all to the administrator and the auditor, to others their own."""
    page = Paginator(queries.posts(request.actor), A_PAGE).get_page(request.GET.get("page"))
    today = request.workspace.today()
    context = {
        "page": page,
        "posts": [
            (post, roles.title(post.role), queries.is_in_office(post, today)) for post in page
        ],
        "me": request.actor.user_id,
        "may_appoint": request.actor.has("administrator"),
    }
    return render(request, "registry/posts.html", context)


@doors.not_by_card
@require_http_methods(["GET", "POST"])
def appoint(request: Request) -> HttpResponse:
    """Give somebody a post."""
    if not request.actor.has("administrator"):
        raise PermissionDenied
    form = PostForm(
        request.actor, request.POST or None, initial={"from_on": request.workspace.today()}
    )

    def act(form: PostForm) -> str:
        actions.appoint(by=request.actor, **form.appointment())
        messages.success(request, _("Appointed."))
        return reverse("registry:posts")

    return entered(request, form, act, title=_("Appoint somebody"), submit=_("Appoint"))


@doors.not_by_card
@require_http_methods(["GET", "POST"])
def phone(request: Request, pk: int) -> HttpResponse:
    """Write down the telephone of a post: its holder, or the administrator."""
    post = queries.post(request.actor, pk, to="phone")
    form = PhoneForm(
        request.POST if request.method == "POST" else None, initial={"phone": post.phone}
    )

    def act(form: PhoneForm) -> str:
        actions.change_phone(by=request.actor, post=post, **form.cleaned_data)
        messages.success(request, _("The telephone is on record."))
        return reverse("registry:posts")

    title = _("Telephone of %(person)s: %(role)s") % {
        "person": post.user,
        "role": post.title or roles.title(post.role),
    }
    return entered(request, form, act, title=title, submit=_("Save"))


@doors.not_by_card
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """Let a post end with a day."""
    post = queries.post(request.actor, pk, to="end")
    form = EndForm(request.workspace.today(), request.POST or None)

    def act(form: EndForm) -> str:
        actions.end_post(by=request.actor, post=post, **form.cleaned_data)
        messages.success(request, _("The post ends on that day."))
        return reverse("registry:posts")

    title = _("End the post of %(person)s: %(role)s") % {
        "person": post.user,
        "role": post.title or roles.title(post.role),
    }
    return entered(request, form, act, title=title, submit=_("End the post"))
