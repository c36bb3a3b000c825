"""Badges that a company signs for its workers, and the keys it signs with."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.careers.models.people import Position
from yuandu.mechanisms.careers.models.training import Trainee
from yuandu.mechanisms.workforce.models import Worker


class IssuerKey(WorkspaceRow):
    """A pair of keys with which a company signs badges; earlier ones stay to verify.

    Attributes:
        public: as a JWK, open to anybody.
        private: PEM, encrypted under the server's secret.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True)
    public = models.JSONField()
    private = models.TextField()
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(is_current=True),
                name="careers_key_one_current",
            )
        ]

    def __str__(self) -> str:
        return str(self.token)


class Badge(WorkspaceRow):
    """A badge issued at the worker's own wish: for a class passed, or a rung recognised.

    Attributes:
        token: what its address is made of; nobody guesses it.
        jwt: the credential as it was signed, with no name in it but a salted hash.
        consented_on: the day on which the worker asked for it.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="badges")
    trainee = models.ForeignKey(
        Trainee, null=True, blank=True, on_delete=models.PROTECT, related_name="badges"
    )
    position = models.ForeignKey(
        Position, null=True, blank=True, on_delete=models.PROTECT, related_name="badges"
    )
    name = models.CharField(max_length=120)
    key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="+")
    jwt = models.TextField()
    consented_on = models.DateField()
    issued_at = models.DateTimeField()
    revoked_on = models.DateField(null=True, blank=True)
    revoked_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.CheckConstraint(
                name="careers_badge_of_one_thing",
                condition=Q(trainee=None, position__isnull=False)
                | Q(trainee__isnull=False, position=None),
            ),
            models.UniqueConstraint(
                fields=["trainee"],
                condition=Q(revoked_on=None, trainee__isnull=False),
                name="careers_badge_of_class_once",
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(revoked_on=None, position__isnull=False),
                name="careers_badge_of_rung_once",
            ),
            models.CheckConstraint(
                name="careers_badge_revoked_for_a_reason",
                condition=Q(revoked_on=None, revoked_for="")
                | (Q(revoked_on__isnull=False) & ~Q(revoked_for="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("careers:badge", args=[self.token])
