"""The sample company: its divisions and sections, its staff list, its accounts, its rooms' rows.

A workspace of its own beside the sample city. Its numbers are those that the paper printed of a
company of 24,000; nobody on its list is a real person.
"""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.registry.models import Division, Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.workforce import actions as workforce
from yuandu.mechanisms.workforce import publishing
from yuandu.mechanisms.workforce.models import Worker
from yuandu.site.sample import (
    company_careers,
    company_pay,
    company_proposals,
    company_review,
    company_rewards,
    company_welfare,
    people,
)
from yuandu.site.sample.projects import TODAY

SLUG = people.COMPANY
SEED = 24
AT_WORK, LEFT = 24_120, 2_400
# What the paper printed of figures that the company's offices report, a little above where it
# says more than.
REPORTED = {
    "workforce.assets.value": Decimal(195),
    "workforce.start.workers": Decimal(34),
    "workforce.start.assets": Decimal(100),
    "workforce.start.debt": Decimal(96),
    "workforce.case.times": Decimal("4.9"),
    "workforce.case.saving": Decimal(312),
}
SINCE = datetime.date(2006, 1, 1)
# Business divisions, with their sections: what is done there, and how many of each.
BUSINESSES = (
    ("B1", "轮胎模具事业部", "Tyre Moulds", ("电火花", "雕刻", "车削", "铣削", "钳工", "质检")),
    ("B2", "高端机床事业部", "Machine Tools", ("整机装配", "电气", "主轴", "调试", "检验")),
    (
        "B3",
        "油气装备事业部",
        "Oil and Gas Equipment",
        ("管道焊接", "管工", "防腐", "撬块总装", "探伤"),
    ),
    ("B4", "铸造事业部", "Castings", ("熔炼", "造型", "清理", "热处理", "化验")),
    ("B5", "燃气轮机部件事业部", "Turbine Parts", ("五轴加工", "叶片", "喷涂", "检测")),
    ("B6", "化工装备事业部", "Chemical Equipment", ("压力容器", "硫化", "成套装配", "容器焊接")),
    ("B7", "电子事业部", "Electronics", ("贴片", "测试", "组装")),
    ("B8", "后勤与职能", "Services", ("物流", "设备维修", "能源", "食堂", "采购")),
)
TRADES_EN = {
    "电火花": "Spark Erosion",
    "雕刻": "Engraving",
    "车削": "Turning",
    "铣削": "Milling",
    "钳工": "Bench Work",
    "质检": "Inspection",
    "整机装配": "Machine Assembly",
    "检验": "Final Inspection",
    "防腐": "Corrosion Protection",
    "成套装配": "Plant Assembly",
    "容器焊接": "Vessel Welding",
    "电气": "Electrics",
    "主轴": "Spindles",
    "调试": "Commissioning",
    "管道焊接": "Pipe Welding",
    "管工": "Pipe Fitting",
    "喷涂": "Coating",
    "撬块总装": "Skid Assembly",
    "探伤": "Flaw Detection",
    "熔炼": "Melting",
    "造型": "Moulding",
    "清理": "Fettling",
    "热处理": "Heat Treatment",
    "化验": "Laboratory",
    "五轴加工": "Five-axis Machining",
    "叶片": "Blades",
    "检测": "Measuring",
    "压力容器": "Pressure Vessels",
    "硫化": "Vulcanising",
    "贴片": "Surface Mounting",
    "测试": "Testing",
    "组装": "Mounting",
    "物流": "Logistics",
    "设备维修": "Maintenance",
    "能源": "Energy",
    "食堂": "Canteen",
    "采购": "Purchasing",
}
SECTIONS_A_TRADE = 5
OFFICE_TRADES = frozenset({"采购"})

# What further rooms of the company load, in this order.
ROOMS: tuple[Callable[[Actor], object], ...] = (
    company_proposals.load,
    company_pay.load,
    company_welfare.load,
    company_careers.load,
    company_rewards.load,
    company_review.load,
)


