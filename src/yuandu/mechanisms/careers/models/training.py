"""Classes that alternate between a school and the shop floor, and what trainees log there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.careers.models.ladders import Rung
from yuandu.mechanisms.careers.rules import practice
from yuandu.mechanisms.workforce.models import Worker


class Place(models.TextChoices):
    """Where a class is in a week."""

    SCHOOL = "school", pgettext_lazy("place of training", "At school")
    SHOP = "shop", pgettext_lazy("place of training", "On the shop floor")


class Side(models.TextChoices):
    """Whose mentor somebody is."""

    ENTERPRISE = "enterprise", pgettext_lazy("mentor", "Enterprise mentor")
    SCHOOL = "school", pgettext_lazy("mentor", "School mentor")


class Outcome(models.TextChoices):
    """How it ended for a trainee."""

    PASSED = "passed", pgettext_lazy("trainee", "Passed")
    FAILED = "failed", pgettext_lazy("trainee", "Not passed")
    LEFT = "left", pgettext_lazy("trainee", "Left the class")


class TrainingBase(WorkspaceRow):
    """A training base that the company and a school keep together."""

    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    school = models.CharField(max_length=80)
    school_en = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    since_on = models.DateField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="careers_base_once")
        ]

    def __str__(self) -> str:
        return self.name


class TrainingClass(WorkspaceRow):
    """A class with a theme, held by the company and the school of its base.

    Attributes:
        rung: the rung that it prepares for.
        aims: what who passes can do; a badge says it to others.
    """

    base = models.ForeignKey(TrainingBase, on_delete=models.PROTECT, related_name="classes")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    theme = models.CharField(max_length=80)
    aims = models.CharField(max_length=500)
    rung = models.ForeignKey(
        Rung, null=True, blank=True, on_delete=models.PROTECT, related_name="classes"
    )
    from_on = models.DateField()
    to_on = models.DateField()

    class Meta:
        ordering = ["-from_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="careers_class_once"),
            models.CheckConstraint(
                name="careers_class_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("careers:class", args=[self.pk])


class TrainingUnit(WorkspaceRow):
    """A part of a class: practice to be logged, and the theory examination that waits for it.

    Attributes:
        entries, hours: what has to be signed by both mentors before the examination opens.
        pass_mark: points out of 100.
    """

    training = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="units")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    entries = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=6, decimal_places=1)
    pass_mark = models.PositiveSmallIntegerField(default=60)

    class Meta:
        ordering = ["training", "order"]
        constraints = [
            models.UniqueConstraint(fields=["training", "order"], name="careers_unit_once"),
            models.CheckConstraint(
                name="careers_unit_asks_for_practice",
                condition=Q(entries__gte=1, hours__gte=0, pass_mark__range=(1, 100)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rotation(WorkspaceRow):
    """Where a class is from a day to a day; no two of a class overlap."""

    training = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="rotations")
    place = models.CharField(max_length=6, choices=Place)
    words = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    to_on = models.DateField()  # the last day

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(fields=["training", "from_on"], name="careers_rotation_once"),
            models.CheckConstraint(
                name="careers_rotation_in_order",
                condition=Q(place__in=Place.values, to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_id}: {self.place} {self.from_on}"


class Trainee(WorkspaceRow):
    """A worker in a class, between two mentors.

    Attributes:
        school_mentor: a teacher, who has an account but stands on no staff list.
        placed_in: the section that took who passed.
    """

    training = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="trainees")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="trainings")
    enterprise_mentor = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    school_mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    joined_on = models.DateField()
    outcome = models.CharField(max_length=6, blank=True, choices=Outcome)
    outcome_on = models.DateField(null=True, blank=True)
    placed_in = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    placed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["training", "worker"]
        constraints = [
            models.UniqueConstraint(fields=["training", "worker"], name="careers_trainee_once"),
            models.CheckConstraint(
                name="careers_trainee_is_not_the_mentor",
                condition=~Q(worker=F("enterprise_mentor")),
            ),
            models.CheckConstraint(
                name="careers_trainee_outcome_with_its_day",
                condition=Q(outcome="", outcome_on=None)
                | Q(outcome__in=Outcome.values, outcome_on__isnull=False),
            ),
            models.CheckConstraint(
                name="careers_trainee_placed_after_passing",
                condition=Q(placed_in=None, placed_on=None)
                | Q(outcome="passed", placed_in__isnull=False, placed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker} · {self.training}"

    def get_absolute_url(self) -> str:
        return reverse("careers:logbook", args=[self.pk])


class LogEntry(WorkspaceRow):
    """What a trainee did on a day; never changed, but corrected by another entry.

    Attributes:
        sha256: of its canonical text, which both mentors sign.
    """

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="entries")
    unit = models.ForeignKey(TrainingUnit, on_delete=models.PROTECT, related_name="log")
    on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    words = models.TextField()
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["trainee", "sha256"], name="careers_entry_once"),
            models.CheckConstraint(
                name="careers_entry_of_some_hours", condition=Q(hours__gt=0, hours__lte=24)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.on}"

    def digest(self) -> str:
        """Return the hash of what stands in it now; the same as was kept, if nobody changed it."""
        return practice.digest(
            trainee=self.trainee_id,
            unit=self.unit_id,
            on=self.on,
            hours=self.hours,
            words=self.words,
            corrects=self.corrects_id,
        )


class LogSignature(WorkspaceRow):
    """A mentor's signature under an entry, with the hash of what was signed."""

    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "side"], name="careers_signature_once"),
            models.CheckConstraint(
                name="careers_signature_of_a_side", condition=Q(side__in=Side.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.side}"


class UnitExam(WorkspaceRow):
    """A theory examination of a unit that a trainee sat."""

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="exams")
    unit = models.ForeignKey(TrainingUnit, on_delete=models.PROTECT, related_name="exams")
    on = models.DateField()
    points = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField()
    entered_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "unit"],
                condition=Q(is_passed=True),
                name="careers_exam_passed_once",
            ),
            models.UniqueConstraint(
                fields=["trainee", "unit", "on"], name="careers_exam_once_a_day"
            ),
            models.CheckConstraint(name="careers_exam_points", condition=Q(points__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id}: {self.unit_id} {self.points}"
