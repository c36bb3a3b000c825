"""Whom a company employs, and what companies publish in a city.

A worker stands in the company's own workspace, whose divisions are its business divisions and
sections. A statement stands in the city's: it is all of a company that the city ever sees.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow


class Worker(WorkspaceRow):
    """Somebody on the company's staff list, with an account or without; leavers stay on it.

    Attributes:
        number: the staff number, as on the badge.
        section: where the worker works: a section, or a business division itself.
    """

    number = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(max_length=60, blank=True)
    is_frontline = models.BooleanField(default=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "number"], name="workforce_worker_number_once"
            ),
            models.UniqueConstraint(
                fields=["workspace", "user"],
                condition=Q(user__isnull=False),
                name="workforce_worker_account_once",
            ),
            models.CheckConstraint(
                name="workforce_worker_leaves_after_joining",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
            ),
        ]
        indexes = [models.Index(fields=["section", "number"], name="workforce_worker_of_section")]

    def __str__(self) -> str:
        return self.name


class Affiliate(WorkspaceRow):
    """A company that may publish figures in this city: known by its workspace's slug."""

    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    since_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)  # from this day it does not hold

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "slug"],
                condition=Q(ended_on=None),
                name="workforce_affiliate_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Statement(WorkspaceRow):
    """What a company published of one figure of its own on a day; kept when a later one counts.

    Attributes:
        code: the figure's code in the company.
        value: in the plain unit (currency units, pieces); of a share, its numerator.
        whole: of a share, its denominator.
        rows: how many rows the company's figure was computed from.
    """

    affiliate = models.ForeignKey(Affiliate, on_delete=models.PROTECT, related_name="statements")
    code = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=24, decimal_places=4)
    whole = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    rows = models.PositiveIntegerField()
    as_of = models.DateField()
    published_by = models.CharField(max_length=100)
    published_at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["code", "-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["affiliate", "code"],
                condition=Q(is_current=True),
                name="workforce_statement_counts_once",
            ),
            models.CheckConstraint(
                name="workforce_statement_whole_is_something",
                condition=Q(whole=None) | Q(whole__gt=0),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "code"],
                condition=Q(is_current=True),
                name="workforce_statement_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.affiliate}: {self.code} {self.as_of}"
