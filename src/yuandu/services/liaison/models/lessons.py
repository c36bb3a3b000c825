"""What issues teach: the topic they share, the gap in policy, the card of a solved one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.liaison.models.sending import Subject


class Topic(WorkspaceRow):
    """What issues of a class are about: a tag, or the code of a policy.

    Whoever adds an issue locks its topic, so that of three at once the last sees three.
    """

    subject = models.CharField(max_length=20, choices=Subject)
    tag = models.CharField(max_length=60)  # folded: see `rules.tag`

    class Meta:
        ordering = ["subject", "tag"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "subject", "tag"], name="liaison_topic_once"
            ),
            models.CheckConstraint(
                name="liaison_topic_subject_known", condition=Q(subject__in=Subject.values)
            ),
            models.CheckConstraint(name="liaison_topic_has_tag", condition=~Q(tag="")),
        ]

    def __str__(self) -> str:
        return self.tag


class Gap(WorkspaceRow):
    """Several firms had the same issue: a policy is missing, or does not reach them."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="gaps")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(blank=True)  # what was done about it
    policy_code = models.CharField(max_length=60, blank=True)  # of the policy that fills it

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(closed_on=None), name="liaison_gap_open_once"
            ),
            models.CheckConstraint(
                name="liaison_gap_closed_with_words",
                condition=Q(closed_on=None, words="", policy_code="")
                | (Q(closed_on__isnull=False) & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="liaison_gap_ends_after_it_starts",
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic)

    def get_absolute_url(self) -> str:
        return reverse("liaison:gap", args=[self.pk])


class Card(WorkspaceRow):
    """What a solved issue teaches, without the firm's name."""

    issue = models.OneToOneField("liaison.Issue", on_delete=models.PROTECT, related_name="card")
    question = models.CharField(max_length=200)
    solution = models.TextField()
    department = models.CharField(max_length=100)
    rule = models.CharField(max_length=300, blank=True)  # the provision that was applied
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_on = models.DateField()

    class Meta:
        ordering = ["-written_on", "-pk"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("liaison:card", args=[self.pk])
