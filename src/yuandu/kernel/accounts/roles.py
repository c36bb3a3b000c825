"""The roles of posts, as people call them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

type Words = str | Promise

CITY = {
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
COMPANY = {
    "administrator": CITY["administrator"],
    "auditor": CITY["auditor"],
    "worker": pgettext_lazy("role", "Worker"),
    "team_leader": pgettext_lazy("role", "Team leader"),
    "evaluator": pgettext_lazy("role", "Evaluator"),
    "improvement_officer": pgettext_lazy("role", "Improvement officer"),
    "finance_officer": pgettext_lazy("role", "Finance officer"),
    "hr_officer": pgettext_lazy("role", "HR officer"),
    "care_officer": pgettext_lazy("role", "Care officer"),
    "shareholder": pgettext_lazy("role", "Shareholder"),
    "chair": pgettext_lazy("role", "Chair of the board"),
    "director": pgettext_lazy("role", "Member of the board"),
    "mentor": pgettext_lazy("role", "Mentor from a school"),
}
TITLES = CITY | COMPANY


def of_kind(kind: str) -> Mapping[str, Words]:
    """Return the roles there are in a kind of workspace, with what to call them."""
    return COMPANY if kind == "company" else CITY


def title(role: str) -> str:
    """Return what to call `role` in the reader's language."""
    return str(TITLES.get(role, role))
