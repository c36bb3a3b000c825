"""The roles of posts, as people call them."""

from django.utils.translation import gettext_lazy as _

TITLES = {
    "administrator": _("Administrator"),
    "city_officer": _("City officer"),
    "county_officer": _("County officer"),
    "department_officer": _("Department officer"),
    "leader": _("Leader"),
    "owner": _("Project owner"),
    "auditor": _("Auditor"),
    "coordinator": _("Coordinator"),
    "grower": _("Grower"),
    "helper": _("Helper"),
}


def title(role: str) -> str:
    """Return what to call `role` in the reader's language."""
    return str(TITLES.get(role, role))
