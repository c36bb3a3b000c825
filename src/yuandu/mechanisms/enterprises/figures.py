"""Article 3 of the front page in figures: titles, the platforms beside them, special funds.

A title counts while it is unexpired on the day, as the official announcements have it. A
little giant mostly holds the title of an SRDI SME too: both figures count it, and how many
that are is a figure of its own. A platform counts once, at its highest level. What calls for special
funds paid stands in two books, the cases and the ledger, which have to agree.
"""

import datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import (
    Column,
    CountDistinct,
    Figure,
    Reconciliation,
    Sum,
    masks,
    periods,
)
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import queries, wording
from yuandu.mechanisms.enterprises.models import Tier

ARTICLE = 3


def titles(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the titles held on a day; `holds_both` marks SRDI SMEs that are little giants."""
    giant = queries.unexpired(workspace, on).filter(firm=OuterRef("firm"), tier=Tier.LITTLE_GIANT)
    holds_both = ExpressionWrapper(
        Q(Exists(giant), tier=Tier.SRDI_SME), output_field=BooleanField()
    )
    return queries.unexpired(workspace, on).annotate(holds_both=holds_both)


TITLES: dict[str, Any] = {
    "rows": titles,
    "unit": "家",
    "formula": _("number of firms"),
    "article": ARTICLE,
    "division": "firm__party__division",
    "link": "enterprises:firm",
    "link_key": "firm_id",
    "columns": (
        Column(_("Firm"), "firm__party__name", attribute_en="firm__party__name_en"),
        Column(
            _("Division"),
            "firm__party__division__name",
            attribute_en="firm__party__division__name_en",
        ),
        Column(_("Document"), "announcement__document"),
        Column(_("Batch"), "announcement__batch", write=wording.batch),
        Column(_("Valid to"), "valid_to"),
    ),
}
PLATFORMS: dict[str, Any] = {
    "rows": queries.current_platforms,
    "unit": "个",
    "formula": _("number of platforms"),
    "article": ARTICLE,
    "division": "host__division",
    "link": "enterprises:platform",
    "columns": (
        Column(_("Platform"), "name", attribute_en="name_en"),
        Column(_("Host"), "host__name", attribute_en="host__name_en"),
        Column(_("Level"), "level", write=wording.level),
        Column(_("Recognised on"), "recognised_on"),
    ),
}

figures.register(
    Figure(
        code="enterprises.little_giant.count",
        name=_("Little giants: number"),
        definition=_(
            "Firms whose title as a national little giant was announced and is unexpired on the "
            "day; neither withdrawn nor cancelled."
        ),
        where=Q(tier=Tier.LITTLE_GIANT),
        keywords=("小巨人|little giant",),
        **TITLES,
    )
)
figures.register(
    Figure(
        code="enterprises.srdi_sme.count",
        name=_("SRDI SMEs: number"),
        definition=_(
            "Firms whose provincial title as a specialised, refined, distinctive and innovative "
            "SME is unexpired on the day; little giants that hold this title too are among them."
        ),
        where=Q(tier=Tier.SRDI_SME),
        keywords=("省级专精特新|专精特新中小企业|SRDI",),
        **TITLES,
    )
)
figures.register(
    Figure(
        code="enterprises.innovative_sme.count",
        name=_("Innovative SMEs: number"),
        definition=_("Firms whose title as an innovative SME is unexpired on the day."),
        where=Q(tier=Tier.INNOVATIVE_SME),
        keywords=("创新型中小企业|innovative SME",),
        **TITLES,
    )
)
for _code, _name, _definition, _where in (
    (
        "enterprises.srdi_sme.little_giants",
        _("SRDI SMEs that are little giants too: number"),
        _("Firms that hold both titles on the day; each of the two figures counts them."),
        Q(holds_both=True),
    ),
    (
        "enterprises.srdi_sme.only",
        _("SRDI SMEs that are no little giants: number"),
        _("Firms that hold the provincial title on the day and not the national one."),
        Q(holds_both=False, tier=Tier.SRDI_SME),
    ),
):
    figures.register(
        Figure(
            code=_code,
            name=_name,
            definition=_definition,
            where=_where,
            **TITLES | {"article": 0},
        )
    )

figures.register(
    Figure(
        code="enterprises.platforms.count",
        name=_("Technology-innovation platforms: number"),
        definition=_(
            "Platforms recognised at any level and open on the day; one that was raised to a "
            "higher level counts once, at the highest."
        ),
        keywords=("科技创新平台|创新平台|innovation platform",),
        **PLATFORMS,
    )
)
for _level, _name, _definition, _words in (
    (
        "national",
        _("National platforms: number"),
        _("Platforms whose highest recognition is national."),
        "国家级|national",
    ),
    (
        "provincial",
        _("Provincial platforms: number"),
        _("Platforms whose highest recognition is provincial."),
        "省级|provincial",
    ),
    (
        "municipal",
        _("Municipal platforms: number"),
        _("Platforms whose highest recognition is municipal."),
        "市级|municipal",
    ),
):
    figures.register(
        Figure(
            code=f"enterprises.platforms.{_level}",
            name=_name,
            definition=_definition,
            where=Q(level=_level),
            keywords=("平台|platform", _words),
            **PLATFORMS,
        )
    )

figures.register(
    Reconciliation(
        code="enterprises.platforms.levels",
        title=_("National, provincial and municipal platforms add up to all platforms"),
        total="enterprises.platforms.count",
        parts=tuple(
            f"enterprises.platforms.{level}" for level in ("national", "provincial", "municipal")
        ),
    ),
    Reconciliation(
        code="enterprises.srdi_sme.both",
        title=_("SRDI SMEs with and without the national title add up to all SRDI SMEs"),
        total="enterprises.srdi_sme.count",
        parts=("enterprises.srdi_sme.little_giants", "enterprises.srdi_sme.only"),
    ),
)

AWARDED: dict[str, Any] = {
    "article": ARTICLE,
    "columns": (
        Column(
            _("Firm"),
            "party__name",
            attribute_en="party__name_en",
            public=False,
            mask=masks.name,
        ),
        Column(_("Call"), "window__call__name", attribute_en="window__call__name_en"),
        Column(_("Document"), "window__version__policy__document"),
        Column(_("Paid on"), "paid_on"),
    ),
    "division": "party__division",
    "link": "policies:case",
}
AWARDS_POSTED: dict[str, Any] = {
    "article": ARTICLE,
    "measure": Sum("posted"),
    "columns": (
        Column(pgettext_lazy("ledger", "Account"), "credit__name", attribute_en="credit__name_en"),
    ),
    "link": "ledger:account",
    "link_key": "credit_id",
    "sensitive": True,  # what a transfer says of itself names who was paid
}
AWARD_MONEY: dict[str, Any] = {
    "unit": "万元",
    "decimals": 1,
    "formula": _("sum of the amounts paid"),
}
FUND = "专项资金|special fund"

figures.register(
    Figure(
        code="enterprises.awards.calls",
        name=_("Calls for special funds: number"),
        unit="批",
        definition=_(
            "Calls that rank firms by a published score for an award, opened on the day or before."
        ),
        formula=_("number of calls"),
        rows=queries.award_calls,
        article=ARTICLE,
        columns=(
            Column(_("Call"), "name", attribute_en="name_en"),
            Column(_("Document"), "window__version__policy__document"),
            Column(_("Closes on"), "closes_on"),
        ),
        link="policies:call",
        keywords=(FUND, "征集|calls? for"),
    ),
    Figure(
        code="enterprises.awards.firms",
        name=_("Firms paid from special funds: number"),
        unit="家",
        definition=_("Firms that were paid an award under a call up to the day, each once."),
        formula=_("number of different firms"),
        rows=queries.awarded,
        measure=CountDistinct("party"),
        keywords=(FUND, "支持企业|supported"),
        **AWARDED,
    ),
    Figure(
        code="enterprises.awards.total",
        name=_("Paid from special funds: amount to date"),
        definition=_("Awards paid to firms under calls up to the day."),
        rows=queries.awarded,
        measure=Sum("amount"),
        keywords=(FUND, "累计|in all"),
        **AWARDED,
        **AWARD_MONEY,
    ),
    Figure(
        code="enterprises.awards.amount",
        name=_("Paid from special funds: amount of the year"),
        definition=_("Awards paid to firms under calls since the year began."),
        rows=queries.awarded_this_year,
        period=periods.year,
        measure=Sum("amount"),
        keywords=(FUND, "今年|this year"),
        **AWARDED,
        **AWARD_MONEY,
    ),
    Figure(
        code="enterprises.awards.posted",
        name=_("Posted to calls in the ledger: amount to date"),
        definition=_(
            "Transfers posted into the accounts of calls up to the day, by the day of payment "
            "of their case."
        ),
        rows=queries.awards_posted,
        **AWARDS_POSTED,
        **AWARD_MONEY,
    ),
    Figure(
        code="enterprises.awards.posted_this_year",
        name=_("Posted to calls in the ledger: amount of the year"),
        definition=_(
            "Transfers posted into the accounts of calls since the year began, by the day of "
            "payment of their case."
        ),
        rows=queries.awards_posted_this_year,
        period=periods.year,
        **AWARDS_POSTED,
        **AWARD_MONEY,
    ),
)
figures.register(
    Reconciliation(
        code="enterprises.awards.ledger",
        title=_("What the cases say was paid under calls is what the ledger posted"),
        total="enterprises.awards.total",
        parts=("enterprises.awards.posted",),
    ),
    Reconciliation(
        code="enterprises.awards.ledger_this_year",
        title=_("What the cases say was paid under calls this year is what the ledger posted"),
        total="enterprises.awards.amount",
        parts=("enterprises.awards.posted_this_year",),
    ),
)
