"""Where one's classes are in which week, for the calendar of a telephone."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import feeds
from yuandu.kernel.lifecycle.feeds import Entry, Feed
from yuandu.kernel.notices import mailing
from yuandu.mechanisms.careers import queries
from yuandu.mechanisms.careers.models import Place, Rotation

MOST = 500  # entries; a telephone shows no more
BACK = datetime.timedelta(days=30)


def register() -> None:
    """Let trainees and mentors subscribe to the alternation of their classes."""
    feeds.register(Feed("training", gettext_lazy("Alternation calendar"), entries, _may))


def _may(actor: Actor) -> bool:
    return actor.workspace.kind == "company" and actor.is_insider


def entries(actor: Actor) -> Iterator[Entry]:
    """Yield the stays of the classes that concern the actor; one query."""
    stays = Rotation.objects.filter(
        training__in=queries.classes_visible_to(actor),
        to_on__gte=actor.workspace.today() - BACK,
    )
    for one in stays.select_related("training__base").order_by("from_on", "pk")[:MOST]:
        yield _entry(actor, one)


def _entry(actor: Actor, one: Rotation) -> Entry:
    training, at = one.training, Place(one.place)
    return Entry(
        f"rotation-{one.pk}@{actor.workspace.slug}.yuandu",
        one.from_on,
        f"{training.name} · {at.label}",
        one.words,
        mailing.absolute(mailing.inside(actor.workspace, training.get_absolute_url())),
        place=training.base.school if at is Place.SCHOOL else training.base.name,
        last_on=one.to_on,
    )
