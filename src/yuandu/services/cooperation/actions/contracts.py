"""The contract between choosing an offer and signing: terms and milestones."""

import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.cooperation import permissions, terms
from yuandu.services.cooperation.models import Contract, Milestone
from yuandu.services.cooperation.refusals import ContractFixed, NotYours, NumberTaken


@transaction.atomic
def agree(
    *,
    by: Actor,
    contract: Contract,
    amount: Decimal,
    sharing: str,
    firm_share: Decimal | None,
    number: str = "",
) -> None:
    """Write down what was agreed: the amount in yuan, who owns the results.

    Raises:
        NotYours: the actor does not act for the firm.
        ContractFixed: it is signed.
        Senseless: the share fits no template.
    """
    held = _hold(by, contract)
    terms.check_split({"sharing": sharing, "firm_share": firm_share})
    held.amount, held.sharing, held.firm_share = amount, sharing, firm_share
    held.number = number
    held.save(update_fields=["amount", "sharing", "firm_share", "number"])
    audit.record(by, "contract.agree", held, amount=str(amount), sharing=sharing)


@transaction.atomic
def plan_milestone(
    *,
    by: Actor,
    contract: Contract,
    number: int,
    title: str,
    due_on: datetime.date,
    amount: Decimal,
) -> Milestone:
    """Add a milestone, with its part of the contract's amount in yuan.

    Raises:
        NotYours: the actor does not act for the firm.
        ContractFixed: it is signed.
        NumberTaken: there is a milestone of this number.
    """
    held = _hold(by, contract)
    try:
        with transaction.atomic():
            milestone = Milestone.objects.create(
                workspace=by.workspace,
                contract=held,
                number=number,
                title=title,
                due_on=due_on,
                amount=amount,
            )
    except IntegrityError as error:
        if "milestone_once" in str(error):
            raise NumberTaken(number) from error
        raise
    audit.record(by, "contract.plan", held, milestone=milestone.pk, amount=str(amount))
    return milestone


@transaction.atomic
def drop_milestone(*, by: Actor, milestone: Milestone) -> None:
    """Take a milestone out again.

    Raises:
        NotYours: the actor does not act for the firm.
        ContractFixed: it is signed.
    """
    held = _hold(by, milestone.contract)
    audit.record(by, "contract.drop", held, milestone=milestone.pk)
    milestone.delete()


def _hold(by: Actor, contract: Contract) -> Contract:
    """Keep the contract from being signed until this transaction is over."""
    held = (
        Contract.objects.select_for_update(of=("self",))
        .select_related("challenge__firm")
        .get(pk=contract.pk)
    )
    if not permissions.keeps(by, held.challenge.firm):
        raise NotYours
    if held.signed_on is not None:
        raise ContractFixed
    return held
