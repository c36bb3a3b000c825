"""What may be filed of a month, and what has to be explained."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

FIELDS = ("tax_paid", "output_value", "scale")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody files of a month; `None` and "" leave what is on record.

    Attributes:
        is_refund: that less than nothing was paid is meant so.
        why: the reason, where what is on record is corrected.
        version: of what was on record when it was read; 0: nothing was.
    """

    tax_paid: Decimal | None = None
    is_refund: bool = False
    output_value: Decimal | None = None
    scale: str = ""
    why: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What is on record of the month."""

    tax_paid: Decimal | None = None
    output_value: Decimal | None = None
    scale: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be taken, by a code and the field it is about; `value` as on record."""

    field: str
    code: str
    value: Decimal | str | None = None


def changed(said: Said, kept: Kept) -> tuple[str, ...]:
    """Return the fields of which something else is filed than is on record."""
    return tuple(name for name in FIELDS if _is_said(said, name) and _differs(said, kept, name))


def corrected(said: Said, kept: Kept) -> tuple[str, ...]:
    """Return those of the changed fields that had a value before."""
    return tuple(name for name in changed(said, kept) if getattr(kept, name) not in {None, ""})


def faults(said: Said, kept: Kept) -> tuple[Fault, ...]:
    """Return everything that makes no sense in what is filed, not the first thing alone."""
    return tuple(_faults(said, kept))


def _faults(said: Said, kept: Kept) -> Iterator[Fault]:
    if not any(_is_said(said, name) for name in FIELDS):
        yield Fault("tax_paid", "nothing")
    if said.tax_paid is not None and said.tax_paid < 0 and not said.is_refund:
        yield Fault("tax_paid", "negative")
    if said.is_refund and (said.tax_paid is None or said.tax_paid >= 0):
        yield Fault("tax_paid", "no-refund")
    if said.output_value is not None and said.output_value < 0:
        yield Fault("output_value", "negative-output")
    unseen = corrected(said, kept) if said.version < kept.version else ()
    for name in unseen:
        yield Fault(name, "filed-meanwhile", getattr(kept, name))
    if corrected(said, kept) and not unseen and not said.why.strip():
        yield Fault("why", "no-reason")


def _is_said(said: Said, name: str) -> bool:
    return getattr(said, name) not in {None, ""}


def _differs(said: Said, kept: Kept, name: str) -> bool:
    return bool(getattr(said, name) != getattr(kept, name))
