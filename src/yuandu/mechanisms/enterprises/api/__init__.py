"""The ladder and the platforms for programs: the same queries and actions as its pages."""

from django.utils.translation import gettext_lazy as _
from ninja import Router

from yuandu.kernel.accounts import scopes
from yuandu.mechanisms.enterprises.api import (
    applications,
    equipment,
    firms,
    notices,
    platforms,
    updates,
    worklists,
)

scopes.register("enterprises", _("Firms and titles"))
router = Router()
router.add_router("/applications", applications.router)
router.add_router("/notices", notices.router)
router.add_router("/updates", updates.router)
router.add_router("", equipment.router)
router.add_router("", firms.router)
router.add_router("", platforms.router)
router.add_router("", worklists.router)

__all__ = ["router"]
