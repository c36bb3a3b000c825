"""What lists, boards and totals are read from.

The database itself keeps these tables equal to the register, the lists and the tracks
(triggers in the migration `counts`), whoever writes those. Nothing else writes them.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models.projects import Project

# The year that stands for the whole register, whatever the lists.
EVERY_YEAR = 0
CARRIED_OUT = models.Q(status__in=rules.CARRIED_OUT) & ~models.Q(stage__in=rules.RESTING)


class Standing(WorkspaceRow):
    """Where a project stands on a year's lists, at its highest level; year 0: the register.

    One row a project and year, so that each counts once. In the row of the register level
    and status are empty and the category is the project's kind.
    """

    project = models.ForeignKey(Project, on_delete=models.DO_NOTHING, related_name="standings")
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=20)
    status = models.CharField(max_length=20, blank=True)
    is_public = models.BooleanField(default=False)  # the list that counts is published
    division_id = models.BigIntegerField()
    owner_id = models.BigIntegerField(null=True)
    stage = models.CharField(max_length=40, blank=True)  # of the main track
    entered_on = models.DateField(null=True)  # the stage
    due_on = models.DateField(null=True)  # empty while the project rests
    investment_total = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    annual_plan = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    started_on = models.DateField(null=True)  # works
    start_due_on = models.DateField(null=True)  # since when works have begun or should have
    # Column and row of the deepest cell of `rules.grid` in which the site lies; empty: unknown.
    grid_column = models.IntegerField(null=True)
    grid_row = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="standing_once"),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "year", "-investment_total", "-project"],
                name="standing_by_size",
            ),
            models.Index(fields=["workspace", "year", "-project"], name="standing_by_age"),
            models.Index(
                fields=["workspace", "year", "stage", "entered_on", "project"],
                name="standing_by_stage",
            ),
            models.Index(
                fields=["workspace", "year", "entered_on", "project"], name="standing_by_entry"
            ),
            models.Index(fields=["workspace", "year", "due_on", "project"], name="standing_due"),
            models.Index(
                fields=["workspace", "year", "division_id", "-investment_total", "-project"],
                name="standing_by_division",
            ),
            models.Index(
                fields=["workspace", "year", "level", "category", "-investment_total"],
                name="standing_by_level",
            ),
            models.Index(
                fields=["workspace", "owner_id"],
                condition=models.Q(owner_id__isnull=False),
                name="standing_by_owner",
            ),
            # What a month's reports ask about, and what should have started.
            models.Index(
                fields=["workspace", "year", "division_id", "-investment_total", "-project"],
                condition=CARRIED_OUT,
                name="standing_carried_out",
            ),
            models.Index(
                fields=["workspace", "year", "start_due_on"],
                include=["level", "division_id", "started_on", "id"],
                condition=CARRIED_OUT,
                name="standing_to_start",
            ),
            # The map counts cells in the index alone, whatever filters leave over.
            models.Index(
                fields=["workspace", "year", "grid_column", "grid_row"],
                include=[
                    *("division_id", "is_public", "level", "category", "status", "stage"),
                    *("investment_total", "project"),
                ],
                condition=models.Q(grid_column__isnull=False),
                name="standing_by_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.project_id}"


class Tally(WorkspaceRow):
    """How many projects stand in one cell, and for how much; cells are sums over rows.

    Changes are added as rows of their own, so that two transactions never wait for one
    cell; the database merges them every few hundred rows.
    """

    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10)
    category = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    is_public = models.BooleanField()
    division_id = models.BigIntegerField()
    stage = models.CharField(max_length=40)
    projects = models.IntegerField()
    investment_total = models.DecimalField(max_digits=24, decimal_places=2)
    annual_plan = models.DecimalField(max_digits=24, decimal_places=2)

    class Meta:
        verbose_name_plural = "tallies"
        indexes = [models.Index(fields=["workspace", "year"], name="tally_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.level} {self.category}: {self.projects}"


class SiteTally(WorkspaceRow):
    """How many sites lie in one cell of the map's grid at `grid.TALLIED`; sums over rows.

    Kept as `Tally` is. Places and keys are added up, too: a sum divided by how many there are is
    the middle of the sites, and that of one alone is the project's.
    """

    year = models.PositiveSmallIntegerField()
    is_public = models.BooleanField()
    division_id = models.BigIntegerField()
    grid_column = models.IntegerField()
    grid_row = models.IntegerField()
    projects = models.IntegerField()
    investment_total = models.DecimalField(max_digits=24, decimal_places=2)
    columns = models.BigIntegerField()  # of the deepest level
    rows = models.BigIntegerField()
    keys = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "site tallies"
        indexes = [models.Index(fields=["workspace", "year"], name="site_tally_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.grid_column}-{self.grid_row}: {self.projects}"


class Words(WorkspaceRow):
    """What a search looks in: names and code; owner and site with a mark, not for the public."""

    project = models.OneToOneField(
        Project, on_delete=models.DO_NOTHING, primary_key=True, related_name="words"
    )
    lexemes = SearchVectorField()

    class Meta:
        verbose_name_plural = "words"
        indexes = [GinIndex(fields=["lexemes"], name="words_lexemes")]

    def __str__(self) -> str:
        return str(self.project_id)
