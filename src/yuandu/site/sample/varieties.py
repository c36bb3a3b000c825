"""Sample breeding: thirteen institutes, sixteen varieties with rights, a hundred million seedlings.

Institutes, firms, varieties and numbers of rights are made up and say so.
"""

import datetime
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Group, Kind
from yuandu.mechanisms.varieties import actions
from yuandu.mechanisms.varieties.models import SeedlingBatch
from yuandu.site.sample.projects import SEED, TODAY

PLACES = (
    "渤湾",
    "齐鲁",
    "海岱",
    "云门",
    "弥河",
    "仰天",
    "白浪",
    "潍水",
    "沂山",
    "胶莱",
    "尧王",
    "驼山",
)
PLACES_EN = (
    "Bowan", "Qilu", "Haidai", "Yunmen", "Mihe", "Yangtian", "Bailang", "Weishui", "Yishan",
    "Jiaolai", "Yaowang", "Tuoshan",
)  # fmt: skip
INSTITUTES = 13
FIRMS = 10
VARIETIES, APPLIED_FOR = 16, 3  # with a right; with none yet
PRODUCERS, MONTHS = 20, 12
FEWEST, MOST = 300_000, 570_000  # seedlings a producer and month
TERM = 20  # years of a right
FIRM = ("花卉种业公司", "Flower Breeding Company")
COLOURS = ("红", "粉", "紫", "金", "雪", "绿", "橙", "蓝")
COLOURS_EN = ("Red", "Pink", "Purple", "Gold", "Snow", "Green", "Orange", "Blue")


def load(by: Actor) -> None:
    """Enter partnerships, varieties with their rights, licences, seedlings and some germplasm."""
    rng = Random(SEED)
    institutes = _parties(by, "花卉研究院", "Institute of Floriculture", INSTITUTES)
    firms = _parties(by, *FIRM, FIRMS)
    kinds = list(
        Kind.objects.filter(workspace=by.workspace, unit="pot")
        .exclude(group=Group.PRODUCE)
        .order_by("pk")[:PRODUCERS]
    )
    partnerships = [
        actions.agree(
            by=by,
            firm=firms[number % FIRMS],
            institute=institute,
            subject=f"{kinds[number].name}新品种选育与种苗扩繁",
            number=f"示例合字〔{TODAY.year - 1}〕{number + 1}号",
            from_on=datetime.date(TODAY.year - 1, 1 + number % 12, 1),
            to_on=datetime.date(TODAY.year + 3, 12, 31),
        )
        for number, institute in enumerate(institutes)
    ]
    varieties = []
    for number in range(VARIETIES + APPLIED_FOR):
        kind, partnership = kinds[number % len(kinds)], partnerships[number % INSTITUTES]
        colour, turn = number % len(COLOURS), number // len(COLOURS)
        variety = actions.register(
            by=by,
            name=f"鸢都{COLOURS[colour]}{turn + 1}号（示例）",
            name_en=f"Yuandu {COLOURS_EN[colour]} {turn + 1} (sample)",
            kind=kind,
            holder=partnership.firm,
            breeders=f"{partnership.firm.name}、{partnership.institute.name}育种组",
            partnership=partnership,
            applied_on=datetime.date(TODAY.year - 3, 1 + number % 12, 8),
        )
        if number < VARIETIES:
            granted_on = datetime.date(TODAY.year - 1, 1 + number % 12, 15)
            actions.grant(
                by=by,
                variety=variety,
                number=f"示例{TODAY.year - 3}{number + 1:04d}",
                granted_on=min(granted_on, TODAY),
                ends_on=datetime.date(TODAY.year - 1 + TERM, 12, 31),
            )
            varieties.append(variety)
    for number, variety in enumerate(varieties):
        actions.license(
            by=by,
            variety=variety,
            licensee=firms[(firms.index(variety.holder) + 3) % FIRMS],
            royalty=Decimal("0.05") + Decimal(number % 4) / 100,
            from_on=datetime.date(TODAY.year, 1, 1),
            to_on=datetime.date(TODAY.year + 4, 12, 31),
        )
    _seedlings(by, rng, firms, kinds)
    for variety in varieties[:4]:
        actions.enter_batch(
            by=by,
            producer=firms[(firms.index(variety.holder) + 3) % FIRMS],
            kind=variety.kind,
            variety=variety,
            month=TODAY,
            quantity=60_000,
        )
    mother, father = (
        actions.deposit(
            by=by,
            owner=firms[0],
            number=f"ZZ-{number:03d}",
            name=f"亲本{number}（示例）",
            kind=kinds[0],
        )
        for number in (1, 2)
    )
    cross = actions.deposit(
        by=by,
        owner=firms[0],
        number="ZZ-003",
        name="杂交一代（示例）",
        kind=kinds[0],
        mother=mother,
        father=father,
    )
    actions.share(
        by=by,
        accession=cross,
        party=institutes[0],
        from_on=TODAY,
        to_on=TODAY + datetime.timedelta(days=365),
        terms="只用于联合育种",
    )


def first_firm(workspace: Workspace) -> Party:
    """Return the firm of the sample account, made before anything it breeds."""
    what, what_en = FIRM
    found, _made = Party.objects.get_or_create(
        workspace=workspace,
        name=f"{PLACES[0]}{what}（示例）",
        defaults={"name_en": f"{PLACES_EN[0]} {what_en} (sample)"},
    )
    return found


def _parties(by: Actor, what: str, what_en: str, number: int) -> list[Party]:
    names = [
        PLACES[at % len(PLACES)] + ("第二" if at >= len(PLACES) else "") for at in range(number)
    ]
    first = [first_firm(by.workspace)] if (what, what_en) == FIRM else []
    rest = Party.objects.bulk_create(
        Party(
            workspace=by.workspace,
            name=f"{name}{what}（示例）",
            name_en=f"{PLACES_EN[at % len(PLACES)]} {what_en}{' 2' if at >= len(PLACES) else ''} (sample)",
        )
        for at, name in enumerate(names)
        if at >= len(first)
    )
    return [*first, *rest]


def _seedlings(by: Actor, rng: Random, firms: list[Party], kinds: list[Kind]) -> None:
    """Keep twelve months of seedlings of twenty producers, the last month being today's."""
    month = TODAY.replace(day=1)
    batches: list[SeedlingBatch] = []
    for _back in range(MONTHS):
        batches += [
            SeedlingBatch(
                workspace=by.workspace,
                producer=firms[number % FIRMS],
                kind=kinds[number],
                month=month,
                quantity=rng.randint(FEWEST, MOST),
            )
            for number in range(PRODUCERS)
        ]
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    SeedlingBatch.objects.bulk_create(batches)
