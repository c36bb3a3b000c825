"""The log of what was done: rows are added, never changed."""

from django.db import models
from django.db.models.functions import Now

from yuandu.kernel.workspaces.models import WorkspaceRow


class Entry(WorkspaceRow):
    """One act: who did what to which thing, when, with which details."""

    at = models.DateTimeField(db_default=Now())
    # Plain numbers: accounts and subjects live on floors above and may be deleted.
    user_id = models.BigIntegerField(null=True)  # null: the system itself
    acting_for_id = models.BigIntegerField(null=True)  # whom a helper stood in for
    who = models.CharField(max_length=100)
    action = models.CharField(max_length=60)  # "project.start"
    subject_label = models.CharField(max_length=60)  # "projects.project"
    subject_id = models.BigIntegerField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["workspace", "subject_label", "subject_id", "-id"],
                name="audit_entry_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.action}"
