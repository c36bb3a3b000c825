"""Red lights of a month that is locked: a clock starts for each that has none, or ends.

Lights are read when a month is locked and at no other time, so this is when they turn.
"""

from collections import Counter
from collections.abc import Mapping

from django.conf import settings
from django.utils import translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import sayings
from yuandu.kernel.lifecycle.actions import NewPromise
from yuandu.kernel.lifecycle.sayings import Saying
from yuandu.mechanisms.reporting import queries, telling, wording
from yuandu.mechanisms.reporting.models import Light, LightTerms, Round, Supervision
from yuandu.mechanisms.reporting.queries import Lamp

BATCH = 1_000


def supervise(by: Actor, found: Round) -> int:
    """Let someone answer for every light that is red; return how many clocks were started.

    1. The clock of a light that is red no more has been kept; that of a project which is
       not asked about any more is taken away without blame.
    2. A light that is red and has no clock gets one, also where its last one was confirmed.
       Whoever was released from it is left in peace until it turns red anew.
    """
    lamps, running = queries.red(found), queries.running(found)
    # What is kept of the words beside their code is in the city's language, not the writer's.
    with translation.override(settings.LANGUAGE_CODE):
        _end(by, found, {lamp: key for lamp, key in running.items() if lamp not in lamps})
        fresh = {lamp: light for lamp, light in lamps.items() if lamp not in running}
        for lamp in queries.released(found, fresh):
            del fresh[lamp]
        return _start(by, found, fresh)


def _end(by: Actor, found: Round, over: Mapping[Lamp, int]) -> None:
    projects = {project for project, _kind in over}
    asked = set(
        Light.objects.filter(round=found, project__in=projects).values_list("project", flat=True)
    )
    kept = [key for (project, _kind), key in over.items() if project in asked]
    gone = [key for (project, _kind), key in over.items() if project not in asked]
    for keys, is_kept, code in ((kept, True, wording.NOT_RED), (gone, False, wording.NOT_ASKED)):
        saying = Saying(code, {"period": found.period})
        words = sayings.written(saying.code, saying.params, "")
        lifecycle.settle(by=by, promises=keys, kept=is_kept, words=words, saying=saying)


def _start(by: Actor, found: Round, lamps: Mapping[Lamp, Light]) -> int:
    people = queries.answerable(by, lamps.values())
    new: list[tuple[Lamp, NewPromise]] = []
    for lamp, light in lamps.items():
        giver = people.giver(light)
        receiver = people.receiver(giver) if giver else None
        if giver and receiver:
            saying = _saying(found, light, lamp[1])
            words = sayings.written(saying.code, saying.params, "")
            new.append((lamp, NewPromise(light.project, words, giver, receiver, saying)))
    if not new:
        return 0
    terms = LightTerms.objects.get(pk=lamps[new[0][0]].terms_id)
    made = lifecycle.promise_all(
        by=by, promises=[each for _lamp, each in new], due_days=terms.supervision_days
    )
    Supervision.objects.bulk_create(
        [
            Supervision(
                workspace_id=found.workspace_id,
                light=lamps[lamp],
                project_id=lamp[0],
                division_id=lamps[lamp].division_id,
                kind=lamp[1],
                promise=promise,
            )
            for (lamp, _new), promise in zip(new, made, strict=True)
        ],
        batch_size=BATCH,
    )
    numbers = Counter(each.giver_id for each in made)
    telling.of_supervision(by, found, numbers, due_on=made[0].due_on)
    return len(made)


def _saying(found: Round, light: Light, kind: str) -> Saying:
    code, number = light.reasons[kind]
    return Saying(
        wording.RED_LIGHT, {"period": found.period, "kind": kind, "why": code, "number": number}
    )
