"""Facilities and who booked them, entitlements and who claimed them, needs, and sealed aid cases.

An aid case is read by who asked and by the care officers of that very case. Nobody else learns
that there is one: see `sealing`.
"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.files.models import Attachment
from yuandu.kernel.registry.models import Division, Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.workforce.models import Worker


class Kind(models.TextChoices):
    """What a facility is."""

    SCHOOL = "school", pgettext_lazy("facility", "School")
    HOSPITAL = "hospital", pgettext_lazy("facility", "Hospital")
    FLATS = "flats", pgettext_lazy("facility", "Staff flats")
    CLUB = "club", pgettext_lazy("facility", "Staff club")
    CANTEEN = "canteen", pgettext_lazy("facility", "Canteen")
    NURSERY = "nursery", pgettext_lazy("facility", "Nursery")
    LIBRARY = "library", pgettext_lazy("facility", "Library")
    SPORTS = "sports", pgettext_lazy("facility", "Sports ground")
    BATH = "bath", pgettext_lazy("facility", "Bath house")
    SHOP = "shop", pgettext_lazy("facility", "Shop")
    OTHER = "other", pgettext_lazy("facility", "Other")


class Facility(Named):
    """A facility for the company's people."""

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=Kind)
    place = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    hours = models.CharField(max_length=100, blank=True)
    about = models.CharField(max_length=500, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)  # from this day it is not there

    class Meta:
        ordering = ["kind", "code"]
        verbose_name_plural = "facilities"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="welfare_facility_once"),
            models.CheckConstraint(
                name="welfare_facility_kind_known", condition=Q(kind__in=Kind.values)
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("welfare:facility", args=[self.pk])


class Resource(WorkspaceRow):
    """What can be booked of a facility: a room as a whole, or so many seats at a time.

    Attributes:
        open_days: so many days of the week from Monday.
        opens_at, closes_at: whole hours of the workspace's day.
        most_hours: of one booking.
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="resources")
    name = models.CharField(max_length=100)
    seats = models.PositiveSmallIntegerField(default=1)
    open_days = models.PositiveSmallIntegerField(default=7)
    opens_at = models.PositiveSmallIntegerField(default=8)
    closes_at = models.PositiveSmallIntegerField(default=22)
    most_hours = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering = ["facility", "name"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "name"], name="welfare_resource_once"),
            models.CheckConstraint(
                name="welfare_resource_hours_of_a_day",
                condition=Q(closes_at__gt=F("opens_at"), closes_at__lte=24),
            ),
            models.CheckConstraint(
                name="welfare_resource_sensible",
                condition=Q(seats__gte=1, open_days__gte=1, open_days__lte=7, most_hours__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _one(field: str) -> Func:
    """Return a key as a range of one number: what an exclusion compares without btree_gist."""
    return Func(
        F(field), F(field), Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )


class Booking(WorkspaceRow):
    """Somebody has a resource, or a seat of it, for some hours.

    Attributes:
        is_whole: nobody else has it meanwhile: the database itself lets two not have it.
    """

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="bookings")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    during = DateTimeRangeField()  # without its end
    is_whole = models.BooleanField()
    booked_on = models.DateField()
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            ExclusionConstraint(
                name="welfare_booking_one_at_a_time",
                expressions=[
                    (_one("resource"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_on=None, is_whole=True),
            ),
            # A hand that shakes does not take two seats.
            ExclusionConstraint(
                name="welfare_booking_one_seat_each",
                expressions=[
                    (_one("resource"), RangeOperators.OVERLAPS),
                    (_one("worker"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_on=None),
            ),
            models.CheckConstraint(
                name="welfare_booking_takes_time", condition=Q(during__isempty=False)
            ),
        ]
        indexes = [models.Index(fields=["worker", "-id"], name="welfare_booking_of_worker")]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.during}"


class Wait(WorkspaceRow):
    """Somebody would take a resource, should it come free; the first who asked comes first."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="waits")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    during = DateTimeRangeField()
    asked_at = models.DateTimeField(db_default=Now())
    booking = models.ForeignKey(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "worker", "during"],
                condition=Q(booking=None),
                name="welfare_wait_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.during}"


class Entitlement(Named):
    """What people of the company are due: a festival gift, a check-up, a meal, a trip home."""

    words = models.CharField(max_length=500, blank=True)
    least_years = models.PositiveSmallIntegerField(default=0)  # of service
    section = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_for_frontline = models.BooleanField(default=False)
    quota = models.PositiveSmallIntegerField(default=1)  # a year and person
    stock = models.PositiveIntegerField(null=True, blank=True)  # a year, for everybody
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["closes_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name", "opens_on"], name="welfare_entitlement_once"
            ),
            models.CheckConstraint(
                name="welfare_entitlement_sensible",
                condition=Q(quota__gte=1, closes_on__gte=F("opens_on")),
            ),
        ]


class Claim(WorkspaceRow):
    """Somebody claimed an entitlement; the number keeps two claims from being one too many."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="claims")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()  # of that person in that year, from 1
    claimed_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitlement", "worker", "year", "number"], name="welfare_claim_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id}: {self.worker_id}"


class Need(WorkspaceRow):
    """What somebody asks for that no facility serves; others support it, the office answers."""

    OPEN, ANSWERED, SERVED = "open", "answered", "served"

    words = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=10, default=OPEN)
    answer = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    facility = models.ForeignKey(
        Facility, null=True, blank=True, on_delete=models.PROTECT, related_name="needs"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="welfare_need_state_known",
                condition=Q(state__in=("open", "answered", "served")),
            ),
            models.CheckConstraint(
                name="welfare_need_served_by_a_facility",
                condition=Q(state="served", facility__isnull=False) | ~Q(state="served"),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Support(WorkspaceRow):
    """Somebody asks for the same."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="supports")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "worker"], name="welfare_support_once"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.worker_id}"


class AidCase(WorkspaceRow):
    """Somebody asks for emergency aid; sealed to who asks and the care officers of the case.

    Attributes:
        asker: the account that asked; it stays inside whichever account the staff list links later.
    """

    ASKED, ANSWERED, GRANTED, DECLINED, WITHDRAWN = (
        "asked",
        "answered",
        "granted",
        "declined",
        "withdrawn",
    )
    RUNNING = (ASKED, ANSWERED)

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    is_urgent = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # yuan
    state = models.CharField(max_length=10, default=ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # a first answer is due
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="welfare_aid_state_known",
                condition=Q(state__in=("asked", "answered", "granted", "declined", "withdrawn")),
            ),
            models.CheckConstraint(
                name="welfare_aid_answered_in_some_state",
                condition=Q(state__in=("asked", "withdrawn")) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="welfare_aid_amount_when_granted",
                condition=Q(amount__isnull=True) | Q(state="granted", amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:aid", args=[self.pk])


class AidMember(WorkspaceRow):
    """A care officer of a case."""

    case = models.ForeignKey(AidCase, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="welfare_aid_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


class AidWord(WorkspaceRow):
    """What was said and done in a case; it is the case's own log, sealed with it.

    Attributes:
        paper_name: what a file was called by who sent it; the file itself bears no name that
            the log of the house could show.
    """

    case = models.ForeignKey(AidCase, on_delete=models.CASCADE, related_name="said")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)  # asked, said, answered, granted, declined, …
    words = models.TextField(blank=True)
    paper = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paper_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"
