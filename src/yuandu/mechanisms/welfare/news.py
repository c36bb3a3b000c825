"""What people hear of: seats that came free, answers, news in a sealed matter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.notices import kinds

CAME_FREE = kinds.declare(
    "welfare.came_free",
    pgettext_lazy("notice", "A booking came free"),
    _("“%(resource)s” on %(day_on)s came free and is booked for you."),
).code
ANSWERED = kinds.declare(
    "welfare.need_answered",
    pgettext_lazy("notice", "A need is answered"),
    _("“%(need)s”: %(answer)s"),
).code
# Notices may go out by mail: of a sealed matter they say that there is news, and no word more.
SEALED = kinds.declare(
    "welfare.sealed",
    pgettext_lazy("notice", "A personal matter"),
    _("There is news in a personal matter; only its page tells what."),
).code
SILENT = kinds.declare(
    "welfare.silent",
    pgettext_lazy("notice", "An answer is overdue"),
    _("Somebody waits for your first answer longer than was promised."),
).code
