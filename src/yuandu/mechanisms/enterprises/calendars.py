"""Days of titles in a calendar: the last one, the re-check before it, the yearly update."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import feeds
from yuandu.kernel.lifecycle.feeds import Entry, Feed
from yuandu.kernel.notices import mailing
from yuandu.mechanisms.enterprises import permissions, queries, rules, wording
from yuandu.mechanisms.enterprises.models import Recognition

MONTHS = 24  # ahead
# Holders bring their data up to date on the official platform by the end of May: so the
# practice under 工信部企业〔2026〕2号; under 63号 it was the end of April.
UPDATE_BY = (5, 31)


def register() -> None:
    """Let people subscribe to the days of the titles they work with."""
    feeds.register(Feed("titles", gettext_lazy("Titles that run out"), entries, _may))


def _may(actor: Actor) -> bool:
    return permissions.may_watch(actor) or actor.has("owner")


def entries(actor: Actor) -> Iterator[Entry]:
    """Yield the days of the titles of the actor's firms, two years ahead; two queries at most."""
    titles = [title for month in queries.expiring(actor, months=MONTHS) for title in month.titles]
    for title in titles:
        yield from _of_title(actor, title)
    if titles:
        yield from _updates(actor)


def _of_title(actor: Actor, title: Recognition) -> Iterator[Entry]:
    names = {"tier": wording.tier(title.tier), "firm": title.firm.title}
    place = title.firm.party.division
    words = "\n".join(filter(None, [place.title if place else "", title.announcement.document]))
    url = _absolute(actor, title.firm.get_absolute_url())
    asked_on = rules.months_later(title.valid_to, -rules.SOON)
    if asked_on >= actor.workspace.today():
        yield Entry(
            _uid(actor, f"recheck-{title.pk}"),
            asked_on,
            _("Prepare the re-check: %(firm)s, %(tier)s") % names,
            words,
            url,
        )
    yield Entry(
        _uid(actor, f"title-{title.pk}"),
        title.valid_to,
        _("Title runs out: %(firm)s, %(tier)s") % names,
        words,
        url,
    )


def _updates(actor: Actor) -> Iterator[Entry]:
    today = actor.workspace.today()
    for year in range(today.year, today.year + MONTHS // 12 + 1):
        day = datetime.date(year, *UPDATE_BY)
        if day >= today:
            yield Entry(
                _uid(actor, f"update-{year}"),
                day,
                _("Yearly update: holders bring their data up to date on the official platform"),
                "",
                _absolute(actor, reverse("enterprises:expiry")),
            )


def _uid(actor: Actor, name: str) -> str:
    return f"{name}@{actor.workspace.slug}.yuandu"


def _absolute(actor: Actor, url: str) -> str:
    return mailing.absolute(mailing.inside(actor.workspace, url))
