"""Count who reported on time, what colours the last locked month shows, what was invested."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.kernel.lifecycle.models import Step
from yuandu.mechanisms.reporting.models import Filing, Light, Report, Round
from yuandu.site.tests.recounts.days import TODAY, YEAR


def recounted() -> Iterator[tuple[str, Decimal]]:
    rounds = {each.pk: each for each in Round.objects.all() if each.period >= f"{YEAR:%Y-%m}"}
    owed = [each for each in Filing.objects.select_related("track") if each.round_id in rounds]
    owed = [each for each in owed if rounds[each.round_id].due_on <= TODAY]
    late = {
        step.track_id
        for step in Step.objects.filter(move="sign")
        for filing in owed
        if filing.track_id == step.track_id and step.on > rounds[filing.round_id].due_on
    }
    signed = [
        each
        for each in owed
        if each.track.stage in {"signed", "locked"} and each.track_id not in late
    ]
    yield "reporting.ontime.share", Decimal(len(signed)) / len(owed)
    newest = max((each for each in rounds.values() if each.is_locked), key=lambda one: one.period)
    tones = [each.tone for each in Light.objects.all() if each.round_id == newest.pk]
    for tone in ("red", "yellow", "green"):
        yield f"reporting.{tone}.count", Decimal(tones.count(tone))
    reports = Report.objects.select_related("filing__track")
    yield (
        "reporting.invested.sum",
        sum(
            each.invested + each.corrected
            for each in reports
            if each.filing.round_id in rounds and each.filing.track.stage == "locked"
        ),
    )
