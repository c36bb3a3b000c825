"""The log of what was done: rows are added, never changed.

`Entry` is written with the change itself; `Link` chains it right after, `Root` keeps where
the chain of a day ended. `MAY_CHANGE` names the columns that may be updated: none (see
`grants`). `Personal` alone can be erased.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.models import Workspace, WorkspaceRow


class CurrentTransaction(models.Func):
    """The number of the transaction that writes the row; in one cluster it only grows."""

    template = "(pg_current_xact_id()::text)::bigint"
    arity = 0
    output_field = models.BigIntegerField()
    allowed_default = True


class CanonicalField(models.JSONField):
    """JSON stored as the text it was written in, since that text is what the chain hashes."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "json"

    def from_db_value(self, value: Any, *_: object) -> Any:
        return value  # the driver has read it already


class Entry(WorkspaceRow):
    """One act: who did what to which thing, when, with which details."""

    MAY_CHANGE = ()
    SET_BY_DATABASE = ("id", "at", "transaction")

    # Without an index of its own: each index below begins with it or needs it not.
    workspace = models.ForeignKey(
        Workspace, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(db_default=Now())
    # Plain numbers: accounts and subjects live on floors above and may be deleted.
    user_id = models.BigIntegerField(null=True)  # null: the system itself
    acting_for_id = models.BigIntegerField(null=True)  # whom a helper stood in for
    who = models.CharField(max_length=100)
    action = models.CharField(max_length=60)  # "project.start"
    subject_label = models.CharField(max_length=60)  # "projects.project"
    subject_id = models.BigIntegerField()
    details = CanonicalField(default=dict)
    commitments = CanonicalField(default=dict)  # name of a personal value → commitment
    # Numbers of entries are given before their transactions end, so a lower one may appear
    # after a higher; by the transaction the sequencer knows what can still appear.
    transaction = models.BigIntegerField(db_default=CurrentTransaction())

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        indexes = [
            models.Index(
                fields=["workspace", "subject_label", "subject_id", "-id"],
                name="audit_entry_subject",
            ),
            models.Index(fields=["workspace", "who", "-id"], name="audit_entry_who"),
            models.Index(fields=["workspace", "action", "-id"], name="audit_entry_action"),
            models.Index(fields=["workspace", "at", "id"], name="audit_entry_at"),
            models.Index(fields=["transaction"], name="audit_entry_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.action}"


class Personal(WorkspaceRow):
    """A value about a person, kept beside the log: deleting the row erases it."""

    MAY_CHANGE = ()
    MAY_BE_DELETED = True

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="personal")
    name = models.CharField(max_length=60)
    value = models.TextField()
    salt = models.CharField(max_length=32)

    class Meta:
        verbose_name_plural = "personal values"
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="personal_value_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.name}"


class Hashed(WorkspaceRow):
    """A row with a hash of the chain, see `canonical`."""

    hash = models.BinaryField()  # SHA-256, 32 bytes

    class Meta:
        abstract = True

    @property
    def digits(self) -> str:
        """The hash as people write it, in 64 hexadecimal digits."""
        return bytes(self.hash).hex()


class Link(Hashed):
    """An entry's place in its workspace's chain, and the hash up to and including it."""

    MAY_CHANGE = ()

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    seq = models.BigIntegerField()  # 1, 2, 3 … without a gap

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "seq"], name="link_seq_once"),
            models.CheckConstraint(name="link_seq_from_one", condition=models.Q(seq__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.digits}"


class Root(Hashed):
    """Where a workspace's chain ended when a day was over: to be printed and kept elsewhere."""

    MAY_CHANGE = ()

    on = models.DateField()  # in the workspace's own time zone
    count = models.BigIntegerField()  # entries chained until then, all days together
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "on"], name="root_of_a_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.count} {self.digits}"
