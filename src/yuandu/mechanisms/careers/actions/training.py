"""Classes, logbooks signed by both mentors, examinations that wait for practice."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.careers import permissions, queries
from yuandu.mechanisms.careers.models import (
    LogEntry,
    LogSignature,
    Place,
    Rotation,
    Rung,
    Trainee,
    TrainingBase,
    TrainingClass,
    TrainingUnit,
    UnitExam,
)
from yuandu.mechanisms.careers.refusals_training import (
    ExamClosed,
    OddClass,
    OddEntry,
    OddExam,
    OddTrainee,
)
from yuandu.mechanisms.careers.rules import practice
from yuandu.mechanisms.workforce.models import Worker

FULL_MARKS = 100
MOST_HOURS = Decimal(24)
LONGEST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit to be: its name, and the practice that its examination waits for."""

    name: str
    entries: int
    hours: Decimal
    name_en: str = ""
    pass_mark: int = 60


@transaction.atomic
def found_base(
    *,
    by: Actor,
    name: str,
    school: str,
    since_on: datetime.date,
    place: str = "",
    name_en: str = "",
    school_en: str = "",
) -> TrainingBase:
    """Enter a training base that the company keeps with a school.

    Raises:
        PermissionDenied: the actor does not keep training.
        OddClass: there is a base of this name.
    """
    _keeps(by)
    try:
        with transaction.atomic():
            made = TrainingBase.objects.create(
                workspace=by.workspace,
                name=name.strip(),
                name_en=name_en.strip(),
                school=school.strip(),
                school_en=school_en.strip(),
                place=place.strip(),
                since_on=since_on,
            )
    except IntegrityError as error:
        raise OddClass("base-twice") from error
    audit.record(by, "careers.found_base", made, school=made.school)
    return made


@transaction.atomic
def open_class(
    *,
    by: Actor,
    base: TrainingBase,
    name: str,
    theme: str,
    aims: str,
    from_on: datetime.date,
    to_on: datetime.date,
    units: Sequence[Asked],
    rung: Rung | None = None,
    name_en: str = "",
) -> TrainingClass:
    """Open a class with its units.

    Raises:
        PermissionDenied: the actor does not keep training.
        OddClass: the name is taken, the days are in no order, or a unit asks for nothing.
    """
    _keeps(by)
    if to_on < from_on:
        raise OddClass("dates")
    if not units or any(not _is_sound(one) for one in units):
        raise OddClass("units")
    try:
        with transaction.atomic():
            made = TrainingClass.objects.create(
                workspace=by.workspace,
                base=base,
                name=name.strip(),
                name_en=name_en.strip(),
                theme=theme.strip(),
                aims=aims.strip(),
                rung=rung,
                from_on=from_on,
                to_on=to_on,
            )
    except IntegrityError as error:
        raise OddClass("twice") from error
    TrainingUnit.objects.bulk_create(
        TrainingUnit(
            workspace=by.workspace,
            training=made,
            order=order,
            name=one.name,
            name_en=one.name_en,
            entries=one.entries,
            hours=one.hours,
            pass_mark=one.pass_mark,
        )
        for order, one in enumerate(units, start=1)
    )
    audit.record(by, "careers.open_class", made, units=len(units))
    return made


def _is_sound(one: Asked) -> bool:
    most = Decimal(10_000)
    return (
        bool(one.name.strip())
        and 1 <= one.entries <= int(most)
        and 0 <= one.hours <= most
        and 1 <= one.pass_mark <= FULL_MARKS
    )


@transaction.atomic
def rotate(
    *,
    by: Actor,
    training: TrainingClass,
    place: str,
    from_on: datetime.date,
    to_on: datetime.date,
    words: str = "",
) -> Rotation:
    """Say where a class is from a day to a day.

    Raises:
        PermissionDenied: the actor does not keep training.
        OddClass: the days are in no order, outside of the class, or taken.
    """
    _keeps(by)
    if place not in Place.values or to_on < from_on:
        raise OddClass("dates")
    if from_on < training.from_on or to_on > training.to_on:
        raise OddClass("outside")
    # Of two who plan the same week at once the second sees it taken.
    TrainingClass.objects.select_for_update().get(pk=training.pk)
    taken = list(training.rotations.values_list("from_on", "to_on"))
    if practice.overlaps(taken, from_on, to_on):
        raise OddClass("overlap")
    made = Rotation.objects.create(
        workspace=by.workspace,
        training=training,
        place=place,
        words=words.strip(),
        from_on=from_on,
        to_on=to_on,
    )
    audit.record(by, "careers.rotate", made, place=place, on=from_on)
    return made


@transaction.atomic
def enrol(
    *,
    by: Actor,
    training: TrainingClass,
    worker: Worker,
    enterprise_mentor: Worker,
    school_mentor: User,
    joined_on: datetime.date,
) -> Trainee:
    """Take a worker into a class, between a mentor of the company and one of the school.

    Raises:
        PermissionDenied: the actor does not keep training.
        OddTrainee: the two mentors are one, one is the trainee or has no account, or the
            worker is in the class.
    """
    _keeps(by)
    if enterprise_mentor.pk == worker.pk or school_mentor.pk in {
        worker.user_id,
        enterprise_mentor.user_id,
    }:
        raise OddTrainee("mentors")
    if enterprise_mentor.user_id is None:
        raise OddTrainee("account")
    try:
        with transaction.atomic():
            made = Trainee.objects.create(
                workspace=by.workspace,
                training=training,
                worker=worker,
                enterprise_mentor=enterprise_mentor,
                school_mentor=school_mentor,
                joined_on=joined_on,
            )
    except IntegrityError as error:
        raise OddTrainee("twice") from error
    audit.record(by, "careers.enrol", made, worker=worker.number)
    return made


