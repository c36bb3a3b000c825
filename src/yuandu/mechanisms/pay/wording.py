"""What pages call factors, states and bands."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from yuandu.mechanisms.pay.models import DRAFT, IN_FORCE, REPLACED, SIMULATED
from yuandu.mechanisms.pay.rules import Cell

FACTORS = {
    "results": pgettext_lazy("factor of pay", "Results"),
    "contribution": pgettext_lazy("factor of pay", "Contribution"),
    "differentiation": pgettext_lazy("factor of pay", "Differentiation"),
}
STATES = {
    DRAFT: pgettext_lazy("pay rule", "Draft"),
    SIMULATED: pgettext_lazy("pay rule", "Simulated"),
    IN_FORCE: pgettext_lazy("pay rule", "In force"),
    REPLACED: pgettext_lazy("pay rule", "Replaced"),
}


def band(cell: Cell) -> str:
    """Return what a band of yuan is called."""
    if cell.least is None:
        return _("below %(yuan)s yuan") % {"yuan": cell.below}
    if cell.below is None:
        return _("%(yuan)s yuan and more") % {"yuan": cell.least}
    if cell.below - cell.least == 1:
        return pgettext("pay", "unchanged")
    return _("%(least)s to below %(below)s yuan") % {"least": cell.least, "below": cell.below}
