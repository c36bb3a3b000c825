"""Why an account, a card or a grant does not do what was asked."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.rules import WeakPin
from yuandu.kernel.workspaces.refusals import Refusal

_WEAK = {
    "pin-form": gettext_lazy("A PIN is six digits."),
    "pin-repeats": gettext_lazy("The same digits over and over are guessed first. Mix them."),
    "pin-runs": gettext_lazy("Digits in a row are guessed first. Mix them."),
    "pin-common": gettext_lazy("Many people choose this PIN. Choose another."),
}


class CardVoid(Refusal):
    code = "card-void"
    status = 410

    @property
    def sentence(self) -> str:
        return _("This card is no longer valid. Ask your coordinator for a new one.")


class CardLocked(Refusal):
    code = "card-locked"
    status = 429

    def __init__(self, until: datetime.datetime) -> None:
        super().__init__(until)
        self.until = until

    @property
    def sentence(self) -> str:
        message = _("Too many wrong PINs. The card is locked until %(time)s.")
        return message % {"time": date_format(timezone.localtime(self.until), "n-j H:i")}


class WrongPin(Refusal):
    code = "pin-wrong"
    status = 403

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left)
        self.tries_left = tries_left

    @property
    def sentence(self) -> str:
        message = _("Wrong PIN. Tries left before the card is locked: %(count)s.")
        return message % {"count": self.tries_left}


class PinTooWeak(Refusal):
    status = 422

    def __init__(self, weak: WeakPin) -> None:
        super().__init__(weak.code)
        self.code = weak.code

    @property
    def sentence(self) -> str:
        return str(_WEAK[self.code])


class NotYourself(Refusal):
    code = "not-yourself"

    @property
    def sentence(self) -> str:
        return _("You cannot close your own account. Ask another administrator.")


class NothingToGrant(Refusal):
    code = "nothing-to-grant"
    status = 422

    @property
    def sentence(self) -> str:
        return _("You hold no post that a helper may act in.")


class NameTaken(Refusal):
    code = "name-taken"

    def __init__(self, username: str) -> None:
        super().__init__(username)
        self.username = username

    @property
    def sentence(self) -> str:
        message = _("The user name “%(name)s” is taken. Choose another.")
        return message % {"name": self.username}
