"""Samples of careers: the worker of section S01, a record of theirs, an application to judge."""

import datetime
import itertools
from decimal import Decimal

from tests.access.samples.given import Given, World, acting_in_company, in_json, sample
from tests.companies import a_worker
from tests.people import a_user
from yuandu.mechanisms.careers import actions
from yuandu.mechanisms.careers.actions.training import Asked
from yuandu.mechanisms.careers.models import Application, Badge, Rung, Trainee, WorkerRecord
from yuandu.mechanisms.workforce.models import Worker

PAPER = "样本文件〔2025〕1号"


def the_rung(world: World, code: str) -> Rung:
    hr = acting_in_company(world, "hr_officer")
    if not Rung.objects.filter(workspace=world.company).exists():
        actions.begin_ladders(by=hr)
    return Rung.objects.get(workspace=world.company, code=code)


def worker_of(world: World, persona: str) -> Worker:
    return Worker.objects.get(workspace=world.company, user=world.staff[persona])


def a_record_of(world: World, kind: str, value: str = "", number: int = 1) -> WorkerRecord:
    return actions.enter_record(
        by=acting_in_company(world, "hr_officer"),
        worker=worker_of(world, "worker"),
        kind=kind,
        value=value,
        number=Decimal(number),
        title=f"样本·{kind}{value}",
        obtained_on=datetime.date(2024, 5, 1),
        evidence=PAPER,
    )


@sample
def a_rung(world: World) -> Given:
    # Nobody of the samples is a director, or near it.
    return Given({"pk": the_rung(world, "vice_president").pk})


@sample
def a_worker_record(world: World) -> Given:
    the_rung(world, "engineer")
    return Given({"pk": a_record_of(world, "patents").pk})


@sample
def a_worker_record_to_send(world: World) -> Given:
    return in_json(
        worker=worker_of(world, "worker").number,
        kind="projects",
        title="样本·送来的项目",
        obtained_on="2024-05-02",
        evidence=PAPER,
    )


@sample
def a_rung_application_to_send(world: World) -> Given:
    return in_json(rung=the_rung(world, "vice_president").pk)


@sample
def a_rung_application(world: World) -> Given:
    """The worker's, before a panel on which the evaluator sits."""
    return Given({"pk": judged(world).pk})


def judged(world: World) -> Application:
    hr, worker = acting_in_company(world, "hr_officer"), worker_of(world, "worker")
    rungs = {code: the_rung(world, code) for code in ("technician", "engineer")}
    actions.place(
        by=hr,
        worker=worker,
        rung=rungs["technician"],
        from_on=datetime.date(2022, 1, 1),
        basis=PAPER,
    )
    for kind, value in (
        ("projects", ""),
        ("education", "secondary"),
        ("review", "good"),
        ("courses", "design_basics"),
        ("courses", "digital_machining"),
    ):
        a_record_of(world, kind, value, number=2 if kind == "projects" else 1)
    made = actions.apply(
        by=acting_in_company(world, "worker"),
        worker=worker,
        rung=rungs["engineer"],
        source=rungs["technician"],
    )
    members = [worker_of(world, "evaluator")]
    for number in ("80901", "80902"):
        user = a_user(f"judge-{number}", workspace=world.company, role="worker")
        members.append(a_worker(world.company, number, section="S02", user=user))
    actions.name_panel(by=hr, application=made, members=members, chair=members[0])
    return made


NUMBERS = itertools.count(1)


def enrolled(world: World) -> Trainee:
    """The worker in a class of one day old, between the team leader and a teacher."""
    hr, number = acting_in_company(world, "hr_officer"), next(NUMBERS)
    today = world.company.today()
    base = actions.found_base(
        by=hr, name=f"示例实训基地{number}", school="示例技师学院", since_on=today
    )
    training = actions.open_class(
        by=hr,
        base=base,
        name=f"示例焊接班{number}",
        theme="机器人焊接",
        aims="能独立操作焊接机器人",
        from_on=today,
        to_on=today + datetime.timedelta(days=90),
        units=[Asked("焊接操作", 1, Decimal(4))],
    )
    teacher = a_user(f"teacher-{number}", workspace=world.company, role="mentor")
    return actions.enrol(
        by=hr,
        training=training,
        worker=worker_of(world, "worker"),
        enterprise_mentor=worker_of(world, "team_leader"),
        school_mentor=teacher,
        joined_on=today,
    )


@sample
def a_training_class(world: World) -> Given:
    return Given({"pk": enrolled(world).training_id})


@sample
def a_logbook(world: World) -> Given:
    return Given({"pk": enrolled(world).pk})


@sample
def a_log_entry(world: World) -> Given:
    trainee = enrolled(world)
    made = actions.log(
        by=acting_in_company(world, "worker"),
        trainee=trainee,
        unit=trainee.training.units.get(),
        on=world.company.today(),
        hours=Decimal(4),
        words="样本",
    )
    return Given({"pk": made.pk})


def the_badge(world: World) -> Badge:
    trainee = enrolled(world)
    Trainee.objects.filter(pk=trainee.pk).update(outcome="passed", outcome_on=world.company.today())
    trainee.refresh_from_db()
    return actions.issue_for_class(
        by=acting_in_company(world, "worker"), trainee=trainee, consents=True
    )


@sample
def a_badge(world: World) -> Given:
    return Given({"token": the_badge(world).token})


@sample
def a_badge_key(world: World) -> Given:
    return Given({"token": the_badge(world).key.token})


@sample
def a_worker_position(world: World) -> Given:
    made = actions.place(
        by=acting_in_company(world, "hr_officer"),
        worker=worker_of(world, "worker"),
        rung=the_rung(world, "team_leader"),
        from_on=datetime.date(2023, 1, 1),
        basis=PAPER,
    )
    return Given({"pk": made.pk})
