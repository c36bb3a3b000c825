"""A workspace is one city or one company: the wall that no row crosses.

It carries what differs between them: divisions, currency, rules for codes, and which day
is today. Every table but the accounts' own derives from `WorkspaceRow`; the database
itself refuses a row that points into another workspace (see `isolation`).
"""

import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.languages import is_english

# First segments of paths that exist outside of workspaces.
RESERVED = "accounts|health|i18n|static"


def known_timezone(name: str) -> None:
    """Refuse a name that is none of the time zone database.

    Raises:
        ValidationError: there is no such zone.
    """
    if name not in available_timezones():
        raise ValidationError(
            _("There is no time zone “%(name)s”; one is Asia/Shanghai."), params={"name": name}
        )


class Workspace(models.Model):
    slug = models.SlugField(
        unique=True,
        max_length=40,
        validators=[RegexValidator(rf"^(?!({RESERVED})$)[a-z][a-z0-9-]+$")],
    )
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=[("city", "city"), ("company", "company")])
    currency = models.CharField(  # ISO 4217
        max_length=3, default="CNY", validators=[RegexValidator(r"^[A-Z]{3}$")]
    )
    timezone = models.CharField(max_length=40, default="Asia/Shanghai", validators=[known_timezone])
    # "cn": national codes are checked by their standards; "free": any code is taken.
    code_rules = models.CharField(max_length=10, choices=[("cn", "cn"), ("free", "free")])
    today_on = models.DateField(null=True, blank=True)  # fixed, for a sample; else the clock
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workspace_kind_known", condition=models.Q(kind__in=["city", "company"])
            ),
            models.CheckConstraint(
                name="workspace_code_rules_known",
                condition=models.Q(code_rules__in=["cn", "free"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if is_english() and self.name_en else self.name

    def today(self) -> datetime.date:
        """Return the day that counts here: the fixed one of a sample, else the calendar's."""
        return self.today_on or timezone.now().astimezone(ZoneInfo(self.timezone)).date()


class WorkspaceRow(models.Model):
    """A row that belongs to one workspace; the base of every table."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
