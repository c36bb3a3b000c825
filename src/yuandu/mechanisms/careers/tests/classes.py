"""A class with one trainee between two mentors, for this room's tests."""

import datetime
from decimal import Decimal

from tests.people import a_user
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.careers import actions
from yuandu.mechanisms.careers.actions.training import Asked
from yuandu.mechanisms.careers.tests.people import House


class School(House):
    """The house, with a class of two units: welding waits for two entries and ten hours."""

    def __init__(self) -> None:
        super().__init__()
        today = self.company.today()
        self.since = today - datetime.timedelta(days=60)
        base = actions.found_base(
            by=self.hr, name="示例焊接实训基地", school="示例技师学院", since_on=self.since
        )
        self.training = actions.open_class(
            by=self.hr,
            base=base,
            name="示例焊接班",
            theme="机器人焊接",
            aims="能独立操作焊接机器人",
            from_on=self.since,
            to_on=today + datetime.timedelta(days=60),
            units=[Asked("焊接操作", 2, Decimal(10)), Asked("工艺识读", 1, Decimal(0))],
        )
        self.unit, self.reading = self.training.units.all()
        teacher = a_user("teacher", workspace=self.company, role="mentor")
        self.teacher = actor_for(teacher, self.company)
        self.master = self.actor("team_leader")
        self.own = self.actor("worker")
        self.trainee = actions.enrol(
            by=self.hr,
            training=self.training,
            worker=self.worker("worker"),
            enterprise_mentor=self.worker("team_leader"),
            school_mentor=teacher,
            joined_on=self.since,
        )

    def logged(self, hours: int = 6, *, unit=None, day: int = 1, words="样本", corrects=None):
        return actions.log(
            by=self.own,
            trainee=self.trainee,
            unit=unit or self.unit,
            on=self.since + datetime.timedelta(days=day),
            hours=Decimal(hours),
            words=words,
            corrects=corrects,
        )

    def signed(self, *args, **fields):
        made = self.logged(*args, **fields)
        for mentor in (self.master, self.teacher):
            actions.sign(by=mentor, entry=made)
        return made

    def examined(self, points: int = 80, *, unit=None, day: int = 30):
        return actions.examine(
            by=self.teacher,
            trainee=self.trainee,
            unit=unit or self.unit,
            on=self.since + datetime.timedelta(days=day),
            points=points,
        )

    def passed(self):
        for day in (1, 2):
            self.signed(day=day)
        self.signed(unit=self.reading, day=3)
        self.examined()
        self.examined(unit=self.reading)
        actions.conclude(by=self.hr, trainee=self.trainee, outcome="passed")
        self.trainee.refresh_from_db()
        return self.trainee
