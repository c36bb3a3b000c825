"""A company with ladders, and a worker with a telling case, for this room's tests."""

import datetime
from decimal import Decimal

from tests.companies import a_company, a_worker, people_of
from tests.people import a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.careers import actions
from yuandu.mechanisms.careers.models import Application, Rung
from yuandu.mechanisms.workforce.models import Worker

SINCE = datetime.date(2022, 1, 1)
PAPER = "样本文件〔2025〕1号"


class House:
    """A company, its ladders, and who acts in it."""

    def __init__(self) -> None:
        self.company = a_company()
        self.users = people_of(self.company)
        self.hr = self.actor("hr_officer")
        actions.begin_ladders(by=self.hr)

    def actor(self, persona: str) -> Actor:
        return actor_for(self.users[persona], self.company)

    def worker(self, persona: str) -> Worker:
        return Worker.objects.get(workspace=self.company, user=self.users[persona])

    def rung(self, code: str) -> Rung:
        return Rung.objects.get(workspace=self.company, code=code)

    def place(self, persona: str, code: str, on: datetime.date = SINCE):
        return actions.place(
            by=self.hr, worker=self.worker(persona), rung=self.rung(code), from_on=on, basis=PAPER
        )

    def record(self, persona: str, kind: str, value: str = "", number: int = 1, **fields):
        defaults = {"title": f"样本·{kind}{value}", "obtained_on": datetime.date(2024, 5, 1)}
        return actions.enter_record(
            by=self.hr,
            worker=self.worker(persona),
            kind=kind,
            value=value,
            number=Decimal(number),
            evidence=PAPER,
            **defaults | fields,
        )

    def a_technician(self, persona: str = "worker", *, courses: int = 2) -> Worker:
        """Make somebody a technician with two projects, who lacks courses below two."""
        self.place(persona, "technician")
        self.record(persona, "projects", number=2)
        self.record(persona, "education", "secondary")
        self.record(persona, "review", "good")
        for course in ("design_basics", "digital_machining")[:courses]:
            self.record(persona, "courses", course)
        return self.worker(persona)

    def applied(self, persona: str = "worker") -> Application:
        return actions.apply(
            by=self.actor(persona),
            worker=self.worker(persona),
            rung=self.rung("engineer"),
            source=self.rung("technician"),
        )

    def judges(self, *numbers: str) -> list[tuple[Worker, Actor]]:
        """Make workers with accounts, who may sit on panels."""
        found = []
        for number in numbers:
            user = a_user(f"judge-{number}", workspace=self.company, role="worker")
            made = a_worker(self.company, number, section="S02", user=user)
            found.append((made, actor_for(user, self.company)))
        return found

    def before_panel(self, application: Application, judges) -> Application:
        members = [worker for worker, _actor in judges]
        actions.name_panel(by=self.hr, application=application, members=members, chair=members[0])
        return self.fresh(application)

    def fresh(self, application: Application) -> Application:
        return Application.objects.select_related("track", "worker", "rung", "source", "book").get(
            pk=application.pk
        )
