"""Boards (争星夺旗、挂牌亮榜): who is ranked, by which published rule, and who objects."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from yuandu.kernel.registry.models import Division, Named
from yuandu.kernel.workspaces.models import WorkspaceRow


class Board(Named):
    """A board over divisions. The public reads who leads and who improves, and no others."""

    code = models.SlugField(max_length=40)
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
        ]


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


class Objection(WorkspaceRow):
    """Somebody contests a division's row. Until it is answered, that row alone is paused."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="objections")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
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
                fields=["board", "division", "period"],
                condition=models.Q(is_upheld=None),
                name="objection_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["board", "period", "division"], name="objection_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.period} {self.division_id}"
