"""The policies for programs: the same queries and actions as the pages."""

from django.utils.translation import gettext_lazy as _
from ninja import Router

from yuandu.kernel.accounts import scopes
from yuandu.services.policies.api import asks, calls, cases, library, parties

scopes.register("policies", _("Policies"))
router = Router()
router.add_router("/cases", cases.router)
router.add_router("/calls", calls.router)
router.add_router("/asks", asks.router)
router.add_router("/check", parties.router)
router.add_router("", library.router)

__all__ = ["router"]
