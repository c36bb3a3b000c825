"""What this room refuses, with all it knows about why."""

import datetime
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Odd, Refusal


class KeyUsed(Refusal):
    """The key of a form came again with other words."""

    code = "key-used"

    @property
    def sentence(self) -> str:
        return _(
            "This form was received before, with other words. Open what is recorded; if there "
            "is more to say, begin a new one."
        )


class NobodyCompetent(Refusal):
    """No office is entered that answers this class there."""

    code = "nobody-competent"
    status = 422

    def __init__(self, subject: str, place: str) -> None:
        self.subject, self.place = subject, place
        super().__init__(f"no office for {subject} in {place}")

    @property
    def sentence(self) -> str:
        return _(
            "No office answers issues of the class “%(subject)s” in %(place)s yet. Have the "
            "city’s officers enter one under “Competent offices”, or choose another class."
        ) % {"subject": self.subject, "place": self.place}


class NobodyToConfirm(Refusal):
    """A promise needs somebody who confirms that it is kept."""

    code = "nobody-to-confirm"
    status = 422

    @property
    def sentence(self) -> str:
        return _(
            "Nobody of the firm has an account, and no leader stands by it, so nobody could "
            "confirm this promise. Give the firm’s contact a post first, or write the promise "
            "into what was heard."
        )


class AlreadyClosed(Refusal):
    """Somebody closed the gap before."""

    code = "already-closed"

    def __init__(self, who: str, on: datetime.date) -> None:
        self.who, self.on = who, on
        super().__init__(f"closed by {who} on {on}")

    @property
    def sentence(self) -> str:
        return _("%(who)s closed this gap on %(on)s. Reload the page to read how.") % {
            "who": self.who,
            "on": self.on,
        }


class NotAsked(Refusal):
    """The office was not asked, or has said its word."""

    code = "not-asked"

    @property
    def sentence(self) -> str:
        return _("Your office was not asked about this, or has said its word already.")


class NotSolved(Refusal):
    """A card is written of what the firm says is solved."""

    code = "not-solved"

    @property
    def sentence(self) -> str:
        return _("The firm has not closed this issue. A card is written once it says it is solved.")


class NamesTheFirm(Refusal):
    """A card is read by everybody, so it may not name the firm."""

    code = "names-the-firm"
    status = 422

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(f"names {names}")

    @property
    def sentence(self) -> str:
        return _(
            "The card says “%(names)s”, which tells whose issue it was. Write it so that it "
            "holds for any firm."
        ) % {"names": listed(self.names)}


class HasCard(Refusal):
    """There is a card of this issue."""

    code = "has-card"

    @property
    def sentence(self) -> str:
        return _("There is a card of this issue already. Open it.")


class Senseless(Odd):
    """The values contradict each other; `why` says how."""

    code = "makes-no-sense"
    sentences: ClassVar = {
        "visit-ahead": gettext_lazy("The day of the visit lies in the future."),
        "raised-ahead": gettext_lazy("The day on which it was raised lies in the future."),
        "other-firm": gettext_lazy("The visit was to another firm."),
        "no-words": gettext_lazy("Say it in words."),
        "satisfaction": gettext_lazy("Satisfaction is a whole number from 1 to 5."),
        "competence-twice": gettext_lazy("This officer answers that class there already."),
        "superior-is-officer": gettext_lazy("An officer’s superior is somebody else."),
        "sorted-too-late": gettext_lazy("The issue is under way; it is sorted before it is sent."),
    }
