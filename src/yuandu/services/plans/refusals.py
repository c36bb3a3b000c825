"""What this room refuses, with all it knows about why."""

from django.utils.translation import gettext as _

from yuandu.kernel.workspaces.refusals import Refusal


class NotYours(Refusal):
    """The actor's post does not keep plans."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("Your post does not keep the plan register.")


class AlreadyPublished(Refusal):
    """A published version is not rewritten."""

    code = "already-published"

    @property
    def sentence(self) -> str:
        return _("This version is published and is not changed any more. Begin a revision.")


class NotPublished(Refusal):
    """Only a published version is revised."""

    code = "not-published"

    @property
    def sentence(self) -> str:
        return _("This version is a draft itself; change it, or publish it first.")


class AlreadyRevised(Refusal):
    """There is a later version."""

    code = "already-revised"

    @property
    def sentence(self) -> str:
        return _("There is a revision of this version already. Work on that one.")


class Empty(Refusal):
    """A plan without an aspect is none."""

    code = "empty"
    status = 422

    @property
    def sentence(self) -> str:
        return _("There is no aspect in this plan yet; enter one first.")


class Taken(Refusal):
    """The number or code is taken."""

    code = "taken"

    def __init__(self, value: object) -> None:
        self.value = value
        super().__init__(f"{value} is taken")

    @property
    def sentence(self) -> str:
        return _("“%(value)s” is taken here already. Choose another number or code.") % {
            "value": self.value
        }


class Senseless(Refusal):
    """The values contradict each other; `why` says how."""

    code = "makes-no-sense"
    status = 422

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    @property
    def sentence(self) -> str:
        said = {
            "period": _("The plan’s last year must come after its first."),
            "years": _("The target’s year must come after that of the baseline."),
            "nowhere": _("Target and baseline are the same; an indicator has to go somewhere."),
            "year": _("The year lies outside the years of the indicator."),
            "dates": _("The last day lies before the first."),
            "other-plan": _("The part belongs to another plan."),
        }
        return said[self.why]
