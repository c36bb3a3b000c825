"""Who stands by a subject (包靠), from when to when."""

from django.conf import settings
from django.db import models

from yuandu.kernel.lifecycle.models.tracks import AboutSubject


class Assignment(AboutSubject):
    """Somebody stands by a subject in a role: as its officer, as its leader."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=models.Q(to_on=None) | models.Q(to_on__gte=models.F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["workspace", "subject_label", "subject_id", "role"],
                condition=models.Q(to_on=None),
                name="assignment_once_a_role",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "user"],
                condition=models.Q(to_on=None),
                name="assignment_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.user} from {self.from_on}"
