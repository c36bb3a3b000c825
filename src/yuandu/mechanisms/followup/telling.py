"""What counties are told: months of their projects are not filed yet."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.mechanisms.followup.models import MonthTally
from yuandu.mechanisms.projects.queries import people

OWED = kinds.declare(
    "followup.owed",
    gettext_lazy("Months after production to file"),
    gettext_lazy("%(missing)s projects have not filed %(period)s in full."),
).code


def of_owed(by: Actor, tallies: Iterable[MonthTally]) -> None:
    """Remind whoever files for these divisions; a person is told once a day of each."""
    behind = list(tallies)
    clerks = people.clerks(by.workspace, [each.division_id for each in behind])
    notices.send_many(
        by=by,
        tellings=[
            Telling(
                clerks.get(each.division_id, []),
                OWED,
                reverse("followup:division", args=[each.period, each.division_id]) + "?missing",
                {"period": each.period, "missing": each.missing},
                f"owed {each.division_id} {each.period}",
            )
            for each in behind
        ],
    )
