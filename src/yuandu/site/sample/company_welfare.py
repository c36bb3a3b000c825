"""Welfare of the sample company: 22 facilities, bookings, entitlements, needs, sealed cases."""

import datetime
from decimal import Decimal
from random import Random

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.welfare import actions, clock
from yuandu.mechanisms.welfare.models import AidCase, Booking, Claim, Entitlement, Resource
from yuandu.mechanisms.workforce.models import Worker
from yuandu.site.sample.days import on_day
from yuandu.site.sample.projects import TODAY

SEED = 9
BOOKERS, CLAIMERS, SUPPORTERS = 400, 9_000, 60
FACILITIES = (
    ("职工子弟学校", "School for Employees’ Children", "school"),
    ("企业幼儿园", "Nursery", "nursery"),
    ("职工医院", "Staff Hospital", "hospital"),
    ("健康体检中心", "Check-up Centre", "hospital"),
    ("职工公寓一区", "Staff Flats 1", "flats"),
    ("职工公寓二区", "Staff Flats 2", "flats"),
    ("职工公寓三区", "Staff Flats 3", "flats"),
    ("人才公寓", "Flats for Specialists", "flats"),
    ("职工俱乐部", "Staff Club", "club"),
    ("文体活动中心", "Culture and Sports Centre", "club"),
    ("一号自助餐厅", "Canteen 1", "canteen"),
    ("二号自助餐厅", "Canteen 2", "canteen"),
    ("三号自助餐厅", "Canteen 3", "canteen"),
    ("夜班餐厅", "Night Canteen", "canteen"),
    ("职工书屋", "Staff Library", "library"),
    ("技术图书馆", "Technical Library", "library"),
    ("篮球馆", "Basketball Hall", "sports"),
    ("羽毛球馆", "Badminton Hall", "sports"),
    ("足球场", "Football Pitch", "sports"),
    ("职工浴室", "Bath House", "bath"),
    ("便民超市", "Shop", "shop"),
    ("母婴关爱室", "Room for Mothers", "other"),
)
# What is booked where, with seats and hours of one booking.
ROOMS = (
    ("职工俱乐部", "多功能厅", 1, 4),
    ("职工俱乐部", "棋牌室", 16, 3),
    ("健康体检中心", "体检名额", 30, 1),
    ("羽毛球馆", "一号场地", 1, 2),
    ("篮球馆", "全场", 1, 2),
    ("职工书屋", "自习座位", 40, 4),
)
ENTITLEMENTS = (
    ("春节礼品", 0, None),
    ("端午礼品", 0, None),
    ("中秋礼品", 0, None),
    ("免费体检", 1, None),
    ("探亲路费", 3, 3_000),
)
NEEDS = (
    "夜班后没有回市区的班车",
    "公寓区缺少快递驿站",
    "希望周末有孩子托管",
    "餐厅希望增加少油少盐窗口",
    "电动车充电位不够",
)
AID = (
    ("家中突发火灾，急需临时安置。", True),
    ("家人重病住院，医药费周转困难。", False),
    ("交通事故受伤，需要陪护协助。", True),
    ("老家受灾，需要紧急回乡。", False),
)


def load(by: Actor) -> None:
    """Make facilities and what is booked, claimed, asked for and answered in them."""
    rng = Random(SEED)
    made = [
        actions.enter_facility(
            by=by,
            code=f"F{number:02d}",
            name=name,
            name_en=name_en,
            kind=kind,
            place=f"{'一二三'[number % 3]}号园区 Park {number % 3 + 1}",
            hours="06:30–22:00",
            opened_on=datetime.date(2008 + number % 15, 5, 1),
        )
        for number, (name, name_en, kind) in enumerate(FACILITIES, start=1)
    ]
    by_name = {each.name: each for each in made}
    rooms = [
        actions.enter_resource(
            by=by,
            facility=by_name[facility],
            name=name,
            seats=seats,
            open_days=7,
            opens_at=8,
            closes_at=22,
            most_hours=hours,
        )
        for facility, name, seats, hours in ROOMS
    ]
    people = list(
        Worker.objects.filter(workspace=by.workspace, left_on=None).order_by("number")[:CLAIMERS]
    )
    _bookings(by, rooms, people, rng)
    _entitlements(by, people, rng)
    workers = _actors(by, ("worker", "mate", "teamleader", "evaluator"))
    for at, words in enumerate(NEEDS):
        need = actions.ask_need(by=workers[at % len(workers)], words=words)
        for other in workers:
            actions.support(by=other, need=need)
        if at == 1:
            actions.answer_need(
                by=by, need=need, answer="已在便民超市设快递驿站。", facility=by_name["便民超市"]
            )
        if at == 3:
            actions.answer_need(by=by, need=need, answer="下月起一号餐厅试行，收集意见后推广。")
    _cases(by, workers)


