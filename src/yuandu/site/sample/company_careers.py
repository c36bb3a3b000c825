"""The sample company's careers: ladders, thousands on their rungs, a class, applications.

The account `worker` has the telling case: a technician with two projects who lacks one course to
be recognised as an engineer.
"""

import datetime
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Post
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.careers import actions
from yuandu.mechanisms.careers.actions.training import Asked
from yuandu.mechanisms.careers.models import Position, Rung, WorkerRecord
from yuandu.mechanisms.workforce.models import Worker
from yuandu.site.sample import people

SEED = 8
TECHNICIANS = 3_200
# Of a hundred technicians, how many stand on which rung, from below.
OF_A_HUNDRED = (10, 22, 28, 22, 11, 5, 1, 1)
PAPER = "样本文件〔2024〕18号"
CLASS_SIZE = 6
# Of the account `worker`: all that an engineer needs but one course.
RECORDS = (
    ("projects", "", "示例·电极修整工装改进", Decimal(1)),
    ("projects", "", "示例·放电参数库", Decimal(1)),
    ("education", "secondary", "示例·技校毕业证书", Decimal(1)),
    ("review", "good", "示例·上年度考核", Decimal(1)),
    ("courses", "design_basics", "示例·机械设计基础", Decimal(1)),
)


def load(by: Actor) -> None:
    """Enter the ladders, who stands where, one class, and applications."""
    actions.begin_ladders(by=by)
    rungs = {one.code: one for one in Rung.objects.filter(workspace=by.workspace)}
    today = by.workspace.today()
    accounts = {
        one.user.username: one
        for one in Worker.objects.filter(workspace=by.workspace, user__isnull=False).select_related(
            "user", "section"
        )
        if one.user
    }
    _positions(by, rungs, today)
    for username, code in (
        ("worker", "technician"),
        ("mate", "technician"),
        ("teamleader", "senior"),
    ):
        _stand(by, accounts[username], rungs[code])
    for username in ("worker", "mate"):
        _record(by, accounts[username], RECORDS)
    course = (("courses", "digital_machining", "示例·数字化加工工艺", Decimal(1)),)
    _record(by, accounts["mate"], course)
    mate = _actor(by, accounts["mate"])
    actions.apply(
        by=mate,
        worker=accounts["mate"],
        rung=rungs["engineer"],
        source=rungs["technician"],
        statement="样本：完成两个攻关项目，课程齐全。",
    )
    _class(by, accounts, rungs)
    actions.go_through(by=by)


def _positions(by: Actor, rungs: dict[str, Rung], today: datetime.date) -> None:
    """Let thousands stand on the technician ladder, each where the years allow it."""
    rng = Random(SEED)
    ladder = sorted(
        (one for one in rungs.values() if one.ladder == "technician"), key=lambda one: one.order
    )
    workers = Worker.objects.filter(
        workspace=by.workspace, user=None, left_on=None, joined_on__lt=today, is_frontline=True
    ).order_by("number")[:TECHNICIANS]
    Position.objects.bulk_create(
        (
            Position(
                workspace=by.workspace,
                worker=worker,
                rung=rung,
                ladder=rung.ladder,
                from_on=worker.joined_on
                + datetime.timedelta(days=int((today - worker.joined_on).days * rng.random())),
                basis=PAPER,
            )
            for worker in workers
            for rung in rng.choices(ladder, OF_A_HUNDRED)
        ),
        batch_size=2000,
    )


def _stand(by: Actor, worker: Worker, rung: Rung) -> None:
    since = worker.joined_on + datetime.timedelta(days=400)
    actions.place(by=by, worker=worker, rung=rung, from_on=since, basis=PAPER)


def _record(by: Actor, worker: Worker, rows: tuple[tuple[str, str, str, Decimal], ...]) -> None:
    WorkerRecord.objects.bulk_create(
        WorkerRecord(
            workspace=by.workspace,
            worker=worker,
            kind=kind,
            value=value,
            title=title,
            number=number,
            obtained_on=worker.joined_on + datetime.timedelta(days=500),
            evidence=PAPER,
            entered_by=by.label,
        )
        for kind, value, title, number in rows
    )


def _class(by: Actor, accounts: dict[str, Worker], rungs: dict[str, Rung]) -> None:
    """Hold a class in which the account `worker` logs, one mentor has signed, one has not."""
    today = by.workspace.today()
    since = today - datetime.timedelta(days=40)
    base = actions.found_base(
        by=by,
        name="示例智能制造联合实训基地",
        school="示例技师学院",
        place="一号厂房二楼",
        since_on=since,
    )
    training = actions.open_class(
        by=by,
        base=base,
        name="示例数控电火花工学一体班",
        theme="精密电火花加工",
        aims="能独立完成模具型腔的电火花加工、检测和参数优化。",
        from_on=since,
        to_on=since + datetime.timedelta(days=179),
        units=[
            Asked("电极装夹与找正", 2, Decimal(8)),
            Asked("放电参数选择", 3, Decimal(12)),
            Asked("型腔检测", 2, Decimal(8)),
        ],
        rung=rungs["senior"],
    )
    for week in range(8):
        first = since + datetime.timedelta(days=7 * week)
        actions.rotate(
            by=by,
            training=training,
            place="school" if week % 2 == 0 else "shop",
            from_on=first,
            to_on=first + datetime.timedelta(days=6),
        )
    teacher = User.objects.create(
        username=people.TEACHER.username,
        name=people.TEACHER.name,
        password=make_password(people.PASSWORD),
        home=by.workspace,
    )
    Post.objects.create(
        workspace=by.workspace,
        user=teacher,
        role=people.TEACHER.roles[0],
        title=people.TEACHER.title,
        from_on=people.SINCE,
    )
    others = Worker.objects.filter(
        workspace=by.workspace, user=None, left_on=None, joined_on__lt=since
    ).order_by("-number")[:CLASS_SIZE]
    trainees = [
        actions.enrol(
            by=by,
            training=training,
            worker=worker,
            enterprise_mentor=accounts["teamleader"],
            school_mentor=teacher,
            joined_on=since,
        )
        for worker in (accounts["worker"], *others)
    ]
    units = list(training.units.all())
    mentors = (_actor(by, accounts["teamleader"]), actor_for(teacher, by.workspace))
    for day, words in enumerate(("装夹铜电极并找正，误差0.01毫米。", "更换石墨电极，复测同轴度。")):
        entry = actions.log(
            by=_actor(by, accounts["worker"]),
            trainee=trainees[0],
            unit=units[0],
            on=since + datetime.timedelta(days=7 + day),
            hours=Decimal(4),
            words=f"样本：{words}",
        )
        for mentor in mentors[: 2 - day]:
            actions.sign(by=mentor, entry=entry)


def _actor(by: Actor, worker: Worker) -> Actor:
    if worker.user is None:
        raise LookupError(worker.number)
    return actor_for(worker.user, by.workspace)
