"""A firm in the care of the ladder's officers: an organisation of the registry, and whom to call."""

from django.db import models
from django.urls import reverse

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow


class Firm(WorkspaceRow):
    """A small or medium-sized firm on the ladder or below it.

    Name, credit code, place and industry are the registry's, as are the facts by year.
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="firm")
    leading_product = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=60, blank=True)  # whom the officers ask for
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.party.title

    def get_absolute_url(self) -> str:
        return reverse("enterprises:firm", args=[self.pk])