def _bookings(by: Actor, rooms: list[Resource], people: list[Worker], rng: Random) -> None:
    """Book rooms one after the other over the last and the coming days, past ones included."""
    today, rows = by.workspace.today(), []
    for room in rooms:
        for ahead in range(-60, 7):
            day = today + datetime.timedelta(days=ahead)
            for first in rng.sample(range(8, 20, room.most_hours), k=2):
                last = min(first + room.most_hours, 22)
                rows.append(
                    Booking(
                        workspace=by.workspace,
                        resource=room,
                        worker=people[rng.randrange(BOOKERS)],
                        during=(
                            clock.moment(by.workspace, day, first),
                            clock.moment(by.workspace, day, last),
                        ),
                        is_whole=room.seats == 1,
                        booked_on=min(day, today) - datetime.timedelta(days=2),
                    )
                )
    Booking.objects.bulk_create(rows)


def _entitlements(by: Actor, people: list[Worker], rng: Random) -> None:
    today = by.workspace.today()
    opens, closes = today.replace(month=1, day=1), today.replace(month=12, day=31)
    for name, years, stock in ENTITLEMENTS:
        entitlement: Entitlement = actions.enter_entitlement(
            by=by,
            name=name,
            least_years=years,
            quota=1,
            stock=stock,
            opens_on=opens,
            closes_on=closes,
        )
        takers = rng.sample(people, k=min(stock or CLAIMERS // 3, CLAIMERS // 3))
        Claim.objects.bulk_create(
            Claim(
                workspace=by.workspace,
                entitlement=entitlement,
                worker=each,
                year=today.year,
                number=1,
                claimed_on=today - datetime.timedelta(days=rng.randint(1, 200)),
            )
            for each in takers
        )


def _actors(by: Actor, usernames: tuple[str, ...]) -> list[Actor]:
    users = {each.username: each for each in User.objects.filter(username__in=usernames)}
    return [registry.actor_for(users[name], by.workspace) for name in usernames]


def _cases(by: Actor, workers: list[Actor]) -> None:
    """Ask for aid in every state, often enough for the figure of answers in time."""
    (care,) = _actors(by, ("care",))
    (treasurer,) = _actors(by, ("treasurer",))
    actions.fill_fund(by=treasurer, amount=Decimal(500_000), key="sample")
    officer = User.objects.get(username="care")
    outcomes = ("answered", "granted", "declined", "granted", "answered", "granted")
    for at in range(12):
        words, is_urgent = AID[at % len(AID)]
        case = _asked(workers[at % len(workers)], officer, words, is_urgent=is_urgent)
        outcome = outcomes[at % len(outcomes)]
        amount = Decimal(2000 + 500 * at) if outcome == "granted" else None
        actions.decide_aid(
            by=care, case=case, outcome=outcome, words="收到，已安排专人联系您。", amount=amount
        )
    for at, (words, is_urgent) in enumerate(AID[:2]):
        _asked(workers[at], officer, words, is_urgent=is_urgent)
    # One that nobody has answered in time: the clock is seen to run out.
    week = on_day(workers[3], TODAY - datetime.timedelta(days=7))
    _asked(week, officer, AID[3][0], is_urgent=AID[3][1])
    case = _asked(workers[2], officer, AID[2][0], is_urgent=False)
    actions.withdraw_aid(by=workers[2], case=case)


def _asked(by: Actor, officer: User, words: str, *, is_urgent: bool) -> AidCase:
    return actions.ask_aid(by=by, words=words, is_urgent=is_urgent, officers=[officer])
