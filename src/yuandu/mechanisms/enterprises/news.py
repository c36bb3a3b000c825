"""What the other side is told of an application, and firms of the yearly update."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import wording
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.enterprises.models import Application, Tier
from yuandu.mechanisms.enterprises.queries import people
from yuandu.mechanisms.enterprises.queries.applications import CYCLE

# By whom a stage is gone on from: whose turn it is is told, and the firm always.
COUNTY_STAGES = ("survey", "review")
CITY_STAGES = ("passed", "objected")
# Steps that also the county hears of, whose firm it is.
TO_COUNTY = ("return", "recommend", "recognise", "miss", "decline", "withdraw", "object")


def _prepared(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put codes into the reader's words."""
    values = dict(params)
    values["tier"] = str(Tier(str(values["tier"])).label)
    if "stage" in values:
        values["stage"] = wording.stage_title(CYCLE, str(values["stage"]))
    if "words" in values:
        # What is added to a sentence, with its own opening where there is something to add.
        words = str(values["words"] or "")
        opened = pgettext("added to a notice", " Words: %(words)s") % {"words": words}
        values["words"] = opened if words else ""
    return values


OPENED = kinds.declare(
    "application.opened",
    pgettext_lazy("notice", "New application for a title"),
    _("%(firm)s applies for “%(tier)s”; it waits to be surveyed."),
    _prepared,
).code
MOVED = kinds.declare(
    "application.moved",
    pgettext_lazy("notice", "Application for a title"),
    _("%(firm)s, “%(tier)s”: now in “%(stage)s”.%(words)s"),
    _prepared,
).code
ASKED = kinds.declare(
    "yearly_update.asked",
    pgettext_lazy("notice", "Yearly update"),
    _("Please confirm what is on file about %(firm)s for %(year)s by %(until_on)s."),
).code

BOOKED = kinds.declare(
    "enterprises.booked",
    _("Equipment booked"),
    _("%(firm)s has booked “%(equipment)s” on %(day_on)s."),
)


def opened(by: Actor, application: Application) -> None:
    """Tell the officers of the county that somebody applies, and the firm if it did not itself."""
    readers = people.county_officers_of(application.firm) + people.owners_of(application.firm)
    _send(by, OPENED, application, readers)


def tell(by: Actor, application: Application, step: Step) -> None:
    """Tell the firm of every step, and the office whose turn it is."""
    firm = application.firm
    readers = set(people.owners_of(firm))
    if step.target in COUNTY_STAGES or step.move in TO_COUNTY:
        readers |= set(people.county_officers_of(firm))
    if step.target in CITY_STAGES:
        readers |= set(people.city_officers_of(firm))
    _send(by, MOVED, application, readers, stage=step.target, words=step.words)


def _send(by: Actor, kind: str, application: Application, to: Iterable[int], **params: Any) -> None:
    notices.send(
        by=by,
        to=to,
        kind=kind,
        url=application.get_absolute_url(),
        firm=application.firm.party.name,
        tier=application.tier,
        **params,
    )
