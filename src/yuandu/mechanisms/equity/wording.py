"""The register in words: states as badges, prices as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.engines.quantities import in_books
from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.models import Holding, ShareTransaction

TONES = {"pending": "warn", "posted": "good", "voided": "calm"}
ENTER = {
    rules.ISSUE: gettext_lazy("Issue shares"),
    rules.GRANT: gettext_lazy("Grant bought-back shares"),
    rules.TRANSFER: gettext_lazy("Transfer shares"),
    rules.REPURCHASE: gettext_lazy("Buy shares back"),
    rules.CANCEL: gettext_lazy("Cancel shares"),
    rules.RETIRE: gettext_lazy("Retire bought-back shares"),
}


def state(found: ShareTransaction) -> dict[str, str]:
    """Return the state of a transaction as a badge: label and tone."""
    return {"label": found.get_state_display(), "tone": TONES[found.state]}


def side(holding: Holding | None) -> str:
    """Return who holds, and through which vehicle; the company where nobody else does."""
    if holding is None:
        return _("The company")
    if holding.vehicle is None:
        return holding.holder.name
    return _("%(name)s (through %(vehicle)s)") % {
        "name": holding.holder.name,
        "vehicle": holding.vehicle.name,
    }


def formula(price: rules.Price) -> str:
    """Return how a price came about, so that everybody can compute it again."""
    return _("Net assets at the end of %(year)s, %(net)s yuan ÷ %(shares)s shares × %(factor)s") % {
        "year": price.audited.year,
        "net": in_books(price.audited.net_assets),
        "shares": f"{price.audited.shares:,}",
        "factor": f"{price.factor.normalize():f}",
    }
