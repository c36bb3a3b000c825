"""What several tables share: classes of issues, and rows that arrive once though sent twice."""

from django.db import models
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow


class Subject(models.TextChoices):
    """The class of an issue; the first three are those the flower city works on first."""

    BREEDING = "breeding", pgettext_lazy("class of an issue", "Seed and breeding research")
    TRADE = "trade", pgettext_lazy("class of an issue", "Trade and circulation")
    TALENT = "talent", pgettext_lazy("class of an issue", "Talent")
    FINANCE = "finance", pgettext_lazy("class of an issue", "Finance")
    LAND = "land", pgettext_lazy("class of an issue", "Land")
    ENERGY = "energy", pgettext_lazy("class of an issue", "Energy")
    ENVIRONMENT = "environment", pgettext_lazy("class of an issue", "Environmental capacity")
    DATA = "data", pgettext_lazy("class of an issue", "Data")
    POLICY = "policy", pgettext_lazy("class of an issue", "Policy")
    OTHER = "other", pgettext_lazy("class of an issue", "Other")


class SentOnce(WorkspaceRow):
    """A row that a form or program may send again after a lost connection.

    Attributes:
        key: Made with the form; the same key twice is one row.
        digest: SHA-256 of what was sent with it, so that other words are not lost silently.
    """

    key = models.UUIDField()
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True
