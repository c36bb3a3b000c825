"""What else happens when an adoption moves: authors hear of it, and a confirmed one pays."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.rewards import telling
from yuandu.mechanisms.rewards.actions import awards
from yuandu.mechanisms.rewards.models import Adoption
from yuandu.mechanisms.rewards.rules import spreading


def follow(by: Actor, adoption: Adoption, track: Track, step: Step) -> None:
    """Keep the day of the confirmation, put the royalty into the queue, tell the authors."""
    if step.target == spreading.CONFIRMED:
        Adoption.objects.filter(pk=adoption.pk).update(confirmed_on=step.on)
        adoption.confirmed_on = step.on
        awards.pay_royalty(by=by, adoption=adoption)
    telling.of_step(by, adoption, step)
