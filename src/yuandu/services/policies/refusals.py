"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from yuandu.engines import rules
from yuandu.kernel.workspaces.languages import is_english, listed
from yuandu.kernel.workspaces.refusals import Refusal


def _told(problems: Sequence[rules.Problem]) -> list[dict[str, str]]:
    language = "en" if is_english() else "zh"
    return [
        {"code": one.code, "field": one.field, "message": one.say(language)}  # type: ignore[arg-type]
        for one in problems
    ]


class ImpossibleBook(Refusal):
    """A book was written that cannot be used; the engine says what is wrong, and where."""

    code = "impossible-book"
    status = 422

    def __init__(self, problems: Sequence[rules.Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.field}: {one.say('en')}" for one in self.problems))

    @property
    def sentence(self) -> str:
        return _("The policy was not saved; what is marked cannot be.")

    @property
    def reasons(self) -> list[dict[str, str]]:
        return _told(self.problems)


class CodeTaken(Refusal):
    """Another policy has this code."""

    code = "code-taken"

    def __init__(self, taken: str) -> None:
        self.taken = taken
        super().__init__(taken)

    @property
    def sentence(self) -> str:
        return _("There is a policy “%(code)s” already. Draft a new version of it instead.") % {
            "code": self.taken
        }


class DraftOpen(Refusal):
    """A version of this policy is being drafted or reviewed already."""

    code = "draft-open"

    @property
    def sentence(self) -> str:
        return _("A version of this policy is being drafted or reviewed already. Go on with that.")


class NotADraft(Refusal):
    """Only a draft can be changed."""

    code = "not-a-draft"

    @property
    def sentence(self) -> str:
        return _("This version is not a draft any more; a new version takes changes.")


class StaleDraft(Refusal):
    """Somebody changed the draft since it was read."""

    code = "stale"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody changed this draft while you were writing. Nothing of yours was saved: "
            "look at what is there now and enter your changes again."
        )


class AnotherRule(Refusal):
    """What was to be changed reads otherwise by now."""

    code = "another-rule"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody changed this part while you were writing. Nothing of yours was saved: "
            "open it anew, and write on what stands there now."
        )


class OwnDraft(Refusal):
    """The drafter may not approve; a second person does."""

    code = "own-draft"
    status = 403

    @property
    def sentence(self) -> str:
        return _("You drafted this version, so somebody else has to approve it.")


class NotLater(Refusal):
    """An approved version takes effect on the same day or later: two would hold at once."""

    code = "not-later"
    status = 422

    def __init__(self, since: str) -> None:
        self.since = since
        super().__init__(since)

    @property
    def sentence(self) -> str:
        return _(
            "An approved version takes effect on %(day)s; this one has to take effect after "
            "that. Return it, and have its first day changed."
        ) % {"day": self.since}


class ExamplesFail(Refusal):
    """Cases that must keep passing do not pass."""

    code = "examples-fail"

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        super().__init__(", ".join(self.titles))

    @property
    def sentence(self) -> str:
        return _("These cases come out otherwise than they must: %(titles)s.") % {
            "titles": listed(self.titles)
        }


class NoWindow(Refusal):
    """The policy takes no applications on this day."""

    code = "no-window"

    @property
    def sentence(self) -> str:
        return _("This policy takes no applications today; its page says when it does.")


class NoConsent(Refusal):
    """The party has not let its facts be used for applications."""

    code = "no-consent"
    status = 422

    @property
    def sentence(self) -> str:
        return _(
            "The application is filled in from reported facts, and you have not agreed to that "
            "yet. Tick the box, or report the facts on paper."
        )


class ConsentEnded(Refusal):
    """A case was begun with a consent that does not hold any more."""

    code = "consent-ended"
    status = 422

    @property
    def sentence(self) -> str:
        return _(
            "The consent to use the reported facts was taken back or has run out. Ask for it "
            "anew, or let the case be withdrawn."
        )


