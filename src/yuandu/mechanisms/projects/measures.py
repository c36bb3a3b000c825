"""What boards may compare of projects, division by division."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import boards
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Project


def _names(workspace: Workspace, keys: Sequence[int]) -> dict[int, str]:
    found = Project.objects.filter(workspace=workspace, pk__in=keys)
    return {project.pk: project.title for project in found.only("name", "name_en")}


boards.register(
    boards.FigureMeasure(code="projects.start_rate", figure="projects.key.start_rate"),
    boards.FigureMeasure(code="projects.done", figure="projects.key.done"),
    boards.FigureMeasure(code="projects.carried_out", figure="projects.key.carried_out"),
    boards.FigureMeasure(code="projects.planned", figure="projects.key.investment"),
    boards.FigureMeasure(code="projects.annual_plan", figure="projects.key.annual_plan"),
    boards.FigureMeasure(code="projects.promises_kept", figure="projects.promises.kept"),
    boards.MonthlyMeasure(
        code="projects.invested",
        name=_("Investment made since the year began"),
        unit="亿元",
        decimals=1,
        to_date=True,
        subjects=_names,
    ),
    # Of a division, from the yearbook: what small counties are measured per.
    boards.MonthlyMeasure(
        code="division.residents", name=_("Residents"), unit="万人", aggregate="latest", decimals=1
    ),
)
