"""What this room says when it does not do what was asked."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.refusals import Odd, Refusal


class OddAffiliate(Odd):
    code = "company-not-affiliated"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "unknown": _(
            "No company has this workspace. Ask the company for its address: it is the first part after the slash."
        ),
        "twice": _("This company publishes here already."),
    }


class NotAffiliated(Refusal):
    """The company publishes in no city that has let it in."""

    code = "not-affiliated"

    @property
    def sentence(self) -> str:
        return str(
            _("No such city has let the company in. Ask an officer of the city to add it first.")
        )


class _NotPublished(Refusal):
    """Some figures cannot leave the company.

    Attributes:
        names: how they are called, as a list in words.
    """

    said: ClassVar[str | Promise]

    def __init__(self, names: str) -> None:
        self.names = names
        super().__init__(names)

    @property
    def sentence(self) -> str:
        return str(self.said) % {"names": self.names}


class NothingToPublish(_NotPublished):
    """A figure has no value on the day."""

    code = "nothing-to-publish"
    said = _("These figures have no value today and were not published: %(names)s.")


class TooFewToPublish(_NotPublished):
    """A figure covers fewer than its minimum: the public would learn of one of them."""

    code = "too-few-to-publish"
    said = _(
        "These figures cover so few that they would tell of one of them, and were not published: %(names)s. Take them off; they can be published once they cover more."
    )


class OddWorker(Odd):
    code = "worker-not-kept"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "twice": _("Another worker has this staff number."),
        "dates": _("The last day is before the first."),
        "section": _("This is no section of the company."),
        "no-account": _(
            "No account with this user name holds a post in this company. Check the name, or ask an administrator to give the account a post first."
        ),
        "own-account": _(
            "Nobody links their own account. Ask somebody else who keeps the staff list, or an administrator."
        ),
        "account-elsewhere": _(
            "This account is linked to another line of the staff list. Unlink it there first."
        ),
        "linked": _(
            "This line is linked to another account. Save it without a user name first, which unlinks that one."
        ),
        "not-linked": _(
            "The account that was shown is not linked to this line. Load the page again, and enter a user name to link one."
        ),
    }
