"""The sums between figures, the totals that documents declare, and what may be published."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.figures.amounts import between
from yuandu.kernel.indicators.figures.computing import values
from yuandu.kernel.indicators.figures.declarations import AnyFigure, Reconciliation
from yuandu.kernel.indicators.figures.values import Value
from yuandu.kernel.indicators.models import Declared
from yuandu.kernel.indicators.rules.reconciling import Check, Term, sum_of, verdicts
from yuandu.kernel.workspaces.models import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Whether an article may appear, and which sums forbid it."""

    article: int
    failing: tuple[Check, ...]

    @property
    def may_publish(self) -> bool:
        return not self.failing


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Every figure of a workspace on a day, with the checks between them.

    Attributes:
        values: By code; each knows whether its checks hold.
    """

    values: Mapping[str, Value]
    checks: tuple[Check, ...]

    @property
    def failing(self) -> tuple[Check, ...]:
        """The checks that do not hold."""
        return tuple(check for check in self.checks if not check.agrees)

    def checks_of(self, code: str) -> tuple[Check, ...]:
        """Return the checks in which a figure takes part."""
        return tuple(check for check in self.checks if code in check.codes)

    def publication(self, article: int) -> Publication:
        """Return whether an article of the front page may appear."""
        codes = {code for code, value in self.values.items() if value.figure.article == article}
        return Publication(
            article=article,
            failing=tuple(check for check in self.failing if check.codes & codes),
        )


def published(workspace: Workspace, on: datetime.date | None = None) -> Published:
    """Return figures and checks on a day: as many queries as `values`, and one."""
    return _checked(workspace, on or workspace.today(), registry.of_kind(workspace.kind))


def published_one(workspace: Workspace, code: str, on: datetime.date | None = None) -> Published:
    """Return one figure and the figures it is checked against.

    Raises:
        registry.UnknownFigure: no app declares it.
    """
    codes = {code}
    for each in registry.RECONCILIATIONS.values():
        if code in {each.total, *each.parts}:
            codes |= {each.total, *each.parts}
    return _checked(workspace, on or workspace.today(), [registry.get(each) for each in codes])


def reconcile(workspace: Workspace, on: datetime.date | None = None) -> list[Check]:
    """Return every check on a day, held or not."""
    return list(published(workspace, on).checks)


def publication(workspace: Workspace, article: int, on: datetime.date | None = None) -> Publication:
    """Return whether an article of the front page may appear."""
    return published(workspace, on).publication(article)


def _checked(workspace: Workspace, on: datetime.date, wanted: Iterable[AnyFigure]) -> Published:
    found = values(workspace, on, only=list(wanted))
    checks = (
        *(
            _sum(each, found)
            for each in registry.RECONCILIATIONS.values()
            if found.keys() >= {each.total, *each.parts}
        ),
        *_declared(workspace, on, found),
    )
    held = verdicts(checks)
    return Published(
        values={code: replace(value, agrees=held.get(code)) for code, value in found.items()},
        checks=checks,
    )


def _sum(each: Reconciliation, found: Mapping[str, Value]) -> Check:
    total = found[each.total]
    terms = tuple(_term(found[code], total.unit) for code in each.parts)
    return Check(
        code=each.code,
        kind="sum",
        total=_term(total, total.unit),
        parts=terms,
        expected=sum_of(terms),
        tolerance=each.tolerance,
        unit=total.unit,
    )


def _term(value: Value, unit: str) -> Term:
    counted = None if value.value is None else between(value.value, value.unit, unit)
    return Term(code=value.code, value=counted)


def _declared(
    workspace: Workspace, on: datetime.date, found: Mapping[str, Value]
) -> Iterable[Check]:
    for row in newest_declared(workspace, on):
        if value := found.get(row.code):
            yield Check(
                code=row.code,
                kind="declared",
                total=_term(value, value.unit),
                expected=between(row.value, row.unit, value.unit),
                tolerance=between(row.tolerance, row.unit, value.unit),
                unit=value.unit,
                source=row.source,
            )


def newest_declared(workspace: Workspace, on: datetime.date) -> Iterable[Declared]:
    """Return the total that holds on a day, for each figure that has one."""
    return (
        Declared.objects.filter(
            workspace=workspace,
            period_start__lte=on,
            period_end__gte=on,
            declared_on__lte=on,
        )
        .order_by("code", "-declared_on", "-id")
        .distinct("code")
    )
