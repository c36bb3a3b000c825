"""Deliveries, money and the loss book for programs: the queries and actions of their pages."""

from django.utils.translation import gettext_lazy as _
from ninja import Router

from yuandu.kernel.accounts import scopes
from yuandu.mechanisms.settlements.api import books, claims, deliveries, deposits, slips

scopes.register("settlements", _("Deliveries and settlement"))
router = Router()
for part in (deliveries, slips, claims, deposits, books):
    router.add_router("", part.router)

__all__ = ["router"]
