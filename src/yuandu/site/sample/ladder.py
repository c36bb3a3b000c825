"""Puts the sample city's firms, announcements and platforms into its books."""

from collections.abc import Mapping, Sequence

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.enterprises.loading import load_firms, load_platforms
from yuandu.mechanisms.enterprises.models import Announcement
from yuandu.site.sample import firms, platforms
from yuandu.site.sample import ladder_tables as tables
from yuandu.site.sample.ladder_tables import SampleAnnouncement
from yuandu.site.sample.projects import Place

DECLARED = {
    "enterprises.little_giant.count": (tables.LITTLE_GIANTS, "家"),
    "enterprises.srdi_sme.count": (tables.SRDI_SMES, "家"),
    "enterprises.platforms.count": (sum(tables.PLATFORMS.values()), "个"),
    **{f"enterprises.platforms.{level}": (n, "个") for level, n in tables.PLATFORMS.items()},
}


def build(by: Actor, places: Sequence[Place], industries: Mapping[str, int]) -> Party:
    """Load the ladder; return the strongest firm, whose accountant one may try to be."""
    rows = firms.generate(places, industries, _announcements(by))
    parties = load_firms(by=by, rows=rows, reported_on=firms.STATED_ON)
    names = [(row.name, row.name_en) for row in rows]
    load_platforms(by=by, rows=platforms.generate(parties, names))
    return Party.objects.get(pk=parties[0])


def _announcements(by: Actor) -> dict[SampleAnnouncement, int]:
    every = (
        *tables.GIVING,
        *tables.EARLIER.values(),
        *tables.ENDING.values(),
        *tables.FAILING.values(),
    )
    made = Announcement.objects.bulk_create(
        Announcement(
            workspace=by.workspace,
            kind=each.kind,
            tier=each.tier,
            batch=each.batch,
            document=each.document,
            published_on=each.published_on,
        )
        for each in every
    )
    return {each: row.pk for each, row in zip(every, made, strict=True)}
