"""What people are told: notices in their in-boxes, messages to the robots of work groups."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow


class Notice(WorkspaceRow):
    """Something that somebody should know: a kind and its values; readers' languages differ."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=500, blank=True)  # a path on this site
    # A notice with a key reaches a person once a day, however often it is sent.
    key = models.CharField(max_length=100, blank=True)
    on = models.DateField()  # the workspace's day
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "to", "kind", "key", "on"],
                condition=~Q(key=""),
                name="notice_once_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "to", "-id"], name="notice_inbox"),
            models.Index(
                fields=["workspace", "to"], condition=Q(read_at=None), name="notice_unread"
            ),
            models.Index(
                fields=["workspace", "to"],
                condition=Q(read_at=None, mailed_at=None),
                name="notice_unmailed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_id}"


class Preference(WorkspaceRow):
    """How somebody wants to be written to; without a row: once a day."""

    AT_ONCE, DAILY, WEEKLY, NEVER = "at_once", "daily", "weekly", "never"
    MAIL = (AT_ONCE, DAILY, WEEKLY, NEVER)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mail = models.CharField(max_length=10, default=DAILY)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="preference_once"),
            models.CheckConstraint(
                name="preference_mail_known",
                condition=Q(mail__in=["at_once", "daily", "weekly", "never"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.mail}"


class Robot(WorkspaceRow):
    """The robot of a work group's chat, which says there what we send it."""

    PLATFORMS = ("wecom", "dingtalk", "feishu")

    name = models.CharField(max_length=60)
    platform = models.CharField(max_length=10)
    address = models.CharField(max_length=500)  # holds the platform's key: shown masked
    secret = models.CharField(max_length=200, blank=True)  # signs, where the platform wants it
    # The robot of a county's group hears what concerns that county; else everything.
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="robot_name_once"),
            models.CheckConstraint(
                name="robot_platform_known",
                condition=Q(platform__in=["wecom", "dingtalk", "feishu"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(WorkspaceRow):
    """A message on its way to a group; what went wrong stays visible."""

    WAITING, SENT, FAILED = "waiting", "sent", "failed"

    robot = models.ForeignKey(Robot, on_delete=models.CASCADE, related_name="deliveries")
    title = models.CharField(max_length=120)
    text = models.TextField()
    link = models.CharField(max_length=600, blank=True)  # absolute
    state = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)  # of the last attempt
    at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                name="delivery_state_known", condition=Q(state__in=["waiting", "sent", "failed"])
            ),
        ]
        indexes = [models.Index(fields=["workspace", "robot", "-id"], name="delivery_latest")]

    def __str__(self) -> str:
        return f"{self.title} → {self.robot_id}: {self.state}"
