"""Pages: send a file, match its columns, look at the preview, decide; get files out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.files.rules import Refused as FileRefused
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import actions, handing_out, originals, queries, registers, telling, work
from yuandu.kernel.sheets.forms import DecisionForm, MappingForm, SendForm
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import State, Upload
from yuandu.kernel.sheets.permissions import MAY, MAY_LAYOUT
from yuandu.kernel.sheets.reading import files
from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.refusals import NotAMapping
from yuandu.kernel.sheets.rules.mapping import BadMapping
from yuandu.kernel.sheets.rules.problems import Problem
from yuandu.kernel.sheets.writing import faults as marked
from yuandu.kernel.sheets.writing import sheets as writing
from yuandu.kernel.workspaces.refusals import Refusal

PER_PAGE = 50
RECENT = 20


@require_GET
def home(request: Request) -> HttpResponse:
    """Show the layouts one may send or get, and what was sent lately."""
    found = queries.layouts_for(request.actor, "see")
    if not found:
        raise Http404
    page = Paginator(queries.history(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Spreadsheets"),
        "layouts": [_layout_context(request, each) for each in found],
        "uploads": telling.listed(page),
        "page": page,
    }
    return render(request, "sheets/home.html", context)


def _layout_context(request: Request, layout: Layout) -> dict[str, Any]:
    return {
        "code": layout.code,
        "title": layout.title,
        "note": layout.note,
        "may_import": MAY_LAYOUT["import"](request.actor, layout),
        "may_export": MAY_LAYOUT["export"](request.actor, layout),
    }


@require_http_methods(["GET", "POST"])
def layout(request: Request, code: str) -> HttpResponse:
    """Show what a layout wants, and take a file for it."""
    found = queries.layout_for(request.actor, code, to="see")
    form = SendForm()
    if request.method == "POST":
        queries.layout_for(request.actor, code, to="import")
        form = SendForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                sent = actions.receive(
                    by=request.actor, layout=found, file=form.cleaned_data["file"]
                )
            except Refusal as refusal:
                form.add_error("file", _why(refusal))
            else:
                work.begin_reading(request.actor, sent)
                return redirect("sheets:upload", sent.pk)
    context = {
        "title": found.title,
        "layout": _layout_context(request, found),
        "columns": writing.guide(found, registers.place(request.workspace)),
        "form": form,
        "uploads": telling.listed(queries.history(request.actor, code)[:RECENT]),
    }
    return render(request, "sheets/layout.html", context, status=422 if form.errors else 200)


def _why(refusal: Refusal) -> str:
    """Return why a file is not taken; of all that may be kept, only tables belong here."""
    if isinstance(refusal, FileRefused) and refusal.code == "unknown-type":
        text = _("“%(name)s” is not a table. Send a workbook (XLSX, XLS, XLSB, ODS) or a CSV file.")
        return text % refusal.params
    return refusal.sentence


@require_GET
def upload(request: Request, pk: int) -> HttpResponse:
    """Show how far an upload is: progress, preview, result or what stopped it."""
    found = queries.get(request.actor, pk, to="read")
    sheet = _layout_of(found)
    context: dict[str, Any] = {
        "title": found.name,
        "upload": found,
        "layout": sheet,
        "state": telling.state_of(found),
        "may": {verb: test(request.actor, found) for verb, test in MAY.items()},
        "failure": telling.failure(found),
        "is_interrupted": queries.is_interrupted(found),
        "sheet_problems": telling.problems(found.sheet_problems, sheet),
    }
    if found.is_waiting:
        context["progress"] = telling.progress(found)
    elif found.counts:
        context |= _preview(request, found, sheet)
    return render(request, "sheets/upload.html", context)


def _layout_of(upload: Upload) -> Layout:
    found = upload.layout_or_none
    if found is None:
        raise Http404
    return found


def _preview(request: Request, upload: Upload, sheet: Layout) -> dict[str, Any]:
    doubted = upload.counts.get("refused") or upload.counts.get("warned")
    default = "problems" if doubted else "all"
    show = request.GET.get("show", default)
    if show not in telling.VIEWS:
        raise Http404
    page = Paginator(queries.preview_rows(upload, show), PER_PAGE).get_page(request.GET.get("page"))
    columns = telling.shown_columns(upload, sheet)
    return {
        "show": show,
        "page": page,
        "tabs": telling.tabs(upload, show),
        "columns": columns,
        "rows": telling.table(page, columns, registers.currency_of(request.workspace)),
        "problems": telling.problems_of_rows(page, sheet),
        "decision": DecisionForm(initial={"version": upload.version}),
    }


@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """Return the progress of an upload; once it is through, have the page loaded anew."""
    found = queries.get(request.actor, pk, to="read")
    if not found.is_waiting or queries.is_interrupted(found):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/progress.html", telling.progress(found))


@require_http_methods(["GET", "POST"])
def mapping(request: Request, pk: int) -> HttpResponse:
    """Let somebody say which column is which; remembered for the office."""
    found = queries.get(request.actor, pk, to="correct")
    sheet = _layout_of(found)
    if not found.header or found.is_closed:
        raise Http404
    form = MappingForm(
        request.POST or None,
        upload=found,
        layout=sheet,
        place=registers.place(request.workspace),
        odd_words=queries.odd_words(found, sheet),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, found, form)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        return redirect("sheets:upload", pk)
    context = {
        "title": _("Match the columns"),
        "upload": found,
        "layout": sheet,
        "form": form,
        "sheet_problems": telling.problems(found.sheet_problems, sheet),
    }
    return render(request, "sheets/mapping.html", context, status=422 if form.errors else 200)


def _correct(request: Request, upload: Upload, form: MappingForm) -> None:
    try:
        said = form.mapping()
    except BadMapping as error:
        raise NotAMapping(error.code, error.params) from error
    actions.correct(
        by=request.actor, upload=upload, mapping=said, version=form.cleaned_data["version"]
    )
    work.begin_reading(request.actor, upload)


@require_POST
def commit(request: Request, pk: int) -> HttpResponse:
    """Write a previewed upload, all of it or its good rows."""
    found = queries.get(request.actor, pk, to="commit")
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        actions.accept(
            by=request.actor,
            upload=found,
            version=form.cleaned_data["version"],
            good_rows_only=form.cleaned_data["good_rows_only"],
        )
        work.begin_committing(request.actor, found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        found.refresh_from_db()
        if found.state == State.COMMITTED:
            written = found.counts["created"] + found.counts["updated"]
            text = ngettext("%(number)s row written.", "%(number)s rows written.", written)
            messages.success(request, text % {"number": written})
    return redirect("sheets:upload", pk)


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Put an upload away unwritten."""
    found = queries.get(request.actor, pk, to="discard")
    try:
        actions.discard(by=request.actor, upload=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("sheets:layout", found.layout)


@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    """Read an interrupted upload again."""
    found = queries.get(request.actor, pk, to="resume")
    try:
        actions.resume(by=request.actor, upload=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        work.begin_reading(request.actor, found)
    return redirect("sheets:upload", pk)


# --- Files that go out ----------------------------------------------------------------


@require_GET
def template(request: Request, code: str) -> StreamingHttpResponse:
    """Hand out the empty workbook of a layout."""
    found = queries.layout_for(request.actor, code, to="see")
    return handing_out.workbook(
        f"{found.title}.xlsx", lambda file: writing.write_template(file, found, request.workspace)
    )


@require_GET
def export(request: Request, code: str, kind: str) -> StreamingHttpResponse:
    """Hand out the rows one may see, in the layout in which they come in."""
    found = queries.layout_for(request.actor, code, to="export")
    rows = found.export(request.actor)
    return handing_out.exported(found, rows, request.workspace, kind)


@require_GET
def faults(request: Request, pk: int) -> StreamingHttpResponse:
    """Hand out the file as it came, with its faults marked and listed."""
    found = queries.get(request.actor, pk, to="read")
    sheet = _layout_of(found)
    if not found.header or (not found.problems and not found.counts):
        raise Http404
    of_rows = map(Problem.from_json, queries.problems_of(found))
    try:
        path = originals.path_of(found)
        grid = files.read(path, lambda grids: 0, sheet=found.header["sheet"])
    except Refused:
        raise Http404 from None
    problems = [*found.sheet_problems, *of_rows]
    stem = found.name.rpartition(".")[0] or found.name
    return handing_out.workbook(
        _("%(name)s – problems.xlsx") % {"name": stem},
        lambda file: marked.write_faults(file, grid, found.header["row"], problems, sheet),
    )
