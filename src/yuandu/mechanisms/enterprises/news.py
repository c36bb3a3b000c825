"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.notices import kinds

BOOKED = kinds.declare(
    "enterprises.booked",
    _("Equipment booked"),
    _("%(firm)s has booked “%(equipment)s” on %(day_on)s."),
)
