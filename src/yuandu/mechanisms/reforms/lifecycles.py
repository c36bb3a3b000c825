"""The ways of measures and of meetings; who reads what shows that a pledge is kept."""

import datetime
from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.lifecycle.models.promises import RUNNING
from yuandu.mechanisms.reforms import permissions, queries, rules, wording
from yuandu.mechanisms.reforms.models import Measure, Meeting, Pledge
from yuandu.mechanisms.reforms.refusals import OddMeeting, PledgesOpen

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Measure of reform"),
        subject=Measure._meta.label_lower,
        stages=(
            Stage(rules.PLANNED, wording.STAGES[rules.PLANNED]),
            Stage(rules.IN_FORCE, wording.STAGES[rules.IN_FORCE]),
            Stage(rules.ENDED, wording.STAGES[rules.ENDED], is_final=True),
            Stage(rules.DROPPED, wording.STAGES[rules.DROPPED], is_final=True),
        ),
        moves=(
            Move(
                rules.BEGIN,
                pgettext_lazy("move of a measure", "Put in force"),
                (rules.PLANNED,),
                rules.IN_FORCE,
                permissions.CITY,
                (
                    Evidence(
                        "document",
                        pgettext_lazy("move of a measure", "Document that puts it in force"),
                        "text",
                    ),
                ),
            ),
            Move(
                rules.END,
                pgettext_lazy("move of a measure", "End"),
                (rules.IN_FORCE,),
                rules.ENDED,
                permissions.CITY,
                needs_words=True,
            ),
            Move(
                rules.DROP,
                pgettext_lazy("move of a measure", "Drop the plan"),
                (rules.PLANNED,),
                rules.DROPPED,
                permissions.CITY,
                needs_words=True,
            ),
            Move(
                rules.RESUME,
                pgettext_lazy("move of a measure", "It goes on: take the end back"),
                (rules.ENDED,),
                rules.IN_FORCE,
                permissions.CITY,
                needs_words=True,
                is_reversal=True,
            ),
        ),
        # The day of the beginning splits before from after: it is set once, by the move.
        correctors=(),
    )
)

cycles.register(
    LifeCycle(
        rules.MEETING_CYCLE,
        pgettext_lazy("life cycle", "Meeting"),
        subject=Meeting._meta.label_lower,
        stages=(
            Stage(rules.PLANNED, wording.MEETING_STAGES[rules.PLANNED]),
            Stage(rules.HELD, wording.MEETING_STAGES[rules.HELD]),
            Stage(rules.CLOSED, wording.MEETING_STAGES[rules.CLOSED], is_final=True),
            Stage(rules.CANCELLED, wording.MEETING_STAGES[rules.CANCELLED], is_final=True),
        ),
        moves=(
            Move(
                rules.HOLD,
                pgettext_lazy("move of a meeting", "It was held"),
                (rules.PLANNED,),
                rules.HELD,
                permissions.CITY,
                (
                    Evidence(
                        "minutes",
                        pgettext_lazy("move of a meeting", "Minutes"),
                        "file",
                        required=False,
                    ),
                ),
            ),
            Move(
                rules.CLOSE,
                pgettext_lazy("move of a meeting", "Close: all that was promised is over"),
                (rules.HELD,),
                rules.CLOSED,
                permissions.CITY,
            ),
            Move(
                rules.CANCEL,
                pgettext_lazy("move of a meeting", "Cancel"),
                (rules.PLANNED,),
                rules.CANCELLED,
                permissions.CITY,
                needs_words=True,
            ),
        ),
        correctors=(),
    )
)


def _examine(by: Actor, meeting: Meeting, track: Track, step: Step) -> None:
    """Hold no meeting before its day, and close none over what is still promised.

    Raises:
        OddMeeting: its day is yet to come.
        PledgesOpen: something is not over; whoever writes another waits for the track.
    """
    if step.move == rules.HOLD and step.on < meeting.on:
        raise OddMeeting("too-early")
    if step.move == rules.CLOSE:
        running = meeting.pledges.filter(promise__state__in=RUNNING).count()
        if running:
            raise PledgesOpen(running)


def _follow(by: Actor, measure: Measure, track: Track, step: Step) -> None:
    """Keep the days from which the measure was and was no more in force."""
    days: Mapping[str, Mapping[str, datetime.date | None]] = {
        rules.BEGIN: {"began_on": step.on},
        rules.END: {"ended_on": step.on},
        rules.RESUME: {"ended_on": None},
    }
    for name, day in days.get(step.move, {}).items():
        setattr(measure, name, day)
        measure.save(update_fields=[name])


subjects.register(
    Measure._meta.label_lower,
    get=lambda actor, pk, to: queries.measure(actor, pk, to=to),
    may=lambda actor, measure, track, move: permissions.keeps(actor),
    url=Measure.get_absolute_url,
    visible_to=queries.visible_to,
    sees_all=permissions.is_staff,
    on_move=_follow,
)
subjects.register(
    Meeting._meta.label_lower,
    get=lambda actor, pk, to: queries.meeting(actor, pk, to=to),
    may=lambda actor, meeting, track, move: permissions.keeps(actor),
    url=Meeting.get_absolute_url,
    visible_to=queries.meetings_visible_to,
    sees_all=permissions.is_staff,
    on_move=_examine,
)
guards.register(
    Pledge._meta.label_lower,
    lambda actor, attachment: (
        queries.pledges_visible_to(actor).filter(pk=attachment.target_id).exists()
    ),
)
