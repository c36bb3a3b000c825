"""Uploads and their rows as pages and programs show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.sheets import queries, words
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import State, Upload, UploadRow, Verdict
from yuandu.kernel.sheets.rules.columns import NUMERIC, Column
from yuandu.kernel.sheets.rules.problems import Problem
from yuandu.kernel.sheets.rules.values import restored
from yuandu.kernel.sheets.writing.cells import text_of

STATES = {
    State.RECEIVED: gettext_lazy("waits to be read"),
    State.READING: gettext_lazy("is being read"),
    State.UNMAPPED: gettext_lazy("columns to be matched"),
    State.READY: gettext_lazy("to be decided"),
    State.ACCEPTED: gettext_lazy("waits to be written"),
    State.COMMITTING: gettext_lazy("is being written"),
    State.COMMITTED: gettext_lazy("written"),
    State.FAILED: gettext_lazy("cannot be read"),
    State.DISCARDED: gettext_lazy("put away"),
}
TONES = {
    State.UNMAPPED: "warn",
    State.READY: "work",
    State.COMMITTED: "good",
    State.FAILED: "bad",
}
VIEWS = {
    "all": pgettext_lazy("rows", "all"),
    "problems": pgettext_lazy("rows", "with problems"),
    Verdict.NEW.value: pgettext_lazy("rows", "new"),
    Verdict.CHANGED.value: pgettext_lazy("rows", "changed"),
    Verdict.SAME.value: pgettext_lazy("rows", "as before"),
    Verdict.REFUSED.value: pgettext_lazy("rows", "refused"),
}


def state_of(upload: Upload) -> dict[str, Any]:
    """Return the word for an upload's state, and its tone."""
    state = State(upload.state)
    return {"label": STATES[state], "tone": TONES.get(state, "calm")}


def listed(uploads: Iterable[Upload]) -> list[dict[str, Any]]:
    """Return uploads as rows of a history."""
    return [
        {
            "upload": upload,
            "url": reverse("sheets:upload", args=[upload.pk]),
            "layout": layout.title if (layout := upload.layout_or_none) else upload.layout,
            "state": state_of(upload),
            "counts": upload.counts,
            "by": str(upload.uploaded_by or "Yuandu"),
        }
        for upload in uploads
    ]


def tabs(upload: Upload, current: str) -> list[dict[str, Any]]:
    """Return the views of a preview with how many rows each has; empty ones are left out."""
    counts = upload.counts
    numbers = {
        "all": counts.get("read", 0),
        "problems": counts.get("warned", 0) + counts.get("refused", 0),
        **{verdict.value: counts.get(verdict.value, 0) for verdict in Verdict},
    }
    return [
        {"title": title, "url": f"?show={name}", "current": name == current, "count": numbers[name]}
        for name, title in VIEWS.items()
        if numbers[name] or name in {"all", current}
    ]


def problems(found: Iterable[Problem], layout: Layout) -> list[dict[str, Any]]:
    """Return problems as `components/problems.html` lists them."""
    return [
        {
            "cell": problem.cell or "—",
            "column": words.header(problem, layout),
            "value": problem.shown,
            "message": words.what(problem, layout),
            "hint": words.advice(problem, layout),
            "level": problem.severity.value,
        }
        for problem in found
    ]


def problems_of_rows(rows: Iterable[UploadRow], layout: Layout) -> list[dict[str, Any]]:
    """Return the problems of a page of rows."""
    return problems((Problem.from_json(each) for row in rows for each in row.problems), layout)


def shown_columns(upload: Upload, layout: Layout) -> list[Column]:
    """Return the layout's columns that the file fills, in the file's order."""
    codes = [each["field"] for each in upload.header.get("columns", ()) if each["field"]]
    codes += [code for code in upload.mapping.get("constants", ()) if code not in codes]
    known = set(layout.fields)
    return [layout.column(code) for code in codes if code in known]


def table(rows: Iterable[UploadRow], columns: list[Column], currency: str) -> list[dict[str, Any]]:
    """Return rows of a preview: each cell as read, or as it stood where it is refused."""
    return [
        {
            "number": row.number,
            "verdict": row.verdict,
            "label": VIEWS[row.verdict],
            "cells": [_cell(row, column, currency) for column in columns],
        }
        for row in rows
    ]


def _cell(row: UploadRow, column: Column, currency: str) -> dict[str, Any]:
    found = [each for each in row.problems if each.get("field") == column.code]
    change = row.changes.get(column.code)
    value = restored(column.kind, row.values.get(column.code))
    text = text_of(column, value, currency)
    if column.code not in row.values:
        text = next((each.get("shown", "") for each in found), "")
    is_error = any(each["severity"] == "error" for each in found)
    return {
        "text": text,
        "is_number": column.kind in NUMERIC,
        "tone": "error" if is_error else "warning" if found else "",
        "before": text_of(column, restored(column.kind, change[0]), currency) or "—"
        if change
        else "",
    }


def failure(upload: Upload) -> str:
    """Return what stopped an upload, in the reader's language; "" for nothing."""
    if not upload.failure:
        return ""
    return words.said(upload.failure["code"], upload.failure.get("params", {}))


def progress(upload: Upload) -> dict[str, Any]:
    """Return what `components/progress.html` shows while an upload waits or is worked on."""
    texts = {
        State.RECEIVED: _("The file waits for its turn. You may leave this page."),
        State.READING: _("Nothing is written before you say so."),
        State.ACCEPTED: _("The rows wait for their turn. You may leave this page."),
        State.COMMITTING: _("All rows are written together, or none."),
    }
    return {
        "label": STATES[State(upload.state)],
        "done": upload.done,
        "total": upload.total,
        "text": texts[State(upload.state)],
        "poll": reverse("sheets:progress", args=[upload.pk]),
    }


def upload_as_json(upload: Upload, layout: Layout) -> dict[str, Any]:
    """Return an upload for programs."""
    return {
        "id": upload.pk,
        "layout": upload.layout,
        "name": upload.name,
        "state": upload.state,
        "is_interrupted": queries.is_interrupted(upload),
        "version": upload.version,
        "counts": upload.counts,
        "failure": failure(upload),
        "columns": upload.header.get("columns", []),
        "problems": [problem_as_json(problem, layout) for problem in upload.sheet_problems],
    }


def problem_as_json(problem: Problem, layout: Layout) -> dict[str, Any]:
    """Return a problem for programs: its code and place, and its sentences."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "cell": problem.cell,
        "field": problem.field,
        "header": problem.header,
        "shown": problem.shown,
        "what": words.what(problem, layout),
        "do": words.advice(problem, layout),
    }
