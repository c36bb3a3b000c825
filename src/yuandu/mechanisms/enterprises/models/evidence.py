"""The evidence vault of a firm: papers by kind and year, kept once for every application."""

from django.db import models
from django.db.models import Q

from yuandu.kernel.files.models import Attachment
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.enterprises.models.firms import Firm

FIRST_YEAR, LAST_YEAR = 1949, 2100


class Document(WorkspaceRow):
    """A paper in the vault.

    Attributes:
        kind: A code of `evidence.KINDS`; what criteria it shows follows from it.
        year: The year it is about, for an audit report say; none where it just holds.
        dropped_on: From that day it is in the vault no more; what was handed in stays on file.
    """

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="document_year_sensible",
                condition=Q(year=None) | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "firm", "kind"], name="document_by_kind")]

    def __str__(self) -> str:
        return f"{self.firm_id}: {self.kind} {self.year or ''}".strip()