class UnreadableAnswer(Refusal):
    """What was said is not what the question asks for."""

    code = "unreadable-answer"
    status = 422

    def __init__(self, problems: Sequence[rules.Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(one.say("en") for one in self.problems))

    @property
    def sentence(self) -> str:
        return _("The answer cannot be read; nothing was changed.")

    @property
    def reasons(self) -> list[dict[str, str]]:
        return _told(self.problems)


class AlreadyAnswered(Refusal):
    """Somebody has answered the question."""

    code = "already-answered"

    @property
    def sentence(self) -> str:
        return _("This question was answered already; nothing was changed.")


class NotEligible(Refusal):
    """The book says no: the application would be refused."""

    code = "not-eligible"
    status = 422

    @property
    def sentence(self) -> str:
        return _("The conditions are not met; the page says which, clause by clause.")


class CaseOpen(Refusal):
    """The party has a case in this window."""

    code = "case-open"

    @property
    def sentence(self) -> str:
        return _("There is a case in this window already; it stands on the page of your cases.")


class NoticeRuns(Refusal):
    """The public notice has not ended."""

    code = "notice-runs"

    def __init__(self, until: str) -> None:
        self.until = until
        super().__init__(until)

    @property
    def sentence(self) -> str:
        return _("Objections can be made until %(day)s; decide after that.") % {"day": self.until}


class AmountUnknown(Refusal):
    """A fact that the amount depends on is missing."""

    code = "amount-unknown"

    @property
    def sentence(self) -> str:
        return _("What is to be paid depends on a fact nobody has reported. Ask for it first.")


class OutOfTurn(Refusal):
    """The budget does not reach this case in the published order."""

    code = "out-of-turn"

    def __init__(self, place: int, left: Decimal, asked: Decimal) -> None:
        self.place, self.left, self.asked = place, left, asked
        super().__init__(f"place {place}: {left} left, {asked} asked")

    @property
    def sentence(self) -> str:
        return _(
            "In the published order this case is number %(place)s, and %(left)s yuan of the "
            "budget are left for it; it asks for %(asked)s. Whoever comes first is paid first."
        ) % {"place": self.place, "left": f"{self.left:,.0f}", "asked": f"{self.asked:,.0f}"}


class ObjectionOpen(Refusal):
    """The row rests: an objection waits for its answer."""

    code = "objection-open"

    @property
    def sentence(self) -> str:
        return _("An objection to this row is being looked at; a second one adds nothing.")


class NoPlaceLeft(Refusal):
    """The places of a call go to others, who score more."""

    code = "no-place-left"

    def __init__(self, place: int, seats: int) -> None:
        self.place, self.seats = place, seats
        super().__init__(f"place {place} of {seats}")

    @property
    def sentence(self) -> str:
        return _(
            "By its score this case is number %(place)s of those that wait, and %(seats)s places "
            "are left. Whoever scores more is taken first."
        ) % {"place": self.place, "seats": self.seats}


class CallRuns(Refusal):
    """A call is open still: somebody may come in who scores more."""

    code = "call-runs"

    def __init__(self, until: str) -> None:
        self.until = until
        super().__init__(until)

    @property
    def sentence(self) -> str:
        return _("The call is open until %(day)s; decide after that.") % {"day": self.until}


class OddCall(Refusal):
    """A call makes no sense for this window."""

    code = "odd-call"
    status = 422

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)

    @property
    def sentence(self) -> str:
        return {
            "no-score": _("The rules of this policy have no such score to rank by."),
            "closes-outside": _("The call has to close within its window."),
            "decided": _("Cases of this window are decided already; an order comes before that."),
            "standing": _("This window has a call already."),
        }[self.what]


class ImpossibleJudgement(Refusal):
    """What was judged cannot be recorded."""

    code = "impossible-judgement"
    status = 422

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    @property
    def sentence(self) -> str:
        return {
            "not-for-a-person": _("This condition is worked out from facts; nobody judges it."),
            "no-reason": _("Write on what the judgement rests."),
            "yet-to-come": _(
                "The day of the judgement is yet to come. Give today or a day before."
            ),
        }[self.why]
