"""A place one can go to, and who may: what the entries of cities and companies share."""

from collections.abc import Callable
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.figures.measures import Words


def insider(actor: Actor) -> bool:
    return actor.is_insider


def everybody(actor: Actor) -> bool:
    return True


def auditor(actor: Actor) -> bool:
    return actor.has("administrator", "auditor")


def administrator(actor: Actor) -> bool:
    return actor.has("administrator")


@dataclass(frozen=True, slots=True)
class Entry:
    title: Words
    route: str
    icon: str
    who: Callable[[Actor], bool] = everybody
    children: tuple["Entry", ...] = ()
