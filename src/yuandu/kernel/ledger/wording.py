"""What the room calls units, states and quotas, in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines.quantities import in_books
from yuandu.kernel.workspaces.languages import is_english

UNITS = {
    "mu": gettext_lazy("mu"),
    "CNY": gettext_lazy("yuan"),
    "tce": gettext_lazy("tonnes of standard coal"),
    "share": gettext_lazy("shares"),
}
STATES = {
    "pending": pgettext_lazy("ledger", "Reserved"),
    "posted": pgettext_lazy("ledger", "Posted"),
    "voided": pgettext_lazy("ledger", "Released"),
}
PARTS = {
    "granted": pgettext_lazy("quota", "Granted"),
    "reserved": pgettext_lazy("quota", "Held back"),
    "used": pgettext_lazy("quota", "Used"),
}
RESOURCES = {"land": pgettext_lazy("ledger", "Land"), "energy": pgettext_lazy("ledger", "Energy")}


def unit(code: str) -> str:
    return str(UNITS[code])


def state(code: str) -> str:
    return str(STATES[code])


def part(code: str) -> str:
    return str(PARTS[code])


def resource(code: str) -> str:
    return str(RESOURCES.get(code, code))


def number(value: Decimal, unit_code: str) -> str:
    """Write an amount: money to the fen, all else without idle zeros, 1200 or in English 1,200."""
    if unit_code == "CNY":
        return in_books(value).replace("-", "−")
    grouped = is_english()
    text = f"{value:,.2f}" if grouped else f"{value:.2f}"
    return text.rstrip("0").rstrip(".").replace("-", "−")


def amount(value: Decimal, unit_code: str) -> str:
    """Write an amount with its unit: 120 mu."""
    return _("%(number)s %(unit)s") % {
        "number": number(value, unit_code),
        "unit": unit(unit_code),
    }
