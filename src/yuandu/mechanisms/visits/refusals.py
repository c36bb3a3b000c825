"""What this room refuses, with all it knows about why."""

from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.visits import rules


class OnAnotherRoute(Refusal):
    """In one drive a project is one team's."""

    code = "on-another-route"

    def __init__(self, projects: tuple[str, ...]) -> None:
        self.projects = projects
        super().__init__(f"on another team’s route: {projects}")

    @property
    def sentence(self) -> str:
        return _(
            "On another team’s route already: %(projects)s. Nothing was planned; take them off "
            "your choice, or off that route first."
        ) % {"projects": listed(self.projects)}


class AlreadyDecided(Refusal):
    """Somebody decided about the visit before."""

    code = "already-decided"

    @property
    def sentence(self) -> str:
        return _("Somebody has decided about this visit meanwhile. Reload the page to see how.")


class Senseless(Odd):
    """The values contradict each other; `why` says how."""

    code = "makes-no-sense"
    sentences: ClassVar = {
        "visit-ahead": gettext_lazy("The day of the visit lies in the future."),
        "visit-before-drive": gettext_lazy("The day of the visit lies before the drive began."),
        "no-words": gettext_lazy("Say it in words."),
        "no-title": gettext_lazy("Say each difficulty in one sentence."),
        "too-many-photos": gettext_lazy("%(most)s photos at most; choose the telling ones."),
        "not-a-picture": gettext_lazy("Photos are pictures: JPEG, PNG or WebP."),
        "half-a-place": gettext_lazy("A place has a longitude and a latitude."),
        "satisfaction": gettext_lazy("Satisfaction is a whole number from 1 to 5."),
        "ends-before-it-starts": gettext_lazy("The drive would end before it starts."),
        "no-levels": gettext_lazy("Choose at least one level of lists."),
        "drive-twice": gettext_lazy("There is a drive of this name."),
        "team-twice": gettext_lazy("There is a team of this name in the drive."),
        "nobody": gettext_lazy("Choose at least one person."),
        "stop-outside": gettext_lazy("The day lies outside of the drive’s."),
        "not-covered": gettext_lazy("The drive does not cover every one of these projects."),
        "sorted-too-late": gettext_lazy(
            "The difficulty is with a department; it is sorted before it is sent."
        ),
    }
    params: ClassVar = {"most": rules.MOST_PHOTOS}
