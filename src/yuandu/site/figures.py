"""What the registry itself publishes: how many organisations and divisions are on file."""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.models import Workspace


def organisations(workspace: Workspace, on: datetime.date) -> QuerySet[Party]:
    """Return the organisations on file; the registry keeps no past states."""
    return Party.objects.filter(workspace=workspace, kind="organisation")


def divisions(workspace: Workspace, on: datetime.date) -> QuerySet[Division]:
    """Return the parts of the workspace's territory."""
    return Division.objects.filter(workspace=workspace)


ORGANISATION_COLUMNS = (
    figures.Column(_("Name"), "name", "name_en", public=False, mask=figures.masks.name),
    figures.Column(_("Code"), "code", public=False, mask=figures.masks.code),
    figures.Column(_("Division"), "division__name", "division__name_en"),
)

figures.register(
    figures.Figure(
        code="registry.organisations.count",
        name=_("Organisations on file"),
        unit="家",
        definition=_(
            "Organisations that the workspace deals with, each once, whatever their state."
        ),
        formula=_("number of organisations"),
        rows=organisations,
        columns=ORGANISATION_COLUMNS,
        division="division_id",
        keywords=("单位|组织|organisations", "在册|建档|登记|on file"),
    ),
    figures.Figure(
        code="registry.organisations.places",
        name=_("Divisions with organisations on file"),
        unit="个",
        definition=_("Divisions in which at least one organisation on file has its seat."),
        formula=_("number of different divisions among the organisations"),
        rows=organisations,
        measure=figures.CountDistinct("division_id"),
        columns=ORGANISATION_COLUMNS,
        division="division_id",
        keywords=("县市区|县区|divisions", "单位|组织|organisations"),
    ),
    figures.Figure(
        code="registry.divisions.count",
        name=_("Divisions"),
        unit="个",
        definition=_("Counties, districts and development zones of the workspace."),
        formula=_("number of divisions"),
        rows=divisions,
        columns=(
            figures.Column(_("Code"), "code"),
            figures.Column(_("Name"), "name", "name_en"),
        ),
        keywords=("县市区|县区|县市|divisions",),
    ),
)