@transaction.atomic
def load() -> Workspace:
    """Make the company and everything in it, and let it publish in the sample city, if it is there.

    A failure leaves nothing behind.
    """
    company = Workspace.objects.create(
        slug=SLUG,
        name="示例重工集团",
        name_en="Sample Heavy Industry Group",
        kind="company",
        code_rules="cn",
        today_on=TODAY,
        is_sample=True,
    )
    by = Actor.system(company)
    sections = _sections(company)
    users = _people(company, sections)
    _staff(company, sections, users)
    with connection.cursor() as cursor:
        # Nobody else sees the rows before the commit, so the planner would think of none.
        cursor.execute("ANALYZE")
    for code, value in REPORTED.items():
        indicators.report_value(
            by=by,
            code=code,
            period=str(TODAY.year),
            value=value,
            source=_("Sample: as printed by the paper"),
            reported_on=TODAY,
        )
    for fill in ROOMS:
        fill(by)
    _publish(by)
    audit.record(by, "sample.load", company, seed=SEED)
    return company


def _sections(company: Workspace) -> list[Division]:
    """Make the business divisions and their sections; return the sections."""
    sections: list[Division] = []
    for at, (code, name, name_en, trades) in enumerate(BUSINESSES, start=1):
        business = Division.objects.create(
            workspace=company,
            code=code,
            name=name,
            name_en=name_en,
            kind="business",
            level=2,
            position=at * 1000,
        )
        for trade in trades:
            for number in range(1, SECTIONS_A_TRADE + 1):
                place = len(sections) + 1
                sections.append(
                    Division(
                        workspace=company,
                        code=f"S{place:03d}",
                        name=f"{trade}{'一二三四五'[number - 1]}科",
                        name_en=f"{TRADES_EN[trade]} {number}",
                        kind="section",
                        level=3,
                        parent=business,
                        position=at * 1000 + place,
                    )
                )
    return Division.objects.bulk_create(sections)


def _people(company: Workspace, sections: list[Division]) -> list[User]:
    password = make_password(people.PASSWORD)
    by_code = {section.code: section for section in sections}
    users = []
    for person in people.COMPANY_PEOPLE:
        user = User.objects.create(
            username=person.username, name=person.name, password=password, home=company
        )
        users.append(user)
        for role in person.roles:
            # Who leads or judges does so in one section; who works, works wherever it is.
            bound = by_code.get(person.section) if role in {"team_leader", "evaluator"} else None
            Post.objects.create(
                workspace=company,
                user=user,
                role=role,
                title=person.title,
                division=bound,
                from_on=people.SINCE,
            )
    return users


def _staff(company: Workspace, sections: list[Division], users: list[User]) -> None:
    """Write the staff list: the accounts first, then everybody else, then who has left."""
    fields = "workspace_id number name section_id job is_frontline user_id joined_on left_on"
    copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(Worker._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, fields.split())),
    )
    with connection.cursor() as cursor, cursor.copy(copy) as rows:
        for row in _lines(company, sections, users):
            rows.write_row(row)


def _lines(
    company: Workspace, sections: list[Division], users: list[User]
) -> Iterator[tuple[object, ...]]:
    rng = Random(SEED)
    days = (TODAY - SINCE).days
    home = {"mate": 5}  # in the second trade; the others in the first section
    for at, (person, user) in enumerate(zip(people.COMPANY_PEOPLE, users, strict=True), start=1):
        section = sections[home.get(person.username, 0)]
        is_frontline = "worker" in person.roles
        since = SINCE + datetime.timedelta(days=3000 + at)
        yield (
            *(company.pk, f"{at:05d}", person.name, section.pk, person.title, is_frontline),
            *(user.pk, since, None),
        )
    for at in range(len(users) + 1, AT_WORK + LEFT + 1):
        section = sections[at % len(sections)]
        trade = section.name[:-2]
        joined = SINCE + datetime.timedelta(days=int(days * rng.random() ** 0.7))
        left = None
        if at > AT_WORK:
            left = min(joined + datetime.timedelta(days=rng.randint(90, 4000)), TODAY)
            left -= datetime.timedelta(days=left == TODAY)
            joined = min(joined, left)
        yield (
            *(company.pk, f"{at:05d}", f"样本·{trade}{at:05d}", section.pk, f"{trade}操作工"),
            *(trade not in OFFICE_TRADES, None, joined, left),
        )


def _publish(by: Actor) -> None:
    """Let the sample city take the company in, and publish what the company offers."""
    city = Workspace.objects.filter(kind="city", is_sample=True).first()
    if city is None:
        return
    workforce.affiliate(by=Actor.system(city), slug=SLUG)
    told = publishing.current(by.workspace, TODAY, publishing.OFFERED)
    # Of what nobody has entered yet there is nothing to say.
    codes = [code for code, value in told.items() if value.value]
    workforce.publish(by=by, city=city.slug, codes=codes)