@transaction.atomic
def log(
    *,
    by: Actor,
    trainee: Trainee,
    unit: TrainingUnit,
    on: datetime.date,
    hours: Decimal,
    words: str,
    corrects: LogEntry | None = None,
) -> LogEntry:
    """Write what one did on a day; it is never changed, but corrected by another entry.

    Raises:
        PermissionDenied: the actor writes in somebody else's logbook.
        OddEntry: day, hours or words make no sense, it is there already, or the entry to
            correct is corrected.
    """
    if not permissions.MAY_TRAINEE["log"](by, trainee):
        raise PermissionDenied
    if why := _fault_of_entry(by, trainee, unit, on, hours, words):
        raise OddEntry(why)
    if corrects is not None and corrects.trainee_id != trainee.pk:
        raise OddEntry("corrects")
    key = corrects.pk if corrects else None
    sha256 = practice.digest(
        trainee=trainee.pk, unit=unit.pk, on=on, hours=hours, words=words.strip(), corrects=key
    )
    if LogEntry.objects.filter(trainee=trainee, sha256=sha256).exists():
        raise OddEntry("twice")
    try:
        with transaction.atomic():
            made = LogEntry.objects.create(
                workspace=by.workspace,
                trainee=trainee,
                unit=unit,
                on=on,
                hours=hours,
                words=words.strip(),
                corrects=corrects,
                sha256=sha256,
            )
    except IntegrityError as error:
        raise OddEntry("corrected" if corrects else "twice") from error
    audit.record(by, "careers.log", made, sha256=sha256)
    return made


def _fault_of_entry(
    by: Actor, trainee: Trainee, unit: TrainingUnit, on: datetime.date, hours: Decimal, words: str
) -> str:
    training = trainee.training
    if trainee.outcome:
        return "over"
    if unit.training_id != training.pk:
        return "unit"
    if not training.from_on <= on <= min(by.workspace.today(), training.to_on):
        return "day"
    if not 0 < hours <= MOST_HOURS:
        return "hours"
    return "" if 0 < len(words.strip()) <= LONGEST_WORDS else "words"


@transaction.atomic
def sign(*, by: Actor, entry: LogEntry) -> LogSignature:
    """Sign an entry as one of the trainee's two mentors, by the hash of what stands in it.

    Raises:
        PermissionDenied: the actor is no mentor of the trainee.
        OddEntry: it is signed by this side already, or corrected by another entry.
    """
    side = permissions.side_of(by, entry.trainee)
    if side is None or by.user_id is None:
        raise PermissionDenied
    if LogEntry.objects.filter(corrects=entry).exists():
        raise OddEntry("corrected")
    sha256 = entry.digest()
    if sha256 != entry.sha256:  # somebody changed the row behind the application's back
        raise OddEntry("changed")
    try:
        with transaction.atomic():
            made = LogSignature.objects.create(
                workspace=by.workspace,
                entry=entry,
                side=side,
                by_user_id=by.user_id,
                by_label=by.label,
                sha256=sha256,
            )
    except IntegrityError as error:
        raise OddEntry("signed") from error
    audit.record(by, "careers.sign", entry, side=side, sha256=sha256)
    return made


@transaction.atomic
def examine(
    *, by: Actor, trainee: Trainee, unit: TrainingUnit, on: datetime.date, points: int
) -> UnitExam:
    """Enter the theory examination of a unit; it is open once enough practice is signed.

    Raises:
        PermissionDenied: the actor is neither the school's mentor nor HR.
        ExamClosed: practice is missing; says how much.
        OddExam: day or points make no sense, or the unit is passed.
    """
    if not permissions.MAY_TRAINEE["examine"](by, trainee):
        raise PermissionDenied
    training = trainee.training
    if unit.training_id != training.pk:
        raise OddExam("unit")
    if trainee.outcome:
        raise OddExam("over")
    if not training.from_on <= on <= by.workspace.today():
        raise OddExam("day")
    if not 0 <= points <= FULL_MARKS:
        raise OddExam("points")
    opening = queries.openings(trainee)[unit.pk]
    if not opening.is_open:
        raise ExamClosed(opening)
    if UnitExam.objects.filter(trainee=trainee, unit=unit, is_passed=True).exists():
        raise OddExam("passed")
    try:
        with transaction.atomic():
            made = UnitExam.objects.create(
                workspace=by.workspace,
                trainee=trainee,
                unit=unit,
                on=on,
                points=points,
                is_passed=points >= unit.pass_mark,
                entered_by=by.label,
            )
    except IntegrityError as error:
        raise OddExam("twice") from error
    audit.record(by, "careers.examine", made, points=points)
    return made


def _keeps(by: Actor) -> None:
    if not permissions.keeps(by):
        raise PermissionDenied
