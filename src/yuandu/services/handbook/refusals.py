"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.handbook.rules import OddCondition


class NotYours(Refusal):
    """The actor's post does not write the handbook."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("Your post does not write the policy handbook.")


class AlreadyPublished(Refusal):
    """What is published is not rewritten."""

    code = "already-published"

    @property
    def sentence(self) -> str:
        return _(
            "This edition is published and is not changed any more. Write a clause of a new "
            "edition that supersedes the old one."
        )


class SecondPerson(Refusal):
    """Whoever wrote an edition does not publish it."""

    code = "second-person"

    @property
    def sentence(self) -> str:
        return _(
            "You opened this edition or wrote a clause of it. Ask a second officer to read and "
            "publish it."
        )


class NothingToPublish(Refusal):
    """The edition has no clause."""

    code = "nothing-to-publish"
    status = 422

    @property
    def sentence(self) -> str:
        return _("There is no clause in this edition yet; write one first.")


class Stale(Refusal):
    """Somebody changed the clause since it was read."""

    code = "stale"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody changed this clause while you were writing. Nothing of yours was saved: "
            "look at what is there now and enter your changes again."
        )


class NumberTaken(Refusal):
    """Another clause of the edition has this number under this heading."""

    code = "number-taken"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"number {number} is taken")

    @property
    def sentence(self) -> str:
        return _(
            "Number %(number)s of this heading is taken in this edition. Choose the next free one."
        ) % {"number": self.number}


class TitleTaken(Refusal):
    """Another edition has this title."""

    code = "title-taken"

    @property
    def sentence(self) -> str:
        return _("There is an edition of this title already.")


class SupersedesOddly(Refusal):
    """The clause cannot take the place of that one."""

    code = "supersedes-oddly"
    status = 422

    def __init__(self, why: str, label: str) -> None:
        self.why, self.label = why, label
        super().__init__(f"{why}: {label}")

    @property
    def sentence(self) -> str:
        said = {
            "a-draft": _("%(clause)s is a draft itself; change it instead of superseding it."),
            "superseded": _("%(clause)s is superseded by another clause already."),
            "too-early": _(
                "%(clause)s begins later or on the same day; let the new clause begin after it."
            ),
        }
        return said[self.why] % {"clause": self.label}


class EndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    code = "ends-before-it-begins"
    status = 422

    @property
    def sentence(self) -> str:
        return _("The clause’s last day lies before its first.")


class Conditions(Refusal):
    """The clause asks what nobody is asked."""

    code = "odd-condition"
    status = 422

    def __init__(self, odd: Sequence[OddCondition]) -> None:
        self.odd = tuple(odd)
        super().__init__(", ".join(f"{each.code} {each.question}" for each in self.odd))

    @property
    def sentence(self) -> str:
        return _("The condition cannot be used: %(reasons)s") % {
            "reasons": "; ".join(reason["message"] for reason in self.reasons)
        }

    @property
    def reasons(self) -> list[dict[str, str]]:
        said = {
            "unknown-question": _("“%(question)s” is none of the questions"),
            "unknown-answer": _("“%(answer)s” is no answer to “%(question)s”"),
            "no-answer": _("“%(question)s” has no answer to apply to"),
        }
        return [
            {
                "code": each.code,
                "message": said[each.code] % {"question": each.question, "answer": each.answer},
            }
            for each in self.odd
        ]
