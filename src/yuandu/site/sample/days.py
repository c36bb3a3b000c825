"""The house as it was on a day: what is entered for the past bears the day on which it happened."""

import copy
import datetime
from dataclasses import replace

from yuandu.kernel.accounts.actors import Actor


def on_day(by: Actor, day: datetime.date) -> Actor:
    """Return the same actor on a day; only this copy of the workspace says so."""
    workspace = copy.copy(by.workspace)
    workspace.today_on = day
    return replace(by, workspace=workspace)
