"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import wording
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.rules import Fault


class Senseless(Refusal):
    """Some of what was entered makes no sense, or is doubtful and nobody confirmed it."""

    code = "makes-no-sense"
    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(f"{fault.code} ({fault.field})" for fault in self.faults))

    @property
    def sentence(self) -> str:
        if all(fault.is_doubt for fault in self.faults):
            return _("Please look again at what is marked, and confirm it if it is right.")
        return _("The project was not saved; what is marked makes no sense.")

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [
            {
                "code": fault.code,
                "field": fault.field,
                "kind": "doubt" if fault.is_doubt else "error",
                "message": wording.fault(fault),
            }
            for fault in self.faults
        ]


class CodeTaken(Refusal):
    """Another project has this code; `project` is that one, if the actor may see it."""

    code = "code-taken"

    def __init__(self, code: str, project: Project | None) -> None:
        self.taken, self.project = code, project
        super().__init__(f"{code!r} is the code of another project")

    @property
    def sentence(self) -> str:
        if self.project is None:
            return _(
                "The code %(code)s is that of a project of another division already. Check the "
                "code, and ask the city's office if it is right."
            ) % {"code": self.taken}
        return _("The code %(code)s is that of “%(name)s” already. Open that one instead.") % {
            "code": self.taken,
            "name": self.project.title,
        }

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": self.code, "field": "code", "kind": "error", "message": self.sentence}]


class Stale(Refusal):
    """Somebody changed the project since it was read."""

    code = "stale"

    def __init__(self, project: Project) -> None:
        self.project = project
        super().__init__(f"project {project.pk} is at version {project.version} by now")

    @property
    def sentence(self) -> str:
        return _(
            "Somebody changed “%(name)s” while you were writing. Nothing of yours was saved: "
            "look at what is there now and enter your changes again."
        ) % {"name": self.project.title}


class OtherTrack(Refusal):
    """The new kind belongs to another life cycle than the one the project is on."""

    code = "other-life-cycle"
    status = 422

    @property
    def sentence(self) -> str:
        return _(
            "A project that produces and works that are handed over go different ways; the "
            "kind cannot change from one to the other. Cancel this project and enter it anew."
        )


class NotYours(Refusal):
    """The actor's post does not keep the records of this division."""

    code = "not-yours"
    status = 403

    @property
    def sentence(self) -> str:
        return _("Your post does not keep the projects of this division.")


class AlreadyListed(Refusal):
    """The project stands on this list."""

    code = "already-listed"

    @property
    def sentence(self) -> str:
        return _("The project stands on this list already.")


class NotListed(Refusal):
    """The project does not stand on this list, or no longer."""

    code = "not-listed"

    @property
    def sentence(self) -> str:
        return _("The project has left this list already.")


class ListExists(Refusal):
    """There is a list of this year, level and batch."""

    code = "list-exists"

    @property
    def sentence(self) -> str:
        return _("There is a list of this year, level and batch already.")


class UnknownCode(Refusal):
    """Nothing in the workspace has this code."""

    code = "unknown-code"
    status = 422

    def __init__(self, where: str, value: str) -> None:
        self.where, self.value = where, value
        super().__init__(f"no {where} has the code {value!r}")

    @property
    def sentence(self) -> str:
        return _("The code “%(value)s” names nothing here.") % {"value": self.value}

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": self.code, "field": self.where, "kind": "error", "message": self.sentence}]


class NothingSelected(Refusal):
    """No project is selected that could be written down."""

    code = "nothing-selected"
    status = 404

    @property
    def sentence(self) -> str:
        return _("No project matches; a document needs one at least.")
