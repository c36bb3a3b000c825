"""What this room refuses, with all it knows about why."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal


class OddPartnership(Odd):
    """What was asked of a partnership makes no sense; `why` says how."""

    code = "odd-partnership"
    sentences: ClassVar = {
        "organisations": gettext_lazy("Firm and institute are two different organisations."),
        "term": gettext_lazy("It ends before it begins."),
        "twice": gettext_lazy("There is a partnership of these two from that day on."),
        "contract": gettext_lazy("That contract of joint research is of other parties."),
    }


class OddVariety(Odd):
    """What was asked of a variety makes no sense; `why` says how."""

    code = "odd-variety"
    sentences: ClassVar = {
        "name": gettext_lazy("Give the variety a name with letters in it."),
        "name-taken": gettext_lazy(
            "There is a variety of this name, or of one that differs in blanks, marks or case alone."
        ),
        "right-taken": gettext_lazy("Another variety has this number of right."),
        "right": gettext_lazy(
            "A right has a number, a day on which it was granted, and a later end."
        ),
        "has-right": gettext_lazy("The right of this variety is granted already."),
    }


class OddAccession(Odd):
    """What was asked of germplasm makes no sense; `why` says how."""

    code = "odd-accession"
    sentences: ClassVar = {
        "twice": gettext_lazy("You have an accession of this number."),
        "parents": gettext_lazy("Parents are accessions that you may read."),
        "term": gettext_lazy("It ends before it begins."),
        "oneself": gettext_lazy("Germplasm is shared with others than its owner."),
        "withdrawn": gettext_lazy("This sharing is withdrawn already."),
    }


class SamePedigree(Refusal):
    """The owner has an accession of these two parents already."""

    code = "same-pedigree"

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(number)

    @property
    def sentence(self) -> str:
        return _("You have an accession of these two parents: %(number)s.") % {
            "number": self.number
        }


class OddBatch(Odd):
    """What was asked of seedlings makes no sense; `why` says how."""

    code = "odd-batch"
    sentences: ClassVar = {
        "quantity": gettext_lazy("Enter at least one seedling."),
        "ahead": gettext_lazy("That month has not begun yet."),
        "kind": gettext_lazy("This variety is of another kind of flower."),
    }


class OddLicence(Odd):
    """What was asked of a licence makes no sense; `why` says how."""

    code = "odd-licence"
    sentences: ClassVar = {
        "term": gettext_lazy("It ends before it begins."),
        "no-right": gettext_lazy(
            "No right of this variety is granted, so there is nothing to license."
        ),
        "beyond": gettext_lazy("The licence would outlast the right."),
        "oneself": gettext_lazy("The holder needs no licence."),
        "twice": gettext_lazy("This licensee has a licence in part of that time already."),
        "royalty": gettext_lazy("A royalty is not negative."),
    }
