"""Boards (争星夺旗、挂牌亮榜): who is ranked, by which published rule, and who objects."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Division, Named, Party
from yuandu.kernel.workspaces.models import WorkspaceRow


class Over(models.TextChoices):
    """Whom a board ranks."""

    DIVISIONS = "divisions", pgettext_lazy("of a board", "Counties and zones")
    ORGANISATIONS = "organisations", pgettext_lazy("of a board", "Departments")


class Board(Named):
    """Who is ranked. The public reads who leads and who improves, and no others."""

    code = models.SlugField(max_length=40)
    over = models.CharField(max_length=15, choices=Over, default=Over.DIVISIONS)
    every = models.CharField(
        max_length=10, choices=[("month", "month"), ("quarter", "quarter"), ("year", "year")]
    )
    kinds = models.JSONField(default=list)  # kinds of divisions that take part
    leaders = models.PositiveSmallIntegerField(default=3)  # places the public reads
    improvers = models.PositiveSmallIntegerField(default=3)
    reminded = models.PositiveSmallIntegerField(default=3)  # last places that get a reminder

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="board_code_once"),
            models.CheckConstraint(
                name="board_every_known",
                condition=models.Q(every__in=["month", "quarter", "year"]),
            ),
            models.CheckConstraint(
                name="board_over_known", condition=models.Q(over__in=Over.values)
            ),
        ]


class BoardMember(WorkspaceRow):
    """An organisation takes part in a board over organisations."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "organisation"], name="board_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.organisation_id}"


class BoardRule(WorkspaceRow):
    """A version of a board's rule: published before the first score it gives, then kept.

    `terms` holds components, stars and flags as `rules.boards` reads them.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    terms = models.JSONField()
    basis = models.CharField(max_length=200)  # the document it stands in
    published_on = models.DateField()
    effective_on = models.DateField()  # periods from this day on are scored by it
    published_at = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by_label = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "version"], name="board_rule_version_once"),
            models.CheckConstraint(
                name="board_rule_before_the_score",
                condition=models.Q(effective_on__gte=models.F("published_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.version}"


class Edition(WorkspaceRow):
    """A board as it was published for a period, with every value it was scored from.

    It is never changed: what an upheld objection corrects is published once more.

    Attributes:
        number: 1 for the first of a period; the last one is what holds.
        values: Measure → participant's code → value as stored, as text.
        appeals_until: The last day on which a row can be objected to.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="editions")
    rule = models.ForeignKey(BoardRule, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField(default=1)
    participants = models.JSONField()  # their codes
    values = models.JSONField()
    words = models.CharField(max_length=300, blank=True)  # why once more
    published_on = models.DateField()
    appeals_until = models.DateField()
    published_at = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by_label = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "period", "number"], name="board_edition_once"
            ),
            models.CheckConstraint(
                name="board_edition_says_why_once_more",
                condition=models.Q(number=1) | ~models.Q(words=""),
            ),
            models.CheckConstraint(
                name="board_edition_open_to_appeals",
                condition=models.Q(appeals_until__gte=models.F("published_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.period} {self.number}"


class Objection(WorkspaceRow):
    """Somebody contests a row: that of a division, or of an organisation. Until it is answered, that row alone is paused."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="objections")
    division = models.ForeignKey(Division, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    words = models.TextField()
    filed_on = models.DateField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    filed_by_label = models.CharField(max_length=100)
    is_upheld = models.BooleanField(null=True)  # null: not answered yet
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by_label = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="objection_answered_in_words",
                condition=models.Q(is_upheld=None, answered_on=None, answer="")
                | (
                    models.Q(is_upheld__isnull=False, answered_on__isnull=False)
                    & ~models.Q(answer="")
                ),
            ),
            models.UniqueConstraint(
                fields=["board", "division", "organisation", "period"],
                condition=models.Q(is_upheld=None),
                nulls_distinct=False,
                name="objection_open_once",
            ),
            models.CheckConstraint(
                name="objection_to_one_row",
                condition=models.Q(division=None, organisation__isnull=False)
                | models.Q(division__isnull=False, organisation=None),
            ),
        ]
        indexes = [
            models.Index(fields=["board", "period", "division"], name="objection_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.period} {self.row}"

    @property
    def row(self) -> Division | Party | None:
        """Whose row it is."""
        return self.division or self.organisation
