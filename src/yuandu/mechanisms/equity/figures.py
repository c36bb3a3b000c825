"""The partners in figures: how many hold shares, in the register and seen through vehicles."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.equity.models import Holder, Holding
from yuandu.mechanisms.workforce import publishing

ARTICLE = 4


def _with_shares(workspace: Workspace) -> QuerySet[Any]:
    return Holding.objects.filter(workspace=workspace, account__balance__gt=0)


def partners(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the people and institutions that hold shares, directly or through a vehicle."""
    own = _with_shares(workspace).filter(holder=OuterRef("pk"))
    return Holder.objects.filter(Exists(own), workspace=workspace).exclude(kind="vehicle")


def registered(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return who stands in the register of shareholders: a vehicle for all behind it."""
    direct = _with_shares(workspace).filter(holder=OuterRef("pk"), vehicle=None)
    through = _with_shares(workspace).filter(vehicle=OuterRef("pk"))
    return Holder.objects.filter(Exists(direct) | Exists(through), workspace=workspace)


def looked_through(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return whom the law counts behind the register: a staff plan as one, others one by one."""
    own = _with_shares(workspace).filter(holder=OuterRef("pk"))
    counted = own.filter(Q(vehicle=None) | ~Q(vehicle__form="plan"))
    behind = _with_shares(workspace).filter(vehicle=OuterRef("pk"))
    people = ~Q(kind="vehicle") & Exists(counted)
    plans = Q(form="plan") & (Exists(behind) | Exists(own))
    empty = Q(kind="vehicle") & ~Q(form="plan") & Exists(own) & ~Exists(behind)
    return Holder.objects.filter(people | plans | empty, workspace=workspace)


_COLUMNS = (
    Column(_("Shareholder number"), "number", public=False),
    Column(_("Kind of shareholder"), "kind"),
)
figures.register(
    Figure(
        code="equity.partners.count",
        name=_("Partners with shares: number"),
        unit="人",
        definition=_(
            "People and institutions that hold shares of the company today, directly or through a holding vehicle, each once."
        ),
        formula=pgettext_lazy("formula", "number of shareholders without vehicles"),
        rows=partners,
        columns=_COLUMNS,
        workspace_kind="company",
        article=ARTICLE,
        keywords=("股东|合伙人|partners|shareholders", "多名|人|people"),
    ),
    Figure(
        code="equity.registered.count",
        name=_("Shareholders in the register: number"),
        unit="个",
        definition=_(
            "Lines of the register of shareholders with shares; a holding vehicle is one for all who hold through it."
        ),
        formula=pgettext_lazy("formula", "number of lines of the register"),
        rows=registered,
        columns=_COLUMNS,
        workspace_kind="company",
        article=ARTICLE,
    ),
    Figure(
        code="equity.look_through.count",
        name=_("Holders seen through the vehicles: number"),
        unit="个",
        definition=_(
            "Whom the limit of 200 counts: everybody who holds shares, vehicles seen through, the people of an employee stock ownership plan made by law as one."
        ),
        formula=pgettext_lazy("formula", "number of those counted"),
        rows=looked_through,
        columns=_COLUMNS,
        workspace_kind="company",
        article=ARTICLE,
    ),
)
publishing.offer("equity.partners.count")
