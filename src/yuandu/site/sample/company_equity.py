"""The sample company's register of shares: twelve years of partners who come, give and go.

Some three hundred workers of the staff list hold shares: the first in the register itself, later
ones through two partnerships and an employee stock ownership plan, so that every limit of the law
holds. All is entered by the room's actions, on the days on which it would have been done.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count, groupby
from random import Random
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity import actions, queries, rules
from yuandu.mechanisms.equity.actions import Change, Side
from yuandu.mechanisms.equity.models import Holder, Holding, ShareClass
from yuandu.mechanisms.workforce.models import Worker
from yuandu.site.sample.days import on_day
from yuandu.site.sample.projects import TODAY

SEED = 300
CODE = "91370000MA0SAMPLE0"
FIRST = 2014
AUTHORISED = 600_000_000
LOT = 1_000  # shares are issued by the thousand
WORKED, STAYED = 2, 1  # years at least before admission, and until leaving
# Net assets at the end of a year, in millions of yuan; auditors sign in March.
NET_ASSETS = {
    2014: 1_264, 2015: 1_612, 2016: 2_038, 2017: 2_590, 2018: 3_181, 2019: 3_846,
    2020: 4_622, 2021: 5_573, 2022: 6_489, 2023: 7_434, 2024: 8_481, 2025: 9_637,
}  # fmt: skip
# Partners are admitted every other year: through which vehicle they hold, how many of them
# stay, how many leave later.
FOUNDERS, ONE, TWO, PLAN = "", "V01", "V02", "V03"
ADMITTED = {
    2014: (FOUNDERS, 40, 4),
    2016: (ONE, 43, 4),
    2018: (TWO, 44, 3),
    2020: (PLAN, 62, 7),
    2022: (PLAN, 100, 5),
}
VEHICLES = (
    (ONE, 2016, "示例一号企业管理合伙企业（有限合伙）", rules.PARTNERSHIP, "", "91370000MA0SAMP1X1"),
    (TWO, 2018, "示例二号企业管理合伙企业（有限合伙）", rules.PARTNERSHIP, "", "91370000MA0SAMP2X2"),
    (PLAN, 2020, "示例重工集团员工持股计划", rules.PLAN, "样本文件〔2020〕6号《员工持股计划》", ""),
)  # fmt: skip
# Shares of one partner, from and to, in lots.
PORTIONS = {
    FOUNDERS: (3_000, 9_000),
    ONE: (600, 1_800),
    TWO: (500, 1_500),
    PLAN: (100, 400),
}
# Accounts of the company who are partners, with the year they were admitted and their lots.
ACCOUNTS = {"chair": (2014, 90_000), "partner": (2016, 1_200), "teamleader": (2022, 260)}
AT_PAR = Decimal("1.00")  # yuan a share: what the founders paid, before there was a rule
RULES = {
    2015: (
        "1.00", "0.90", "0.00", "股东会决议〔2015〕2号",
        "以最近一年经审计的每股净资产为基准：进入按基准价，退出按基准价的九成。",
    ),
    2020: (
        "1.00", "0.95", "1.00", "股东会决议〔2020〕2号",
        "以最近一年经审计的每股净资产为基准：进入按基准价，退出按基准价的九五折，每股最低一元。",
    ),
}  # fmt: skip
GRANTED = 3  # of a year’s partners: who gets what the company bought back
PASSED_ON = 2  # transfers a year between partners of one vehicle
RETIRED = 2024  # the year in which the rest of what was bought back was retired


@dataclass
class Book:
    """The register as it fills: who holds how many lots, and who leaves when."""

    by: Actor
    shares: ShareClass
    vehicles: Mapping[str, Holder]
    rng: Random = field(default_factory=lambda: Random(SEED))
    held: dict[Side, int] = field(default_factory=dict)
    leaving: dict[Side, datetime.date] = field(default_factory=dict)
    bought: int = 0
    asked: list[Change] = field(default_factory=list)
    keys: Iterator[int] = field(default_factory=lambda: count(1))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(self, kind: str, lots: int, on: datetime.date, reason: str, **more: Any) -> None:
        """Note a change, and what it leaves whom; `enter` enters what was noted."""
        key = f"sample-{next(self.keys)}"
        change = Change(kind, self.shares, lots * LOT, key, on, reason, **more)
        self.asked.append(change)
        if change.is_pending:
            return
        for side, sign in ((change.source, -1), (change.target, 1)):
            if side:
                self.held[side] = self.held.get(side, 0) + sign * lots
        self.bought += lots * {rules.REPURCHASE: 1, rules.GRANT: -1, rules.RETIRE: -1}.get(kind, 0)

    def enter(self) -> None:
        """Enter what was noted, day by day."""
        for day, changes in groupby(self.asked, key=lambda change: change.on):
            actions.enter_all(by=on_day(self.by, day), changes=list(changes))
        self.asked.clear()

    def read(self) -> None:
        """Read anew who holds what, after others have changed it."""
        held = Holding.objects.filter(workspace=self.by.workspace).select_related(
            "holder__worker", "vehicle", "account"
        )
        self.held = {
            Side(each.holder, each.vehicle): int(each.account.balance) // LOT
            for each in held.order_by("pk")
        }
        self.leaving = {
            side: side.holder.worker.left_on
            for side, lots in self.held.items()
            if lots and side.holder.worker and side.holder.worker.left_on
        }
        self.bought = sum(each.bought for each in queries.totals(self.by)) // LOT


def go_on(book: Book, years: Iterable[int]) -> None:
    """Play years one after the other: the audit, who comes, who goes, certificates."""
    accounts = _accounts(book.by)
    unknown = Worker.objects.filter(workspace=book.by.workspace, user=None).exclude(
        pk__in=[side.holder.worker_id for side in book.held]
    )
    people = {each.pk: each for each in unknown.order_by("number")}
    for year in years:
        _terms(book, year)
        meeting = datetime.date(year, 6 if year > FIRST else 12, 18)
        _leave(book, datetime.date(year, 1, 1), meeting)
        _admit(book, meeting, people, accounts)
        _leave(book, meeting, datetime.date(year + 1, 1, 1))
        book.enter()
        _hand_out(book, datetime.date(year, 12, 20))


def _accounts(by: Actor) -> dict[str, Worker]:
    found = Worker.objects.filter(workspace=by.workspace, user__username__in=ACCOUNTS)
    return {each.user.username: each for each in found.select_related("user") if each.user}


def begun(by: Actor) -> Book:
    """Enter form, class and vehicles of a register that is empty."""
    first = on_day(by, datetime.date(FIRST, 12, 1))
    actions.enter_charter(
        by=first,
        form=rules.LIMITED,
        legal_name="示例重工集团有限公司",
        code=CODE,
        founded_on=datetime.date(2006, 1, 1),
    )
    shares = actions.open_class(
        by=first,
        code="A",
        name="普通股",
        name_en="Ordinary shares",
        par_value=AT_PAR,
        authorised=AUTHORISED,
    )
    vehicles = {
        number: actions.enter_holder(
            by=on_day(by, datetime.date(year, 6, 1)),
            number=number,
            kind=Holder.Kind.VEHICLE,
            name=name,
            form=form,
            basis=basis,
            code=code,
        )
        for number, year, name, form, basis, code in VEHICLES
    }
    return Book(by, shares, vehicles)


def _terms(book: Book, year: int) -> None:
    """Enter the audit of the year before; publish the rule where there is a new one."""
    if net := NET_ASSETS.get(year - 1):
        signed = datetime.date(year, 3, 28)
        actions.enter_year(
            by=on_day(book.by, signed),
            year=year - 1,
            net_assets=Decimal(net) * 1_000_000,
            shares=sum(book.held.values()) * LOT,
            auditor="示例会计师事务所（特殊普通合伙）",
            report=f"示例审字〔{year}〕第018号",
            signed_on=signed,
        )
    if year in RULES:
        admit, leave, floor, resolution, words = RULES[year]
        from_on = datetime.date(year, 4, 20)
        actions.publish_rule(
            by=on_day(book.by, from_on),
            admit_factor=Decimal(admit),
            exit_factor=Decimal(leave),
            floor=Decimal(floor),
            words=words,
            resolution=resolution,
            from_on=from_on,
        )


def _leave(book: Book, since: datetime.date, until: datetime.date) -> None:
    """Buy back the shares of who left from a day on and before another."""
    gone = {side: day for side, day in book.leaving.items() if since <= day < until}
    for side, day in sorted(gone.items(), key=lambda one: (one[1], one[0].holder.number)):
        book.ask(
            rules.REPURCHASE, book.held[side], day, "离职，公司按规则价回购全部股份",
            source=side, at_rule=rules.EXIT, resolution=f"股东会决议〔{day.year}〕3号",
        )  # fmt: skip


def _admit(
    book: Book, on: datetime.date, people: dict[int, Worker], accounts: Mapping[str, Worker]
) -> None:
    """Hold the general meeting: admit the partners of the year, and let others pass shares on."""
    resolution = f"股东会决议〔{on.year}〕{'1' if on.year == FIRST else '4'}号"
    through, staying, going = ADMITTED.get(on.year, (FOUNDERS, 0, 0))
    chosen = [
        *_chosen(book, on, people, staying, stays=True),
        *_chosen(book, on, people, going, stays=False),
    ]
    lots = [book.rng.randrange(*PORTIONS[through], 10) for _ in chosen]
    for username, (year, portion) in ACCOUNTS.items():
        if year == on.year:
            chosen.insert(0, accounts[username])
            lots.insert(0, portion)
    is_first = on.year == FIRST
    for at, (worker, portion) in enumerate(zip(chosen, lots, strict=True)):
        made = actions.enter_holder(
            by=on_day(book.by, on),
            number=f"{next(book.numbers):03d}",
            kind=Holder.Kind.WORKER,
            worker=worker,
        )
        side = Side(made, book.vehicles.get(through))
        if worker.left_on:
            book.leaving[side] = worker.left_on
        is_granted = at < GRANTED and book.bought >= portion
        book.ask(
            rules.GRANT if is_granted else rules.ISSUE,
            portion,
            on,
            "发起设立出资" if is_first else "经股东资格评议进入",
            target=side,
            resolution=resolution,
            **({"price": AT_PAR} if is_first else {"at_rule": rules.ADMIT}),
        )
    if on.year == RETIRED:
        book.ask(rules.RETIRE, book.bought, on, "注销库存股，减少注册资本", resolution=resolution)
    if not is_first:
        _pass_on(book, on)


def _chosen(
    book: Book, on: datetime.date, people: dict[int, Worker], number: int, *, stays: bool
) -> list[Worker]:
    """Take people who had worked long enough, those who stay or those who were to leave."""
    earliest = on.replace(year=on.year - WORKED)
    fit = [
        each
        for each in people.values()
        if each.joined_on < earliest
        and (not each.left_on if stays else each.left_on and on.year + STAYED < each.left_on.year)
    ]
    found = book.rng.sample(fit, number)
    for each in found:
        del people[each.pk]
    return found


def _pass_on(book: Book, on: datetime.date) -> None:
    """Let partners pass a part of their shares on to others of their vehicle."""
    staying = [side for side, lots in book.held.items() if lots and side not in book.leaving]
    for giver in book.rng.sample(staying, PASSED_ON):
        takers = [s for s in staying if s.vehicle == giver.vehicle and s != giver]
        book.ask(
            rules.TRANSFER, book.held[giver] // 5, on, "合伙人之间转让部分股份",
            source=giver, target=book.rng.choice(takers), at_rule=rules.ADMIT,
        )  # fmt: skip


def _hand_out(book: Book, on: datetime.date) -> None:
    """Let the holders sign for their certificates at the end of a year; this year's still wait."""
    if on < TODAY:
        house = on_day(book.by, on)
        actions.hand_out(by=house, certificates=list(queries.to_hand_out(house)))


def hold_back(book: Book) -> None:
    """Hold shares back for what is agreed and not paid yet."""
    accounts = _accounts(book.by)
    by_worker = {side.holder.worker_id: side for side in book.held}
    chair, partner = (by_worker[accounts[name].pk] for name in ("chair", "partner"))
    book.ask(
        rules.TRANSFER, 150, TODAY, "向合伙人转让，待付款后登记",
        source=chair, target=partner, at_rule=rules.ADMIT, is_pending=True,
    )  # fmt: skip
    other = next(
        side
        for side, lots in book.held.items()
        if lots and side.vehicle and side not in (chair, partner)
    )
    book.ask(
        rules.REPURCHASE, book.held[other] // 2, TODAY, "本人申请部分退出，待付款后登记",
        source=other, at_rule=rules.EXIT, is_pending=True,
    )  # fmt: skip
    book.enter()
