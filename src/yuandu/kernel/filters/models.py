"""Filters of lists that people keep, for themselves or for their office."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yuandu.kernel.filters import rules
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.models import WorkspaceRow


class SavedFilter(WorkspaceRow):
    """What a list showed, under a name.

    Attributes:
        on_list: The list's code.
        query: The part of its address behind the question mark.
        organisation, division: Of a shared one, the place of whoever shares it: it is
            shown to those who hold a post for the same organisation in the same division.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on_list = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=rules.LONGEST)
    is_shared = models.BooleanField(default=False)
    organisation = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    division = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "on_list", "name"], name="saved_filter_name_once"
            ),
            models.CheckConstraint(name="saved_filter_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="saved_filter_filters", condition=~Q(query="")),
            models.CheckConstraint(
                name="saved_filter_place_is_for_sharing",
                condition=Q(is_shared=True) | Q(organisation=None, division=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "on_list", "organisation", "division"],
                condition=Q(is_shared=True),
                name="saved_filter_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.name
