"""What this room says when it does not do what was asked."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.refusals import Odd, Refusal

MOST_NAMES = 20  # in one sentence


class OddReview(Odd):
    code = "review-not-set"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "title": _("Give the review a title of its own."),
        "year": _("Write the year of the review."),
        "frozen": _("The review is published: its rule is frozen."),
        "rule": _("The rule makes no sense: look at the shares, the marks and the numbers."),
        "step": _("The review has no such step."),
        "days": _("The last day lies before the first."),
        "opened": _("This step has begun; its days are promised."),
        "stage": _("The review does not stand at this step now. Load the page again."),
        "no-quorum": _("Nothing of this ballot has to be voted on again."),
    }


class OddGroup(Odd):
    code = "shareholder-group-not-set"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "name": _("Write a code and a name."),
        "taken": _("Another group has this code."),
        "holder": _("Only worker-partners belong to a shareholder group."),
        "unknown": _("No shareholder has one of these numbers."),
        "leader": _("The leader has to be a member of the group."),
    }


class OddNomination(Odd):
    code = "nomination-not-made"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "stage": _("Nominations are not open now."),
        "worker": _("You are not on the staff list, so you cannot nominate."),
        "oneself": _("Nobody nominates themself. Ask colleagues who know your work."),
        "nominee": _("Nobody who works here has this staff number."),
        "partner": _("This colleague is a partner already and is reviewed without a nomination."),
        "twice": _("You have nominated this colleague already: it counts once."),
        "reason": _("Say why, in 5 to 500 characters."),
    }


class OddCandidate(Odd):
    code = "candidate-not-changed"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "ended": _("The review has decided on this candidate, or the way has ended."),
        "shares": _("Write a whole number of shares; somebody new gets at least one."),
        "group": _("This group or division belongs to another company."),
        "partner": _("A present partner does not decline: to leave, sell the shares."),
        "conflict-twice": _("This conflict of interest is entered already."),
        "conflict-own": _("Nobody votes on themself anyway."),
        "conflict-reason": _("Say what the conflict of interest is."),
        "worker": _("Nobody on the staff list has this number."),
    }


class OddOpinion(Odd):
    code = "opinion-not-given"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "voter": _("Only those who vote on this candidate in the present step give an opinion."),
        "words": _("Write your opinion with a reason, in 5 to 500 characters."),
        "twice": _("You have given your opinion on this candidate in this step."),
    }


class OddAppeal(Odd):
    code = "appeal-not-made"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "stage": _("One appeals after the result is made known, and before it is carried out."),
        "late": _("The time to appeal has passed."),
        "result": _("The decision was in favour: there is nothing to appeal against."),
        "declined": _("You declined yourself: there is no decision to appeal against."),
        "twice": _("You have appealed already; wait for the answer."),
        "words": _("Say what you object to, in 5 to 1,000 characters."),
        "voted": _(
            "You voted on this candidate, stand in a conflict of interest, or are the candidate: somebody else has to answer."
        ),
        "judge": _(
            "Whoever holds reviews answers only where everybody who judges appeals has judged the candidate, and then upholds it."
        ),
        "answered": _("The appeal has been answered."),
        "answer": _("Choose whether the appeal is upheld, and say why."),
        "not-upheld": _("Only where an appeal is upheld does the meeting vote again."),
        "voted-again": _("The meeting votes, or has voted, on this appeal already."),
    }


class OddOutcome(Odd):
    code = "outcome-not-carried-out"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "stage": _("Decisions are carried out once the time to appeal is over."),
        "nothing": _("Nothing was decided that the register of shares would have to follow."),
        "class": _("Choose a class of shares."),
        "vehicle": _("Choose a holding vehicle of this company, or none."),
        "register": _("Enter the company’s legal form in the register of shares first."),
    }


class NotReady(Refusal):
    """A step cannot be opened or ended yet; everything that is missing is said.

    Args:
        lacking: code, and the names that it is about.
    """

    code = "step-not-ready"
    SENTENCES: ClassVar[Mapping[str, Promise]] = {
        "dates": _("Promised days are missing or not in order: %(names)s."),
        "nominating": _(
            "Nominations are promised until %(names)s: the next step opens after that day."
        ),
        "past": _("The last day promised for this step is over; promise a later one."),
        "nobody": _("Nobody is under review."),
        "no-group": _("Not in a shareholder group yet: %(names)s. Assign them."),
        "no-electors": _(
            "Nobody votes there: %(names)s. Enter members, team leaders, evaluators or members of the board first."
        ),
        "all-excluded": _(
            "Everybody who votes is excluded from: %(names)s. Assign them to another group or division."
        ),
        "running": _("Ballots are not closed yet: %(names)s."),
        "unsettled": _(
            "No quorum, or a bloc that was not carried: %(names)s. Have it voted on again."
        ),
        "appeals": _("Appeals are not answered, or not voted on again yet: %(names)s."),
        "window": _("The time to appeal is not over."),
        "not-carried": _("Not carried out yet: %(names)s."),
        "resolution": _("Write the number of the resolution."),
    }

    def __init__(self, lacking: Sequence[tuple[str, Sequence[str]]]) -> None:
        self.lacking = tuple((why, tuple(names)) for why, names in lacking)
        super().__init__(", ".join(why for why, _names in lacking))

    @property
    def sentence(self) -> str:
        return " ".join(each["message"] for each in self.reasons)

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [
            {"code": why, "message": str(self.SENTENCES[why]) % {"names": _listed(names)}}
            for why, names in self.lacking
        ]


class AlreadyCarriedOut(Refusal):
    """The register follows the decision already; nothing was entered a second time."""

    code = "outcome-carried-out"

    @property
    def sentence(self) -> str:
        return gettext("This decision was carried out before. Nothing was entered a second time.")


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    said = gettext(", ").join(names[:MOST_NAMES])
    if more <= 0:
        return said
    return gettext("%(names)s and %(more)s more") % {"names": said, "more": more}
