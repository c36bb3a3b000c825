"""Kinds of facts, purposes of consents and kinds of divisions, as code declares them.

A higher room registers its own in its AppConfig's `ready`:

    kinds.facts.register(FactKind("greenhouse_area", _("Greenhouse area"), unit="亩"))
    kinds.purposes.register(Purpose("loan", _("Applying for a loan")))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.rules.consents import EVERYTHING


@dataclass(frozen=True, slots=True)
class FactKind:
    """What may be reported about a party.

    Attributes:
        code: Stable name.
        title: For people.
        unit: Canonical unit of `engines.quantities`; "" for a bare number.
        is_number: Whether it is a number; else words.
        is_sensitive: Whether only the party itself and those it concerns read it.
    """

    code: str
    title: str | Promise
    unit: str = ""
    is_number: bool = True
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """What facts may be used for again, if the party consents."""

    code: str
    title: str | Promise


class Unknown(KeyError):
    """Nothing is registered under this code."""


class Declared[Kind: (FactKind, Purpose)]:
    """What has been registered, by code."""

    def __init__(self, *kinds: Kind) -> None:
        self._kinds: dict[str, Kind] = {kind.code: kind for kind in kinds}

    def register(self, kind: Kind) -> None:
        """Add a kind; the same twice is one.

        Raises:
            ValueError: another kind has this code.
        """
        if self._kinds.setdefault(kind.code, kind) != kind or kind.code == EVERYTHING:
            raise ValueError(f"{kind.code!r} is taken")

    def get(self, code: str) -> Kind:
        """Return the kind of a code.

        Raises:
            Unknown: there is none.
        """
        try:
            return self._kinds[code]
        except KeyError as error:
            raise Unknown(code) from error

    def __iter__(self) -> Iterator[Kind]:
        """Yield every kind in the order of registration."""
        return iter(list(self._kinds.values()))

    def __contains__(self, code: object) -> bool:
        return code in self._kinds

    def title(self, code: str) -> str:
        """Return what to call a code; one that is not declared any more stays readable."""
        return str(self._kinds[code].title) if code in self._kinds else code


facts = Declared(
    FactKind("staff", _("Staff"), unit="人"),
    FactKind("revenue", _("Revenue"), unit="元", is_sensitive=True),
    FactKind("taxes_paid", _("Taxes paid"), unit="元", is_sensitive=True),
    FactKind("address", _("Address"), is_number=False),
    FactKind("main_product", _("Main product"), is_number=False),
)
purposes = Declared(
    Purpose("statistics", _("Statistics of the city")),
    Purpose("application", _("Filling in applications")),
)

DIVISIONS = {
    "county": _("County"),
    "zone": _("Development zone"),
    "region": _("Region"),
    "business": pgettext_lazy("kind of division", "Business division"),
    "section": pgettext_lazy("kind of division", "Section"),
}


def division_title(kind: str) -> str:
    """Return what a kind of division is called."""
    return str(DIVISIONS.get(kind, kind))
