"""Accounts that the tests spend from."""

from decimal import Decimal

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions
from yuandu.kernel.ledger.models import Account


def an_account(workspace, code="spare", *, holding=0, unit="mu", **more) -> Account:
    system = Actor.system(workspace)
    account = actions.open_account(by=system, code=code, name=code, unit=unit, **more)
    if holding:
        source = Account.objects.filter(workspace=workspace, code=f"source-{unit}").first()
        actions.transfer(
            by=system,
            debit=source
            or actions.open_account(
                by=system, code=f"source-{unit}", name="来源", unit=unit, may_go_negative=True
            ),
            credit=account,
            amount=Decimal(holding),
            key=f"fill-{code}",
        )
        account.refresh_from_db()
    return account


def stands(account) -> tuple[Decimal, Decimal]:
    """Return balance and reserved, as they are by now."""
    account.refresh_from_db()
    return account.balance, account.reserved
