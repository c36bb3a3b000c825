"""What the registry has by the names files call it: divisions and organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.db.models import Q

from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.sheets.rules.columns import Kind, Place, Reference
from yuandu.kernel.sheets.rules.headers import fold
from yuandu.kernel.sheets.rules.mapping import Binding
from yuandu.kernel.sheets.rules.places import other_names
from yuandu.kernel.sheets.rules.problems import Problem, shortened
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.kernel.workspaces.models import Workspace

BATCH = 1_000
YUAN = "元"


def place(workspace: Workspace) -> Place:
    """Return what divisions and money are called in a workspace; one query."""
    known: dict[str, Reference] = {}
    others: list[tuple[str, Reference]] = []
    divisions = Division.objects.filter(workspace=workspace).defer("geometry")
    for division in divisions.order_by("position", "code"):
        reference = Reference(division.pk, division.name, division.code)
        names = (division.code, division.gb_code, division.name, division.name_en)
        for name in filter(None, (*names, division.short, division.short_en)):
            known.setdefault(fold(name), reference)
        called = filter(None, (division.name, division.short))
        others += [(fold(name), reference) for name in other_names(called, workspace.name)]
    # What may mean two of them means neither.
    meanings = Counter(name for name, _ in set(others))
    for name, reference in others:
        if meanings[name] == 1:
            known.setdefault(name, reference)
    return Place(currency=currency_of(workspace), divisions=known)


def currency_of(workspace: Workspace) -> str:
    """Return the unit of the workspace's money as people write it: 元, or PHP."""
    return YUAN if workspace.currency == "CNY" else workspace.currency


def find_organisations(
    workspace: Workspace, rows: Sequence[Row], bindings: Iterable[Binding]
) -> Iterator[Problem]:
    """Put the registry's organisations in the rows' references; yield those it has not.

    A query for each thousand different names.
    """
    for binding in bindings:
        if binding.column.kind is not Kind.ORGANISATION:
            continue
        code = binding.column.code
        named = [row for row in rows if isinstance(row.values.get(code), Reference)]
        found = _organisations(workspace, {str(row.values[code]) for row in named})
        for row in named:
            name = str(row.values[code])
            if name in found:
                row.values[code] = found[name]
            elif not binding.column.creates:
                yield Problem(
                    code="unknown-organisation",
                    row=row.number,
                    column=binding.heading.column if binding.heading else -1,
                    field=code,
                    header=binding.heading.label if binding.heading else "",
                    shown=shortened(name),
                )


def _organisations(workspace: Workspace, names: set[str]) -> dict[str, Reference]:
    """Return the organisations that go by one of the names, or by it as their code."""
    found: dict[str, Reference] = {}
    for batch in batched(sorted(names), BATCH, strict=False):
        parties = Party.objects.filter(
            Q(name__in=batch) | Q(code__in=batch), workspace=workspace, kind="organisation"
        ).order_by("pk")
        for party in parties:
            reference = Reference(party.pk, party.name, party.code)
            found.setdefault(party.name, reference)
            if party.code:
                found[party.code] = reference
    return found
