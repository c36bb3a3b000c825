"""Pages of rows that stand in stretches, one after the other, whose lengths are known.

A page is found in the stretch where it lies, by an index: neither is a long list sorted, nor
counted, nor passed over from its beginning.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the rows: whose they are, by a key, and how many."""

    key: int
    length: int


class StretchPages[M: Model](Paginator):
    """Pages of the rows of stretches; a page is two queries."""

    def __init__(
        self,
        stretches: Sequence[Stretch],
        per_page: int,
        *,
        rows: Callable[[int], QuerySet[M]],
        shown: QuerySet[M],
    ) -> None:
        """Page through `stretches`.

        Args:
            rows: the rows of the stretch with this key, in order.
            shown: all rows, with what a page shows of them.
        """
        super().__init__((), per_page)
        self.stretches, self.rows, self.shown = stretches, rows, shown
        self.count = sum(each.length for each in stretches)

    def page(self, number: int | str) -> Page[M]:
        number = self.validate_number(number)
        keys = self._keys((number - 1) * self.per_page)
        found = self.shown.in_bulk(keys)
        return Page([found[key] for key in keys if key in found], number, self)

    def _keys(self, first: int) -> list[int]:
        """Return the keys of the rows from the one at `first` on that fill a page."""
        last = min(first + self.per_page, self.count)
        parts, start = [], 0
        for each in self.stretches:
            before, after = max(first - start, 0), min(last - start, each.length)
            if before < after:
                parts.append(self.rows(each.key).values_list("pk", flat=True)[before:after])
            start += each.length
        if not parts:
            return []
        # PostgreSQL gives what UNION ALL joins one part after the other.
        return list(parts[0].union(*parts[1:], all=True).order_by() if parts[1:] else parts[0])
