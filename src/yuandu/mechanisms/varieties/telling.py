"""What the parties of a licence are told as its term ends, and a holder of its right."""

import datetime

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.varieties import queries
from yuandu.mechanisms.varieties.models import Licence, Variety

LICENCE_ENDS = kinds.declare(
    "varieties.licence_ends",
    pgettext_lazy("notice", "Licence ends"),
    gettext_lazy(
        "The licence of %(variety)s for %(licensee)s runs until %(on)s. Seedlings raised after that day are not covered: renew it in time, or stop."
    ),
).code
LICENCE_ENDED = kinds.declare(
    "varieties.licence_ended",
    pgettext_lazy("notice", "Licence has ended"),
    gettext_lazy(
        "The licence of %(variety)s for %(licensee)s ended on %(on)s. What is raised from now on is not covered by it."
    ),
).code
RIGHT_ENDS = kinds.declare(
    "varieties.right_ends",
    pgettext_lazy("notice", "Right of a variety ends"),
    gettext_lazy("The right of %(variety)s, number %(number)s, runs until %(on)s."),
).code


def of_licence(by: Actor, licence: Licence, today: datetime.date) -> None:
    """Tell both parties that a licence ends, or has ended."""
    notices.send(
        by=by,
        to=queries.accounts_of(by, (licence.licensee_id, licence.variety.holder_id)),
        kind=LICENCE_ENDED if licence.to_on < today else LICENCE_ENDS,
        url=licence.get_absolute_url(),
        key=f"licence-{licence.pk}",
        variety=licence.variety.name,
        licensee=licence.licensee.name,
        on=licence.to_on.isoformat(),
    )


def of_right(by: Actor, variety: Variety) -> None:
    """Tell the holder that the right of a variety ends."""
    notices.send(
        by=by,
        to=queries.accounts_of(by, (variety.holder_id,)),
        kind=RIGHT_ENDS,
        url=variety.get_absolute_url(),
        key=f"right-{variety.pk}",
        variety=variety.name,
        number=variety.right_number,
        on=str(variety.ends_on),
    )
