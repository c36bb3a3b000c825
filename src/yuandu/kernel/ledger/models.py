"""Accounts of what is scarce, and the transfers between them.

A transfer takes from its debit account what it gives to its credit account, so that the
balances of all accounts in one unit add up to zero. Where scarce things come from is an
account, too: the only kind that may go below zero.
"""

from decimal import Decimal

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from yuandu.kernel.ledger.rules import FINEST, UNITS
from yuandu.kernel.registry.models import Division, Named
from yuandu.kernel.workspaces.models import WorkspaceRow

DIGITS = 20
PENDING, POSTED, VOIDED = "pending", "posted", "voided"


class Account(Named):
    """An account; `balance` and `reserved` are in its unit and only `actions` writes them."""

    MAY_CHANGE = ("name", "name_en", "balance", "reserved")  # see `audit.grants`

    code = models.CharField(max_length=80)
    unit = models.CharField(max_length=10)
    balance = models.DecimalField(max_digits=DIGITS, decimal_places=FINEST, default=0)
    # What pending transfers hold back; it is still part of the balance.
    reserved = models.DecimalField(max_digits=DIGITS, decimal_places=FINEST, default=0)
    may_go_negative = models.BooleanField(default=False)
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    resource = models.CharField(max_length=20, blank=True)  # of a quota: land, energy

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="account_code_once"),
            models.CheckConstraint(
                name="account_unit_known", condition=models.Q(unit__in=list(UNITS))
            ),
            models.CheckConstraint(
                name="account_never_below_zero",
                condition=models.Q(may_go_negative=True)
                | models.Q(balance__gte=models.F("reserved")),
            ),
            models.CheckConstraint(
                name="account_reserves_no_less_than_nothing",
                condition=models.Q(reserved__gte=0),
            ),
        ]

    @property
    def free(self) -> Decimal:
        """What can still be spent or reserved."""
        return self.balance - self.reserved

    def get_absolute_url(self) -> str:
        return reverse("ledger:account", args=[self.pk])


class Transfer(WorkspaceRow):
    """An amount from one account to another: at once, or reserved and later decided.

    Kept as it was entered (`audit.grants`), but for the decision on what is pending; once
    made, the database keeps that, too (migration `0002`).
    """

    MAY_CHANGE = ("state", "posted")

    debit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="given")
    credit = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="taken")
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=FINEST)
    state = models.CharField(max_length=10)
    # What reached the credit account; less than `amount` where the rest was released.
    posted = models.DecimalField(max_digits=DIGITS, decimal_places=FINEST, default=0)
    key = models.CharField(max_length=100)  # whoever asks twice with it is served once
    body = models.BinaryField(max_length=32)  # SHA-256 of what was asked for
    words = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    at = models.DateTimeField(db_default=Now())
    by_label = models.CharField(max_length=150)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="transfer_key_once"),
            models.CheckConstraint(name="transfer_of_something", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="transfer_between_two_accounts",
                condition=~models.Q(debit=models.F("credit")),
            ),
            models.CheckConstraint(
                name="transfer_posts_what_its_state_says",
                condition=models.Q(state__in=[PENDING, VOIDED], posted=0)
                | models.Q(state=POSTED, posted__gt=0, posted__lte=models.F("amount")),
            ),
        ]

    def __str__(self) -> str:
        return self.key
