"""What follows from a move of an application, inside its transaction."""

from typing import cast

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.lifecycle.models import Track as LifeTrack
from yuandu.mechanisms.careers import telling
from yuandu.mechanisms.careers.models import Application
from yuandu.mechanisms.careers.refusals import OddApplication
from yuandu.mechanisms.careers.rules import panels
from yuandu.mechanisms.careers.standing import begin_position

RESULTS = {"recognise": True, "overturn": True, "refuse": False, "uphold": False}


def follow(by: Actor, application: Application, track: LifeTrack, step: Step) -> None:
    """See that a result is the panel's, and write what comes of it.

    Raises:
        OddApplication: somebody has not spoken, the panel says otherwise, or it is too late.
        OddPosition: the worker stands there by now.
    """
    if step.move in RESULTS:
        _see_verdict(application, track, step)
    if step.move == "appeal" and (
        application.appeal_until is None or step.on > application.appeal_until
    ):
        raise OddApplication("late")
    changes: dict[str, object] = {
        "is_open": track.stage not in {*panels.ENDED, panels.REFUSED},
    }
    if track.stage == panels.RECOGNISED:
        begin_position(
            by,
            application.worker,
            application.rung,
            step.on,
            basis=step.words,
            application=application.pk,
        )
        changes |= {"band_from": application.rung.pay_from, "band_to": application.rung.pay_to}
    if step.move == "refuse":
        changes["appeal_until"] = panels.appeal_until(step.on)
    Application.objects.filter(pk=application.pk).update(**changes)
    if step.move in {*RESULTS, "return"}:
        telling.of_result(by, application, track.stage)


def _see_verdict(application: Application, track: LifeTrack, step: Step) -> None:
    members = application.members.filter(is_appeal=step.source == panels.APPEALED)
    opinions = cast("list[panels.Opinion]", [one.opinion for one in members])
    verdict = panels.verdict(opinions)
    if verdict is None:
        raise OddApplication("opinions")
    if verdict != RESULTS[step.move]:
        raise OddApplication("verdict")
