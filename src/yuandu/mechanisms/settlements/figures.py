"""What was settled and delivered, and whether households lose less and earn more than before.

Nobody's own losses or income are shown: rows of single households go to those households and
their helper alone, and no sum is shown over fewer than five.
"""

import datetime
from typing import Any

from django.db.models import Count, F, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Ratio, Sum, masks, periods
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Grade
from yuandu.mechanisms.orders.permissions import GROWER, parties
from yuandu.mechanisms.settlements import queries
from yuandu.mechanisms.settlements.models import Grading, Settlement
from yuandu.mechanisms.settlements.permissions import HELPERS
from yuandu.mechanisms.settlements.rules import states
from yuandu.mechanisms.settlements.rules.losses import SMALLEST_GROUP

ARTICLE = 1
YEAR = 4  # quarters


def paid(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the slips that were paid this year up to the day."""
    return Settlement.objects.filter(
        workspace=workspace,
        state=states.PAID,
        paid_on__gte=on.replace(month=1, day=1),
        paid_on__lte=on,
    )


def delivered(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the gradings that count of batches delivered this year up to the day."""
    return Grading.objects.filter(
        workspace=workspace,
        is_current=True,
        batch__delivered_on__gte=on.replace(month=1, day=1),
        batch__delivered_on__lte=on,
    )


def earning(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the households that said what they earned in all eight quarters of two years."""
    now, before = queries.of_year(on, 0), queries.of_year(on, 1)

    def said(seasons: QuerySet[Any]) -> Subquery:
        return Subquery(seasons.annotate(number=Count("income")).values("number"))

    return (
        Party.objects.filter(workspace=workspace, kind="household")
        .annotate(
            said=said(now),
            said_before=said(before),
            income=queries.summed(now, "income"),
            income_before=queries.summed(before, "income"),
        )
        .filter(said=YEAR, said_before=YEAR)
        .annotate(gained=F("income") - F("income_before"))
    )


def _own(actor: Actor, rows: QuerySet[Any], division: str) -> QuerySet[Any]:
    """Return the rows of the reader's own households, or of those whose book the reader keeps."""
    if actor.is_system:
        return rows
    places = actor.divisions(*HELPERS) if actor.has(*HELPERS) else frozenset()
    if places is None:
        return rows
    return rows.filter(pk__in=parties(actor, GROWER)) | rows.filter(division__in=places)


MONEY: dict[str, Any] = {
    "rows": paid,
    "columns": (
        Column(_("Grower"), "grower__name", "grower__name_en", public=False, mask=masks.name),
        Column(
            _("Kind of flower"),
            "batch__promise__order__kind__name",
            "batch__promise__order__kind__name_en",
        ),
        Column(_("Paid on"), "paid_on"),
    ),
    "division": "grower__division",
    "whose": "grower",
    "link": "settlements:slip",
    "period": periods.year,
    "past": "to_date",
    "minimum_rows": SMALLEST_GROUP,
    "sensitive": True,
    "article": ARTICLE,
}
HOUSEHOLD: dict[str, Any] = {
    "columns": (Column(_("Household"), "name", "name_en", public=False, mask=masks.name),),
    "division": "division",
    "link": "settlements:book",
    "visible": _own,
    "minimum_rows": SMALLEST_GROUP,
    "sensitive": True,
    "article": ARTICLE,
}

figures.register(
    Figure(
        code="settlements.money.sum",
        name=_("Settled by unified purchase and sale this year"),
        unit="万元",
        decimals=1,
        definition=_(
            "What was sold on settlement slips that were paid out this year, before anything "
            "came off."
        ),
        formula=_("sum of what was sold on paid slips"),
        measure=Sum("gross", title=_("Sold for"), unit="元"),
        keywords=("统一购销|结算|unified purchase",),
        **MONEY,
    ),
    Figure(
        code="settlements.slips.count",
        name=_("Settlement slips paid this year: number"),
        unit="张",
        definition=_("Settlement slips that were paid out this year, each once."),
        formula=_("number of paid slips"),
        keywords=("结算单|settlement slips",),
        **MONEY,
    ),
    Figure(
        code="settlements.pots.sum",
        name=_("Pots delivered on orders this year"),
        unit="盆",
        definition=_(
            "Pots of batches delivered this year that were taken at the collection point; what "
            "was rejected does not count, and a corrected grading counts once."
        ),
        formula=_("sum of pots taken"),
        rows=delivered,
        measure=Sum("accepted", title=_("Pots taken")),
        columns=(
            Column(
                _("Kind of flower"),
                "batch__promise__order__kind__name",
                "batch__promise__order__kind__name_en",
            ),
            Column(
                pgettext_lazy("of flowers", "Ordered grade"),
                "batch__promise__order__grade",
                write=lambda code: Grade(code).label,
            ),
            Column(_("Day of delivery"), "batch__delivered_on"),
        ),
        division="batch__promise__offer__grower__division",
        whose="batch__promise__offer__grower",
        link="settlements:batch",
        link_key="batch_id",
        period=periods.year,
        past="to_date",
        minimum_rows=SMALLEST_GROUP,
        sensitive=True,
        article=ARTICLE,
        keywords=("交货|交付|delivered", "花卉|盆花|flowers"),
    ),
    Figure(
        code="settlements.loss.share",
        name=_("Lost or unsold pots of households: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the pots that households could have sold in the last four whole quarters, the "
            "share that was lost or stayed unsold; households that kept a book in these and in "
            "the four quarters before. Pots sold for less were sold."
        ),
        formula=_("(lost + unsold) ÷ saleable pots"),
        rows=queries.losing,
        measure=Ratio(
            over=Sum("lost", title=_("Lost or unsold"), unit="盆"),
            under=Sum("saleable", title=_("Saleable pots"), unit="盆"),
        ),
        keywords=("耗损滞销率|损耗滞销率|loss-and-unsold rate",),
        **HOUSEHOLD,
    ),
    Figure(
        code="settlements.loss.change",
        name=_("Lost or unsold pots of households: change in a year"),
        unit="%",
        decimals=1,
        definition=_(
            "What the same households lost or left unsold in the last four whole quarters, less "
            "what it would have been at the share each lost in the four quarters before, of the "
            "latter. Below zero is less."
        ),
        formula=_("(lost − expected) ÷ expected"),
        rows=queries.losing,
        measure=Ratio(
            over=Sum("saved", title=_("More or less than expected"), unit="盆"),
            under=Sum("expected", title=_("Expected"), unit="盆"),
        ),
        keywords=("耗损|滞销|lost or unsold", "降低|下降|减少|上升|增长|fell|rose|change"),
        **HOUSEHOLD,
    ),
    Figure(
        code="settlements.income.change",
        name=_("Net income of households from flowers: change in a year"),
        unit="%",
        decimals=1,
        definition=_(
            "Net income from flowers in the last four whole quarters against the four before, of "
            "the same households: those that said it in all eight. Whether orders are why it "
            "changed, this figure does not say."
        ),
        formula=_("(net income − net income before) ÷ net income before"),
        rows=earning,
        measure=Ratio(
            over=Sum("gained", title=_("More or less"), unit="元"),
            under=Sum("income_before", title=_("Net income before"), unit="元"),
        ),
        keywords=(
            "种植户|花农|农户|households",
            "收入|income",
            "增加|增长|同比|下降|rose|fell|change",
        ),
        **HOUSEHOLD,
    ),
)
