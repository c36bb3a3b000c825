"""Applications for a rung, who judges them, and who is whose relative."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.careers.models.ladders import Rung, RungBook
from yuandu.mechanisms.workforce.models import Worker


class Application(WorkspaceRow):
    """A worker's wish to be recognised in a rung, with what the book said of it on the day.

    Attributes:
        source: the rung of another ladder the worker comes from; none: from the rung below.
        decision: the book's answer and what it was given by, frozen as canonical JSON.
        is_open: false from its end on, so that the database lets nobody apply twice at once.
        appeal_until: the last day on which a refusal can be appealed against.
        band_from, band_to: the pay band that came with recognition, yuan a month.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="applications")
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="applications")
    source = models.ForeignKey(
        Rung, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    book = models.ForeignKey(RungBook, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField(blank=True)
    decision = models.TextField()
    state = models.CharField(max_length=20)
    applied_on = models.DateField()
    is_open = models.BooleanField(default=True)
    appeal_until = models.DateField(null=True, blank=True)
    band_from = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    band_to = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    track = models.OneToOneField(
        Track, null=True, on_delete=models.PROTECT, related_name="careers_application"
    )

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "rung"],
                condition=Q(is_open=True),
                name="careers_application_open_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["workspace", "applied_on"],
                condition=Q(is_open=True),
                name="careers_application_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker} → {self.rung}"

    @property
    def stage(self) -> str:
        """Where it stands; the track is at hand."""
        return self.track.stage if self.track else ""

    def get_absolute_url(self) -> str:
        return reverse("careers:application", args=[self.pk])


class PanelMember(WorkspaceRow):
    """One of those who judge an application, and what they said.

    Attributes:
        is_appeal: of the panel that judges the appeal, nobody of which sat on the first.
        opinion: empty until it is given; it is given once.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="members")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    is_appeal = models.BooleanField(default=False)
    opinion = models.CharField(
        max_length=7, blank=True, choices=[("for", "for"), ("against", "against")]
    )
    words = models.CharField(max_length=500, blank=True)
    said_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["is_appeal", "-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "worker"], name="careers_panel_member_once"
            ),
            models.UniqueConstraint(
                fields=["application", "is_appeal"],
                condition=Q(is_chair=True),
                name="careers_panel_one_chair",
            ),
            models.CheckConstraint(
                name="careers_panel_opinion_with_words",
                condition=Q(opinion="", said_on=None)
                | (Q(opinion__in=["for", "against"], said_on__isnull=False) & ~Q(words="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.worker_id}"


class Kinship(WorkspaceRow):
    """Two workers who have declared to be relatives: neither judges the other."""

    one = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    declared_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="careers_kinship_once"),
            models.CheckConstraint(
                name="careers_kinship_in_order", condition=Q(one__lt=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} – {self.other_id}"
