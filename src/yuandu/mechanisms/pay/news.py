"""Who hears when pay falls behind what was promised."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.notices import kinds

BEHIND = kinds.declare(
    "pay.behind",
    pgettext_lazy("notice", "Pay behind the promise"),
    _("In %(month)s average pay lay %(above)s%% above local peers; %(promised)s%% was promised."),
).code
IN_FORCE = kinds.declare(
    "pay.rule_in_force",
    pgettext_lazy("notice", "Adjustment rule in force"),
    _("“%(rule)s” is in force. What it comes to for you stands beside your pay slip."),
).code
