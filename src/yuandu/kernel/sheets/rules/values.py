"""Values as JSON, to be kept between the preview and the commit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from yuandu.kernel.sheets.rules.columns import NUMERIC, REFERRING, Kind, Reference, Value


def stored(value: Value) -> Any:
    """Return a value as JSON."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Reference):
        return [value.pk, value.name, value.code]
    return value


def restored(kind: Kind, value: Any) -> Value:
    """Return the value that `stored` made JSON of."""
    if value is None:
        return None
    if kind in NUMERIC:
        return Decimal(value)
    if kind in {Kind.DATE, Kind.MONTH}:
        return datetime.date.fromisoformat(value)
    if kind in REFERRING:
        return Reference(*value)
    return str(value)


def same(one: Value, other: Value) -> bool:
    """Whether two values mean the same: by key for what the registry has."""
    if isinstance(one, Reference) and isinstance(other, Reference):
        if one.pk is None or other.pk is None:
            return one.name == other.name
        return one.pk == other.pk
    return one == other or (one in {None, ""} and other in {None, ""})


def differences(
    before: Mapping[str, Value], after: Mapping[str, Value]
) -> dict[str, tuple[Value, Value]]:
    """Return field → (before, after) of what a row would change; fields it lacks stay."""
    return {
        name: (before.get(name), value)
        for name, value in after.items()
        if name in before and not same(before[name], value)
    }
