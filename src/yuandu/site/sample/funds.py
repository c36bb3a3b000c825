"""A sample call of 2024 for digital workshops: twelve firms, eight places, 920,000 yuan in all.

It lies far enough back for what the paid firms spent on reform afterwards to be known.
"""

import datetime
from collections.abc import Iterator
from contextlib import AbstractContextManager
from decimal import Decimal
from random import Random

from django.db.models import F

from yuandu.kernel.registry.models import Fact, Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import actions, budgets
from yuandu.services.policies.models import PolicyVersion, Window
from yuandu.site.sample.projects import TODAY
from yuandu.site.sample.work import Desk

SEED = 92
CODE = "fund-workshop"
ENTRANTS, PLACES, EVERY = 12, 8, 25  # every so manyth firm of the roster entered
OPENED, CLOSES, VERIFIED, PUBLISHED, DECIDED, PAID = (
    datetime.date(2024, 3, 1),
    datetime.date(2024, 6, 28),
    datetime.date(2024, 7, 8),
    datetime.date(2024, 7, 10),
    datetime.date(2024, 7, 29),
    datetime.date(2024, 9, 10),
)
STATED = datetime.date(2023, 12, 31)
RAISED = Decimal("1.5")  # what most of the paid spent on reform afterwards, against the draw


def load(desk: Desk) -> None:
    """Let firms enter, rank them by score, pay the first eight."""
    rng, workspace = Random(SEED), desk.workspace
    Fact.objects.bulk_create(
        fact for firm in _entrants(workspace) for fact in _facts(workspace, firm, rng)
    )
    version = PolicyVersion.objects.select_related("policy", "track").get(
        workspace=workspace, policy__code=CODE
    )
    with _on(desk, OPENED):
        window = budgets.open_window(desk.system, version)
        actions.sweep_version(by=desk.system, version=version)
        if window is None:
            return
        actions.open_call(
            by=desk.system,
            window=window,
            name="2024年市级重点支持数字化车间征集（示例）",
            name_en="Call of 2024 for digital workshops (sample)",
            score="merit",
            places=PLACES,
            closes_on=CLOSES,
            is_sample=True,
        )
    _settle(desk, window)
    paid = window.cases.filter(paid_on__isnull=False).values_list("party_id", flat=True)
    Fact.objects.filter(
        party__in=list(paid)[: PLACES - 1], kind="reform_spending", from_on__year=2025
    ).update(value=F("value") * RAISED)


def _entrants(workspace: Workspace) -> list[Party]:
    parties = Party.objects.filter(
        workspace=workspace, firm__isnull=False, facts__kind="reform_spending"
    )
    return list(parties.distinct().order_by("pk")[: ENTRANTS * EVERY : EVERY])


def _facts(workspace: Workspace, firm: Party, rng: Random) -> Iterator[Fact]:
    revenue = Fact.objects.get(party=firm, kind="revenue", from_on__year=2023).value or Decimal(0)
    values: dict[str, Decimal | str] = {
        "digital_workshop": rng.choice(["municipal", "municipal", "provincial"]),
        "digital_level": Decimal(rng.randint(2, 4)),
        "core_business_systems": Decimal(rng.randint(1, 6)),
        "serious_dishonesty": Decimal(0),
        "digital_spending": (revenue * Decimal(rng.randint(5, 60)) / 1000).quantize(Decimal(1)),
    }
    for code, value in values.items():
        said = {"text": value} if isinstance(value, str) else {"value": value}
        yield Fact(
            workspace=workspace,
            party=firm,
            kind=code,
            from_on=datetime.date(2023, 1, 1) if code == "digital_spending" else STATED,
            to_on=STATED,
            reported_on=STATED,
            **said,
        )


def _settle(desk: Desk, window: Window) -> None:
    cases = list(window.cases.select_related("track").order_by("pk"))
    for day, move in ((VERIFIED, "verify"), (PUBLISHED, "publish")):
        with _on(desk, day):
            for case in cases:
                desk.move("", case, move)
    window = Window.objects.select_related("budget", "paid", "version__policy").get(pk=window.pk)
    with _on(desk, DECIDED):
        actions.approve_in_turn(by=desk.system, window=window)
        for case in window.cases.select_related("track").filter(track__stage="notice"):
            desk.move("", case, "refuse", "公示期满，按得分排序未进入支持名额")
    with _on(desk, PAID):
        actions.pay_all(by=desk.system, window=window)


def _on(desk: Desk, day: datetime.date) -> AbstractContextManager[datetime.date]:
    return desk.on((TODAY - day).days)
