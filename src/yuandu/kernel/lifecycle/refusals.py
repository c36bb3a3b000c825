"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from yuandu.kernel.lifecycle import gates, wording
from yuandu.kernel.lifecycle.cycles import Move
from yuandu.kernel.lifecycle.models import Promise, Step, Track
from yuandu.kernel.workspaces.refusals import Odd, Refusal


class AlreadyStarted(Refusal):
    """The subject is on this life cycle already."""

    code = "already-started"

    @property
    def sentence(self) -> str:
        return _("This is on the life cycle already; open it and move it on from there.")


class NotYours(Refusal):
    """The actor may not make this move on this subject."""

    code = "not-yours"
    status = 403

    def __init__(self, move: Move) -> None:
        self.move, self.roles = move, move.roles
        super().__init__(f"{move.code!r} is for {', '.join(move.roles)}, there where they serve")

    @property
    def sentence(self) -> str:
        return _("“%(move)s” is not for your post.") % {"move": self.move.title}


class MissingEvidence(Refusal):
    """The gate stays shut; `faults` says everything that is missing or wrong."""

    code = "missing-evidence"
    status = 422

    def __init__(self, faults: Sequence[gates.Reason]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(_brief(fault) for fault in self.faults))

    @property
    def sentence(self) -> str:
        return _("The gate stays shut; nothing was changed.")

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [
            {
                "code": fault.code,
                "evidence": fault.evidence.code if fault.evidence else "",
                "message": wording.sentence(fault),
            }
            for fault in self.faults
        ]


def _brief(fault: gates.Reason) -> str:
    return f"{fault.code} ({fault.evidence.code})" if fault.evidence else fault.code


class Stale(Refusal):
    """Somebody moved the track since it was read; `track` and `step` say where and who."""

    code = "stale"

    def __init__(self, track: Track, step: Step | None) -> None:
        self.track, self.step = track, step
        super().__init__(f"the track stands in {track.stage!r} since {track.entered_on}")

    @property
    def sentence(self) -> str:
        stage = wording.stage_title(self.track.cycle, self.track.stage)
        if self.step is None:
            return _("Somebody was faster: this stands in “%(stage)s” by now.") % {"stage": stage}
        return _(
            "%(who)s was faster: “%(move)s”, dated %(day)s. This stands in “%(stage)s” by now; "
            "nothing of yours was recorded."
        ) % {
            "who": self.step.by_label,
            "move": wording.move_title(self.track.cycle, self.step.move),
            "day": wording.day(self.step.on),
            "stage": stage,
        }


class OddPromise(Odd):
    """A promise that makes no sense; `why` is a stable code."""

    code = "odd-promise"
    sentences = wording.ODD_PROMISES


class NotYourTurn(Refusal):
    """The promise does not stand where this could be done with it."""

    code = "not-your-turn"

    def __init__(self, promise: Promise) -> None:
        self.promise = promise
        super().__init__(f"promise {promise.pk} is {promise.state}")

    @property
    def sentence(self) -> str:
        return _("The promise is “%(state)s” by now; nothing of yours was recorded.") % {
            "state": wording.promise_state(self.promise.state)
        }


class AlreadyAssigned(Refusal):
    """Somebody stands by the subject in this role."""

    code = "already-assigned"

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(who)

    @property
    def sentence(self) -> str:
        return _("%(who)s holds this; hand it over instead, so that the promises pass on.") % {
            "who": self.who
        }


class OpenPromises(Refusal):
    """Whoever leaves still has promises here; a successor has to take them."""

    code = "open-promises"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"{number} open promises")

    @property
    def sentence(self) -> str:
        return _("%(number)s promises are open here; hand over to a successor.") % {
            "number": self.number
        }
