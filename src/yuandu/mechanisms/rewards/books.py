"""The accounts of the fund: where money comes from, what is left of a year, what was paid."""

from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.ledger.refusals import CodeTaken
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.rewards.models import FundYear

UNIT = "CNY"
SOURCE = "rewards:source"


def source(workspace: Workspace) -> Account:
    """Return the account that grants come from: the company's own money, without a bottom."""
    return _account(workspace, SOURCE, "创新奖励资金来源", "Source of the reward fund", opens=True)


def opened(workspace: Workspace, year: int) -> FundYear:
    """Return the fund of a year, opened empty if need be."""
    funds = FundYear.objects.filter(workspace=workspace, year=year)
    if found := funds.first():
        return found
    budget = _account(
        workspace, f"rewards:budget:{year}", f"{year}年创新奖励基金", f"Reward fund {year}"
    )
    paid = _account(
        workspace, f"rewards:paid:{year}", f"{year}年已发创新奖励", f"Rewards paid {year}"
    )
    try:
        with transaction.atomic():
            return FundYear.objects.create(workspace=workspace, year=year, budget=budget, paid=paid)
    except IntegrityError:  # somebody was faster
        return funds.get()


def locked(fund: FundYear) -> FundYear:
    """Return a fund as it stands, held until the transaction ends.

    Whoever grants, approves or closes waits here, so that what is read of the fund holds. Paying
    and releasing only touch the ledger's accounts, which come after this in the order of locks.
    """
    FundYear.objects.select_for_update(of=("self",)).get(pk=fund.pk)
    return again(fund)


def again(fund: FundYear) -> FundYear:
    """Return a fund with its accounts, read anew."""
    return FundYear.objects.select_related("budget", "paid", "workspace").get(pk=fund.pk)


def _account(
    workspace: Workspace, code: str, name: str, name_en: str, *, opens: bool = False
) -> Account:
    accounts = Account.objects.filter(workspace=workspace, code=code)
    if found := accounts.first():
        return found
    try:
        return ledger.open_account(
            by=Actor.system(workspace), code=code, name=name, name_en=name_en, unit=UNIT,
            may_go_negative=opens,
        )  # fmt: skip
    except CodeTaken:  # somebody was faster
        return accounts.get()
