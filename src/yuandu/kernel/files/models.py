"""Attachments: kept outside of the web root, handed out after a rights check."""

from django.conf import settings
from django.db import models

from yuandu.kernel.workspaces.models import WorkspaceRow


class Attachment(WorkspaceRow):
    name = models.CharField(max_length=200)  # as uploaded, cleaned; never used as a path
    media_type = models.CharField(max_length=100)  # as sniffed, not as claimed
    size = models.BigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)  # of the content, which is stored under it
    # What it is attached to; the app that owns the subject decides who may read it.
    target_label = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["workspace", "target_label", "target_id"], name="attachment_target"
            )
        ]

    def __str__(self) -> str:
        return self.name
