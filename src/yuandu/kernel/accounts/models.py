"""People who sign in. An account spans workspaces; what it may do there, its posts say."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from yuandu.kernel.workspaces.models import Workspace, WorkspaceRow


class User(AbstractUser):
    first_name = None  # type: ignore[assignment]  # one name, as Chinese forms have it
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, blank=True)
    # The workspace whose administrators look after the account; the posts it holds in
    # others are theirs to give and take, the account itself is not.
    home = models.ForeignKey(
        Workspace, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Counted up to end every session of the account at once.
    session_round = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name or self.username

    def get_session_auth_hash(self) -> str:
        return f"{super().get_session_auth_hash()}.{self.session_round}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for kept in super().get_session_auth_fallback_hash():
            yield f"{kept}.{self.session_round}"


class Card(WorkspaceRow):
    """A paper with a QR code that, with its PIN, signs in somebody who has no password."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the code's secret
    pin = models.CharField(max_length=200, blank=True)  # hashed; empty until first use
    phone = models.CharField(max_length=20, blank=True)  # printed: whom to call for help
    issued_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    issued_at = models.DateTimeField()
    first_use_until = models.DateTimeField()  # without a PIN by then, the paper is void
    last_used_at = models.DateTimeField(null=True)
    wrong = models.PositiveIntegerField(default=0)  # wrong PINs since the last right one
    locked_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"],
                condition=models.Q(revoked_at=None),
                name="card_one_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.issued_at:%Y-%m-%d}"


class Grant(WorkspaceRow):
    """A person lets a helper act in their place, for a time and for what the words say."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    helper = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    roles = models.JSONField(default=list)  # which of the person's posts
    words = models.CharField(max_length=200)  # what the helper is asked to do
    from_on = models.DateField()
    to_on = models.DateField()  # the last day
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=models.Q(to_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="grant_to_somebody_else",
                condition=~models.Q(person=models.F("helper")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper} for {self.person}"


class Token(WorkspaceRow):
    """A key for programs: it acts as its owner, within its scopes, in one workspace."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)  # what it is for, in its owner's words
    prefix = models.CharField(max_length=12)  # shown, to tell one token from another
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token
    scopes = models.JSONField(default=list)  # "projects:read"
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "user"], name="token_by_owner")]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"
