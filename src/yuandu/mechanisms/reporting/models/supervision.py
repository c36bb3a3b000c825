"""A red light under supervision (督办): whoever answers for it has until a day."""

from django.db import models
from django.db.models import Q

from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reporting.models.lights import Light
from yuandu.mechanisms.reporting.rules import KINDS


class Supervision(WorkspaceRow):
    """One light of a project that turned red; its promise says by whom and until when."""

    light = models.ForeignKey(Light, on_delete=models.PROTECT, related_name="supervisions")
    # That of the light, so that a project's supervisions are found among those of all months.
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="supervisions")
    # That of the light, too: whom a county's clerk would have answered for.
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)  # start, progress, funds or listing
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="supervision")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["light", "kind"], name="supervision_once_a_light"),
            models.CheckConstraint(
                name="supervision_kind_known", condition=Q(kind__in=list(KINDS))
            ),
        ]
        indexes = [models.Index(fields=["project", "kind", "-id"], name="supervision_newest")]

    def __str__(self) -> str:
        return f"{self.light} {self.kind}"
