"""The policy handbook: editions, their clauses under headings, and who received which clause."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.handbook import rules

CHINESE_UP_TO_TEN = "〇一二三四五六七八九十"


class Part(models.TextChoices):
    """The two parts of the handbook: what is in force anyway, and what the city adds."""

    CLASS = "class", pgettext_lazy("part of the handbook", "Class")
    ASPECT = "aspect", pgettext_lazy("part of the handbook", "Aspect")


class Heading(WorkspaceRow):
    """One of the five classes or the ten aspects under which clauses stand."""

    part = models.CharField(max_length=10, choices=Part)
    number = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=100)
    title_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-part", "number"]  # classes before aspects
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "part", "number"], name="handbook_heading_once"
            ),
            models.CheckConstraint(
                name="handbook_heading_part_known", condition=Q(part__in=list(Part.values))
            ),
            models.CheckConstraint(
                name="handbook_heading_numbered_from_one", condition=Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if is_english() and self.title_en else self.title_zh


class Edition(WorkspaceRow):
    """What is issued at one time: a draft until a second person publishes it."""

    title = models.CharField(max_length=200)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)  # from then on everybody reads it

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "title"], name="handbook_edition_once"),
            models.CheckConstraint(
                name="handbook_edition_published_by_a_second_person",
                condition=Q(published_by=None)
                | Q(opened_by=None)
                | ~Q(published_by=F("opened_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("handbook:edition", args=[self.pk])


class Clause(WorkspaceRow):
    """One policy, citable by its number; it is never rewritten once published, but superseded."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clauses")
    heading = models.ForeignKey(Heading, on_delete=models.PROTECT, related_name="clauses")
    number = models.PositiveSmallIntegerField()  # within its heading
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=10_000)
    source_title = models.CharField(max_length=200)  # the document it is taken from
    source_number = models.CharField(max_length=60, blank=True)  # 文号
    article = models.CharField(max_length=40, blank=True)  # 第十二条
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day; empty: until further notice
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    keywords = models.CharField(max_length=200, blank=True)  # divided by 、 or spaces
    condition = models.JSONField(default=dict, blank=True)  # question → answers it applies to
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)  # grows with every change of the draft

    class Meta:
        ordering = ["-heading__part", "heading__number", "number", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "edition", "heading", "number"],
                name="handbook_clause_once_an_edition",
            ),
            models.CheckConstraint(
                name="handbook_clause_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="handbook_clause_does_not_supersede_itself",
                condition=Q(supersedes=None) | ~Q(supersedes=F("pk")),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "valid_from", "valid_to"], name="handbook_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("handbook:clause", args=[self.pk])

    @property
    def label(self) -> str:
        """How it is cited: 一-012 for a clause of the first class, 1-03 for one of an aspect."""
        number = self.heading.number
        if self.heading.part == Part.CLASS and number < len(CHINESE_UP_TO_TEN):
            return f"{CHINESE_UP_TO_TEN[number]}-{self.number:03d}"
        return f"{number}-{self.number:02d}"

    @property
    def words(self) -> list[str]:
        """The keywords, one by one."""
        return rules.split_keywords(self.keywords)


class Receipt(WorkspaceRow):
    """A clause was handed to somebody: a person of the platform or an organisation."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="receipts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="receipts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handbook_receipt_has_one_receiver",
                condition=Q(user=None, party__isnull=False) | Q(user__isnull=False, party=None),
            ),
            models.UniqueConstraint(
                fields=["workspace", "clause", "user"],
                condition=Q(party=None),
                name="handbook_receipt_once_a_user",
            ),
            models.UniqueConstraint(
                fields=["workspace", "clause", "party"],
                condition=Q(user=None),
                name="handbook_receipt_once_a_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause} → {self.party or self.user}"
