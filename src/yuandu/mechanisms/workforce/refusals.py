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


class NothingToPublish(Refusal):
    """A figure has no value on the day."""

    code = "nothing-to-publish"

    def __init__(self, names: str) -> None:
        self.names = names
        super().__init__(names)

    @property
    def sentence(self) -> str:
        return _("These figures have no value today and were not published: %(names)s.") % {
            "names": self.names
        }


class OddWorker(Odd):
    code = "worker-not-kept"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "twice": _("Another worker has this staff number."),
        "dates": _("The last day is before the first."),
        "section": _("This is no section of the company."),
    }
