"""Circulars (通报): a month in the office's words, each number kept with its figure."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from pydantic import TypeAdapter

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.circulars import rules
from yuandu.mechanisms.circulars.rules import Bound, Month
from yuandu.mechanisms.reporting.models import Round

MONTH: TypeAdapter[Month] = TypeAdapter(Month)
BOUND: TypeAdapter[tuple[Bound, ...]] = TypeAdapter(tuple[Bound, ...])


class Circular(WorkspaceRow):
    """What the office says of a locked month; issued, nothing in it changes any more.

    Attributes:
        facts: The month as `rules.Month` when the draft was written.
        digest: SHA-256 of all it says, once it is issued.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="circulars")
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    facts = models.JSONField()
    drafted_on = models.DateField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=40, blank=True)  # 鸢重办〔2026〕7号
    issued_on = models.DateField(null=True)  # 成文日期
    digest = models.CharField(max_length=64, blank=True)
    is_dropped = models.BooleanField(default=False)  # the month may then be drafted anew
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-round__period", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(is_dropped=False), name="circular_once_a_month"
            ),
            models.UniqueConstraint(
                fields=["workspace", "number"],
                condition=~Q(number=""),
                name="circular_number_once",
            ),
            models.CheckConstraint(
                name="circular_issued_whole",
                condition=Q(number="", issued_on=None, digest="")
                | (Q(issued_on__isnull=False) & ~Q(number="") & ~Q(digest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if is_english() else self.title_zh

    @property
    def stage(self) -> str:
        return self.track.stage if self.track else rules.DRAFT

    @property
    def month(self) -> Month:
        return MONTH.validate_python(self.facts)

    def get_absolute_url(self) -> str:
        return reverse("circulars:circular", args=[self.pk])


class Paragraph(WorkspaceRow):
    """A paragraph: as it was drafted, as it stands, and the numbers it was drafted with.

    Attributes:
        section: Which part of the circular it belongs to.
        version: Raised by every edit, so that two offices do not undo each other.
    """

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="paragraphs")
    place = models.PositiveSmallIntegerField()
    section = models.SlugField(max_length=20)
    drafted_zh = models.TextField()
    drafted_en = models.TextField()
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    numbers_zh = models.JSONField(default=list)
    numbers_en = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    edited_by_label = models.CharField(max_length=100, blank=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["circular", "place"], name="circular_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.circular_id}: {self.place}"

    @property
    def text(self) -> str:
        """What it says, in the reader's language."""
        return self.text_en if is_english() else self.text_zh

    @property
    def drafted(self) -> str:
        return self.drafted_en if is_english() else self.drafted_zh

    @property
    def numbers(self) -> tuple[Bound, ...]:
        return self.numbers_of("en" if is_english() else "zh")

    def numbers_of(self, language: str) -> tuple[Bound, ...]:
        """Return the numbers of one of its two texts, by `zh` or `en`."""
        kept: list[Any] = self.numbers_en if language == "en" else self.numbers_zh
        return BOUND.validate_python(kept)

    @property
    def is_edited(self) -> bool:
        return (self.text_zh, self.text_en) != (self.drafted_zh, self.drafted_en)
