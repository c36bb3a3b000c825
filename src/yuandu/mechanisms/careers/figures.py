"""People on the technician ladder, and people in training."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Reconciliation
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.careers.models import Ladder, Position, Trainee
from yuandu.mechanisms.workforce import publishing

ARTICLE = 4
HIGH_SKILLED = 4  # 高级工 and above, as the state counts 高技能人才


def standing(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return who stands on the technician ladder on a day and works there."""
    return Position.objects.filter(
        Q(to_on=None) | Q(to_on__gte=on),
        Q(worker__left_on=None) | Q(worker__left_on__gte=on),
        workspace=workspace,
        ladder=Ladder.TECHNICIAN,
        from_on__lte=on,
    )


def learning(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return who is in a class on a day."""
    return Trainee.objects.filter(
        Q(outcome_on=None) | Q(outcome_on__gt=on),
        workspace=workspace,
        joined_on__lte=on,
        training__to_on__gte=on,
    )


COLUMNS = (
    Column(_("Staff number"), "worker__number", public=False),
    Column(_("Section"), "worker__section__name", "worker__section__name_en"),
    Column(pgettext_lazy("of technicians", "Level"), "rung__name", "rung__name_en"),
)
figures.register(
    Figure(
        code="careers.technicians.count",
        name=_("Technicians on the eight levels: number"),
        unit="人",
        definition=_("People at work who stand on one of the eight levels of technicians."),
        formula=_("number of positions held"),
        rows=standing,
        columns=COLUMNS,
        workspace_kind="company",
        article=ARTICLE,
        keywords=("技能人才|新八级工|technicians",),
    ),
    Figure(
        code="careers.high_skilled.count",
        name=_("Highly skilled technicians: number"),
        unit="人",
        definition=_("People at work who stand on the level of senior worker or above."),
        formula=_("number of positions held at level 4 or above"),
        rows=standing,
        where=Q(rung__order__gte=HIGH_SKILLED),
        columns=COLUMNS,
        workspace_kind="company",
        article=ARTICLE,
        keywords=("高技能人才|highly skilled",),
    ),
    Figure(
        code="careers.trainees.count",
        name=_("People in training classes: number"),
        unit="人",
        definition=_("Trainees of classes that run and have not ended for them."),
        formula=_("number of trainees"),
        rows=learning,
        columns=(
            Column(_("Staff number"), "worker__number", public=False),
            Column(_("Training class"), "training__name", "training__name_en"),
        ),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("在训学员|in training",),
    ),
)
LEVELS = (
    ("apprentice", _("Apprentices: number")),
    ("junior", _("Junior workers: number")),
    ("intermediate", _("Intermediate workers: number")),
    ("senior", _("Senior workers: number")),
    ("technician", _("Technicians: number")),
    ("senior_technician", _("Senior technicians: number")),
    ("master_technician", _("Special-grade technicians: number")),
    ("chief_technician", _("Chief technicians: number")),
)
figures.register(
    *(
        Figure(
            code=f"careers.technicians.{code}",
            name=name,
            unit="人",
            definition=_("People at work who stand on this one of the eight levels."),
            formula=_("number of positions held"),
            rows=standing,
            where=Q(rung__order=order),
            columns=COLUMNS,
            workspace_kind="company",
            article=ARTICLE,
        )
        for order, (code, name) in enumerate(LEVELS, start=1)
    ),
    Reconciliation(
        code="careers.technicians.levels",
        title=_("The eight levels add up to all technicians on them"),
        total="careers.technicians.count",
        parts=tuple(f"careers.technicians.{code}" for code, _name in LEVELS),
    ),
    Reconciliation(
        code="careers.high_skilled.levels",
        title=_("The levels from senior worker up add up to the highly skilled"),
        total="careers.high_skilled.count",
        parts=tuple(f"careers.technicians.{code}" for code, _name in LEVELS[HIGH_SKILLED - 1 :]),
    ),
)
publishing.offer("careers.technicians.count", "careers.high_skilled.count")
