"""Sample growers of 青州 for whom the flower subsidies are: households, consents, facts, sweeps.

Every third lacks one fact, so that there is somebody to ask; a few have not agreed to be
looked at. Firms of the trade are among the sample's firms and get facts of flowers too.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.db import connection
from psycopg import sql

from yuandu.kernel.registry.models import Consent, Division, Fact, Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import actions
from yuandu.services.policies.models import Case, PolicyVersion
from yuandu.site.sample.projects import TODAY
from yuandu.site.sample.work import Desk

SEED = 14
COUNTY = "370781"  # 青州市
HOUSEHOLDS, AGREED, FIRMS = 48, 40, 12
PRACTITIONERS = 150_000  # households that live on flowers; the paper counts their people
LAST = TODAY.year - 1
SWEPT, VERIFIED, PUBLISHED, DECIDED, PAID = 34, 30, 28, 12, 9  # days before today
PAID_CODE, PAID_CASES = "flower-06", 6
# What a household may report: code, yearly, least and most.
OF_HOUSEHOLDS = (
    ("has_land_record", False, 1, 1),
    ("new_greenhouse_area", True, 2, 6),
    ("livestream_sessions", True, 40, 160),
    ("livestream_spending", True, 3_000, 20_000),
    ("heating_spending", True, 8_000, 60_000),
    ("insurance_premium", True, 300, 2_400),
    ("substrate_certified", False, 1, 1),
    ("substrate_spending", True, 1_500, 12_000),
)
OF_FIRMS = (
    ("grows_flowers", False, 1, 1),
    ("has_land_record", False, 1, 1),
    ("has_overdue_loan", False, 0, 0),
    ("has_regional_brand", False, 1, 1),
    ("new_variety_rights", True, 0, 2),
    ("new_cold_storage", True, 80, 900),
    ("express_freight", True, 8_000, 90_000),
    ("flower_loan_interest", True, 4_000, 60_000),
    ("online_sales", True, 3_000_000, 16_000_000),
    ("flower_area", True, 30, 200),
    ("trained_people", True, 20, 120),
    ("exhibition_spending", True, 2_000, 40_000),
    ("seedling_output", True, 3_000_000, 9_000_000),
    ("seedling_investment", True, 600_000, 4_000_000),
)


def load(desk: Desk) -> None:
    """Enter growers and what they report, look for everybody, pay a first few."""
    rng, workspace = Random(SEED), desk.workspace
    households = _households(workspace)
    firms = list(
        Party.objects.filter(workspace=workspace, kind="organisation", division__code=COUNTY)
        .filter(facts__kind="staff")
        .distinct()
        .order_by("pk")[:FIRMS]
    )
    Fact.objects.bulk_create(
        [
            *(fact for number, party in enumerate(households)
              for fact in _grower(workspace, party, number, rng)),
            *(fact for party in firms for fact in _facts(workspace, party, OF_FIRMS, rng)),
        ],
        batch_size=1000,
    )  # fmt: skip
    with desk.on(SWEPT):
        for version in _flower_policies(workspace):
            actions.sweep_version(by=desk.system, version=version)
    _pay_some(desk)


def enter_practitioners(workspace: Workspace) -> None:
    """Enter the households of the trade as a register hands them over: by COPY."""
    county = Division.objects.get(workspace=workspace, code=COUNTY)
    copy = sql.SQL("COPY {} (workspace_id, kind, name, name_en, code, division_id) FROM STDIN")
    with (
        connection.cursor() as cursor,
        cursor.copy(copy.format(sql.Identifier(Party._meta.db_table))) as rows,
    ):
        for number in range(1, PRACTITIONERS + 1):
            rows.write_row(
                (workspace.pk, "household", f"花卉从业户{number:06d}（示例）",
                 f"Flower household {number:06d} (sample)", "", county.pk)
            )  # fmt: skip


def _households(workspace: Workspace) -> list[Party]:
    county = Division.objects.get(workspace=workspace, code=COUNTY)
    households = Party.objects.bulk_create(
        Party(
            workspace=workspace,
            kind="household",
            name=f"样本花农{number:02d}户",
            name_en=f"Sample grower {number:02d}",
            division=county,
        )
        for number in range(1, HOUSEHOLDS + 1)
    )
    Consent.objects.bulk_create(
        Consent(
            workspace=workspace,
            party=party,
            purpose="application",
            facts=["*"],
            from_on=datetime.date(LAST, 12, 1),
            to_on=datetime.date(TODAY.year, 12, 31),
        )
        for party in households[:AGREED]
    )
    return households


def _grower(workspace: Workspace, party: Party, number: int, rng: Random) -> Iterator[Fact]:
    facts = list(_facts(workspace, party, OF_HOUSEHOLDS, rng))
    if number % 3 == 0:
        facts.pop(rng.randrange(1, len(facts)))
    yield _fact(workspace, party, "grows_flowers", False, Decimal(1))
    yield from facts


def _facts(
    workspace: Workspace, party: Party, kinds: tuple[tuple[str, bool, int, int], ...], rng: Random
) -> Iterator[Fact]:
    for code, yearly, least, most in kinds:
        yield _fact(workspace, party, code, yearly, Decimal(rng.randint(least, most)))


def _fact(workspace: Workspace, party: Party, code: str, yearly: bool, value: Decimal) -> Fact:
    stated = datetime.date(LAST, 12, 31)
    return Fact(
        workspace=workspace,
        party=party,
        kind=code,
        value=value,
        from_on=datetime.date(LAST, 1, 1) if yearly else stated,
        to_on=stated,
        reported_on=datetime.date(TODAY.year, 2, 20),
    )


def _flower_policies(workspace: Workspace) -> list[PolicyVersion]:
    return list(
        PolicyVersion.objects.filter(workspace=workspace, policy__code__startswith="flower-")
        .select_related("policy", "track")
        .order_by("policy__code")
    )


def _pay_some(desk: Desk) -> None:
    """Pay a few households, and put a few more on public notice."""
    cases = list(
        Case.objects.filter(
            workspace=desk.workspace, window__version__policy__code=PAID_CODE, amount__gt=0
        )
        .select_related("track", "window__budget", "window__paid", "window__version__policy")
        .order_by("pk")[: 2 * PAID_CASES]
    )
    for days, move, some in (
        (VERIFIED, "verify", cases),
        (PUBLISHED, "publish", cases[:PAID_CASES]),
        (2, "publish", cases[PAID_CASES:]),
    ):
        with desk.on(days):
            for case in some:
                desk.move("city", case, move)
    if cases:
        window = cases[0].window
        with desk.on(DECIDED):
            actions.approve_in_turn(by=desk.actor("city"), window=window)
        with desk.on(PAID):
            actions.pay_all(by=desk.actor("city"), window=window)
