"""Thresholds as they are kept, and as the rules read them."""

import datetime
from dataclasses import asdict, fields

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.reporting.models import LightTerms
from yuandu.mechanisms.reporting.rules import Terms

USUAL_BASIS = "银川市重大项目“红黄绿灯”管理办法（默认参数）"


def terms_of(kept: LightTerms) -> Terms:
    """Return kept terms as the rules read them."""
    return Terms(**{each.name: getattr(kept, each.name) for each in fields(Terms)})


def usual_terms(by: Actor, on: datetime.date) -> LightTerms:
    """Keep the thresholds the house comes with, where an office has set none."""
    return LightTerms.objects.create(
        workspace=by.workspace,
        from_on=on.replace(month=1, day=1),
        basis=USUAL_BASIS,
        **asdict(Terms()),
    )
