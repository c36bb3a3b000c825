"""Count where teams have been, and what came of the difficulties they found."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.projects.models import Listing
from yuandu.mechanisms.visits.models import Difficulty, Team, Visit
from yuandu.mechanisms.visits.rules import DUE
from yuandu.site.tests.recounts.days import TODAY, YEAR


def recounted() -> Iterator[tuple[str, Decimal]]:
    visits = [each for each in Visit.objects.all() if each.state == "counted"]
    listed = set(
        Listing.objects.filter(annual_list__year=YEAR.year, left_on=None).values_list(
            "project", flat=True
        )
    )
    seen = listed & {each.project_id for each in visits if YEAR <= each.on <= TODAY}
    provincial = set(
        Listing.objects.filter(annual_list__level="province").values_list("project", flat=True)
    )
    yield "visits.projects.count", Decimal(len(seen))
    yield "visits.province.count", Decimal(len(seen & provincial))
    yield "visits.teams.count", Decimal(Team.objects.count())
    found = [
        each
        for each in Difficulty.objects.select_related("track", "promise")
        if each.raised_on >= YEAR and each.track.stage != "withdrawn"
    ]
    closed = [each for each in found if each.track.stage == "closed"]
    yield "visits.difficulties.count", Decimal(len(found))
    yield "visits.closed.count", Decimal(len(closed))
    yield "visits.closed.share", Decimal(len(closed)) / len(found)
    sent = [each for each in found if each.sent_on]
    answered = [each.answer_days for each in sent if each.answer_days is not None]
    silent = [each for each in sent if each.answer_days is None and each.promise]
    late = [each for each in silent if each.promise.due_on < TODAY]
    in_time = Decimal(sum(1 for days in answered if days <= DUE))
    yield "visits.answered.in_time", in_time / (len(answered) + len(late))
    solved = Decimal(sum(1 for each in sent if each.track.stage == "closed"))
    yield "visits.answered.solved", solved / len(sent)
    yield "visits.answered.days", Decimal(sum(answered)) / len(answered)
