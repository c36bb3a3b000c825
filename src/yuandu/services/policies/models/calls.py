"""A call for a fund: a window in which who scores most is paid, as far as places go (S3)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from yuandu.kernel.registry.models import Named
from yuandu.services.policies.models.policies import Window


class Call(Named):
    """A window that ranks its cases by a score of the book.

    Attributes:
        score: The book's score that ranks; ties go by the book's published order.
        places: How many are paid at most; none where the budget alone decides.
        closes_on: The last day on which one may come in; nobody is approved before.
    """

    window = models.OneToOneField(Window, on_delete=models.PROTECT, related_name="call")
    score = models.CharField(max_length=40)
    places = models.PositiveIntegerField(null=True, blank=True)
    closes_on = models.DateField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="policy_call_has_a_place", condition=Q(places=None) | Q(places__gte=1)
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("policies:call", args=[self.pk])
