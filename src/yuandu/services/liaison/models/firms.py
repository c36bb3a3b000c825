"""Firms in one-to-one service, visits to them, and which office is competent for what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.liaison.models.sending import SentOnce, Subject


class ServedFirm(WorkspaceRow):
    """A firm's file in one-to-one service (一对一包靠); it stays when officers change.

    Who is its officer is an assignment of the life cycle's room, one at a time.
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="served")
    since_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def title(self) -> str:
        """The firm's name in the reader's language."""
        return self.party.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:firm", args=[self.party_id])


class Visit(SentOnce):
    """An officer was at the firm, or it was heard otherwise; promises are the clocks' own."""

    firm = models.ForeignKey(ServedFirm, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=100)
    met = models.CharField(max_length=100, blank=True)  # whom, as they wish to be named
    heard = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="liaison_visit_once"),
            models.CheckConstraint(name="liaison_visit_says_something", condition=~Q(heard="")),
        ]
        indexes = [models.Index(fields=["firm", "-on"], name="liaison_visit_of_firm")]

    def __str__(self) -> str:
        return f"{self.on}: {self.firm}"


class Competence(WorkspaceRow):
    """An office answers issues of a class, in a division or, without one, everywhere else."""

    subject = models.CharField(max_length=20, choices=Subject)
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    department = models.CharField(max_length=100)  # as printed
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Who is told when the officer stays silent.
    superior = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["subject", "division", "department"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "subject", "division", "officer"],
                nulls_distinct=False,
                name="liaison_competence_once",
            ),
            models.CheckConstraint(
                name="liaison_competence_subject_known", condition=Q(subject__in=Subject.values)
            ),
            models.CheckConstraint(
                name="liaison_competence_superior_is_another",
                condition=Q(superior=None) | ~Q(superior=models.F("officer")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.department}"
