"""What this room says when it does not do what was asked."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yuandu.engines import rules
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.careers.rules import panels


class OddLadders(Odd):
    code = "ladders-not-set"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "there": _("The company has ladders already. Change them rung by rung."),
        "ladder": _("The two rungs are of one ladder. Choose rungs of different ladders."),
        "twice": _("The two rungs count as equal already."),
        "order": _(
            "With this the order of the ladders would contradict itself: a rung would stand above its own equal."
        ),
        "pay": _("The end of a pay band lies below its beginning, or one of the two is missing."),
    }


class OddBook(Refusal):
    """A text is no rule book, or not one of the rung's; says all that is wrong."""

    code = "book-not-entered"
    status = 422

    def __init__(self, problems: Sequence[rules.Problem] = (), why: str = "") -> None:
        self.problems, self.why = tuple(problems), why
        super().__init__(why or "book")

    @property
    def sentence(self) -> str:
        if self.why == "code":
            return gettext("Another version has this code. Give the new one its own.")
        if self.why == "day":
            return gettext("Another version holds from the same day. Choose a later one.")
        return "；".join(each["message"] for each in self.reasons)

    @property
    def reasons(self) -> list[dict[str, str]]:
        language: rules.problems.Language = "en" if is_english() else "zh"
        return [{"code": one.code, "message": one.told(language)} for one in self.problems]


class OddRecord(Odd):
    code = "record-not-entered"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "kind": _("No rule asks for such a fact. Choose one from the list."),
        "computed": _("This is worked out from the staff list and positions; nobody enters it."),
        "value": _("This fact needs one of its choices, or the code of a course or certificate."),
        "code": _("A code has only small letters, digits and underscores."),
        "number": _("This number is out of range for the fact."),
        "future": _("The day lies in the future."),
        "dates": _("The last day lies before the first."),
        "twice": _("The same is recorded already."),
        "evidence": _("Name the paper it rests on."),
        "struck": _("The record is struck already."),
        "reason": _("Say why it is struck."),
    }


class OddPosition(Odd):
    code = "position-not-entered"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "there": _("The worker stands on this rung already."),
        "dates": _("The day lies in the future, or before the present position began."),
        "left": _("The worker has left the company."),
    }


class NotReady(Refusal):
    """A rung's conditions are not met; every failing clause is named."""

    code = "conditions-not-met"

    def __init__(self, lacking: Sequence[tuple[str, str]]) -> None:
        self.lacking = tuple(lacking)
        super().__init__("; ".join(title for _code, title in lacking))

    @property
    def sentence(self) -> str:
        return gettext("Not all conditions are met: %(conditions)s.") % {
            "conditions": gettext("; ").join(title for _code, title in self.lacking)
        }

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": code, "message": title} for code, title in self.lacking]


class OddApplication(Odd):
    code = "application-not-made"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "standing": _("You stand on this rung or above it already."),
        "twice": _("You have an application for this rung already; wait for its result."),
        "book": _("No rule says what this rung asks. Ask HR to enter it."),
        "door": _("There is no such door from where you stand."),
        "late": _("The time to appeal has passed."),
        "opinions": _("Not everybody on the panel has given an opinion yet."),
        "verdict": _("The opinions of the panel say otherwise: two thirds in favour recognise."),
        "said": _("You have given your opinion already."),
        "seat": _("You are not on the panel that judges now."),
        "words": _("Say why."),
        "stage": _("No panel can be named at this stage."),
    }


class OddPanel(Refusal):
    """A panel may not judge; every objection is named."""

    code = "panel-not-named"
    status = 422
    SENTENCES: ClassVar[Mapping[str, Promise]] = {
        "size": _("A panel has %(least)s to %(most)s members."),
        "twice": _("Somebody is named twice."),
        "chair": _("A panel has exactly one chair."),
        "applicant": _("The applicant cannot judge the application."),
        "relative": _("A declared relative of the applicant is on the panel."),
        "earlier": _("Somebody on the panel judged the application before."),
        "unknown": _("A staff number is nobody’s who works here."),
        "account": _("Somebody on the panel has no account to give an opinion with."),
    }

    def __init__(self, why: Sequence[str]) -> None:
        self.why = tuple(why)
        super().__init__(", ".join(why))

    @property
    def sentence(self) -> str:
        return " ".join(each["message"] for each in self.reasons)

    @property
    def reasons(self) -> list[dict[str, str]]:
        sizes = {"least": panels.SMALLEST_PANEL, "most": panels.LARGEST_PANEL}
        return [{"code": why, "message": str(self.SENTENCES[why]) % sizes} for why in self.why]


class OddKinship(Odd):
    code = "kinship-not-declared"
    sentences: ClassVar[Mapping[str, str | Promise]] = {
        "oneself": _("Nobody is a relative of oneself."),
        "unknown": _("Nobody on the staff list has this number."),
        "twice": _("This is declared already."),
    }
