"""What this room refuses, with all it knows about why."""

from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.proposals import rules


class OddIdea(Odd):
    """What was sent is no idea that can be taken; `why` says how."""

    code = "odd-idea"
    params: ClassVar = {
        "fewest": rules.FEWEST,
        "longest": rules.LONGEST,
        "authors": rules.MOST_AUTHORS,
        "files": rules.MOST_FILES,
    }
    sentences: ClassVar = {
        "empty": gettext_lazy("Say your idea in a few words."),
        "short": gettext_lazy(
            "Say a little more: at least %(fewest)s letters or characters that mean something."
        ),
        "long": gettext_lazy(
            "At most %(longest)s characters. Say it shorter, and add photos for the rest."
        ),
        "nobody": gettext_lazy(
            "You are not on the staff list, so an idea of yours has no author. Name one, or ask HR."
        ),
        "others": gettext_lazy(
            "Ideas of others alone are entered by their team leader or the improvement office."
        ),
        "twice": gettext_lazy("Each author is named once."),
        "authors": gettext_lazy("Name at most %(authors)s authors."),
        "shares": gettext_lazy("The shares of all authors add up to 100 %%, each above nothing."),
        "files": gettext_lazy("At most %(files)s photos and voice notes."),
        "kind": gettext_lazy("Send photos (JPEG, PNG, WebP) or voice notes (MP3, M4A, AMR)."),
        "section": gettext_lazy("This is no section of the company."),
    }


class KeyUsed(Refusal):
    """The key of the form brought another idea before."""

    code = "key-used"

    @property
    def sentence(self) -> str:
        return str(
            _("With this form another idea was sent before; it is kept. Open a new form for this.")
        )


class OwnIdea(Refusal):
    """Nobody judges their own idea."""

    code = "own-idea"
    status = 403

    @property
    def sentence(self) -> str:
        return str(
            _("This is an idea of your own, or you share in it. Somebody else has to judge it.")
        )


class OddJudgement(Odd):
    """What was asked of an evaluation makes no sense; `why` says how."""

    code = "odd-judgement"
    sentences: ClassVar = {
        "grade": gettext_lazy("The scheme has no such grade."),
        "others-open": gettext_lazy(
            "Others who were asked have not given their opinion yet; wait for them, or relieve them."
        ),
        "even": gettext_lazy(
            "Opinions are even. Ask one more evaluator, or let the improvement office decide."
        ),
        "unverified": gettext_lazy(
            "Enter what it brings, and have every line verified by a second person first."
        ),
        "no-evaluator": gettext_lazy("Choose somebody who evaluates proposals here."),
        "asked": gettext_lazy("This evaluator has been asked already."),
        "reason": gettext_lazy("Say why; it stays on record."),
        "relieved": gettext_lazy("This evaluator has given an opinion, or was relieved before."),
        "not-instant": gettext_lazy("Only ideas of the instant lane are graded."),
        "not-project": gettext_lazy("Only improvement projects are taken up for verification."),
        "sampled": gettext_lazy("Somebody has looked at this one already."),
        "lane": gettext_lazy("A sealed idea goes by the project lane."),
    }


class OddBenefit(Refusal):
    """A line of benefit that cannot be; the published maximum is part of the sentence."""

    code = "odd-benefit"
    status = 422

    def __init__(self, why: str, amount: Decimal = Decimal(0), most: Decimal = Decimal(0)) -> None:
        self.why, self.amount, self.most = why, amount, most
        super().__init__(why)

    @property
    def sentence(self) -> str:
        values = {"amount": f"{self.amount:,.0f}", "most": f"{self.most:,.0f}"}
        return {
            "nothing": _("Enter what it brings as a number above nothing."),
            "decay": _("What is lost from month to month is between 0 and 99 %%."),
            "beyond": _(
                "%(amount)s is beyond what the scheme lets one proposal claim, %(most)s. Look at the unit: are these yuan? If it is right, the improvement office enters it as a project."
            ),
            "words": _("Say how it was worked out, so that a second person can check it."),
            "verified": _("Somebody has verified this line already."),
            "second": _("A second person verifies this; from the scheme’s threshold on, finance."),
        }[self.why] % values


class OddMerge(Odd):
    """Two proposals that cannot be merged; `why` says how."""

    code = "odd-merge"
    sentences: ClassVar = {
        "itself": gettext_lazy("Choose another proposal than this one."),
        "merged": gettext_lazy("This one was merged already. Undo that first."),
        "gone": gettext_lazy("The other one was merged into a third; merge into that one."),
        "has-others": gettext_lazy(
            "Others were merged into this one already. Merge in the other direction."
        ),
        "ended": gettext_lazy("The other one was not taken up or was withdrawn."),
        "sealed": gettext_lazy("Only both sealed or both open ideas can be merged."),
        "how": gettext_lazy("Merge it on the page of the proposal, where the other one is named."),
        "unknown": gettext_lazy("There is no proposal of this number that you may read."),
    }


class OddScheme(Odd):
    """A scheme that cannot be published; `why` says how."""

    code = "odd-scheme"
    sentences: ClassVar = {
        "past": gettext_lazy("A new scheme holds from today or a later day on."),
        "twice": gettext_lazy("There is a scheme of this version or from this day on."),
        "grades": gettext_lazy("Every grade has a code of its own, a name, and an award."),
    }
