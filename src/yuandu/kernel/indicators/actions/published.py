"""What people state about figures, and the freezing of a period."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yuandu.engines.quantities.reasons import Unreadable
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.indicators import snapshots
from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.figures.amounts import between, unit_in
from yuandu.kernel.indicators.figures.computing import values
from yuandu.kernel.indicators.figures.declarations import Figure, ReportedFigure
from yuandu.kernel.indicators.figures.reconciling import published
from yuandu.kernel.indicators.figures.values import Value
from yuandu.kernel.indicators.models import Declared, Reported, Snapshot
from yuandu.kernel.indicators.refusals import (
    AlreadyTaken,
    DoesNotReconcile,
    NotReported,
    OddValue,
    WordsNeeded,
)
from yuandu.kernel.indicators.rules.periods import Period, UnknownPeriod

MOST = Decimal(10) ** 18  # in any unit; beyond it somebody typed a code


@transaction.atomic
def report_value(
    *,
    by: Actor,
    code: str,
    period: str,
    value: Decimal,
    source: str,
    unit: str = "",
    words: str = "",
    evidence: Iterable[File[Any]] = (),
    reported_on: datetime.date | None = None,
) -> Reported:
    """Add what an office reports for a figure and a period; the newest counts.

    Args:
        by: who enters it.
        code: of a reported figure.
        period: the period it speaks of: 2026, 2026-Q3, 2026-11.
        value: in `unit`.
        source: the document or office it comes from.
        unit: by default the figure's own; any of the same kind will do.
        words: why it changed; needed when the period has a report already.
        evidence: files that show it: the bulletin, a letter.
        reported_on: by default today.

    Raises:
        NotReported: the figure is computed.
        OddValue: unit, period or value make no sense.
        WordsNeeded: it corrects a report and does not say why.
        files.rules.Refused: a file must not be kept; nothing is reported.
    """
    figure = registry.get(code)
    if not isinstance(figure, ReportedFigure):
        raise NotReported(
            _("“%(name)s” is computed from rows and cannot be reported.") % {"name": figure.name}
        )
    unit = unit or unit_in(by.workspace, figure.unit)
    spoken_of = _checked(by, figure, value, unit, period)
    if (
        not words
        and Reported.objects.filter(workspace=by.workspace, code=code, period=period).exists()
    ):
        raise WordsNeeded(
            _("“%(name)s” was reported for %(period)s before; say why it changes.")
            % {"name": figure.name, "period": period},
            [code],
        )
    row = Reported.objects.create(
        workspace=by.workspace,
        code=code,
        period=period,
        period_end=spoken_of.end,
        value=value,
        unit=unit,
        source=source,
        words=words,
        reported_on=reported_on or by.workspace.today(),
        by_id=by.user_id,
        by_label=by.label,
    )
    for upload in evidence:
        files.store(by=by, upload=upload, target=row)
    audit.record(by, "figure.report", row, code=code, period=period, value=f"{value:f}{unit}")
    return row


@transaction.atomic
def declare_total(
    *,
    by: Actor,
    code: str,
    period: str,
    value: Decimal,
    source: str,
    unit: str = "",
    tolerance: Decimal = Decimal(0),
    words: str = "",
    declared_on: datetime.date | None = None,
) -> Declared:
    """Add the total that a document declares, which the figure has to meet from now on.

    Args:
        by: who enters it.
        code: of any figure.
        period: while it holds: on each day of 2026, say.
        value: in `unit`.
        source: the document, with its number.
        unit: by default the figure's own.
        tolerance: how far the figure may be from it, in `unit`: half of the last printed
            digit where the document rounds.
        words: why it replaces another.
        declared_on: by default today.

    Raises:
        OddValue: unit, period, value or tolerance make no sense.
    """
    figure = registry.get(code)
    unit = unit or unit_in(by.workspace, figure.unit)
    holds_in = _checked(by, figure, value, unit, period)
    if tolerance < 0:
        raise OddValue(_("A tolerance of %(value)s is less than nothing.") % {"value": tolerance})
    row = Declared.objects.create(
        workspace=by.workspace,
        code=code,
        period=period,
        period_start=holds_in.start,
        period_end=holds_in.end,
        value=value,
        unit=unit,
        tolerance=tolerance,
        source=source,
        words=words,
        declared_on=declared_on or by.workspace.today(),
        by_id=by.user_id,
        by_label=by.label,
    )
    audit.record(by, "figure.declare", row, code=code, period=period, value=f"{value:f}{unit}")
    return row


def _checked(
    by: Actor, figure: Figure | ReportedFigure, value: Decimal, unit: str, period: str
) -> Period:
    """Return the period, once value and unit are those of the figure.

    Raises:
        OddValue: they are not.
    """
    if not value.is_finite() or abs(value) >= MOST:
        raise OddValue(_("%(value)s is not a value a figure can have.") % {"value": value})
    try:
        between(value, unit, unit_in(by.workspace, figure.unit))
    except (Unreadable, ValueError) as error:
        raise OddValue(
            _("“%(unit)s” cannot be told in the figure's unit, “%(own)s”.")
            % {"unit": unit, "own": figure.unit}
        ) from error
    try:
        return Period.parse(period)
    except UnknownPeriod as error:
        raise OddValue(
            _("“%(period)s” is no period; write 2026, 2026-Q3, 2026-11 or 2026-11-24.")
            % {"period": period}
        ) from error


def take_snapshot(
    *, by: Actor, period: str, on: datetime.date | None = None, words: str = ""
) -> list[Snapshot]:
    """Freeze every figure for a period, as it is on a day (by default today).

    What has moved in the period before since it was frozen is written down here as a
    correction, with words; the frozen period itself stays as it was sent.

    Raises:
        AlreadyTaken: the period is frozen.
        DoesNotReconcile: sums between the figures do not hold; nothing is frozen.
        OddValue: `period` is none.
        WordsNeeded: something frozen before has moved and nobody says why.
    """
    try:
        Period.parse(period)
    except UnknownPeriod as error:
        raise OddValue(
            _("“%(period)s” is no period; write 2026-11.") % {"period": period}
        ) from error
    on = on or by.workspace.today()
    with snapshots.one_instant():
        state = published(by.workspace, on)
        if state.failing:
            raise DoesNotReconcile(state.failing)
        moved = _moved_since(by, period)
        if moved and not words:
            raise WordsNeeded(
                _("Since they were frozen, %(count)s figures have moved; say why.")
                % {"count": len(moved)},
                moved,
            )
        frozen = [
            _frozen(by, period, on, value, moved.get(value.code, Decimal(0)), words)
            for value in state.values.values()
        ]
        try:
            with transaction.atomic():
                Snapshot.objects.bulk_create(frozen)
        except IntegrityError as error:
            raise AlreadyTaken(
                _("%(period)s is frozen. Corrections enter the next period.") % {"period": period}
            ) from error
        audit.record(by, "figure.snapshot", by.workspace, period=period, figures=len(frozen))
    return frozen


def _moved_since(by: Actor, period: str) -> dict[str, Decimal]:
    """Return by how much figures of the last frozen period have moved since."""
    last = (
        Snapshot.objects.filter(workspace=by.workspace, period__lt=period)
        .order_by("-period")
        .values_list("period", flat=True)
        .first()
    )
    frozen = list(Snapshot.objects.filter(workspace=by.workspace, period=last))
    if not frozen:
        return {}
    again = values(by.workspace, frozen[0].as_of)
    moved: dict[str, Decimal] = {}
    for row in frozen:
        now = again.get(row.code)
        if now and now.value is not None and row.value is not None:
            difference = _stored(between(now.value, now.unit, row.unit)) - row.value
            if difference:
                moved[row.code] = difference
    return moved


def _frozen(
    by: Actor, period: str, on: datetime.date, value: Value, correction: Decimal, words: str
) -> Snapshot:
    rows, digest, frozen = value.rows, "", value.value
    if isinstance(value.figure, Figure):
        counted = snapshots.recount(by.workspace, value.figure, on)
        rows, digest, frozen = counted.rows, counted.digest, counted.value
    return Snapshot(
        workspace=by.workspace,
        code=value.code,
        period=period,
        as_of=on,
        value=None if frozen is None else _stored(frozen),
        unit=value.unit,
        rows=rows,
        rows_hash=digest,
        rule_version=snapshots.rule_version(value.figure),
        correction=correction,
        words=words if correction else "",
        taken_by_id=by.user_id,
        taken_by_label=by.label,
    )


def _stored(value: Decimal) -> Decimal:
    """Return the value as the table keeps it: ten digits behind the point."""
    return value.quantize(Decimal("1e-10"))
