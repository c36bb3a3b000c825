"""A month is closed over what was signed: its digest, the values boards read, the lights."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from psycopg.types.json import Jsonb

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators.actions import Monthly
from yuandu.kernel.lifecycle.loading import copy_rows
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.reporting import queries, rules
from yuandu.mechanisms.reporting.models import Filing, Light, LightTerms, Report, Round
from yuandu.mechanisms.reporting.refusals import OddRound
from yuandu.mechanisms.reporting.rules import State, Tone
from yuandu.mechanisms.reporting.terms import terms_of, usual_terms

BATCH = 2_000
LIGHT = (
    *("workspace_id", "round_id", "project_id", "division_id", "terms_id", "tone"),
    *(*rules.KINDS, "reasons", "is_reported"),
)
MEASURE = "projects.invested"
SEALED = ("project_id", "invested", "corrected", "brought_forward", "progress_share", "progress")


def seal(by: Actor, found: Round, filings: Sequence[Filing]) -> Counter[int]:
    """Close a round over what these filings say; return how many projects show red where.

    Raises:
        OddRound: somebody locked it before.
    """
    close(by, found, filings)
    return _read_lights(by, found)


def close(by: Actor, found: Round, filings: Iterable[Filing]) -> None:
    """Lock a round over the reports in these filings, and keep their monthly values.

    Reports are read as the database has them: what is sealed is what is kept.

    Raises:
        OddRound: somebody locked it before.
    """
    rows = Report.objects.filter(filing__in=filings).order_by("project_id")
    reports = list(rows.values_list(*SEALED, "filing__division_id", named=True))
    locked = Round.objects.filter(pk=found.pk, locked_at=None)
    if not locked.update(locked_at=timezone.now(), digest=digest(reports)):
        raise OddRound("locked")
    found.refresh_from_db()
    values = [
        Monthly(
            report.project_id,
            report.filing__division_id,
            found.period,
            report.invested + report.corrected,
        )
        for report in reports
    ]
    indicators.record_values(by=by, measure=MEASURE, values=values)


def digest(reports: Iterable[Any]) -> str:
    """Return the SHA-256 of the figures of reports, one line each, in the order given."""
    lines = [
        json.dumps([_plain(getattr(report, name)) for name in SEALED], ensure_ascii=False)
        for report in reports
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plain(value: object) -> object:
    return value if isinstance(value, int | str | None) else format(value, "f")


def terms_for(by: Actor, found: Round) -> LightTerms:
    """Return the terms of a month's lights: the office's, else the usual ones."""
    on = queries.period_end(found.period)
    return queries.terms_in_force(by.workspace, on) or usual_terms(by, on)


def _read_lights(by: Actor, found: Round) -> Counter[int]:
    """Keep the lights of every project; return how many show red in each division."""
    kept = terms_for(by, found)
    red: Counter[int] = Counter()
    standings = list(queries.expected(found).select_related("project").order_by("project_id"))
    for at in range(0, len(standings), BATCH):
        batch = standings[at : at + BATCH]
        red += keep_lights(found, kept, batch, queries.states_of(found, batch))
    return red


def keep_lights(
    found: Round,
    kept: LightTerms,
    standings: Iterable[Standing],
    states: Mapping[int, tuple[State, bool]],
) -> Counter[int]:
    """Keep the lights of projects; return how many show red in each division."""
    on, terms = queries.period_end(found.period), terms_of(kept)
    red: Counter[int] = Counter()
    rows = []
    for standing in standings:
        state, is_reported = states[standing.project_id]
        readings = rules.lights(state, terms, on=on)
        tone = rules.worst(readings.values())
        red[standing.division_id] += tone is Tone.RED
        rows.append(
            (
                *(found.workspace_id, found.pk, standing.project_id, standing.division_id),
                *(kept.pk, tone, *(reading.tone for reading in readings.values())),
                *(Jsonb({kind: _why(each) for kind, each in readings.items()}), is_reported),
            )
        )
    copy_rows(Light, LIGHT, rows)
    return red


def _why(reading: rules.Reading) -> list[str | None]:
    """Return a reading as it is kept: its code, and its number without needless zeros."""
    if reading.number is None:
        return [reading.why, None]
    return [reading.why, f"{round(reading.number, 4).normalize():f}"]
