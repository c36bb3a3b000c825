"""Partners reviewed in the last two years, and what was decided on them."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.models import Candidate
from yuandu.mechanisms.workforce import publishing

ARTICLE = 4
YEARS = 2  # a review is held every second year


def decided(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the candidates of reviews whose decision was made known in the last two years."""
    since = datetime.date(on.year - YEARS, on.month, min(on.day, 28))
    return Candidate.objects.filter(
        workspace=workspace,
        review__notice_on__gt=since,
        review__notice_on__lte=on,
        state__in=rules.DECIDED,
    )


COLUMNS = (
    Column(_("Staff number"), "worker__number", public=False),
    Column(_("Section"), "worker__section__name", "worker__section__name_en"),
    Column(_("Review of partners"), "review__title"),
)
for code, name, definition, where in (
    (
        "reviewed",
        _("Partners reviewed: number"),
        _("Present partners on whom a general meeting decided in the last two years."),
        Q(kind=rules.KEEP),
    ),
    (
        "confirmed",
        _("Partners confirmed: number"),
        _("Present partners whom a general meeting confirmed in the last two years."),
        Q(state=rules.KEPT),
    ),
    (
        "admitted",
        _("Partners admitted: number"),
        _("Workers whom a general meeting admitted as partners in the last two years."),
        Q(state=rules.ADMITTED),
    ),
    (
        "left",
        _("Partners not confirmed: number"),
        _(
            "Present partners whom a general meeting did not confirm in the last two years; the company buys their shares back."
        ),
        Q(state=rules.LEAVING),
    ),
):
    figures.register(
        Figure(
            code=f"partnership.{code}.count",
            name=name,
            unit="人",
            definition=definition,
            formula=pgettext_lazy("formula", "number of candidates with this decision"),
            rows=decided,
            where=where,
            columns=COLUMNS,
            workspace_kind="company",
            article=ARTICLE,
        )
    )
# Not how many were reviewed: less those confirmed they are the few who were not.
publishing.offer("partnership.confirmed.count", "partnership.admitted.count")
