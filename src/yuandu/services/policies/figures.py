"""Money paid under policies, in figures: how much, to whom, and to whom unasked.

A case counts in the year in which it was paid. Beside the cases stands what the ledger
posted into the policies' accounts: two books of the same money, which have to agree.
"""

import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
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
from yuandu.kernel.ledger.models import POSTED, Transfer
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import permissions, queries
from yuandu.services.policies.models import Case, Outcome, Policy, PolicyVersion, Way, Window

ARTICLE = 1  # 14 subsidies for growers opened the list


def _new_year(on: datetime.date) -> datetime.date:
    return datetime.date(on.year, 1, 1)


def paid(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the cases paid since the year began."""
    return Case.objects.filter(
        workspace=workspace, paid_on__gte=_new_year(on), paid_on__lte=on
    ).order_by("-paid_on", "pk")


def posted(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what the ledger posted into the policies' accounts since the year began.

    A transfer counts on the day its case was paid; one without a case on its own day, so
    that money which went past the cases shows.
    """
    accounts = Window.objects.filter(workspace=workspace).values("paid")
    of_case = Case.objects.filter(transfer=OuterRef("pk")).values("paid_on")[:1]
    return (
        Transfer.objects.filter(workspace=workspace, state=POSTED, credit__in=accounts)
        .annotate(counted_on=Coalesce(Subquery(of_case), F("on")))
        .filter(counted_on__gte=_new_year(on), counted_on__lte=on)
    )


def on_notice(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the cases on public notice, those resting on an objection included."""
    return Case.objects.filter(
        permissions.on_notice(on), workspace=workspace, notice_from__lte=on
    ).order_by("notice_until", "pk")


def granted(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the windows that are open, each with what its budget was filled with."""
    return Window.objects.filter(workspace=workspace, from_on__lte=on, to_on__gte=on).annotate(
        granted=F("budget__balance") + F("paid__balance")
    )


def planned(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the policies in force that serve one of the aspects of the plan for flowers."""
    in_force = PolicyVersion.objects.filter(
        Q(effective_until=None) | Q(effective_until__gte=on),
        policy=OuterRef("pk"),
        reviewed_on__lte=on,
        effective_from__lte=on,
    )
    return Policy.objects.filter(Exists(in_force), workspace=workspace, aspect__gt=0)


def missed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return who the newest sweep of each policy found due, and who has received nothing since."""
    received = Case.objects.filter(
        party=OuterRef("party"),
        window__version=OuterRef("sweep__version"),
        paid_on__gte=OuterRef("sweep__on"),
        paid_on__lte=on,
    )
    due = queries.newest_rows(workspace, on).filter(
        outcome=Outcome.PAY, sweep__on__gte=_new_year(on)
    )
    return due.exclude(Exists(received))


def _columns(prefix: str, policy: str) -> tuple[Column, ...]:
    """Return the columns of a party and its policy; names of others are masked for the public."""
    return (
        Column(
            pgettext_lazy("of a case", "Who"),
            f"{prefix}party__name",
            attribute_en=f"{prefix}party__name_en",
            public=False,
            mask=masks.name,
        ),
        Column(_("Policy"), f"{policy}__name", attribute_en=f"{policy}__name_en"),
        Column(_("Text and its number"), f"{policy}__document"),
    )


PAID: dict[str, Any] = {
    "rows": paid,
    "period": periods.year,
    "columns": (*_columns("", "window__version__policy"), Column(_("Paid on"), "paid_on")),
    "division": "party__division",
    "link": "policies:case",
}
MONEY: dict[str, Any] = {"unit": "万元", "decimals": 1, "formula": _("sum of the amounts paid")}

figures.register(
    Figure(
        code="policies.paid.amount",
        name=_("Paid under policies: amount"),
        definition=_("Subsidies and awards paid out since the year began, to firms and growers."),
        measure=Sum("amount"),
        article=ARTICLE,
        keywords=("补贴|奖补|惠企|subsidies", "兑付|发放|拨付|paid"),
        **PAID,
        **MONEY,
    ),
    Figure(
        code="policies.paid.found_amount",
        name=_("Paid without an application: amount"),
        definition=_("Of what was paid since the year began, what nobody had to apply for."),
        where=Q(way=Way.FOUND),
        measure=Sum("amount"),
        article=ARTICLE,
        keywords=("免申即享|without an application", "金额|资金|amount"),
        **PAID,
        **MONEY,
    ),
    Figure(
        code="policies.paid.applied_amount",
        name=_("Paid on application: amount"),
        definition=_("Of what was paid since the year began, what was applied for."),
        where=Q(way=Way.APPLIED),
        measure=Sum("amount"),
        **PAID,
        **MONEY,
    ),
)
for _code, _name, _definition, _where, _words in (
    (
        "beneficiaries",
        _("Paid under policies: beneficiaries"),
        _("Firms and households that were paid something since the year began, each once."),
        None,
        ("惠及|受益|beneficiaries", "市场主体|家|户|补贴|subsidies"),
    ),
    (
        "firms",
        _("Paid under policies: firms"),
        _("Firms that were paid something since the year began, each once."),
        Q(party__kind="organisation"),
        ("惠及|受益|beneficiaries", "企业|firms"),
    ),
    (
        "households",
        _("Paid under policies: households"),
        _("Households and persons paid something since the year began, each once."),
        ~Q(party__kind="organisation"),
        ("惠及|受益|beneficiaries", "农户|花农|households|growers"),
    ),
    (
        "found",
        _("Reached without an application: number"),
        _("Firms and households paid since the year began on a case that a sweep found, once."),
        Q(way=Way.FOUND),
        ("免申即享|without an application",),
    ),
):
    figures.register(
        Figure(
            code=f"policies.paid.{_code}",
            name=_name,
            unit="户",
            definition=_definition,
            formula=_("number of different firms and households"),
            where=_where,
            measure=CountDistinct("party"),
            article=ARTICLE,
            keywords=_words,
            **PAID,
        )
    )

figures.register(
    Figure(
        code="policies.posted.amount",
        name=_("Posted to policies in the ledger: amount"),
        definition=_(
            "Transfers posted into the accounts of the policies' payments since the year began, "
            "by the day of payment of their case."
        ),
        rows=posted,
        period=periods.year,
        measure=Sum("posted"),
        columns=(
            Column(
                pgettext_lazy("ledger", "Account"), "credit__name", attribute_en="credit__name_en"
            ),
        ),
        link="ledger:account",
        link_key="credit_id",
        sensitive=True,  # what a transfer says of itself names who was paid
        article=ARTICLE,
        **MONEY,
    ),
    Figure(
        code="policies.notice.count",
        name=_("On public notice: cases"),
        unit="件",
        definition=_(
            "Cases whose public notice has not ended on the day, and those that rest on an "
            "objection."
        ),
        formula=_("number of cases"),
        rows=on_notice,
        columns=(
            *_columns("", "window__version__policy"),
            Column(_("Notice until"), "notice_until"),
        ),
        division="party__division",
        link="policies:case",
        article=ARTICLE,
        keywords=("公示|public notice", "补贴|奖补|惠企|subsidies"),
    ),
    Figure(
        code="policies.planned.count",
        name=_("Policies in force for growers and flower firms: number"),
        unit="项",
        definition=_(
            "Approved policies in force on the day that serve an aspect of the plan for the "
            "flower industry, each once."
        ),
        formula=_("number of policies"),
        rows=planned,
        columns=(
            Column(_("Policy"), "name", "name_en"),
            Column(_("Text and its number"), "document"),
        ),
        link="policies:policy",
        article=ARTICLE,
        keywords=("补贴政策|subsid|policies in force", "花卉|花农|补贴|growers"),
    ),
    Figure(
        code="policies.budget.amount",
        name=_("Budgets of the open windows: amount"),
        definition=_("What the budgets of the windows open on the day were filled with."),
        rows=granted,
        period=periods.year,
        measure=Sum("granted"),
        columns=(
            Column(_("Policy"), "version__policy__name", "version__policy__name_en"),
            Column(_("Closes on"), "to_on"),
        ),
        link="policies:window",
        keywords=("预算|budget", "补贴|奖补|惠企|subsidies"),
        **MONEY | {"formula": _("sum of the budgets")},
    ),
    Figure(
        code="policies.missed.count",
        name=_("Due and not yet received: number"),
        unit="户",
        definition=_(
            "Firms and households that meet a policy by its newest sweep of the year, with an "
            "open window and a known amount, and have not been paid since; each once."
        ),
        formula=_("number of different firms and households"),
        rows=missed,
        measure=CountDistinct("party"),
        columns=_columns("", "sweep__version__policy"),
        division="party__division",
        link="policies:sweep",
        link_key="sweep_id",
        article=ARTICLE,
        keywords=("应享未享|due and not",),
    ),
)
figures.register(
    Reconciliation(
        code="policies.paid.ledger",
        title=_("What the cases say was paid is what the ledger posted"),
        total="policies.paid.amount",
        parts=("policies.posted.amount",),
    ),
    Reconciliation(
        code="policies.paid.ways",
        title=_("Paid unasked and paid on application add up to all that was paid"),
        total="policies.paid.amount",
        parts=("policies.paid.found_amount", "policies.paid.applied_amount"),
    ),
)
