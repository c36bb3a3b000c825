"""Uploads: a file on its way into the register, and what became of each of its rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yuandu.kernel.files.models import Attachment
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.problems import Problem
from yuandu.kernel.workspaces.models import WorkspaceRow


class State(models.TextChoices):
    RECEIVED = "received"  # waits to be read
    READING = "reading"
    UNMAPPED = "unmapped"  # a person must say which column is which
    READY = "ready"  # previewed
    ACCEPTED = "accepted"  # waits to be written
    COMMITTING = "committing"
    COMMITTED = "committed"
    FAILED = "failed"  # cannot be read
    DISCARDED = "discarded"


AT_WORK = (State.READING, State.COMMITTING)
WAITING = (State.RECEIVED, State.ACCEPTED)
OPEN = (State.UNMAPPED, State.READY)
CLOSED = (State.COMMITTED, State.FAILED, State.DISCARDED)


class Upload(WorkspaceRow):
    """A file that somebody sent for a layout."""

    layout = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    # Counted up whenever the preview changes; a commit names the one it was decided on.
    version = models.PositiveIntegerField(default=0)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    mapping = models.JSONField(default=dict)  # as `SheetMapping.as_json`
    header = models.JSONField(default=dict)  # what was found: headings, fields, sheet
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # of the sheet as a whole
    failure = models.JSONField(default=dict)  # code and params of what stopped it
    good_rows_only = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)  # rows, of `total`, while at work
    total = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="upload_state_known", condition=models.Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="upload_committed_when",
                condition=models.Q(state="committed", committed_at__isnull=False)
                | (~models.Q(state="committed") & models.Q(committed_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "layout", "-id"], name="upload_by_layout"),
            models.Index(fields=["workspace", "uploaded_by", "-id"], name="upload_by_sender"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def layout_or_none(self) -> layouts.Layout | None:
        """The layout, unless its app is gone."""
        try:
            return layouts.get(self.layout)
        except layouts.UnknownLayout:
            return None

    @property
    def sheet_problems(self) -> list[Problem]:
        return [Problem.from_json(each) for each in self.problems]

    @property
    def is_waiting(self) -> bool:
        """Whether a page should ask again how it is going."""
        return self.state in {*WAITING, *AT_WORK}

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED


class Verdict(models.TextChoices):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class UploadRow(WorkspaceRow):
    """A row of an uploaded file as it was read, kept so that the preview need not read again."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as the file numbers it
    verdict = models.CharField(max_length=10, choices=Verdict)
    has_warnings = models.BooleanField(default=False)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)  # field → [before, after]
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_row_once"),
            models.CheckConstraint(
                name="upload_row_verdict_known", condition=models.Q(verdict__in=Verdict.values)
            ),
        ]
        indexes = [
            models.Index(
                fields=["upload", "number"],
                condition=models.Q(verdict="refused") | models.Q(has_warnings=True),
                name="upload_row_with_problems",
            ),
            models.Index(fields=["upload", "verdict", "number"], name="upload_row_by_verdict"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}:{self.number}"


class RememberedMapping(WorkspaceRow):
    """How an office's file with these headers is read, since somebody there corrected it."""

    layout = models.CharField(max_length=60)
    office = models.CharField(max_length=40)  # "division:12", "organisation:7", "workspace"
    fingerprint = models.CharField(max_length=64)  # of the headers
    mapping = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "layout", "office", "fingerprint"],
                name="remembered_mapping_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.layout} · {self.office}"
