"""What this room refuses."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yuandu.kernel.filters import rules
from yuandu.kernel.workspaces.refusals import Odd, Refusal


class NameTaken(Refusal):
    """The actor has a filter of this name on the list."""

    code = "name-taken"

    @property
    def sentence(self) -> str:
        return _("You have a filter of this name here. Choose another name, or delete that one.")


class TooMany(Refusal):
    """The actor keeps as many as anybody may."""

    code = "too-many"

    @property
    def sentence(self) -> str:
        return ngettext(
            "You keep %(most)s filter already. Delete one that you do not need.",
            "You keep %(most)s filters already. Delete one that you do not need.",
            rules.MOST,
        ) % {"most": rules.MOST}


class NoFilter(Odd):
    """There is nothing that could be saved."""

    code = "no-filter"
    sentences = {
        "nothing": gettext_lazy("Nothing is filtered. Choose what the list shows first."),
        "too-long": gettext_lazy("This filter is too long to be kept. Shorten its words."),
        "no-name": gettext_lazy("Give the filter a name."),
        "not-your-office": gettext_lazy(
            "You hold no post there. Share it with an office of yours."
        ),
    }


class Gone(Refusal):
    """Somebody deleted the filter meanwhile."""

    code = "gone"

    @property
    def sentence(self) -> str:
        return _("This filter is not there any more.")
