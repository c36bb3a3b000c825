"""Three hundred worker-partners, entered at once: in fifteen groups, through a plan made by law."""

from itertools import batched

from django.contrib.auth.hashers import make_password

from tests.companies import SINCE, a_section
from tests.journeys.signing_in import PASSWORD, let_in
from tests.people import TODAY
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.equity import actions as equity
from yuandu.mechanisms.equity import rules as shares
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.tests.records import a_change, a_vehicle
from yuandu.mechanisms.partnership import actions
from yuandu.mechanisms.partnership.tests.setting import Firm
from yuandu.mechanisms.workforce.models import Worker

PARTNERS, A_GROUP, EACH = 300, 20, 1000


def a_firm() -> Firm:
    """Return a company whose partners P001 to P300, and all its people, come with a password."""
    firm = Firm(partners=0)
    firm.plan = a_vehicle(firm.company, "V01", shares.PLAN)
    workers = _workers(firm)
    sides = [
        Side(
            equity.enter_holder(by=firm.system, number=each.number[1:], kind="worker", worker=each),
            firm.plan,
        )
        for each in workers
    ]
    issues = [a_change(firm.shares, shares.ISSUE, EACH, target=each, on=TODAY) for each in sides]
    equity.enter_all(by=firm.system, changes=issues)
    for at, members in enumerate(batched(sides, A_GROUP, strict=True), start=1):
        group = actions.found_group(by=firm.hr, code=f"G{at:02d}", name=f"第{at}股东小组")
        actions.join(by=firm.hr, group=group, holders=[each.holder for each in members])
        firm.groups.append(group)
    firm.workers = {each.number: each for each in workers}
    firm.holders = {side.holder.worker.number: side.holder for side in sides}
    let_in(*firm.users.values(), *firm.directors)
    return firm


def _workers(firm: Firm) -> list[Worker]:
    """Enter the people with their accounts; one hash of the password does for all."""
    password, numbers = make_password(PASSWORD), [f"P{at:03d}" for at in range(1, PARTNERS + 1)]
    sections = [a_section(firm.company, code) for code in ("S01", "S02")]
    users = User.objects.bulk_create(
        User(username=f"w-{each}", name=f"样本·{each}", password=password, home=firm.company)
        for each in numbers
    )
    Post.objects.bulk_create(
        Post(workspace=firm.company, user=each, role="worker", from_on=SINCE) for each in users
    )
    return Worker.objects.bulk_create(
        Worker(
            workspace=firm.company,
            number=number,
            name=user.name,
            section=sections[at % 2],
            user=user,
            joined_on=SINCE,
        )
        for at, (number, user) in enumerate(zip(numbers, users, strict=True))
    )
