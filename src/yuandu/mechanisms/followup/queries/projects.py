"""A project's 24 months, as far as somebody reads them."""

from dataclasses import dataclass
from decimal import Decimal

from yuandu.mechanisms.followup import rules
from yuandu.mechanisms.followup.models import Correction, Following, Month
from yuandu.mechanisms.projects.models import Project


@dataclass(frozen=True, slots=True)
class Panel:
    """What is followed of a project.

    Attributes:
        months: by their period; months that have not ended, or that nobody opened, lack.
        following: where it stands; `None` before its first month has ended.
    """

    project: Project
    months: dict[str, Month]
    corrections: list[Correction]
    following: Following | None

    @property
    def periods(self) -> tuple[str, ...]:
        """The 24 months, and any that was filed when production had another day."""
        produced_on = self.project.produced_on
        expected = rules.followed(produced_on) if produced_on else ()
        return tuple(sorted({*expected, *self.months}))

    @property
    def filed(self) -> int:
        return sum(each.filed_on is not None for each in self.months.values())

    @property
    def tax_paid(self) -> Decimal:
        """Yuan of all months on record, refunds taken off: computed here, reported nowhere."""
        return sum((each.tax_paid or Decimal(0) for each in self.months.values()), Decimal(0))

    @property
    def output_value(self) -> Decimal:
        """Yuan of all months on record: computed here, beside what the register was told."""
        return sum((each.output_value or Decimal(0) for each in self.months.values()), Decimal(0))


def panel(project: Project) -> Panel:
    """Return what is followed of a project; three queries."""
    months = Month.objects.filter(project=project).select_related("tax_by", "statistics_by")
    corrections = Correction.objects.filter(month__project=project)
    return Panel(
        project,
        {each.period: each for each in months},
        list(corrections.select_related("month", "by_user")),
        Following.objects.filter(project=project).first(),
    )
