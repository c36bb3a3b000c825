"""A company in tests: two sections of a business division, and who holds which post.

`a_company` is a workspace of its own; the day is that of `tests.people`.
"""

import datetime

from tests.people import a_user, a_workspace
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.workforce.models import Worker

SINCE = datetime.date(2020, 1, 1)
# Who works in which section; the others in none of their own.
OF_SECTION = {
    "worker": "S01",
    "other_worker": "S02",
    "team_leader": "S01",
    "other_team_leader": "S02",
    "evaluator": "S01",
}
BOUND = ("team_leader", "other_team_leader", "evaluator")
ROLES = (
    *OF_SECTION,
    "improvement_officer",
    "finance_officer",
    "hr_officer",
    "care_officer",
    "shareholder",
    "chair",
    "auditor",
    "administrator",
)


def a_company(slug: str = "sample-company", **fields) -> Workspace:
    names = {"name": "示例重工集团", "name_en": "Sample Heavy Industry"} | fields
    company = a_workspace(slug, kind="company", **names)
    business = Division.objects.create(
        workspace=company, code="B1", name="机械事业部", kind="business", level=2
    )
    for number, name in enumerate(("焊接科", "装配科"), start=1):
        Division.objects.create(
            workspace=company,
            code=f"S{number:02d}",
            name=name,
            kind="section",
            level=3,
            parent=business,
            position=number,
        )
    return company


def a_section(company: Workspace, code: str = "S01") -> Division:
    return Division.objects.get(workspace=company, code=code)


def a_worker(company: Workspace, number: str, *, section: str = "S01", **fields) -> Worker:
    defaults = {
        "name": f"样本·{number}",
        "joined_on": SINCE,
        "section": a_section(company, section),
    }
    return Worker.objects.create(workspace=company, number=number, **defaults | fields)


def people_of(company: Workspace) -> dict[str, User]:
    """Make an account with its post, and a line on the staff list, for every role."""
    found = {}
    for at, persona in enumerate(ROLES, start=1):
        section = OF_SECTION.get(persona)
        bound = {"division": a_section(company, section)} if persona in BOUND else {}
        found[persona] = a_user(
            f"company-{persona}",
            workspace=company,
            role=persona.removeprefix("other_"),
            **bound,
        )
        a_worker(company, f"{at:05d}", section=section or "S02", user=found[persona])
    return found
