"""Thresholds as they are kept, and as the rules read them."""

import datetime
from dataclasses import fields

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.followup.models import FollowTerms
from yuandu.mechanisms.followup.rules import Terms


def terms_of(kept: FollowTerms) -> Terms:
    """Return kept terms as the rules read them."""
    return Terms(**{each.name: getattr(kept, each.name) for each in fields(Terms)})


def terms_on(workspace: Workspace, on: datetime.date) -> Terms:
    """Return the terms in force on a day; those the house comes with where none are set."""
    kept = FollowTerms.objects.filter(workspace=workspace, from_on__lte=on).first()
    return terms_of(kept) if kept else Terms()
