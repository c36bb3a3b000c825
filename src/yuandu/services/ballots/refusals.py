"""What this room says when it does not do what was asked."""

import datetime
from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.refusals import Odd, Refusal

# With fewer electors of one weight their secret votes could be told apart by it.
LEAST_OF_A_WEIGHT = 5
# Whoever closes a ballot early chooses the moment; with fewer papers it would show a vote.
LEAST_CLOSED_EARLY = 3
# A browser keeps what a paper needs no longer than that, and some days.
LONGEST_OPEN = datetime.timedelta(days=60)


class OddBallot(Odd):
    """The ballot cannot be drafted or opened like this."""

    code = "ballot-odd"
    params: ClassVar[Mapping[str, object]] = {
        "least": LEAST_OF_A_WEIGHT,
        "days": LONGEST_OPEN.days,
    }
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "no-question": _("A ballot needs at least one question."),
        "no-elector": _("A ballot needs at least one elector."),
        "elector-twice": _("Somebody stands on the roll twice."),
        "weight": _("A vote of one a person weighs one; by shares it weighs one share or more."),
        "unknown-elector": _("No such elector is on the roll."),
        "namesakes": _(
            "Several on the roll have this name: give the number, which everybody finds on their own page of the ballot."
        ),
        "unknown-question": _("There is no question of this number."),
        "no-reason": _("Say why the elector is excluded."),
        "excluded-twice": _("The elector is excluded from this question already."),
        "closes-before": _("The closing time has passed already; choose a later one."),
        "closes-late": _("A ballot is open for %(days)s days at most; choose an earlier day."),
        "few-of-a-weight": _(
            "A secret vote by shares would show how people voted: on every question there must be at least %(least)s holders of each number of shares. Take an open vote, or one vote a person."
        ),
        "rule": _("The rule makes no sense; look at the shares and at the pass mark."),
    }


class OddVote(Odd):
    """The vote cannot be counted like this."""

    code = "vote-odd"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "choice": _("This is none of the choices."),
        "nothing": _("Nothing is chosen yet. Choose for at least one question."),
        "question": _(
            "You do not vote on this question: you are excluded from it, or it is not on this ballot."
        ),
        "ticket": _(
            "This is no valid paper of this ballot. Take your paper again from your own page."
        ),
        "kind": _("An open ballot has no papers; vote under your name."),
    }


class OddProxy(Odd):
    """A proxy that the rule does not allow."""

    code = "proxy-odd"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "none-allowed": _("On this ballot nobody votes by proxy."),
        "oneself": _("Choose somebody other than yourself."),
        "holder-gave": _(
            "This person has given their own vote to somebody else. A proxy cannot be passed on: choose another one."
        ),
        "holds": _(
            "Others have given you their votes. A proxy cannot be passed on: ask them to revoke it first."
        ),
        "excluded": _(
            "Of every question on which you may vote, this person is excluded for a conflict of interest: choose another one."
        ),
        "no-account": _("This person has no account and cannot vote for others."),
        "full": _("This person stands in for as many as the rule allows already."),
        "given": _("You have given your vote already; revoke that first."),
        "not-given": _("You have given your vote to nobody."),
    }


class NotOpen(Refusal):
    """The ballot takes no votes now."""

    code = "ballot-not-open"

    @property
    def sentence(self) -> str:
        return str(_("The ballot is not open, or its time is over: no vote is taken any more."))


class NotADraft(Refusal):
    """The roll and the rule are frozen."""

    code = "ballot-frozen"

    @property
    def sentence(self) -> str:
        return str(
            _("The ballot has been opened: its roll, its rule and its questions are frozen.")
        )


class TooFewToClose(Refusal):
    """Before its time a secret ballot does not close on papers so few that they tell of somebody."""

    code = "ballot-too-few-to-close"

    @property
    def sentence(self) -> str:
        return str(
            _(
                "So few papers are in the box that the count would show how somebody voted. Until its time is over the ballot closes only once %(least)s papers, or all there can be, are in on every question."
            )
            % {"least": LEAST_CLOSED_EARLY}
        )


class NotToClose(Refusal):
    """It is not open, or its time is not over."""

    code = "ballot-not-to-close"

    @property
    def sentence(self) -> str:
        return str(_("It cannot be closed now: it is not open, or its time is not over yet."))


class Ended(Refusal):
    """It was closed or cancelled before."""

    code = "ballot-ended"

    @property
    def sentence(self) -> str:
        return str(_("The ballot was closed or cancelled before; nothing was changed."))


class NoElector(Refusal):
    """Whoever asks is not on the roll, or may not vote for that elector."""

    code = "not-an-elector"
    status = 403

    @property
    def sentence(self) -> str:
        return str(_("You are not on the roll of this ballot, so you cannot vote in it."))


class AlreadyTaken(Refusal):
    """One person, one vote."""

    code = "already-voted"

    @property
    def sentence(self) -> str:
        return str(
            _(
                "This vote has been used already: one person votes once. Nothing was counted a second time."
            )
        )


class GaveProxy(Refusal):
    """Somebody else holds the vote."""

    code = "gave-proxy"

    @property
    def sentence(self) -> str:
        return str(_("You have given your vote to somebody else. Revoke that first, then vote."))


class AlreadyCast(Refusal):
    """The paper is in the box already; nothing was counted twice."""

    code = "already-cast"

    def __init__(self, receipts: Sequence[str]) -> None:
        self.receipts = tuple(receipts)
        super().__init__(*receipts)

    @property
    def sentence(self) -> str:
        return _("This paper was cast before and counts once. Its receipts: %(receipts)s.") % {
            "receipts": ", ".join(self.receipts)
        }


class Altered(Refusal):
    """Papers are not what was sealed: somebody changed rows by hand."""

    code = "papers-altered"

    @property
    def sentence(self) -> str:
        return str(
            _(
                "Papers of this ballot were altered in the database: it is not counted. Keep a copy of the database, tell the auditor, and cancel the ballot."
            )
        )
