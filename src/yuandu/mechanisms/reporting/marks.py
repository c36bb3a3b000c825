"""Red lights on the projects' time lines: at the end of the month they were read for."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects import marks
from yuandu.mechanisms.projects.marks import Mark
from yuandu.mechanisms.reporting import queries, rules, wording
from yuandu.mechanisms.reporting.models import Light
from yuandu.mechanisms.reporting.rules import Tone


def register() -> None:
    marks.register("light", _("Red lights"), _red_lights)


def _red_lights(
    actor: Actor, keys: Sequence[int], first: datetime.date, last: datetime.date
) -> list[Mark]:
    return [
        Mark(light.project_id, queries.period_end(light.round.period), _words(light))
        for light in queries.red_lights(keys, first, last)
    ]


def _words(light: Light) -> str:
    between = pgettext("between lights", ", ")
    return between.join(
        str(wording.LIGHTS[kind]) for kind in rules.KINDS if getattr(light, kind) == Tone.RED
    )
