"""What this room refuses, with all it knows about why."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.projects import refusals as projects
from yuandu.mechanisms.projects.models import Project


class Senseless(projects.Senseless):
    """Some of what was entered of an idea makes no sense, or is doubtful and not confirmed."""

    @property
    def sentence(self) -> str:
        if all(fault.is_doubt for fault in self.faults):
            return super().sentence
        return _("The idea was not saved; what is marked makes no sense.")


class NameTaken(Refusal):
    """The division has an idea of this name."""

    code = "name-taken"

    @property
    def sentence(self) -> str:
        return _("This county or zone has an idea of this name in reserve. Open that one instead.")

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": self.code, "field": "name", "kind": "error", "message": self.sentence}]


class Stale(Refusal):
    """Somebody changed the idea since it was read."""

    code = "stale"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody changed this idea while you were writing. Nothing of yours was saved: "
            "open it again, and enter what is still needed."
        )


class AlreadyPromoted(Refusal):
    """The idea is a project of the register already."""

    code = "already-promoted"

    def __init__(self, project: Project | None) -> None:
        self.project = project
        super().__init__(f"promoted to project {project.pk if project else 'unknown'}")

    @property
    def sentence(self) -> str:
        name = self.project.title if self.project else "—"
        return _(
            "The idea stands in the register as “%(name)s” already; nothing was entered twice."
        ) % {"name": name}


class Odds(Odd):
    """What was asked makes no sense; `why` says why."""

    code = "makes-no-sense"
    sentences: ClassVar = {
        "no-words": gettext_lazy("Say why in words; the reason stays on record."),
        "not-mature": gettext_lazy(
            "Only an idea whose prerequisites are under way or complete enters the register."
        ),
        "grade": gettext_lazy("The grade is a whole number from 0 to 5."),
        "no-basis": gettext_lazy("Name the document that fixes the formula."),
        "not-a-hundred": gettext_lazy("The points of the five criteria do not add up to 100."),
        "nothing-earns-all": gettext_lazy("What earns all points has to be above zero."),
        "same-day": gettext_lazy("A formula is in force from this day on already."),
        "in-the-past": gettext_lazy(
            "A formula holds from today or a later day on; scores of the past stay as they were."
        ),
        "target": gettext_lazy("What is wanted in a field is an amount above zero, or nothing."),
        "year": gettext_lazy("Choose a year from 1990 to 2100."),
        "over": gettext_lazy("The idea is no longer on the ladder."),
    }
