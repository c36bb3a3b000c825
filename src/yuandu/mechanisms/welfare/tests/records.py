"""A company with facilities: plain makers with everything defaulted."""

import datetime
from decimal import Decimal

from tests.companies import a_company, a_worker, people_of
from tests.people import a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.welfare import actions, queries

ROOM = {"open_days": 7, "opens_at": 8, "closes_at": 22, "most_hours": 4}


class Company:
    """A company with its people and accounts, a second care officer, and a facility."""

    def __init__(self):
        self.workspace = a_company()
        self.users = people_of(self.workspace)
        second = a_user("company-care-2", workspace=self.workspace, role="care_officer")
        a_worker(self.workspace, "80001", section="S02", user=second)
        self.users["second_care_officer"] = second
        self.system = Actor.system(self.workspace)
        self.today = self.workspace.today()
        self.tomorrow = self.today + datetime.timedelta(days=1)
        self.facility = actions.enter_facility(
            by=self.system,
            code="F01",
            name="职工俱乐部",
            kind="club",
            place="一号园区",
            opened_on=datetime.date(2020, 5, 1),
        )

    def actor(self, persona):
        return registry.actor_for(self.users[persona], self.workspace)

    def room(self, seats=1, name="活动室"):
        return actions.enter_resource(
            by=self.system, facility=self.facility, name=name, seats=seats, **ROOM
        )

    def book(self, persona, room, first=9, last=11, day=None):
        return actions.book(
            by=self.actor(persona), resource=room, day=day or self.tomorrow, first=first, last=last
        )

    def entitlement(self, name="中秋礼品", **fields):
        usual = {
            "least_years": 0,
            "is_for_frontline": False,
            "quota": 1,
            "stock": None,
            "opens_on": self.today.replace(month=1, day=1),
            "closes_on": self.today.replace(month=12, day=31),
        }
        return actions.enter_entitlement(by=self.system, name=name, **usual | fields)

    def aid(self, persona="worker", officers=("care_officer",), *, is_urgent=False):
        return actions.ask_aid(
            by=self.actor(persona),
            words="家中突发火灾，急需安置。",
            is_urgent=is_urgent,
            officers=[self.users[each] for each in officers],
        )

    def seen(self, persona, case):
        return queries.aid_visible_to(self.actor(persona)).filter(pk=case.pk).exists()

    def fund(self, amount, key="once"):
        actions.fill_fund(by=self.actor("finance_officer"), amount=Decimal(amount), key=key)
