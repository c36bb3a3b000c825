"""A month is closed over what was signed: its digest, the values boards read, the lights."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators.actions import Monthly
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.reporting import queries, rules
from yuandu.mechanisms.reporting.models import Filing, Light, LightTerms, Report, Round
from yuandu.mechanisms.reporting.refusals import OddRound
from yuandu.mechanisms.reporting.rules import Tone
from yuandu.mechanisms.reporting.terms import terms_of, usual_terms

BATCH = 2_000
MEASURE = "projects.invested"
SEALED = ("project_id", "invested", "corrected", "brought_forward", "progress_share", "progress")


def seal(by: Actor, found: Round, filings: Sequence[Filing]) -> Counter[int]:
    """Close a round over what these filings say; return how many projects show red where.

    Raises:
        OddRound: somebody locked it before.
    """
    reports = list(
        Report.objects.filter(filing__in=filings).select_related("filing").order_by("project_id")
    )
    locked = Round.objects.filter(pk=found.pk, locked_at=None)
    if not locked.update(locked_at=timezone.now(), digest=digest(reports)):
        raise OddRound("locked")
    found.refresh_from_db()
    indicators.record_values(by=by, measure=MEASURE, values=_values(reports))
    return _read_lights(by, found)


def digest(reports: Sequence[Report]) -> str:
    """Return the SHA-256 of the figures of reports, one line each, in order of projects."""
    lines = [
        json.dumps([_plain(getattr(report, name)) for name in SEALED], ensure_ascii=False)
        for report in reports
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plain(value: object) -> object:
    return value if isinstance(value, int | str | None) else format(value, "f")


def _values(reports: Sequence[Report]) -> list[Monthly]:
    return [
        Monthly(
            report.project_id,
            report.filing.division_id,
            report.period,
            report.invested + report.corrected,
        )
        for report in reports
    ]


def _read_lights(by: Actor, found: Round) -> Counter[int]:
    """Keep the lights of every project; return how many show red in each division."""
    on = queries.period_end(found.period)
    kept = queries.terms_in_force(by.workspace, on) or usual_terms(by, on)
    red: Counter[int] = Counter()
    standings = list(queries.expected(found).select_related("project").order_by("project_id"))
    for at in range(0, len(standings), BATCH):
        batch = standings[at : at + BATCH]
        lights = _lights(found, kept, batch)
        Light.objects.bulk_create(lights)
        red.update(light.division_id for light in lights if light.tone == Tone.RED)
    return red


def _lights(found: Round, kept: LightTerms, standings: Sequence[Standing]) -> list[Light]:
    on, terms = queries.period_end(found.period), terms_of(kept)
    states = queries.states_of(found, standings)
    made = []
    for standing in standings:
        state, is_reported = states[standing.project_id]
        readings = rules.lights(state, terms, on=on)
        made.append(
            Light(
                workspace_id=found.workspace_id,
                round=found,
                project_id=standing.project_id,
                division_id=standing.division_id,
                terms=kept,
                tone=rules.worst(readings.values()),
                **{kind: reading.tone for kind, reading in readings.items()},
                reasons={kind: _why(reading) for kind, reading in readings.items()},
                is_reported=is_reported,
            )
        )
    return made


def _why(reading: rules.Reading) -> list[str | None]:
    """Return a reading as it is kept: its code, and its number without needless zeros."""
    if reading.number is None:
        return [reading.why, None]
    return [reading.why, f"{round(reading.number, 4).normalize():f}"]
