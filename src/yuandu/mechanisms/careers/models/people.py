"""Where workers stand and stood, what is recorded of them, and who might go on."""

from django.db import models
from django.db.models import F, Q

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.careers.models.ladders import Ladder, Rung
from yuandu.mechanisms.workforce.models import Worker


class Position(WorkspaceRow):
    """A rung on which a worker stands, or stood: the history is these rows.

    Attributes:
        ladder: that of the rung, so that the database lets nobody stand twice on one ladder.
        basis: the document, or where it was taken from.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="positions")
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="positions")
    ladder = models.CharField(max_length=12, choices=Ladder)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)  # the last day
    basis = models.CharField(max_length=200, blank=True)
    application = models.OneToOneField(
        "careers.Application",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="position",
    )

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "ladder"],
                condition=Q(to_on=None),
                name="careers_position_once_a_ladder",
            ),
            models.CheckConstraint(
                name="careers_position_ends_after_it_begins",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "rung"],
                condition=Q(to_on=None),
                name="careers_position_held",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.rung_id} {self.from_on}"


class WorkerRecord(WorkspaceRow):
    """Something recorded of a worker, with its day: a project, a course, a certificate, an award.

    It is not changed: a record in error is struck, with the reason, and entered anew.

    Attributes:
        kind: a code of the vocabulary, see `library.vocabulary`.
        value: the code of a course, certificate or choice; empty where it is a number.
        evidence: the paper it rests on, by name or number.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    number = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    obtained_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)  # the last day
    evidence = models.CharField(max_length=200)
    entered_by = models.CharField(max_length=100)
    entered_at = models.DateTimeField(auto_now_add=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-obtained_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "kind", "value", "title", "obtained_on"],
                condition=Q(struck_on=None),
                name="careers_record_once",
            ),
            models.CheckConstraint(
                name="careers_record_expires_after_it_begins",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("obtained_on")),
            ),
            models.CheckConstraint(name="careers_record_number", condition=Q(number__gte=0)),
            models.CheckConstraint(
                name="careers_record_struck_for_a_reason",
                condition=Q(struck_on=None, struck_for="")
                | (Q(struck_on__isnull=False) & ~Q(struck_for="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "expires_on"],
                condition=Q(struck_on=None, expires_on__isnull=False),
                name="careers_record_expires",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


class Prospect(WorkspaceRow):
    """That a worker met what a rung asks when everybody was last gone through.

    Attributes:
        lacking: conditions still to be met; 0 means that the worker may apply.
    """

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="prospects")
    rung = models.ForeignKey(Rung, on_delete=models.CASCADE, related_name="prospects")
    source = models.ForeignKey(
        Rung, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    lacking = models.PositiveSmallIntegerField()
    as_of = models.DateField()

    class Meta:
        ordering = ["lacking", "rung", "worker"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "rung", "source"],
                nulls_distinct=False,
                name="careers_prospect_once",
            )
        ]
        indexes = [models.Index(fields=["workspace", "lacking"], name="careers_prospect_lacking")]

    def __str__(self) -> str:
        return f"{self.worker_id} → {self.rung_id}"
