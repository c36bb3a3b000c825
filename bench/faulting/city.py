"""The city in which faults happen: made once in an empty database, told as JSON.

Run as a process of its own, so that who kills and checks holds no connection.
"""

import datetime
import json
from decimal import Decimal

from django.core.management import call_command
from django.utils import timezone

from yuandu.kernel.accounts import actions as accounts
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.ledger import quotas
from yuandu.kernel.registry.models import Division, Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import loading, rules
from yuandu.mechanisms.projects.loading import NewProject, NewTrackOf
from yuandu.mechanisms.projects.models import Project

SLUG = "faults"
TODAY = datetime.date(2026, 11, 24)
NEW_YEAR = datetime.date(2026, 1, 5)
DIVISIONS = ("青州市", "诸城市", "寿光市")
SCOPES = frozenset(
    f"{part}:{verb}" for part in ("sheets", "lifecycle") for verb in ("read", "write")
)
MOVERS, EACH = 3, 4  # projects that each mover moves
QUOTA = Decimal(130)  # mu a county and year: not enough for all its projects at once


def found() -> dict[str, object]:
    """Make workspace, officer, quotas and projects; return what the load needs to know."""
    workspace = Workspace.objects.create(
        slug=SLUG, name="试验市", name_en="Faults", kind="city", code_rules="cn", today_on=TODAY
    )
    system = Actor.system(workspace)
    divisions = [
        Division.objects.create(workspace=workspace, code=f"37078{number}", name=name)
        for number, name in enumerate(DIVISIONS)
    ]
    for division in divisions:
        quotas.grant(
            by=system,
            resource="land",
            division=division,
            year=TODAY.year,
            amount=QUOTA,
            key=f"grant:{division.code}",
        )
    return {
        "workspace": workspace.pk,
        "token": _token(system),
        "projects": _projects(system, divisions),
    }


def _token(system: Actor) -> str:
    workspace = system.workspace
    officer = User.objects.create(username="officer", name="李科长", home=workspace)
    Post.objects.create(workspace=workspace, user=officer, role="administrator", from_on=NEW_YEAR)
    _, secret = accounts.make_token(
        by=system,
        user=officer,
        name="faults",
        scopes=SCOPES,
        expires_at=timezone.now() + datetime.timedelta(days=1),
    )
    return secret


def _projects(system: Actor, divisions: list[Division]) -> list[dict[str, int]]:
    keys = loading.load_projects(
        by=system,
        rows=[
            NewProject(
                name=f"示例产业园{number}期项目",
                kind="industry",
                code=f"2601-370781-04-01-9{number:05d}",
                division_id=divisions[number % len(divisions)].pk,
                investment_total=Decimal(50_000_000),
                land_area_mu=Decimal(20 + 7 * (number % 5)),
                track=loading.main_track("industry", "plan", NEW_YEAR),
                others=(NewTrackOf(cycle=rules.LAND, stage="not_applied", entered_on=NEW_YEAR),),
            )
            for number in range(MOVERS * EACH)
        ],
    )
    projects = Project.objects.in_bulk(keys)
    return [{"project": key, "main": projects[key].track_id} for key in keys]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps(found()))
