"""What happens by itself: the desk hears of silence, growers of a crop's step that is late."""

import datetime

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders import news, queries

DAY = datetime.timedelta(days=1)
MOST = 2000  # a day


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("orders.silence", remind)


def remind(workspace: Workspace) -> None:
    """Tell once what became overdue yesterday; harmless to repeat on the same day."""
    by, yesterday = Actor.system(workspace), workspace.today() - DAY
    silent = queries.unanswered(by).filter(answer_by=yesterday)
    for promise in silent[:MOST]:
        news.of_silence(by, promise)
    late = [each for each in queries.due_steps(by) if each.step.due_on == yesterday][:MOST]
    promises = queries.promises_of_steps(by, late)
    for each in late:
        news.of_late_step(by, promises[each.promise_id], each.step.step, each.step.due_on)
