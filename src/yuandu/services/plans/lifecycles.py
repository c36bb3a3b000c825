"""Tasks of plans, as subjects of promises; and who reads the evidence of actuals."""

from yuandu.kernel.files import guards
from yuandu.kernel.lifecycle import subjects
from yuandu.services.plans import queries
from yuandu.services.plans.models import Actual, Task

subjects.register(
    Task._meta.label_lower,
    get=lambda actor, pk, to: queries.task(actor, pk, to=to),
    may=lambda actor, task, track, move: False,  # tasks go through no life cycle
    url=Task.get_absolute_url,
    visible_to=queries.tasks,
    sees_all=lambda actor: True,
)
guards.register(Actual._meta.label_lower, lambda actor, attachment: actor.is_insider)
