"""The reserve in figures: how many ideas stand on the ladder, and for how much, by purpose and field.

The public reads totals and rows without names: an idea is no project yet, and its site and
owner are nobody's business before it is one.
"""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Sum
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.figures import ARTICLE
from yuandu.mechanisms.reserve import rules, wording
from yuandu.mechanisms.reserve.models import Field, Idea, Purpose

BY_PURPOSE = {
    Purpose.WEAKNESS: (_("Ideas that shore up weak links: number"), "补短板|shore up"),
    Purpose.STRENGTH: (_("Ideas that build on strengths: number"), "扬优势|锻长板|strengths"),
    Purpose.WELLBEING: (_("Ideas that benefit the people: number"), "惠民生|benefit the people"),
}
BY_FIELD = {
    Field.UPGRADE: (_("Ideas of industrial upgrading: investment"), "产业升级|upgrading"),
    Field.INFRASTRUCTURE: (
        _("Ideas of major infrastructure: investment"),
        "基础设施|infrastructure",
    ),
    Field.NEW_INDUSTRY: (_("Ideas of new industries: investment"), "新兴产业|new industries"),
    Field.NEW_ENERGY: (_("Ideas of new energy: investment"), "新能源|new energy"),
    Field.AGRICULTURE: (_("Ideas of modern agriculture: investment"), "现代农业|agriculture"),
    Field.LIVELIHOOD: (_("Ideas of social livelihood: investment"), "社会民生|livelihood"),
    Field.OTHER: (_("Ideas of other fields: investment"), "其他领域|other fields"),
}
IN_RESERVE = "谋划储备|项目储备|储备库|in reserve"
OF_INVESTMENT = "投资|investment"


def on_ladder(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the ideas on the ladder that were proposed by the day.

    The ladder keeps no past states in rows: what has left it by now is not counted.
    """
    return Idea.objects.filter(
        workspace=workspace, proposed_on__lte=on, track__stage__in=rules.LADDER
    )


IDEAS: dict[str, Any] = {
    "rows": on_ladder,
    "columns": (
        Column(_("Idea"), "name", "name_en", public=False),
        Column(pgettext_lazy("of an idea", "Field"), "field", write=lambda code: Field(code).label),
        Column(
            pgettext_lazy("of an idea", "Purpose"),
            "purpose",
            write=lambda code: Purpose(code).label,
        ),
        Column(_("County or zone"), "division__name", "division__name_en"),
        Column(
            _("Maturity"),
            "track__stage",
            write=lambda code: wording.STAGES[code],
        ),
    ),
    "division": "division",
    "link": "reserve:idea",
    "article": ARTICLE,
}
COUNTED: dict[str, Any] = IDEAS | {"unit": "个", "formula": _("number of ideas")}
SUMMED: dict[str, Any] = IDEAS | {
    "unit": "亿元",
    "decimals": 1,
    "formula": _("sum of the planned investment"),
    "measure": Sum("investment_total"),
}

figures.register(
    Figure(
        code="reserve.ideas.count",
        name=_("Ideas in the project reserve: number"),
        definition=_("Ideas on the ladder; those promoted, declined or withdrawn are not."),
        keywords=(IN_RESERVE, "谋划项目|储备项目|ideas"),
        **COUNTED,
    ),
    Figure(
        code="reserve.ideas.investment",
        name=_("Ideas in the project reserve: investment"),
        definition=_(
            "Planned investment of the ideas on the ladder; an idea of which nobody knows it "
            "adds nothing."
        ),
        keywords=(IN_RESERVE, OF_INVESTMENT),
        **SUMMED,
    ),
    *(
        Figure(
            code=f"reserve.{purpose}.count",
            name=name,
            definition=_("Of the ideas on the ladder, those that the city wants for this."),
            where=Q(purpose=purpose),
            keywords=(IN_RESERVE, said),
            **COUNTED,
        )
        for purpose, (name, said) in BY_PURPOSE.items()
    ),
    *(
        Figure(
            code=f"reserve.{field}.investment",
            name=name,
            definition=_(
                "Planned investment of the ideas of this field on the ladder; an idea of which "
                "nobody knows it adds nothing."
            ),
            where=Q(field=field),
            keywords=(IN_RESERVE, said, OF_INVESTMENT),
            **SUMMED,
        )
        for field, (name, said) in BY_FIELD.items()
    ),
)
