"""Clocks: what somebody promised somebody by a working day, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yuandu.kernel.lifecycle.models.tracks import AboutSubject, Step
from yuandu.kernel.workspaces.models import WorkspaceRow

OPEN = "open"
CLAIMED = "kept_claimed"  # the giver says it is kept; the receiver has not answered
KEPT = "kept"
WITHDRAWN = "withdrawn"
RUNNING = (OPEN, CLAIMED)


class Rhythm(WorkspaceRow):
    """On which days a workspace reminds, where it differs from the usual rhythm."""

    code = models.CharField(max_length=20)
    # A list of days after the anchor, negative for before: -1, 0, 3, 7.
    offsets = models.JSONField()
    anchor = models.CharField(max_length=10)  # due: the day it is due; opened: of promising
    unit = models.CharField(max_length=10)  # working or calendar days

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="rhythm_code_once"),
            models.CheckConstraint(
                name="rhythm_known",
                condition=Q(anchor__in=["due", "opened"], unit__in=["working", "calendar"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.offsets}"


class Promise(AboutSubject):
    """A promise about a subject.

    One with a `step` was started by a move: to lead the track on within the days of the
    table. It may lack a receiver, for the next step itself shows that it was kept.
    """

    STATES = (OPEN, CLAIMED, KEPT, WITHDRAWN)

    words = models.TextField(blank=True)
    # Of words that no person wrote: what `sayings` writes them from, in any language.
    saying = models.CharField(max_length=60, blank=True)
    params = models.JSONField(default=dict, blank=True)
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    step = models.ForeignKey(
        Step, null=True, blank=True, on_delete=models.CASCADE, related_name="promises"
    )
    opened_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, default=OPEN)
    # From here on the silence of the one whose turn it is counts: the day it was due, of
    # the claim that waits for an answer, or of the last word.
    turn_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    rhythm = models.CharField(max_length=20, default="usual")
    next_reminder_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promise_state_known",
                condition=Q(state__in=[OPEN, CLAIMED, KEPT, WITHDRAWN]),
            ),
            models.CheckConstraint(
                name="promise_between_two",
                condition=~Q(giver=models.F("receiver")),
            ),
            models.CheckConstraint(
                name="promise_has_receiver",
                condition=Q(receiver__isnull=False) | Q(step__isnull=False),
            ),
            models.CheckConstraint(
                name="promise_says_something",
                condition=~Q(words="") | Q(step__isnull=False),
            ),
            models.CheckConstraint(
                name="promise_due_after_opened",
                condition=Q(due_on__gte=models.F("opened_on")),
            ),
            models.CheckConstraint(
                name="promise_closed_when_over",
                condition=Q(state__in=[OPEN, CLAIMED], closed_on=None)
                | Q(state__in=[KEPT, WITHDRAWN], closed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "giver", "due_on"],
                condition=Q(closed_on=None),
                name="promise_given",
            ),
            models.Index(
                fields=["workspace", "receiver", "due_on"],
                condition=Q(closed_on=None),
                name="promise_received",
            ),
            models.Index(
                fields=["workspace", "due_on"], condition=Q(closed_on=None), name="promise_due"
            ),
            models.Index(
                fields=["workspace", "turn_on"], condition=Q(closed_on=None), name="promise_turn"
            ),
            models.Index(
                fields=["workspace", "next_reminder_on"],
                condition=Q(next_reminder_on__isnull=False),
                name="promise_reminder",
            ),
            models.Index(
                fields=["workspace", "subject_label", "subject_id"], name="promise_subject"
            ),
        ]

    def __str__(self) -> str:
        return self.words or f"step {self.step_id} by {self.due_on}"


class PromiseEvent(WorkspaceRow):
    """What happened to a promise: opened, claimed, refused, kept, withdrawn, handed over."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    at = models.DateTimeField(db_default=Now())
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=100)
    words = models.TextField(blank=True)
    saying = models.CharField(max_length=60, blank=True)  # as of a promise
    params = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.on}: {self.kind}"


class CalendarKey(WorkspaceRow):
    """The secret in the address of somebody's calendar feed, as a digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256, hexadecimal
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="calendar_key_once"),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.user}"
